"""Samples the outside texts: law lines, names of people, administrative units. None of it enters the repository."""

import csv
import lzma
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import MissingData
from models.text import collapse, nfc
from ocr.training.text.leak import scored_phrases, without_leaks

_SIGNS = str.maketrans({"–": "-", "−": "-", "‘": "'", "’": "'", "…": "...", "•": "-", "\u00ad": None})
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Corpus:
    """A sample of official lines, whole names by parts with weights, and units as they stand in addresses."""

    lines: tuple[str, ...]
    surnames: tuple[str, ...]
    surname_weights: tuple[float, ...]
    given: tuple[str, ...]
    units: tuple[str, ...]


def read_corpus(folder: Path, size: int, seed: int, *, held_out: bool) -> Corpus:
    """Return a sample of up to `size` lines from ``text/law-lines.txt.xz`` and the lists of ``names/`` and ``units/``.

    Every tenth line of the file is held out for evaluation and comes only with `held_out`. Lines that share a long
    phrase with the truth files in ``real/`` never come. Raises MissingData when the folder is not complete.
    """
    path = folder / "text" / "law-lines.txt.xz"
    if not path.is_file():
        raise MissingData(
            f"Không thấy {path}; hãy đặt HOSO_CORPUS hoặc --corpus tới thư mục có text, names, units.",
            f"There is no {path}; let HOSO_CORPUS or --corpus name the folder with text, names and units.",
        )
    scored = scored_phrases(folder / "real")
    sample = _sample(_share(_law_lines(path), held_out=held_out), size, random.Random(seed))
    lines = tuple(without_leaks(sample, scored))
    surnames, weights = _surnames(folder / "names" / "surnames.csv")
    given = tuple(n for sex in ("boy", "girl") for n in _names(folder / "names" / f"given-{sex}.txt"))
    return Corpus(lines, surnames, weights, given, _units(folder / "units"))


def printed(text: str) -> str:
    """Return `text` in the signs that the network can write: one hyphen, straight apostrophes, three dots."""
    return collapse(nfc(text).translate(_SIGNS))


def _law_lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield printed(line)


def _share(lines: Iterable[str], *, held_out: bool) -> Iterator[str]:
    """Return the tenth that is held out, or the rest; neither headings of a word or two nor lines to be filled in."""
    numbered = (line for number, line in enumerate(lines) if (number % 10 == 0) == held_out)
    return (line for line in numbered if len(line) >= _SHORTEST and "...." not in line and "___" not in line)


def _sample(lines: Iterable[str], size: int, rng: random.Random) -> tuple[str, ...]:
    """Return `size` lines, each of the stream as likely as any other (reservoir sampling, algorithm R)."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        if len(kept) < size:
            kept.append(line)
        elif (place := rng.randint(0, number)) < size:
            kept[place] = line
    return tuple(kept)


def _surnames(path: Path) -> tuple[tuple[str, ...], tuple[float, ...]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream) if len(row) == 3 and row[2].replace(".", "", 1).isdigit()]
    return tuple(nfc(row[0]) for row in rows), tuple(float(row[2]) for row in rows)


def _names(path: Path) -> list[str]:
    return [collapse(nfc(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _units(folder: Path) -> tuple[str, ...]:
    """Return addresses down to the commune, after and before the reform of July 2025."""
    with (folder / "units-2025.csv").open(encoding="utf-8", newline="") as stream:
        now = [f"{row['unit']}, {row['province']}" for row in csv.DictReader(stream)]
    with (folder / "units-before-2025.csv").open(encoding="utf-8", newline="") as stream:
        before = [row["path"] for row in csv.DictReader(stream)]
    return tuple(nfc(unit) for unit in (*now, *before))
