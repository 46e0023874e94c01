"""Making `ocr/data/confidence.json`: what scores of fields and signs of types are worth, from papers that were read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bench.logistic import fit_logistic
from bench.reliability import fit
from bench.understood import Understood, field_outcomes, understand
from models.reading import Reading
from ocr.calibration import TABLE
from ocr.classify import THRESHOLD, judge
from ocr.classify.confidence import NAMES
from ocr.doctypes import registry
from ocr.extract import PLAIN
from ocr.extract.calibration import Family, family_of

_UNSEEN = (((THRESHOLD,), True), ((THRESHOLD,), False))
"""Two known types told at the least score, one of them wrong: hardly a made-up paper has so low a score, and the curve
is not to promise there what was seen of better ones. They are put in twice."""

Tables = Mapping[str, object]


def write(tables: Tables) -> None:
    """Put the tables in place of those that come with the programme."""
    TABLE.write_text(json.dumps(tables, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def fit_tables(known: Sequence[Understood], others: Sequence[Understood], source: str) -> Tables:
    """Return the tables of fields, fitted on the `known` papers, and the weights of types, fitted on all.

    `source` says where the papers came from. What could not be read, or holds no word, is left out.
    """
    declared = [each for each in known if each.reading is not None and each.page.type != "unknown"]
    values = {family.value: list(field_outcomes(_of(family, declared))) for family in Family}
    types = {name: _judged([*known, *others], told) for told, name in NAMES.items()}
    counted = {name: _counted([right for _, right in outcomes]) for name, outcomes in values.items()}
    counted |= {name: _counted([right for _, right in outcomes]) for name, outcomes in types.items()}
    prior = {NAMES[True]: 2 * _UNSEEN}
    return {
        "made": {"of": source, "outcomes, right": counted},
        **{name: fit(outcomes) for name, outcomes in values.items()},
        **{name: fit_logistic([*outcomes, *prior.get(name, ())]) for name, outcomes in types.items()},
    }


def _judged(pages: Sequence[Understood], told: bool) -> list[tuple[tuple[float, ...], bool]]:
    """Return signs and rightness of every judgment that told a known type, or none (`told`)."""
    judged = [(judge(each.reading), each.page.type) for each in pages if each.reading is not None]
    return [(found.signs, found.type == true) for found, true in judged if found.known is told and any(found.signs)]


def _counted(rights: Sequence[bool]) -> list[int]:
    return [len(rights), sum(rights)]


def _of(family: Family, pages: Sequence[Understood]) -> Iterator[Understood]:
    """Yield the pages with scores in place of confidences, and only fields of one family in their truth."""
    for each in pages:
        spec = registry().get(each.classification.type)
        names = {field.name for field in spec.fields if family_of(field.rules[0]) is family} if spec else set()
        page = replace(each.page, fields=tuple(pair for pair in each.page.fields if pair[0] in names))
        yield understand(page, _reading(each), tables=PLAIN)


def _reading(each: Understood) -> Reading:
    if each.reading is None:
        raise ValueError(f"{each.page.path.name} was not read")
    return each.reading
