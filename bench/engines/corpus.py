"""Made-up papers for the engines: running text of realistic length and spread of words, some of it misread.

Words follow one another as in the shipped statistics of Vietnamese syllables (`ocr.language.model`), so that common
words, pairs and phrases are as frequent as in print. A hundredth of the words is misread in one letter, as scans are:
they make the list of odd words grow as it does in life. The same number gives the same paper; papers are made in pieces
that are kept on disk, so that a larger set begins with the smaller ones.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import gettempdir

import msgspec
import numpy as np
import numpy.typing as npt

from models.dossier import DossierState
from models.identifiers import AgencyCode, DocumentType, DossierCode, OwnerId, ProcedureCode
from models.search import IndexEntry
from ocr.language.model import SHIPPED
from ocr.language.store import read
from records.catalogue import starter

WORDS = 350
"""Mean words of a paper; a tenth has twice as many, a tenth a third."""

_DRAWN = 403  # with the ends of sentences, which are drawn like words

PIECE = 5_000
"""Papers of one file."""

MISREAD = 0.01
"""Share of words with one wrong letter."""

_FIRST_SEED = 7_000_000
_START = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)
_TYPES = ("identity-card", "birth-certificate", "residence-confirmation", "marriage-certificate", "land-certificate",
          "decision", "application")  # fmt: skip
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vàng", "Lò", "Đặng", "Bùi", "Đỗ")
_GIVEN = (
    "Thị Mai",
    "Văn Nam",
    "Thị Hoà",
    "A Páo",
    "Thúy Hằng",
    "Đức Thịnh",
    "Thị Mẩy",
    "Quốc Bảo",
    "Ngọc Ánh",
    "Văn Đông",
)
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SENTENCE_END = "<s>"
_NUMBER = "<n>"

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chain:
    """Words with the frequencies of pairs, as running sums: of the whole table, and of single words."""

    words: tuple[str, ...]
    begins: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]
    sums: npt.NDArray[np.float64]
    rights: Numbers
    singles: npt.NDArray[np.float64]

    def after(self, left: Numbers, chance: np.random.Generator) -> Numbers:
        """Return for each word one that follows it, drawn from its pairs, else from all words."""
        drawn = chance.random(len(left))
        held = self.weights[left]
        at = np.searchsorted(self.sums, self.begins[left] + drawn * held, side="right")
        paired = self.rights[np.minimum(at, len(self.rights) - 1)]
        single = np.searchsorted(self.singles, chance.random(len(left)) * self.singles[-1], side="right")
        alone = (held == 0) | (chance.random(len(left)) < 0.1)  # a tenth of all pairs was too rare to be kept
        return np.asarray(np.where(alone, single, paired), dtype=np.int64)


@cache
def chain() -> Chain:
    """Return the shipped statistics as a chain to draw from."""
    tables = read(SHIPPED.read_bytes())
    left, right = (tables.keys >> 16).astype(np.int64), (tables.keys & 0xFFFF).astype(np.int64)
    pairs = tables.pairs.astype(np.float64)
    sums = np.cumsum(pairs)
    weights = np.bincount(left, weights=pairs, minlength=len(tables.words)).astype(np.float64)
    begins = np.cumsum(weights) - weights
    return Chain(tuple(tables.words), begins, weights, sums, right, np.cumsum(tables.counts.astype(np.float64)))


def entries(count: int, folder: Path | None = None) -> Iterator[IndexEntry]:
    """Yield the first `count` papers, from the disk where they have been made before."""
    for number in range(-(-count // PIECE)):
        yield from piece_of(number, folder or default_folder())[: count - number * PIECE]


def default_folder() -> Path:
    """Return where papers are kept between runs: beside other temporary files of this user."""
    return Path(gettempdir()) / f"hoso-bench-engines-{os.getuid()}"


def piece_of(number: int, folder: Path) -> Sequence[IndexEntry]:
    """Return one whole piece of papers."""
    with have_piece(number, folder).open("rb") as lines:
        return [_DECODER.decode(line) for line in lines]


def have_piece(number: int, folder: Path) -> Path:
    """Make one piece unless it has been made before; return its file."""
    path = folder / f"papers-{number:05}.jsonl"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(msgspec.json.Encoder().encode_lines(make_piece(number)))
        draft.replace(path)
    return path


_DECODER = msgspec.json.Decoder(IndexEntry)


def make_piece(number: int) -> Sequence[IndexEntry]:
    """Make one piece of papers; the same number gives the same papers."""
    chance = np.random.default_rng(_FIRST_SEED + number)
    texts = _texts(chance, PIECE)
    return [_entry(chance, number * PIECE + at, text) for at, text in enumerate(texts)]


def _texts(chance: np.random.Generator, count: int) -> Iterator[str]:
    statistics = chain()
    lengths = (_DRAWN * chance.choice([1 / 3, 0.95, 2.0], count, p=[0.1, 0.8, 0.1])).astype(int)
    drawn = np.empty((int(lengths.max()), count), dtype=np.int64)
    drawn[0] = np.searchsorted(statistics.singles, chance.random(count) * statistics.singles[-1], side="right")
    for step in range(1, len(drawn)):
        drawn[step] = statistics.after(drawn[step - 1], chance)
    for at, length in enumerate(lengths):
        yield _text(chance, [statistics.words[word] for word in drawn[:length, at].tolist()])


def _text(chance: np.random.Generator, words: list[str]) -> str:
    """Print words as a page has them: numbers, capitals after a full stop, lines, some misread."""
    wrong = set(np.flatnonzero(chance.random(len(words)) < MISREAD).tolist())
    numbers = chance.integers(1, 2_100, len(words)).tolist()
    out, starts = list[str](), True
    for at, word in enumerate(words):
        if word == _SENTENCE_END:
            starts = True
            out.append(".\n")
            continue
        printed = str(numbers[at]) if word == _NUMBER else word.strip("<>")
        if at in wrong:
            printed = _misread(chance, printed)
        out.append(printed.capitalize() if starts else printed)
        starts = False
    return " ".join(out).replace(" .\n", ".\n")


def _misread(chance: np.random.Generator, word: str) -> str:
    at = int(chance.integers(0, len(word)))
    return word[:at] + _LETTERS[int(chance.integers(0, len(_LETTERS)))] + word[at + 1 :]


@cache
def _offices() -> tuple[tuple[tuple[AgencyCode, ...], ...], tuple[ProcedureCode, ...]]:
    """Return the communes of the starter catalogue with all above them, and its procedures."""
    contents = starter()
    parents = {agency.code: agency.parent for agency in contents.agencies if agency.valid_to is None}
    paths = []
    for agency in contents.agencies:
        if agency.valid_to is None and agency.level.value == "commune":
            path, above = [agency.code], agency.parent
            while above is not None and above not in path:
                path.append(above)
                above = parents.get(above)
            paths.append(tuple(path))
    return tuple(paths), tuple(procedure.code for procedure in contents.procedures if procedure.valid_to is None)


def owner_of(number: int) -> tuple[OwnerId, str]:
    """Return the owner of a dossier by its number; each has two."""
    person = number // 2
    name = f"{_SURNAMES[person * 7 % 10]} {_GIVEN[person * 3 % 10]}"
    return OwnerId(f"0{person % 90 + 10:02d}1{person % 100:02d}{person % 1_000_000:06d}"), name


def _entry(chance: np.random.Generator, number: int, text: str) -> IndexEntry:
    """Return one paper: six of a dossier, a dossier every 45 seconds, communes in turn."""
    paths, procedures = _offices()
    dossier = number // 6
    agencies, at = paths[dossier % len(paths)], _START + timedelta(seconds=45 * dossier)
    owner, name = owner_of(dossier)
    fields = {
        "full_name": name.upper(),
        "personal_id": owner,
        "document_number": f"{int(chance.integers(1, 9999))}/TLKS",
        "issue_date": f"{chance.integers(2010, 2025)}-0{chance.integers(1, 10)}-1{chance.integers(0, 10)}",
        "issuer": "Ủy ban nhân dân xã",
    }
    return IndexEntry(
        id=f"{number:032x}",
        kind="component",
        dossier=DossierCode(f"{agencies[0]}-{at:%y%m%d}-{dossier:07d}"),
        agencies=agencies,
        owner=owner,
        owner_name=name,
        type=DocumentType(_TYPES[number % len(_TYPES)]),
        received_at=at,
        text=text,
        procedure=procedures[dossier * 11 % len(procedures)],
        state=DossierState.RETURNED if dossier % 33 else DossierState.IN_PROGRESS,
        fields=fields,
        revision=3,
    )
