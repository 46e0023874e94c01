"""A story from the field, over real HTTP, with real OCR: from a commune that is no more to the province, a year later.

A citizen brings a birth certificate, an identity card and a land certificate to her commune, where they are digitised
and approved. The district issues a result on them and returns it. The commune is merged into a new one, the district
is abolished. A year later the earlier codes bring all of it to a department of the province: the land certificate is
refused as too old, with its reason; the rest is taken on the owner's one-time code; the decision checks again; the
ledger tells it all. Four callers and more, each with a token of their own.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from api.backends import open_record_store
from api.ledger_book import open_book, witness_of
from api.page_pool import ProcessPagePool
from api.services.audit import audit
from api.services.context import Context
from api.services.digitise import Patience, work_one
from api.services.tokens import Wanted
from api.settings import read_settings
from ingest.limits import Limits
from models.agency import Level
from models.caller import Role
from models.identifiers import DocumentType, ProcedureCode, RequirementKey
from models.ledger import LedgerKind
from models.procedure import Procedure, Requirement
from records.catalogue import starter
from records.index import open_index
from records.objects import open_objects
from tests.api.parts import StandingClock
from tests.api.story import Person, Town, serving
from tests.samples import Paper, degrade, make_paper, render
from tests.samples.digital import digital_pdf
from tests.samples.files import jpeg_file
from tests.samples.people import Person as Somebody
from tests.samples.world import make_world

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

COMMUNE, NEW_COMMUNE = "000.01.22.H99", "000.00.53.H99"
DISTRICT, PROVINCE, DEPARTMENT = "000.00.22.H99", "000.00.00.H99", "000.00.02.H99"
BEFORE = datetime(2025, 4, 1, 2, 0, tzinfo=UTC)
A_YEAR_LATER = datetime(2026, 3, 24, 2, 0, tzinfo=UTC)

MAI = Somebody("Lường Thị Mây", "Nữ", date(1990, 6, 15), "011190004217", "040512768", "Thái")
OWNER = {"id": MAI.id, "name": MAI.name}
STRANGER = "011190001234"


def _requirement(key: str, kind: str, max_age_days: int | None = None, *, mandatory: bool = True) -> Requirement:
    return Requirement(
        RequirementKey(key), f"Giấy tờ {key}", (DocumentType(kind),), mandatory, max_age_days=max_age_days
    )


def _procedure(code: str, level: Level, result: str | None, *requirements: Requirement) -> Procedure:
    kind = DocumentType(result) if result else None
    start = date(2020, 1, 1)
    return Procedure(ProcedureCode(code), f"Thủ tục {code}", "Thử", (level,), requirements, kind, 5, start)


BIRTH, CARD, LAND = (
    _requirement("birth", "birth-certificate"),
    _requirement("identity", "identity-card"),
    _requirement("land", "land-certificate"),
)
AT_COMMUNE = _procedure("9.000001", Level.COMMUNE, None, BIRTH, CARD, LAND)
AT_DISTRICT = _procedure("9.000002", Level.DISTRICT, "household-business", CARD)
AT_PROVINCE = _procedure(
    "9.000003",
    Level.PROVINCE,
    None,
    BIRTH,
    CARD,
    _requirement("land", "land-certificate", 365, mandatory=False),
    _requirement("business", "household-business"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The town, its clock and its page processes."""

    town: Town
    clock: StandingClock
    pool: ProcessPagePool

    def read_all(self) -> None:
        """Let the worker read whatever waits, with real page processes."""
        while work_one(self.town.context, self.pool, Patience(60, 3)):
            pass


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    settings = replace(read_settings({"HOSO_HOME": str(tmp_path)}), workers=1)
    clock, contents = StandingClock(BEFORE), starter()
    with closing(open_record_store(settings)) as records, closing(open_index("memory:")) as index:
        open_book(records, settings.ledger_key, BEFORE)
        with records.write() as now:
            now.catalogue.load(contents.agencies, (AT_COMMUNE, AT_DISTRICT, AT_PROVINCE))
        context = Context(records, open_objects(settings.objects), index, clock, Limits())
        pool = ProcessPagePool(settings)
        with serving(context) as town:
            yield Scene(town, clock, pool)
        pool.close()
        assert audit(records, witness_of(settings), clock.now()).findings == ()


NEEDED = frozenset({"issue_date", "expiry_date", "full_name", "personal_id"})
"""Fields that an officer who holds the original fills in where the machine did not read them."""


def paper_of(kind: str, variant: str, day: date) -> Paper:
    return make_paper(kind, 7, variant, make_world(7, MAI, day))


