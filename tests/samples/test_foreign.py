"""Foreign papers are made whole from their text files, and handwritten forms have ink where their values are."""

import numpy as np
import pytest

from models.page import IDENTITY, Box, Line, PageReading, TextSource, Word
from models.reading import Reading
from ocr.classify import classify
from tests.samples import render
from tests.samples.foreign import foreign_kinds, make_foreign
from tests.samples.handwritten import handwritten_kinds, make_handwritten
from tests.samples.layout import lay_out
from tests.samples.ops import Drawing
from tests.samples.pen import write
from tests.samples.sheet import Paper

_SCALE = 8.0  # pixels in a millimetre of the readings made here


def _read(paper: Paper) -> Reading:
    """Return what an engine without faults reads on the paper's first sheet."""
    sheet = paper.pages[0]
    lines = []
    for line in lay_out(sheet, "tinos").lines:
        letter, at, words = line.width / max(1, len(line.text)), 0, []
        for text in line.text.split(" "):
            left, right = line.x + at * letter, line.x + (at + len(text)) * letter
            edges = (left, line.y, right, line.y + line.height)
            words.append(Word(text, Box(*(round(edge * _SCALE) for edge in edges)), 0.96))
            at += len(text) + 1
        lines.append(Line(tuple(word for word in words if word.text)))
    size = (round(sheet.width * _SCALE), round(sheet.height * _SCALE))
    kept = tuple(line for line in lines if line.words)
    return Reading((PageReading(1, *size, *size, 0, 0.0, IDENTITY, kept, TextSource.OCR),))


def test_there_are_many_kinds_of_foreign_papers() -> None:
    assert len(foreign_kinds()) >= 60


@pytest.mark.parametrize("kind", foreign_kinds())
def test_a_foreign_paper_read_without_faults_is_unknown(kind: str) -> None:
    paper = make_foreign(kind, 4711)
    assert paper.type == "unknown"
    assert not any(mark in line.text for line in lay_out(paper.pages[0], "tinos").lines for mark in "{}@|")
    assert classify(_read(paper)).type == "unknown"


@pytest.mark.parametrize("kind", handwritten_kinds())
def test_handwritten_values_are_drawn_and_not_printed(kind: str) -> None:
    paper = make_handwritten(kind, 4711)
    placed = lay_out(paper.pages[0], "tinos")
    printed = " ".join(line.text for line in placed.lines)
    assert any(isinstance(op, Drawing) and op.art.kind == "pen" for op in placed.ops)
    assert not any(len(value) > 3 and value in printed for value in paper.fields.values())


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="no foreign paper"):
        make_foreign("nothing", 1)


def test_the_same_text_is_written_alike_and_another_otherwise() -> None:
    one, again, other = (np.array(write(300, 60, text)) for text in ("Trần An", "Trần An", "Trần Ân"))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert 0.01 < (one[..., 3] > 127).mean() < 0.3


def test_a_form_has_ink_on_its_dotted_lines() -> None:
    image = render(make_handwritten("application", 4711), 100)[0].image.astype(int)
    assert ((image.min(axis=2) < 200).mean()) > 0.01
