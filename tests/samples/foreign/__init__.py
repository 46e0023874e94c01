"""Papers of no declared type, each a text file in a small markup; what `unknown` must be told of.

A line is a paragraph, an empty one white space. ``^^`` sets a title, ``^*`` centred bold, ``^`` centred, ``>`` right,
``*`` bold, ``|`` a row of a table. ``@head OFFICE / OFFICE | NUMBER`` is the head of an official paper, ``@foot ROLE``
its foot, ``@paper WIDTH HEIGHT`` the size in mm of what is no A4. Names in braces are people, places, numbers and days
of the paper's world.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from models.text import fold
from tests.samples.parts import dmy, foot, head, place_date, plain_table, spoken
from tests.samples.sheet import Align, Block, Gap, Paper, Sheet, Text
from tests.samples.world import World, make_world

_FOLDER = Path(__file__).resolve().parent
_SIZE = 13.0
_CARD_MARGINS = (8.0, 6.0, 8.0, 6.0)
_SET: Mapping[str, tuple[float, Align, bool]] = {
    "^^": (16.0, "center", True),
    "^*": (_SIZE, "center", True),
    "^": (_SIZE, "center", False),
    ">": (_SIZE, "right", False),
    "*": (_SIZE, "left", True),
}
"""Size in points, alignment, and whether it is bold, by mark."""


def foreign_kinds() -> tuple[str, ...]:
    """Return the names of all kinds of foreign papers, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))


def make_foreign(kind: str, seed: int) -> Paper:
    """Return the paper of `kind` that `seed` gives; its type is ``unknown`` and its fields are not listed.

    Raises ValueError for an unknown kind.
    """
    if kind not in foreign_kinds():
        raise ValueError(f"no foreign paper {kind!r}; there are: {', '.join(foreign_kinds())}")
    world = make_world(seed)
    text = (_FOLDER / f"{kind}.txt").read_text(encoding="utf-8").format_map(_words(world))
    return Paper("unknown", kind, seed, (_sheet(text, world),))


def _words(world: World) -> Mapping[str, str]:
    """Return what the names in braces stand for."""
    people = {name: getattr(world, name).name for name in ("owner", "spouse", "father", "mother", "child")}
    return people | {
        "OWNER": world.owner.caps,
        "FATHER": world.father.caps,
        "owner_en": fold(world.owner.name).title(),
        "spouse_en": fold(world.spouse.name).title(),
        "province_en": fold(world.province).title(),
        "signer": world.signer,
        "clerk": world.clerk,
        "id": world.owner.id,
        "born": dmy(world.owner.born),
        "home": world.home,
        "place": world.place.commune,
        "PLACE": world.place.commune.upper(),
        "town": world.town,
        "province": world.place.province,
        "PROVINCE": world.place.province.upper(),
        "day": dmy(world.day),
        "spoken": spoken(world.day),
        "year": str(world.day.year),
        "n": str(world.number(9000)),
    }


def _sheet(text: str, world: World) -> Sheet:
    lines = text.strip("\n").split("\n")
    size = next((line.split()[1:] for line in lines if line.startswith("@paper")), None)
    blocks = tuple(_blocks([line for line in lines if not line.startswith("@paper")], world))
    return Sheet(blocks, float(size[0]), float(size[1]), _CARD_MARGINS) if size else Sheet(blocks)


def _blocks(lines: list[str], world: World) -> Iterator[Block]:
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            rows = tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in group)
            yield plain_table(rows, (1 / len(rows[0]),) * len(rows[0]))
        else:
            for line in group:
                yield _block(line, world)


def _block(line: str, world: World) -> Block:
    mark, _, rest = line.partition(" ")
    if mark == "@head":
        offices, _, number = rest.partition("|")
        names = tuple(name.strip() for name in offices.split("/"))
        return head(names, number.strip(), place_date(world.town, world.day))
    if mark == "@foot":
        return foot(world, rest, seal=world.place.office)
    if mark in _SET:
        size, align, bold = _SET[mark]
        return Text(f"<b>{rest}</b>" if bold else rest, size, align)
    return Text(line, _SIZE, "justify", before=1) if line else Gap(4)
