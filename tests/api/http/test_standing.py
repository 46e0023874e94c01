"""Standing, alerts and the change feed over HTTP; `Desk` holds every answer to the description."""

from api.services.context import Context
from tests.api.desk import Desk


def used(desk: Desk, context: Context) -> tuple[str, str, str]:
    """A paper, approved, and a later dossier in progress that took it: version, source and target."""
    source = desk.open()
    paper = desk.read_paper(context, source)
    desk.approve(paper)
    found = desk.get(paper).json
    target = desk.open("2.000488", "000.00.05.H99")
    consent = desk.agree(context, target)
    body = {"items": [{"requirement": "birth", "item": found["id"]}], "purpose": "Cấp phiếu", "consent": consent}
    assert desk.post(f"/v1/dossiers/{target}/reuse", json=body).status_code == 201
    assert desk.post(f"/v1/dossiers/{target}/state", json={"state": 4}).status_code == 200
    return found["version"]["id"], source, target


def test_a_paper_is_revoked_and_the_decision_refused(desk: Desk, context: Context) -> None:
    version, source, target = used(desk, context)
    path = f"/v1/papers/{version}/standing"
    assert desk.get(path).json == {"version": version, "standings": []}
    body = {"state": "revoked", "reason": "Cấp sai thẩm quyền"}
    first, again = (desk.post(path, json=body, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status_code, first.json["reached"], first.json["decided"]) == (201, 1, 0)
    assert (again.json, again.headers["Idempotency-Replayed"]) == (first.json, "true")
    assert [one["state"] for one in desk.get(path).json["standings"]] == ["revoked"]
    (alert,) = desk.get("/v1/alerts").json["alerts"]
    assert (alert["dossier"], alert["kind"], alert["number"]) == (target, "unusable", 1)
    assert desk.get(f"/v1/dossiers/{target}/alerts").json == {"alerts": [alert]}
    assert desk.get(f"/v1/dossiers/{source}/alerts").json == {"alerts": []}
    refused = desk.post(f"/v1/dossiers/{target}/state", json={"state": 9})
    assert refused.status_code == 409
    assert "đã bị UBND xã An Bình thu hồi" in refused.json["detail"]
    assert refused.json["facts"] == {"components": "1"}


def test_malformed_changes_of_standing(desk: Desk, context: Context) -> None:
    version, _, _ = used(desk, context)
    path = f"/v1/papers/{version}/standing"
    for body, status in (
        ({"state": "revoked", "reason": " "}, 422),
        ({"state": "lost", "reason": "x"}, 422),
        ({"state": "superseded", "reason": "x"}, 422),
        ({"state": "superseded", "reason": "x", "successor": version}, 409),
        ({"state": "active", "reason": "x"}, 409),
        ({"state": "revoked"}, 422),
    ):
        assert desk.post(path, json=body).status_code == status, body
    assert desk.get("/v1/papers/nothing/standing").status_code == 404
    assert desk.post("/v1/papers/nothing/standing", json={"state": "revoked", "reason": "x"}).status_code == 404


def test_the_change_feed_is_followed_by_next(desk: Desk, context: Context) -> None:
    _, source, target = used(desk, context)
    seen, since = [], "0"
    while True:
        page = desk.get(f"/v1/changes?since={since}&limit=3").json
        seen += page["changes"]
        since = page["next"]
        if not page["more"]:
            break
    assert [change["id"] for change in seen] == [str(place) for place in range(1, len(seen) + 1)]
    assert {change["dossier"] for change in seen} == {source, target}
    assert [change["kind"] for change in seen if change["dossier"] == target] == ["opened", "component-reused", "state"]
    assert desk.get(f"/v1/changes?since={since}").json == {"changes": [], "next": since, "more": False}
    assert desk.get(f"/v1/changes?since={int(since) + 9}").json["next"] == str(int(since) + 9)
    for wrong in ("x", "-1", "1.5", "９"):
        assert desk.get("/v1/changes", query_string={"since": wrong}).status_code == 422


def test_alerts_name_a_known_place_to_go_on_from(desk: Desk, context: Context) -> None:
    used(desk, context)
    assert desk.get("/v1/alerts?limit=1").json == {"alerts": [], "next": None}
    assert desk.get("/v1/alerts?after=nothing").json == {"alerts": [], "next": None}
    assert desk.get("/v1/alerts?limit=0").status_code == 422
