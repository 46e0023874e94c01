"""Reads one page: from pixels as they came in to words in their places on the upright page."""

import time
from dataclasses import dataclass, replace

from models.page import IDENTITY, Line, PageReading, Raster, SourcePage, TextSource, mean_confidence
from models.ports.recognizer import TextRecognizer
from models.reading import Reading
from ocr.advice import codes
from ocr.clean.arrays import Image, to_array, to_raster
from ocr.clean.geometry import inverse, map_box, warp
from ocr.clean.glance import glance
from ocr.clean.plan import Plan, make_plan
from ocr.clean.prepare import X_HEIGHT, Print, prepare
from ocr.clean.quality import judge, judge_drawn
from ocr.codes.qr import find_qr
from ocr.handwriting import as_written
from ocr.language.mend import mend_lines
from ocr.layout.persons import persons
from ocr.layout.rows import lay_out
from ocr.parts import PrintRead, read_upright
from ocr.upside import best_turn

_DOUBTFUL = 0.6  # mean confidence below which a page may have been read the wrong way round; upright pages have 0.85
_CLEARLY = 0.15  # by which another way round must be read more surely: guesses differ by less


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way to see a page, and what was read that way."""

    plan: Plan
    upright: Image
    read: PrintRead


def read_page(source: SourcePage, recognizer: TextRecognizer, *, language: bool = True) -> tuple[PageReading, Raster]:
    """Return what stands on a page, and the upright page in the colours it came in.

    A page with a sound text layer is taken as it is, without an engine. `language` says whether words and numbers are
    mended (docs/language.md); measurements switch it off. Raises what `recognizer` raises, PageDamaged when the raster
    is not whole, MissingData when the syllable model cannot be read.
    """
    began = time.monotonic()
    image = to_array(source.raster)
    if source.text is not None:
        return _from_text_layer(source, source.text, began), source.raster
    seen = glance(image)
    attempt = _read(image, make_plan(image, seen), recognizer)
    plan, read = attempt.plan, attempt.read
    found = (replace(code, box=map_box(plan.to_upright, code.box, plan.size)) for code in find_qr(image))
    reading = PageReading(
        number=source.number,
        width=plan.size[0],
        height=plan.size[1],
        source_width=source.raster.width,
        source_height=source.raster.height,
        rotation=plan.rotation,
        skew=plan.skew,
        to_source=inverse(plan.to_upright),
        lines=as_written(mend_lines(read.lines), read.handwriting) if language else _as_read(read.lines),
        source=TextSource.OCR,
        quality=judge(seen, plan, _confidence(read.lines)),
        codes=tuple(found),
        handwriting=read.handwriting,
        parts=read.parts,
        seconds=time.monotonic() - began,
    )
    return _told(reading), to_raster(attempt.upright, source.raster.dpi)


def _told(reading: PageReading) -> PageReading:
    """Return a reading that says so where several persons' cards lie on the page."""
    if len(reading.parts) < 2 or len(persons(lay_out(Reading((reading,))))) < 2:
        return reading
    quality = replace(reading.quality, advice=(*reading.quality.advice, codes.SEVERAL_CARDS))
    return replace(reading, quality=quality)


def _read(image: Image, plan: Plan, recognizer: TextRecognizer) -> _Attempt:
    """Read `image` as planned; where the letters' shapes left it open which side is up, ask the engine first.

    A page that reads badly is tried the other ways round, and kept as it reads best.
    """
    upright = warp(image, plan.to_upright, plan.size)
    printed = prepare(upright, plan.x_height)
    if not plan.sure and plan.x_height is not None:
        turn = best_turn(printed.image, plan.x_height * printed.factor, (180,), recognizer)
        if turn:
            return _recognize(image, plan.turned(turn), recognizer)
    first = _attempt(plan, upright, printed, recognizer)
    confidence = _confidence(first.read.lines)
    if confidence is None or confidence >= _DOUBTFUL:
        return first
    turn = best_turn(printed.image, (plan.x_height or X_HEIGHT) * printed.factor, (90, 180, 270), recognizer)
    if not turn:
        return first
    second = _recognize(image, plan.turned(turn), recognizer)
    return second if (_confidence(second.read.lines) or 0.0) > confidence + _CLEARLY else first


def _recognize(image: Image, plan: Plan, recognizer: TextRecognizer) -> _Attempt:
    upright = warp(image, plan.to_upright, plan.size)
    return _attempt(plan, upright, prepare(upright, plan.x_height), recognizer)


def _attempt(plan: Plan, upright: Image, printed: Print, recognizer: TextRecognizer) -> _Attempt:
    return _Attempt(plan, upright, read_upright(upright, printed, recognizer))


def _as_read(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return `lines` without the engine's doubts, which no reading keeps."""
    return tuple(Line(tuple(replace(word, doubts=None) for word in line.words)) for line in lines)


def _confidence(lines: tuple[Line, ...]) -> float | None:
    return mean_confidence([word for line in lines for word in line.words])


def _from_text_layer(source: SourcePage, text: tuple[Line, ...], began: float) -> PageReading:
    raster = source.raster
    return PageReading(
        number=source.number,
        width=raster.width,
        height=raster.height,
        source_width=raster.width,
        source_height=raster.height,
        rotation=0,
        skew=0.0,
        to_source=IDENTITY,
        lines=text,
        source=TextSource.TEXT_LAYER,
        quality=judge_drawn(to_array(raster), _confidence(text)),
        seconds=time.monotonic() - began,
    )