def scan_of(paper: Paper) -> bytes:
    page = render(paper, 200)[0]
    return jpeg_file(degrade(page.image, "flatbed", 7), 200, 80)


PAPERS = {
    "birth": paper_of("birth-certificate", "form-2020", date(2019, 10, 14)),
    "identity": paper_of("identity-card", "card-2021", date(2021, 6, 21)),
    "land": paper_of("land-certificate", "sheet-2024", date(2024, 8, 5)),
}


def digitised_at_the_commune(scene: Scene, clerk: Person, officer: Person) -> str:
    """File the three papers, have them read, and approve what was read; return the dossier's code."""
    filed = clerk.post("/v1/dossiers", {"procedure": AT_COMMUNE.code, "agency": COMMUNE, "owner": OWNER})
    code = str(filed["code"])
    for key, paper in PAPERS.items():
        clerk.send(f"/v1/dossiers/{code}/components", f"{key}.jpg", scan_of(paper), 202, requirement=key)
    scene.read_all()
    for component in officer.get(f"/v1/dossiers/{code}").json["components"]:
        paper = PAPERS[component["requirement"]]
        assert component["type"] == paper.type, "the machine reads what kind of paper it is"
        known = {name: value for name, value in paper.fields.items() if name in component["fields"] or name in NEEDED}
        officer.approve(component["links"]["self"], **known)
    return code


def result_of_the_district(clerk: Person, officer: Person, citizen: Person, earlier: str) -> str:
    """Open a dossier at the district with the card from the commune, issue the result and return it."""
    filed = clerk.post("/v1/dossiers", {"procedure": AT_DISTRICT.code, "agency": DISTRICT, "owner": OWNER})
    code = str(filed["code"])
    card = offered(clerk, code, earlier)["identity"][0]
    consent = agree(citizen, clerk, code, AT_DISTRICT.code, DISTRICT)
    take(clerk, code, {"identity": card["item"]}, consent)
    officer.post(f"/v1/dossiers/{code}/state", {"state": 4}, 200)
    pdf = digital_pdf(paper_of("household-business", "form-2021", date(2025, 4, 1)))
    officer.send(f"/v1/dossiers/{code}/results", "giấy chứng nhận.pdf", pdf, 201, document_number="18A8012345")
    for state in (9, 10):
        officer.post(f"/v1/dossiers/{code}/state", {"state": state}, 200)
    return code


def offered(person: Person, target: str, *sources: str) -> dict[str, list[Any]]:
    """Return what is offered for each requirement, what fits first."""
    found = person.get(f"/v1/dossiers/{target}/reusable?{'&'.join(f'from={source}' for source in sources)}")
    assert found.status == 200, found.json
    return {row["requirement"]["key"]: row["offers"] for row in found.json["requirements"]}


def agree(citizen: Person, clerk: Person, target: str, procedure: str, agency: str) -> str:
    """Let the owner make a one-time code and the clerk enter it; return the consent's id."""
    made = citizen.post("/v1/me/consent-codes", {"procedure": procedure, "agency": agency})
    entry = {"code": made["code"], "purpose": "Giải quyết hồ sơ"}
    entered = clerk.post(f"/v1/dossiers/{target}/consents", entry)
    clerk.post(f"/v1/dossiers/{target}/consents", entry, 403)  # once means once
    return str(entered["id"])


def take(person: Person, target: str, items: dict[str, str], consent: str, expect: int = 201) -> Any:  # noqa: ANN401 - JSON
    wishes = [{"requirement": key, "item": item} for key, item in items.items()]
    body = {"items": wishes, "purpose": "Giải quyết hồ sơ", "consent": consent}
    return person.post(f"/v1/dossiers/{target}/reuse", body, expect)


def test_a_year_later_at_the_province(scene: Scene) -> None:
    town = scene.town
    citizen = town.person(Wanted(Role.CITIZEN, MAI.name, owner=MAI.id, days=366))
    stranger = town.person(Wanted(Role.CITIZEN, "Người lạ", owner=STRANGER, days=366))
    old = {role: town.person(Wanted(role, role.value, agency=COMMUNE, days=366)) for role in (Role.CLERK, Role.OFFICER)}
    district = {role: town.person(Wanted(role, role.value, agency=DISTRICT)) for role in (Role.CLERK, Role.OFFICER)}
    first = digitised_at_the_commune(scene, old[Role.CLERK], old[Role.OFFICER])
    second = result_of_the_district(district[Role.CLERK], district[Role.OFFICER], citizen, first)

    scene.clock.moment = A_YEAR_LATER
    new = town.person(Wanted(Role.OFFICER, "Cán bộ xã mới", agency=NEW_COMMUNE))
    heir = town.person(Wanted(Role.OFFICER, "Cán bộ tỉnh", agency=PROVINCE))
    clerk, officer = (town.person(Wanted(role, role.value, agency=DEPARTMENT)) for role in (Role.CLERK, Role.OFFICER))
    check_the_merger(old[Role.OFFICER], new, first)

    filed = clerk.post("/v1/dossiers", {"procedure": AT_PROVINCE.code, "agency": DEPARTMENT, "owner": OWNER})
    third = str(filed["code"])
    links = reused_at_the_province(clerk, citizen, third, first, second)
    check_strangers(stranger, new, third, first)
    check_the_decision(officer, heir, third, links)
    check_the_ledger(scene, citizen, third)


