"""What is made of trained networks: the models with their lists, the pictures, the figures, the shipped file."""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from ocr.recognizers.narrowed import suited
from ocr.recognizers.tessdata import LANGUAGE, SHIPPED
from ocr.recognizers.tesserocr_engine import TesserocrRecognizer, probe
from ocr.training import export, wordlists
from ocr.training.bases import BASES
from ocr.training.chart import Spot, draw_chart
from ocr.training.curve import draw_curve, held_out
from ocr.training.evaluation import sets
from ocr.training.evaluation.measure import Figures, measure
from ocr.training.evaluation.sets import Sample
from ocr.training.evaluation.table import Results, load, save
from ocr.training.workshop import SEED, Workshop

_NUMBERS = 3000  # made-up numbers whose shapes go into the list of number patterns
_PUBLISHED = "published-"
_PAGES = {"rendered": 16, "novel": 5, "newspaper": 5, "english": 5, "numbers": 5, "empty": 8}


def finish(shop: Workshop, name: str, averaged: int) -> Mapping[str, Path]:
    """Make the 8-bit models of a trained network: with the published word lists, with official ones, with none."""
    trainer = shop.trainer(name)
    chosen = export.best(export.candidates(trainer, averaged))
    official = wordlists.graphs(shop.base(name), shop.corpus, shop.numbers(_NUMBERS))
    lists: Mapping[str, Mapping[str, bytes] | None] = {
        "published": {},
        "official": official,
        "none": None,
    }
    folder = shop.folder / "models"
    return {
        f"{name}-{kind}": export.finish(chosen.path, folder / f"{name}-{kind}.traineddata", parts)
        for kind, parts in lists.items()
    }


def draw_training(shop: Workshop, names: tuple[str, ...], target: Path) -> None:
    """Draw the held-out curves of the networks trained so far."""
    trainers = {name: shop.trainer(name) for name in names}
    draw_curve({name: held_out(one.started(), one.done()) for name, one in trainers.items()}, target)


def pages(shop: Workshop) -> Mapping[str, Callable[[], list[Sample]]]:
    """Return what makes each set of pages; real scans only where the outside folder has them."""
    return {
        "real": lambda: list(sets.real(shop.corpus_folder / "real")),
        "rendered": lambda: list(sets.rendered(shop.held_out_corpus, _PAGES["rendered"], SEED)),
        **{kind: partial(_other, shop, kind) for kind in ("novel", "newspaper", "english", "numbers")},
        "empty": lambda: list(sets.empty(_PAGES["empty"], SEED)),
    }


def _other(shop: Workshop, kind: str) -> list[Sample]:
    return list(sets.other(kind, shop.held_out_corpus, _PAGES[kind], SEED))


def evaluate(shop: Workshop, models: Mapping[str, Path], wanted: Sequence[str], say: Callable[[str], None]) -> Results:
    """Measure models on the wanted sets, the same pages for all. What was measured of the same bytes is not again.

    The figures are kept in the working folder by the hashes of the model and of the reader's own code, so that a change
    of either is measured anew. Sets without pages are left out.
    """
    makers, results = pages(shop), {name: _kept(shop, path) for name, path in models.items()}
    for kind in wanted:
        missing = [name for name in models if kind not in results[name]]
        samples = makers[kind]() if missing else []
        for name in missing if samples else ():
            say(f"evaluate {kind} ({len(samples)} pages): {name}")
            results[name] = {**results[name], kind: _measured(name, models[name], samples)}
            save({name: results[name]}, _figures(shop, models[name]))
    return {name: {kind: done[kind] for kind in wanted if kind in done} for name, done in results.items()}


def _measured(name: str, model: Path, samples: Sequence[Sample]) -> Figures:
    """Return how a model reads pages as wide as it was trained on."""
    known = export.NAMES.get(name.partition("-")[0], LANGUAGE)
    engine = suited(TesserocrRecognizer(probe(), str(model.parent), model=model.stem), known)
    try:
        return measure(samples, engine)
    finally:
        engine.close()


def _kept(shop: Workshop, model: Path) -> Mapping[str, Figures]:
    path = _figures(shop, model)
    return next(iter(load(path).values())) if path.is_file() else {}


def _figures(shop: Workshop, model: Path) -> Path:
    return shop.folder / "figures" / f"{export.digest(model)[:16]}-{reader_digest()[:8]}.json"


@cache
def reader_digest() -> str:
    """Return a hash of the code that makes pages, reads them and scores what was read."""
    own = Path(__file__).parent
    folders = (own.parent, *(own.parent / name for name in ("clean", "recognizers")), own / "evaluation", own / "page")
    code = [path for folder in folders for path in sorted(folder.glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in code)).hexdigest()


def published(shop: Workshop) -> Mapping[str, Path]:
    """Return the models to compare with: the two that training starts from."""
    return {f"{_PUBLISHED}{name}": shop.base(name) for name in BASES}


def chart(results: Results, models: Mapping[str, Path], target: Path) -> None:
    """Draw size, speed and accuracy on the real scans (on rendered pages where there are none)."""
    kind = "real" if all("real" in sets_ for sets_ in results.values()) else "rendered"
    spots = [
        Spot(name, one[kind].seconds, one[kind].cer, models[name].stat().st_size, not name.startswith(_PUBLISHED))
        for name, one in results.items()
    ]
    draw_chart(spots, target)


def ship(model: Path, name: str, folder: Path = SHIPPED) -> Path:
    """Put the model of the network `name` and its SHA-256 into the repository."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{export.NAMES[name]}.traineddata"
    shutil.copyfile(model, target)
    target.with_suffix(".sha256").write_text(f"{export.digest(target)}  {target.name}\n", encoding="utf-8")
    return target
