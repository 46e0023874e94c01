"""The ledger over HTTP, and what is left of a dossier for who may see it but not read it."""

import pytest

from api.services.context import Context
from api.services.tokens import Wanted
from models.caller import Role
from tests.api.desk import OWNER, Desk

HERE, ABOVE = "000.07.21.H99", "000.00.21.H99"


@pytest.fixture
def auditor(desk: Desk, context: Context) -> Desk:
    return desk.of(context, Wanted(Role.AUDITOR, "Thanh tra"))


@pytest.fixture
def leader(desk: Desk, context: Context) -> Desk:
    return desk.clerk(context, ABOVE, Role.LEADER)


@pytest.fixture
def paper(desk: Desk, context: Context) -> str:
    return desk.read_paper(context, desk.open())


def code_of(paper: str) -> str:
    return paper.split("/")[3]


class TestLedger:
    def test_an_auditor_reads_all_of_it_page_by_page(self, desk: Desk, auditor: Desk, paper: str) -> None:
        for _ in range(2):
            desk.get(paper)
        numbers, path = [], "/v1/ledger"
        while path:
            page = auditor.get(path).json
            numbers += [entry["number"] for entry in page["entries"]]
            path = page["next"]
        assert numbers == sorted(numbers, reverse=True)
        assert numbers[-1] == 1
        assert len(set(numbers)) == len(numbers)

    def test_entries_are_chained_and_said_in_words(self, desk: Desk, auditor: Desk, paper: str) -> None:
        desk.get(paper)
        newer, older = auditor.get("/v1/ledger").json["entries"][:2]
        assert newer["previous"] == older["digest"]
        (look,) = auditor.get(f"/v1/ledger?kind=look&dossier={code_of(paper)}").json["entries"]
        assert (look["owner"], look["kind"]) == (OWNER["id"], "look")
        assert "xem" in look["said"]

    def test_that_it_was_read_is_an_entry_too(self, auditor: Desk) -> None:
        auditor.get(f"/v1/ledger?owner={OWNER['id']}")
        kinds = [entry["kind"] for entry in auditor.get("/v1/ledger?kind=ledger-read").json["entries"]]
        assert kinds.count("ledger-read") >= 1

    def test_a_dossiers_entries_are_for_who_reads_it(
        self, desk: Desk, context: Context, leader: Desk, paper: str
    ) -> None:
        path = f"/v1/dossiers/{code_of(paper)}/ledger"
        assert desk.clerk(context, HERE).get(path).status_code == 200
        assert desk.citizen(context).get(path).status_code == 200
        assert leader.get(path).status_code == 403
        assert desk.clerk(context, "000.00.05.H99").get(path).status_code == 404

    @pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.LEADER])
    def test_nobody_else_reads_all_of_it(self, desk: Desk, context: Context, role: Role) -> None:
        assert desk.clerk(context, HERE, role).get("/v1/ledger").status_code == 403
        assert desk.citizen(context).get("/v1/ledger").status_code == 403

    @pytest.mark.parametrize("query", ["kind=any", "before=0", "before=x", "dossier=x"])
    def test_what_is_malformed_is_named(self, auditor: Desk, query: str) -> None:
        assert auditor.get(f"/v1/ledger?{query}").status_code == 422


class TestMetadataOnly:
    @pytest.mark.parametrize("who", ["leader", "auditor"])
    def test_a_dossier_is_shown_without_what_its_papers_say(
        self, desk: Desk, request: pytest.FixtureRequest, paper: str, who: str
    ) -> None:
        desk.approve(paper)
        viewer: Desk = request.getfixturevalue(who)
        seen = viewer.get(f"/v1/dossiers/{code_of(paper)}")
        assert seen.status_code == 200
        (component,) = seen.json["components"]
        assert (component["type"], component["review"]["state"]) == ("birth-certificate", "approved")
        assert (component["fields"], component["version"]["filename"]) == ({}, "")
        for secret in ("LÊ THỊ MAI", "giấy khai sinh.jpg", "2020-01-02"):
            assert secret not in seen.text
        assert viewer.get(paper).status_code == 403
        assert viewer.get(f"{paper}/content").status_code == 403

    def test_neither_does_the_feed_tell_it(self, desk: Desk, leader: Desk, paper: str) -> None:
        told = leader.get("/v1/changes")
        assert {"opened", "component-received"} <= {change["kind"] for change in told.json["changes"]}
        assert "giấy khai sinh.jpg" not in told.text
        assert "giấy khai sinh.jpg" in desk.get("/v1/changes").text
        assert code_of(paper) in told.text

    def test_leaders_search_nothing(self, leader: Desk, auditor: Desk) -> None:
        assert [one.get("/v1/search?q=mai").status_code for one in (leader, auditor)] == [403, 403]


class TestCorrections:
    def test_a_clerk_corrects_but_neither_approves_nor_compares(self, desk: Desk, context: Context, paper: str) -> None:
        clerk = desk.clerk(context, HERE)
        tag = {"If-Match": clerk.get(paper).headers["ETag"]}
        assert clerk.patch(paper, json={"review": "approved"}, headers=tag).status_code == 403
        assert clerk.patch(paper, json={"compared_with_original": True}, headers=tag).status_code == 403
        assert clerk.patch(paper, json={"fields": {"full_name": "LÊ THỊ MAI"}}, headers=tag).status_code == 200

    def test_a_correction_of_what_was_approved_must_be_approved_again(
        self, desk: Desk, context: Context, paper: str
    ) -> None:
        desk.approve(paper)
        clerk = desk.clerk(context, HERE)
        tag = {"If-Match": clerk.get(paper).headers["ETag"]}
        same = clerk.patch(paper, json={"note": "đã xem"}, headers=tag)
        assert same.json["review"]["state"] == "approved"
        changed = clerk.patch(paper, json={"fields": {"full_name": "KHÁC"}}, headers={"If-Match": same.headers["ETag"]})
        assert changed.json["review"]["state"] == "pending"
