"""Random sound catalogues, for properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from models.agency import Agency, Level
from models.catalogue import Contents
from models.identifiers import AgencyCode, ChainKey, ProcedureCode, RequirementKey
from models.procedure import Chain, ChainStep, CopyKind, Feed, Online, Procedure, Requirement
from models.text import collapse, nfc
from records.vocabulary import FIELDS, PAPERS

START = date(2000, 1, 1)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạýỳỷỹỵẤỀỐĐ 0123456789,;:.'\"=+-@()/\\<>&%\n"
TEXTS = st.text(LETTERS, min_size=1, max_size=30).map(nfc).map(collapse).filter(bool)
MAYBE = st.one_of(st.just(""), TEXTS)
DAYS = st.integers(0, 9000).map(lambda n: START + timedelta(n))
KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,11}", fullmatch=True)


def some(values: list[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least, max_size=4).map(tuple)


LEVELS = some(list(Level))


@st.composite
def requirements(draw: st.DrawFn) -> tuple[Requirement, ...]:
    keys = draw(st.lists(KEYS, unique=True, max_size=4))
    return tuple(
        Requirement(
            RequirementKey(key),
            draw(TEXTS),
            draw(some(list(PAPERS), 1)),  # type: ignore[arg-type]  # slugs are drawn as str
            draw(st.booleans()),
            draw(some(list(CopyKind))),  # type: ignore[arg-type]  # as above
            draw(some(list(FIELDS))),
            draw(st.one_of(st.none(), st.integers(1, 5000))),
            draw(LEVELS),  # type: ignore[arg-type]  # as above
            lookup := draw(st.booleans()),
            draw(TEXTS if lookup else MAYBE),
        )
        for key in keys
    )


@st.composite
def versions(draw: st.DrawFn, code: str) -> list[Procedure]:
    """Versions of one procedure, end to end or with gaps, the last perhaps open."""
    days = sorted(draw(st.sets(DAYS, min_size=1, max_size=4)))
    ends = [*days[1:], draw(st.one_of(st.none(), st.just(days[-1] + timedelta(400))))]
    return [
        Procedure(
            ProcedureCode(code),
            draw(TEXTS),
            draw(TEXTS),
            draw(some(list(Level), 1)),  # type: ignore[arg-type]  # levels are drawn as str
            draw(requirements()),
            draw(st.one_of(st.none(), st.sampled_from(list(PAPERS)))),
            draw(st.integers(0, 3650)),
            first,
            last,
            draw(st.one_of(st.just(0), st.integers(500, 10_000_000_000))),
            draw(st.sampled_from(Online)),
            draw(MAYBE),
        )
        for first, last in zip(days, ends, strict=True)
    ]


@st.composite
def agencies(draw: st.DrawFn) -> list[Agency]:
    top = Agency(AgencyCode("H97.00"), draw(TEXTS), Level.PROVINCE, None, START)
    below = [
        Agency(
            AgencyCode(f"H97.{number:02d}"),
            draw(TEXTS),
            draw(st.sampled_from([Level.PROVINCE, Level.DISTRICT, Level.COMMUNE])),
            top.code,
            first := draw(DAYS),
            last := draw(st.one_of(st.none(), st.just(first + timedelta(90)))),
            top.code if last and draw(st.booleans()) else None,
        )
        for number in range(1, draw(st.integers(1, 5)))
    ]
    return [top, *below]


@st.composite
def catalogues(draw: st.DrawFn) -> Contents:
    codes = draw(st.lists(st.from_regex(r"[123]\.\d{6}(\.\d\d)?", fullmatch=True), unique=True, max_size=3))
    listed = [version for code in sorted(codes) for version in draw(versions(code))]
    return Contents(tuple(draw(agencies())), tuple(listed + CHAINED), tuple(draw(chains())))


CARD = Requirement(RequirementKey("identity"), "Căn cước", (next(iter(PAPERS)),))
CHAINED = [
    Procedure(ProcedureCode(f"9.00000{n}"), "Bước", "Mẫu", (Level.COMMUNE,), (CARD,), CARD.accepts[0], 1, START)
    for n in (1, 2, 3)
]


@st.composite
def chains(draw: st.DrawFn) -> list[Chain]:
    """Chains over `CHAINED`, whose steps hand on the card or take the result for it."""
    made = []
    for key in sorted(draw(st.sets(KEYS, max_size=2))):
        steps = [ChainStep(CHAINED[0].code, Level.COMMUNE)]
        for number in range(1, draw(st.integers(2, 3))):
            source = draw(st.sampled_from([CARD.key, None]))
            feed = Feed(CARD.key, draw(st.integers(1, number)), source)
            steps.append(ChainStep(CHAINED[number].code, Level.COMMUNE, draw(st.sampled_from([(), (feed,)]))))
        made.append(Chain(ChainKey(key), draw(TEXTS), tuple(steps), draw(DAYS)))
    return made
