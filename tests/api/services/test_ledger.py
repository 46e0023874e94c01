"""The ledger as owners and auditors read it."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from api.services.context import Context
from api.services.ledger import MOST, entries_from, entries_of_dossier, uses_of_owner, write_apart
from api.services.ledger_words import DEEDS, ROLES, in_words
from models.caller import Role
from models.consent import OwnerLink
from models.errors import NotFound
from models.identifiers import AgencyCode, DocumentType, DossierCode, OwnerId
from models.ledger import LedgerKind
from tests.api.parts import COMMUNE, DAY_ONE
from tests.records.build import CODE, NOW, OWNER, component, dossier, note, result


def write(context: Context, kind: LedgerKind = LedgerKind.LOOK, **changes: Any) -> None:  # noqa: ANN401 - of a note
    write_apart(context, note(kind, **{"agency": COMMUNE.code, **changes}))


def test_an_owner_reads_who_did_what_with_which_paper_and_why(context: Context) -> None:
    paper = component(type=DocumentType("birth-certificate"))
    with context.records.write() as records:
        records.dossiers.add(dossier())
        records.components.add(paper)
    write(context, kind=LedgerKind.USE, item=paper.id)
    (line,) = uses_of_owner(context, OWNER.id).lines
    assert line.paper == "birth-certificate"
    assert line.vi == (
        f"Công chức giải quyết Trần Văn Cảnh (UBND xã An Bình) đã sử dụng lại giấy khai sinh trong hồ sơ {CODE};"
        " mục đích: Đăng ký kết hôn; căn cứ: Điều 8."
    )
    assert line.en == (
        f"Officer Trần Văn Cảnh (UBND xã An Bình) reused “giấy khai sinh” in dossier {CODE};"
        " purpose: Đăng ký kết hôn; basis: Điều 8."
    )


def test_a_result_is_a_paper_too(context: Context) -> None:
    issued = result()
    with context.records.write() as records:
        records.dossiers.add(dossier())
        records.results.add(issued)
    write(context, item=issued.id)
    (line,) = uses_of_owner(context, OWNER.id).lines
    assert line.paper == "marriage-certificate"


def test_what_does_not_exist_is_shown_as_it_was_asked_for(context: Context) -> None:
    write(context, kind=LedgerKind.DENIAL, item="no such paper", agency=AgencyCode("H77.01"), dossier=None)
    (line,) = uses_of_owner(context, OWNER.id).lines
    assert (line.paper, line.agency_name) == (None, "H77.01")
    assert "(H77.01) bị từ chối" in line.vi


def test_an_agency_has_the_name_of_that_day_or_else_the_nearest(context: Context) -> None:
    renamed = replace(COMMUNE, name="UBND phường An Bình", valid_from=NOW.date())
    with context.records.write() as records:
        records.catalogue.load([replace(COMMUNE, valid_to=NOW.date()), renamed], [])
    write(context, at=NOW, item="after")
    write(context, at=NOW - timedelta(days=1), item="before")
    write(context, at=NOW.replace(year=DAY_ONE.year - 1), item="long before")
    names = {line.entry.note.item: line.agency_name for line in uses_of_owner(context, OWNER.id).lines}
    assert names == {"after": renamed.name, "before": COMMUNE.name, "long before": COMMUNE.name}


def test_nobody_sees_the_entries_of_another_owner(context: Context) -> None:
    write(context, owner=OwnerId("other"))
    write(context, owner=None)
    assert uses_of_owner(context, OWNER.id).lines == ()


def test_an_owner_sees_what_was_noted_under_an_earlier_id(context: Context) -> None:
    old, paper = OwnerId("012345678"), component()
    with context.records.write() as records:
        records.dossiers.add(dossier())
        records.components.add(paper)
        records.owners.link(OwnerLink(old, OWNER.id, paper.id, "cb-01", NOW))
    write(context, item="then", owner=old)
    write(context, item="now")
    assert [line.entry.note.item for line in uses_of_owner(context, OWNER.id).lines] == ["now", "then"]


def test_an_owners_pages_follow_one_another_without_gap_or_repeat(context: Context) -> None:
    for number in range(7):
        write(context, item=str(number), at=NOW + timedelta(minutes=number))
        write(context, owner=OwnerId("other"))
    seen: list[str | None] = []
    page = uses_of_owner(context, OWNER.id, 3)
    while True:
        seen += [line.entry.note.item for line in page.lines]
        if page.after is None:
            break
        write(context, item="meanwhile")
        page = uses_of_owner(context, OWNER.id, 3, page.after)
    assert seen == ["6", "5", "4", "3", "2", "1", "0"]


def test_an_auditor_reads_everything_oldest_first(context: Context) -> None:
    for number in range(5):
        write(context, item=str(number), owner=None)
    first = entries_from(context, 3)
    second = entries_from(context, 3, first.after or 0)
    assert [line.entry.note.item for line in (*first.lines, *second.lines)] == ["0", "1", "2", "3", "4"]
    assert second.after is None


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (10**9, MOST)])
def test_a_page_has_a_limit(context: Context, asked: int, given: int) -> None:
    write_apart(context, *[note()] * (MOST + 1))
    assert len(entries_from(context, asked).lines) == given
    assert len(uses_of_owner(context, OWNER.id, asked).lines) == given


def test_a_dossier_shows_what_happened_in_it(context: Context) -> None:
    write(context, item="mine")
    write(context, item="other", dossier=DossierCode("other"))
    assert [line.entry.note.item for line in entries_of_dossier(context, CODE)] == ["mine"]


def test_a_denial_stays_though_its_own_transaction_fails(context: Context) -> None:
    with pytest.raises(NotFound), context.records.read() as records:
        records.dossiers.get(DossierCode("guessed"))
    write(context, kind=LedgerKind.DENIAL, dossier=DossierCode("guessed"))
    (line,) = entries_of_dossier(context, DossierCode("guessed"))
    assert line.entry.note.kind is LedgerKind.DENIAL


def test_every_kind_and_role_has_its_words() -> None:
    for kind, role in product(LedgerKind, Role):
        vi, en = in_words(note(kind, role=role.value), "", "")
        assert DEEDS[kind][0] in vi
        assert DEEDS[kind][1] in en
        assert vi.lower().startswith(ROLES[role][0])


def test_a_role_of_another_time_is_shown_as_it_stands() -> None:
    vi, _ = in_words(note(role="notary", purpose="", basis="", dossier=None), "", "")
    assert vi == "Notary Trần Văn Cảnh đã xem."


def test_what_the_programme_states_itself_is_said_in_words() -> None:
    vi, en = in_words(note(purpose="one-time code", basis="consent 8eeddb30b39a4de28ccb5a8247114203"), "", "")
    assert vi.endswith("mục đích: tạo mã đồng ý một lần; căn cứ: sự đồng ý của chủ hồ sơ 8eeddb30.")
    assert en.endswith("purpose: making a one-time code; basis: consent of the owner 8eeddb30.")
