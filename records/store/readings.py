"""What the machine read, by paper version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, type_coerce

from models.identifiers import ComponentId, Sha256, VersionId
from models.reading import Digitisation
from records.store.columns import Packed
from records.store.dialects import upsert
from records.store.tables import components, digitisations, versions


@dataclass(frozen=True, slots=True)
class _Word:
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Pages:
    pages: tuple[_Page, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What of a digitisation makes its text; what else stands in the JSON is not looked at."""

    reading: _Pages


def _text(page: _Page) -> str:
    """Return what `PageReading.text` of the whole page is."""
    return "\n".join(" ".join(word.text for word in line.words) for line in page.lines)


class SqlReadings:
    """Digitisations; components that share a version share what was read on it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, version: VersionId) -> Digitisation | None:
        kept = select(digitisations.c.body).where(digitisations.c.version == version)
        found: Digitisation | None = self._connection.execute(kept).scalar()
        return found

    def texts(self, versions: Sequence[VersionId]) -> Mapping[VersionId, Mapping[int, str]]:
        body = type_coerce(digitisations.c.body, Packed(_Read)).label("body")
        kept = select(digitisations.c.version, body).where(digitisations.c.version.in_(versions))
        return {
            VersionId(version): {page.number: _text(page) for page in read.reading.pages}
            for version, read in self._connection.execute(kept)
        }

    def keep(self, version: VersionId, digitisation: Digitisation) -> None:
        """Keep what was read, in place of an earlier reading of the same version."""
        upsert(self._connection, digitisations, [{"version": version, "body": digitisation}], ["version"])

    def same_bytes(self, sha256: Sha256) -> Sequence[ComponentId]:
        found = select(components.c.id).join(versions).where(versions.c.sha256 == sha256).order_by(components.c.added)
        return [ComponentId(key) for key in self._connection.execute(found).scalars()]
