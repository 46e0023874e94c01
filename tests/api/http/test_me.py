"""Owners, clerks and officers over HTTP, each with a token of their own."""

import pytest

from api.services.context import Context
from models.caller import Role
from tests.api.desk import OWNER, Desk, picture, read_by_machine

COMMUNE, DEPARTMENT, RECORD = "000.07.21.H99", "000.00.05.H99", "2.000488"
OTHER = {"id": "001320000002", "name": "Trần Văn Nam"}
NOWHERE = "000.00.05.H99-261120-9999"


@pytest.fixture
def me(desk: Desk, context: Context) -> Desk:
    return desk.citizen(context)


@pytest.fixture
def clerk(desk: Desk, context: Context) -> Desk:
    return desk.clerk(context, DEPARTMENT)


@pytest.fixture
def paper(desk: Desk, context: Context) -> str:
    """An approved birth certificate of the owner at a commune; its id."""
    address = desk.read_paper(context, desk.open())
    desk.approve(address)
    return address.rpartition("/")[2]


@pytest.fixture
def target(clerk: Desk) -> str:
    return clerk.open(RECORD, DEPARTMENT)


def taking(paper: str, **more: object) -> dict[str, object]:
    return {"items": [{"requirement": "birth", "item": paper}], "purpose": "Cấp phiếu", **more}


