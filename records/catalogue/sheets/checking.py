"""A draft against the rules, together with the catalogue that it is to change."""

from collections.abc import Sequence

from models.catalogue import Contents
from records.catalogue.faults import Sheet
from records.catalogue.periods import in_sequence
from records.catalogue.problems import Problem
from records.catalogue.rules import faults
from records.catalogue.sheets.columns import KEY_COLUMNS, title_of
from records.catalogue.sheets.draft import Draft


def merged(kept: Contents, given: Contents) -> Contents:
    """Return what the catalogue is after loading: the same key is replaced, the rest stays or is added."""
    chains = {chain.key: chain for chain in (*kept.chains, *given.chains)}
    return Contents(
        in_sequence(kept.agencies, given.agencies),
        in_sequence(kept.procedures, given.procedures),
        tuple(chains[key] for key in sorted(chains)),
    )


def check(draft: Draft, kept: Contents) -> Sequence[Problem]:
    """Return everything that is wrong in a draft or would be in the catalogue after it, sheet by sheet, row by row.

    What was wrong before and does not stand in the file is not said.
    """
    if not draft.readable:
        return _ordered(draft.problems)
    before = frozenset(faults(kept))
    found = [
        fault
        for fault in faults(merged(kept, draft.contents))
        if not fault.concerns(draft.doubtful) and (draft.holds(fault) or fault not in before)
    ]
    own = (*draft.problems, *(draft.located(fault) for fault in found if not fault.refers))
    vague = {sheet for sheet in Sheet if any(_in_key(sheet, problem) for problem in own)}
    referring = [draft.located(fault) for fault in found if fault.refers and vague.isdisjoint(fault.refers)]
    lost = () if Sheet.PROCEDURES in vague else draft.lost
    return _ordered((*own, *referring, *lost))


def _in_key(sheet: Sheet, problem: Problem) -> bool:
    """Whether `problem` leaves a row of `sheet` without what others refer to it by."""
    return problem.sheet == sheet and problem.column in {title_of(sheet, name) for name in KEY_COLUMNS[sheet]}


def _ordered(problems: Sequence[Problem]) -> Sequence[Problem]:
    sheets = list(Sheet)
    return sorted(dict.fromkeys(problems), key=lambda problem: (sheets.index(Sheet(problem.sheet)), problem.row or 0))
