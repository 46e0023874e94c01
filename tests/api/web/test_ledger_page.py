"""The ledger for auditors: filters, pages, the outcome of the last check."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from api.services.audit import Witness
from api.services.context import Context
from api.services.tokens import Wanted
from api.wsgi import create_app
from models.caller import OPERATOR, Role
from models.ledger import LedgerAnchor, LedgerHead, LedgerKind, note_of
from records.anchors import AnchorFile
from tests.api.desk import OWNER, TOKEN, Desk
from tests.api.parts import StandingClock
from tests.api.web.clerk import Clerk
from tests.records.build import ledger_key

AUDITOR = Wanted(Role.AUDITOR, "Ông Kiểm")


@pytest.fixture
def auditor(app: Flask, context: Context) -> Clerk:
    return Clerk.of(app, context, AUDITOR)


@pytest.fixture
def witnessed(context: Context, tmp_path: Path) -> tuple[Clerk, AnchorFile]:
    """An auditor of a service with anchors outside the database, and their file."""
    anchors = AnchorFile(tmp_path / "anchors", ledger_key)
    watched = replace(context, witness=Witness(ledger_key, anchors))
    return Clerk.of(create_app(watched, TOKEN), watched, AUDITOR), anchors


def kinds(page: str) -> list[str]:
    return re.findall(r'<li class="k-([a-z-]+)">', page)


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"mục (\d+)</time>", page)]


def test_it_is_for_auditors_only(app: Flask, context: Context, auditor: Clerk) -> None:
    clerk = Clerk.of(app, context, Wanted(Role.CLERK, "Chị Hạnh", agency="000.07.21.H99"))
    assert clerk.get("/nhat-ky").status_code == 403
    assert "/nhat-ky" not in clerk.get("/").text
    assert auditor.get("/nhat-ky").status_code == 200


def test_that_it_was_read_stands_in_it(auditor: Clerk) -> None:
    assert kinds(auditor.get("/nhat-ky").text)[0] == "ledger-read"


def test_it_is_narrowed_by_kind_dossier_and_owner(auditor: Clerk, desk: Desk, context: Context) -> None:
    code = desk.open()
    desk.get(desk.read_paper(context, code))
    everything = kinds(auditor.get("/nhat-ky").text)
    assert {"look", "token-issued", "ledger-read"} <= set(everything)
    assert set(kinds(auditor.get("/nhat-ky?kind=look").text)) == {"look"}
    assert {"look"} <= set(kinds(auditor.get(f"/nhat-ky?dossier={code.lower()}").text)) <= {"look", "ledger-read"}
    assert "look" in kinds(auditor.get(f"/nhat-ky?owner={OWNER['id']}").text)
    assert kinds(auditor.get("/nhat-ky?owner=001320000002&kind=look").text) == []
    assert 'role="alert"' in auditor.get("/nhat-ky?dossier=abc").text


def test_pages_follow_one_another_without_gap(auditor: Clerk, context: Context, clock: StandingClock) -> None:
    with context.records.write() as records:
        for _ in range(120):
            records.ledger.add(note_of(OPERATOR, LedgerKind.SEARCH, clock.now()))
    address: str | None = "/nhat-ky"
    seen: list[int] = []
    while address:
        page = auditor.get(address).text
        seen += numbers(page)
        more = re.search(r'<a href="(/nhat-ky\?before=\d+)">', page)
        address = more[1] if more else None
    assert seen == list(range(len(seen), 0, -1))
    assert len(seen) > 120


def test_a_rare_kind_is_found_pages_down(auditor: Clerk, context: Context, clock: StandingClock) -> None:
    with context.records.write() as records:
        records.ledger.add(note_of(OPERATOR, LedgerKind.REVOCATION, clock.now()))
        for _ in range(1_100):
            records.ledger.add(note_of(OPERATOR, LedgerKind.SEARCH, clock.now()))
    first = auditor.get("/nhat-ky?kind=revocation").text
    assert kinds(first) == []
    more = re.search(r'<a href="(/nhat-ky\?kind=revocation&amp;before=\d+)">', first)
    assert more is not None
    assert kinds(auditor.get(more[1].replace("&amp;", "&")).text) == ["revocation"]


def test_the_last_check_is_told(witnessed: tuple[Clerk, AnchorFile]) -> None:
    auditor, anchors = witnessed
    page = auditor.get("/nhat-ky").text
    there, newest = anchors.last()
    assert there
    assert newest is not None
    assert f"khớp với điểm neo gần nhất: mục {newest.head.number}" in page
    assert newest.head.digest in page


def test_a_ledger_that_was_cut_is_told(witnessed: tuple[Clerk, AnchorFile], clock: StandingClock) -> None:
    auditor, anchors = witnessed
    anchors.add(LedgerAnchor(LedgerHead(9_999, "f" * 64), clock.now()))
    check = auditor.get("/nhat-ky").text.partition('aria-labelledby="h-check"')[2].partition("</section>")[0]
    assert 'role="alert"' in check
    assert "khớp" not in check
