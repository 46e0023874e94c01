"""Reading golden files as `./hoso read` does, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from api.page_pool import ProcessPagePool
from api.services.reading import read_file
from api.settings import Settings
from models.text import collapse, exact_key


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the pipeline made of one file."""

    type: str
    fields: Mapping[str, str]
    texts: tuple[str, ...]
    rotations: tuple[int, ...]
    usable: tuple[bool, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def read(path: Path, settings: Settings, pool: ProcessPagePool) -> Outcome:
    """Return what was read; fails the test when a page could not be."""
    made = read_file(path, settings.limits, pool, images=False).digitisation
    assert not made.reading.failures, made.reading.failures
    pages = made.reading.pages
    return Outcome(
        made.classification.type,
        {name: value.value for name, value in made.extraction.fields.items()},
        tuple(page.text for page in pages),
        tuple(page.rotation for page in pages),
        tuple(page.quality.usable for page in pages),
    )


def wrong_fields(wanted: Mapping[str, str], found: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return wanted and found value of every field that is not exact (case and tone placement aside)."""
    pairs = {name: (value, found.get(name, "")) for name, value in wanted.items()}
    return {name: (a, b) for name, (a, b) in pairs.items() if exact_key(collapse(a)) != exact_key(collapse(b))}