class TestConsent:
    def test_a_clerk_enters_the_owners_code_and_takes(self, me: Desk, clerk: Desk, paper: str, target: str) -> None:
        refused = clerk.post(f"/v1/dossiers/{target}/reuse", json=taking(paper))
        assert (refused.status_code, refused.json["facts"]) == (422, {"field": "consent"})
        code = me.post("/v1/me/consent-codes", json={"procedure": RECORD, "agency": DEPARTMENT}).json["code"]
        entered = clerk.post(f"/v1/dossiers/{target}/consents", json={"code": code, "purpose": "Cấp phiếu"})
        assert entered.status_code == 201
        assert (entered.json["means"], entered.json["in_force"]) == ("one-time-code", True)
        taken = clerk.post(f"/v1/dossiers/{target}/reuse", json=taking(paper))
        assert taken.status_code == 201
        assert taken.json["notices"] == []

    def test_the_code_is_shown_once(self, me: Desk) -> None:
        answers = [me.post("/v1/me/consent-codes", json={}, headers={"Idempotency-Key": "k"}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert len(answers[0].json["code"]) == 8
        assert answers[1].json["code"] is None
        assert answers[1].headers["Idempotency-Replayed"] == "true"

    def test_a_wrong_code_is_forbidden_and_then_slowed_down(self, clerk: Desk, target: str) -> None:
        body = {"code": "00000000", "purpose": "Cấp phiếu"}
        answers = [clerk.post(f"/v1/dossiers/{target}/consents", json=body) for _ in range(22)]
        assert [answer.status_code for answer in answers] == [403] * 21 + [429]
        assert int(answers[-1].headers["Retry-After"]) >= 1

    def test_consents_are_given_listed_and_withdrawn(self, me: Desk, clerk: Desk, paper: str, target: str) -> None:
        given = me.post("/v1/me/consents", json={"purpose": "Cấp phiếu", "until": "2026-12-31", "procedure": RECORD})
        assert given.json["valid_until"] == "2027-01-01T00:00:00+07:00"
        linked = clerk.post(f"/v1/dossiers/{target}/reuse", json=taking(paper, consent=given.json["id"]))
        component = linked.json["components"][0]
        ended = me.delete(f"/v1/me/consents/{given.json['id']}")
        assert [use["component"] for use in ended.json["withdrawn"]] == [component["id"]]
        assert ended.json["kept"] == []
        assert [one["in_force"] for one in me.get("/v1/me/consents").json["consents"]] == [False]
        assert clerk.get(f"/v1/dossiers/{target}").json["missing"] == ["birth"]
        assert clerk.get(component["links"]["content"]).status_code == 403
        assert clerk.get(component["links"]["text"]).status_code == 403

    @pytest.mark.parametrize(
        "body",
        [
            {"until": "2026-12-31"},
            {"purpose": "p"},
            {"purpose": "", "until": "2026-12-31"},
            {"purpose": "p", "until": "31/12/2026"},
            {"purpose": "p", "until": "2028-12-31"},
            {"purpose": "p", "until": "2026-12-31", "scope": "all"},
        ],
    )
    def test_a_malformed_consent_is_refused(self, me: Desk, body: dict[str, str]) -> None:
        assert me.post("/v1/me/consents", json=body).status_code == 422
        assert me.get("/v1/me/consents").json == {"consents": []}

    def test_a_stranger_withdraws_nothing(self, desk: Desk, context: Context, me: Desk) -> None:
        given = me.post("/v1/me/consents", json={"purpose": "Cấp phiếu", "until": "2026-12-31"}).json["id"]
        stranger = desk.citizen(context, OTHER)
        assert stranger.delete(f"/v1/me/consents/{given}").status_code == 404
        assert stranger.delete("/v1/me/uses/none").status_code == 404
        assert stranger.get(f"/v1/me/consents?owner={OWNER['id']}").status_code == 403

    @pytest.mark.parametrize("path", ["/v1/me/consents", "/v1/me/papers", "/v1/me/uses", "/v1/me/representations"])
    def test_me_is_for_owners(self, desk: Desk, clerk: Desk, path: str) -> None:
        assert [one.get(path).status_code for one in (desk, clerk)] == [403, 403]


class TestRepository:
    def test_papers_with_their_uses_and_a_use_withdrawn(
        self, desk: Desk, context: Context, me: Desk, clerk: Desk, paper: str, target: str
    ) -> None:
        desk.agree(context, target)
        linked = clerk.post(f"/v1/dossiers/{target}/reuse", json=taking(paper)).json["components"][0]["id"]
        (kept,) = me.get("/v1/me/papers").json["papers"]
        assert (kept["item"], kept["uses"], kept["standing"], kept["expired"]) == (paper, 1, "active", False)
        assert me.get(kept["links"]["content"]).data == picture()
        (use,) = [line for line in me.get("/v1/me/uses").json["uses"] if line["use"]]
        assert (use["use"]["target"], use["withdrawable"], use["agency"]) == (target, True, DEPARTMENT)
        assert "Cấp phiếu" in use["said"]
        assert me.delete(f"/v1/me/uses/{linked}").json["withdrawn"][0]["component"] == linked
        assert me.get("/v1/me/papers").json["papers"][0]["uses"] == 0

    def test_pages_are_followed_by_next(self, desk: Desk, context: Context, me: Desk) -> None:
        code = desk.open()
        for shade in (1, 2, 3):
            desk.read_paper(context, code, picture(shade))
        seen, path = [], "/v1/me/papers?limit=2"
        while path:
            page = me.get(path).json
            seen += [paper["item"] for paper in page["papers"]]
            path = page["next"]
        assert len(seen) == len(set(seen)) == 3
        lines, path = [], "/v1/me/uses?limit=1"
        while path:
            page = me.get(path).json
            lines += [line["number"] for line in page["uses"]]
            path = page["next"]
        assert lines == sorted(lines, reverse=True)
        assert me.get("/v1/me/papers?after=none").status_code == 404
        assert me.get("/v1/me/uses?after=x").status_code == 422


class TestPreview:
    def test_before_taking_the_clerk_looks(
        self, desk: Desk, context: Context, clerk: Desk, paper: str, target: str
    ) -> None:
        base = f"/v1/dossiers/{target}/reusable/{paper}"
        assert clerk.get(f"{base}/content").status_code == 403
        consent = desk.agree(context, target)
        assert clerk.get(f"{base}/content").data == picture()
        assert (
            clerk.get(f"{base}/content?consent={consent}&purpose=xem", headers={"Range": "bytes=0-1"}).data
            == b"\xff\xd8"
        )
        assert clerk.get(f"{base}/pages/1.jpg").mimetype == "image/jpeg"
        assert clerk.get(f"{base}/pages/9.jpg").status_code == 404
        assert "GIẤY KHAI SINH" in clerk.get(f"{base}/text").text
        assert clerk.get(f"/v1/dossiers/{target}/reusable/none/text").status_code == 404
        assert clerk.get(f"/v1/dossiers/{NOWHERE}/reusable/{paper}/text").status_code == 404

    def test_what_a_paper_says_is_shown_once_the_owner_consents(
        self, desk: Desk, context: Context, clerk: Desk, me: Desk, paper: str, target: str
    ) -> None:
        def shown(by: Desk) -> list[bool]:
            found = by.get(f"/v1/dossiers/{target}/reusable").json["requirements"]
            return [bool(offer["fields"]) for row in found for offer in row["offers"] if offer["item"] == paper]

        assert shown(clerk) == [False, False]
        assert shown(me) == [True, True]
        desk.agree(context, target)
        assert shown(clerk) == [True, False]  # it fits the first requirement only

    def test_a_corrected_code_is_said(self, clerk: Desk, paper: str, target: str) -> None:
        found = clerk.get(f"/v1/dossiers/{target}/reusable?from=000.07.21.H98-261120-0001").json
        assert found["from"] == [{"code": "000.07.21.H99-261120-0001", "corrected_from": "000.07.21.H98-261120-0001"}]
        assert found["requirements"][0]["offers"][0]["item"] == paper
        assert clerk.get(f"/v1/dossiers/{target}/reusable").json["from"] == []


class TestRepresentation:
    @pytest.fixture
    def officer(self, desk: Desk, context: Context) -> Desk:
        return desk.clerk(context, COMMUNE, Role.OFFICER)

    def proved(self, officer: Desk, context: Context, type: str, **fields: str) -> dict[str, str]:
        """Have an officer approve a paper of this type, and return it as evidence."""
        code = officer.open()
        answer = officer.hand_in(code, picture(), requirement="")
        read_by_machine(context, answer.json["id"], type)
        address = answer.json["links"]["self"]
        body = {"review": "approved", "compared_with_original": True, "fields": fields}
        tag = officer.get(address).headers["ETag"]
        assert officer.patch(address, json=body, headers={"If-Match": tag}).status_code == 200
        return {"dossier": code, "component": answer.json["id"]}

    def test_registered_used_and_ended(self, desk: Desk, context: Context, officer: Desk, me: Desk) -> None:
        evidence = self.proved(officer, context, "application")
        body = {"kind": "authorised", "owner": OWNER["id"], "representative": OTHER["id"], "evidence": evidence}
        asked = officer.post("/v1/representations", json=body)
        assert (asked.status_code, asked.json["facts"]) == (422, {"full_name": "LÊ THỊ MAI ĐƯỜNG"})
        made = officer.post("/v1/representations", json={**body, "attested": True})
        assert made.status_code == 201
        nam = desk.citizen(context, OTHER)
        assert nam.get(f"/v1/dossiers/{evidence['dossier']}").status_code == 200
        assert nam.get(f"/v1/me/papers?owner={OWNER['id']}").json["papers"][0]["item"] == evidence["component"]
        assert me.get("/v1/me/representations").json["of_me"] == [made.json]
        assert nam.get("/v1/me/representations").json["by_me"] == [made.json]
        assert me.delete(f"/v1/representations/{made.json['id']}").json["ended_at"] is not None
        assert nam.get(f"/v1/dossiers/{evidence['dossier']}").status_code == 404

    def test_only_officers_register(self, officer: Desk, context: Context, me: Desk) -> None:
        evidence = self.proved(officer, context, "application")
        body = {
            "kind": "authorised",
            "owner": OWNER["id"],
            "representative": OTHER["id"],
            "evidence": evidence,
            "attested": True,
        }
        assert me.post("/v1/representations", json=body).status_code == 403
        assert me.delete("/v1/representations/none").status_code == 404

    def test_an_old_id_is_linked_by_a_card(self, officer: Desk, context: Context, me: Desk) -> None:
        old = {"id": "012345678", "name": OWNER["name"]}
        earlier = officer.open(owner=old)
        card = self.proved(officer, context, "identity-card", personal_id=OWNER["id"], old_personal_id="012345678")
        assert me.get(f"/v1/dossiers/{earlier}").status_code == 404
        body = {"old": "012345678", "new": OWNER["id"], "evidence": card}
        linked = officer.post("/v1/owner-links", json=body)
        assert linked.status_code == 201
        assert me.get(f"/v1/dossiers/{earlier}").status_code == 200
        again = officer.post("/v1/owner-links", json={**body, "new": OTHER["id"]})
        assert again.status_code == 409