def check_the_merger(old: Person, new: Person, code: str) -> None:
    """The dossier of a commune that is no more is in the hands of the new one, under its old code."""
    assert old.get(f"/v1/dossiers/{code}").status == 404
    assert new.get(f"/v1/dossiers/{code}").json["agency"] == COMMUNE


def reused_at_the_province(clerk: Person, citizen: Person, target: str, *earlier: str) -> dict[str, Any]:
    """Take what fits by the earlier codes; return the links by requirement."""
    offers = offered(clerk, target, *earlier)
    assert all(rows[0]["reusable"] for key, rows in offers.items() if key != "land"), offers
    (reason,) = next(offer["obstacles"] for offer in offers["land"] if offer["type"] == "land-certificate")
    assert reason == "Giấy tờ cấp ngày 05/08/2024 đã quá thời hạn 365 ngày."

    paper = f"/v1/dossiers/{target}/reusable/{offers['birth'][0]['item']}/content"
    assert clerk.get(paper).status == 403, "before the owner agrees nobody looks"
    consent = agree(citizen, clerk, target, AT_PROVINCE.code, DEPARTMENT)
    assert clerk.get(paper).body == scan_of(PAPERS["birth"])

    wanted = {key: offers[key][0]["item"] for key in ("birth", "identity", "business")}
    old = {**wanted, "land": offers["land"][0]["item"]}
    assert take(clerk, target, old, consent, expect=409)["code"] == "not-reusable"
    assert clerk.get(f"/v1/dossiers/{target}").json["components"] == [], "all or nothing"
    taken = take(clerk, target, wanted, consent)["components"]
    return {component["requirement"]: component for component in taken}


def check_strangers(stranger: Person, elsewhere: Person, target: str, source: str) -> None:
    """A code opens nothing: neither to another citizen nor to an officer elsewhere, whether it exists or not."""
    nowhere = f"{target[:-4]}9999"
    for person, codes in ((stranger, (target, source, nowhere)), (elsewhere, (target, nowhere))):
        answers = {person.get(f"/v1/dossiers/{code}").json["detail"].replace(code, "…") for code in codes}
        assert len(answers) == 1, answers


def check_the_decision(officer: Person, heir: Person, target: str, links: dict[str, Any]) -> None:
    """A result that was suspended after it was taken stops the decision; reinstated, it lets it pass."""
    officer.post(f"/v1/dossiers/{target}/state", {"state": 4}, 200)
    version = links["business"]["version"]["id"]
    stand = f"/v1/papers/{version}/standing"
    heir.post(stand, {"state": "suspended", "reason": "Đang xác minh"})
    assert officer.get(f"/v1/dossiers/{target}/alerts").json["alerts"], "the dossier that uses it is told"
    refused = officer.post(f"/v1/dossiers/{target}/state", {"state": 9}, 409)
    assert "giấy chứng nhận đăng ký hộ kinh doanh" in refused["detail"].casefold()
    heir.post(stand, {"state": "active", "reason": "Đã xác minh"})
    for state in (9, 10):
        officer.post(f"/v1/dossiers/{target}/state", {"state": state}, 200)


def check_the_ledger(scene: Scene, citizen: Person, target: str) -> None:
    """The owner sees who used what for what; the auditor sees every step, and the chain is whole."""
    uses = [line["use"]["target"] for line in citizen.get("/v1/me/uses?limit=100").json["uses"] if line["use"]]
    assert uses.count(target) == 3
    with scene.town.context.records.read() as records:
        kinds = [entry.note.kind for entry in records.ledger.of_dossier(target)]  # type: ignore[arg-type]  # a code
    told = {
        LedgerKind.CONSENT,
        LedgerKind.SEARCH,
        LedgerKind.LOOK,
        LedgerKind.USE,
        LedgerKind.DENIAL,
        LedgerKind.DECISION,
    }
    assert told <= set(kinds)
    assert kinds.count(LedgerKind.USE) == 3
