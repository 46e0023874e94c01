"""The catalogue in and out of the service: all or nothing, and a dossier keeps the version of its day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.services.catalogue import Import, export_catalogue, find_procedures, import_catalogue
from api.services.context import Context
from api.services.dossiers import view_dossier
from models.catalogue import Contents
from models.errors import Conflict, InvalidValue
from models.identifiers import RequirementKey
from records.catalogue import starter
from records.catalogue.faults import Sheet
from records.catalogue.sheets import merged, write_book
from tests.api.parts import MARRIAGE, PROCEDURES, StandingClock
from tests.api.services.steps import CLERK, open_at
from tests.records.catalogue.sheets import draft, sound, spoilt, workbook


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def whole(context: Context) -> Contents:
    with context.records.read() as records:
        return records.catalogue.whole()


def counts(done: Import) -> list[tuple[int, int, int]]:
    assert done.problems == ()
    return [(change.added, change.changed, change.same) for change in done.changes]


def test_an_import_adds_changes_and_leaves_the_rest(context: Context, tmp_path: Path) -> None:
    before = whole(context)
    book = saved(tmp_path / "a.xlsx", workbook(sound()))
    tried = import_catalogue(context, book, dry_run=True)
    assert counts(tried) == [(3, 0, len(before.agencies)), (2, 0, len(before.procedures)), (1, 0, 0)]
    assert whole(context) == before
    assert import_catalogue(context, book) == tried
    assert [p.code for p in find_procedures(context, "khai sinh")] == ["1.001193"]
    assert counts(import_catalogue(context, book))[1] == (0, 0, len(before.procedures) + 2)
    changed = saved(tmp_path / "b.xlsx", workbook(spoilt(Sheet.PROCEDURES, 2, "Thời hạn (ngày làm việc)", 2)))
    assert counts(import_catalogue(context, changed))[1] == (0, 1, len(before.procedures) + 1)


def test_one_mistake_anywhere_and_nothing_is_loaded(context: Context, tmp_path: Path) -> None:
    before = whole(context)
    book = saved(tmp_path / "a.xlsx", workbook(spoilt(Sheet.CHAINS, 3, "Cấp giải quyết", "tỉnh")))
    done = import_catalogue(context, book)
    assert [(p.sheet, p.row) for p in done.problems] == [(Sheet.CHAINS, 3)]
    assert done.changes == ()
    assert whole(context) == before


def test_the_examples_are_replaced_before_the_first_dossier_and_never_after(context: Context, tmp_path: Path) -> None:
    book = saved(tmp_path / "a.xlsx", workbook(sound()))
    before = whole(context)
    assert counts(import_catalogue(context, book, replace=True, dry_run=True)) == [(3, 0, 0), (2, 0, 0), (1, 0, 0)]
    wrong = saved(tmp_path / "b.xlsx", workbook(spoilt(Sheet.AGENCIES, 2, "Cấp", "nước")))
    assert import_catalogue(context, wrong, replace=True).problems
    assert whole(context) == before
    only = saved(tmp_path / "c.xlsx", workbook({Sheet.AGENCIES: sound()[Sheet.AGENCIES]}))
    with pytest.raises(InvalidValue, match="Thủ tục"):
        import_catalogue(context, only, replace=True)
    import_catalogue(context, book, replace=True)
    assert whole(context) == draft(sound()).contents
    with context.records.write() as records:
        records.catalogue.load(before.agencies, before.procedures)
    open_at(context)
    with pytest.raises(Conflict, match="Đã có hồ sơ"):
        import_catalogue(context, book, replace=True)
    assert whole(context) == merged(draft(sound()).contents, before)


def test_what_is_exported_comes_in_again_unchanged(context: Context, tmp_path: Path) -> None:
    write_book(starter(), tmp_path / "starter")
    import_catalogue(context, tmp_path / "starter")
    contents = export_catalogue(context, tmp_path / "out.xlsx")
    done = import_catalogue(context, tmp_path / "out.xlsx")
    assert [(added, changed) for added, changed, _ in counts(done)] == [(0, 0)] * 3
    assert whole(context) == contents


def test_a_dossier_keeps_the_version_of_the_day_on_which_it_was_received(
    context: Context, clock: StandingClock
) -> None:
    old = open_at(context)
    day = date(2026, 12, 1)
    later = replace(MARRIAGE, valid_from=day, requirements=MARRIAGE.requirements[:1], working_days=8)
    with context.records.write() as records:
        records.catalogue.load([], [later])
    assert [p.working_days for p in find_procedures(context, MARRIAGE.code)] == [MARRIAGE.working_days]
    clock.move(days=30)
    new = open_at(context)
    assert view_dossier(context, CLERK, old.code).procedure == replace(MARRIAGE, valid_to=day)
    assert view_dossier(context, CLERK, new.code).procedure == later
    assert view_dossier(context, CLERK, new.code).procedure.requirement(RequirementKey("status")) is None
    assert len(find_procedures(context)) == len(PROCEDURES)
