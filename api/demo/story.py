"""The story of the demo, told step by step while it really happens, by the people who really do it.

A citizen of a commune applies for an allowance: a clerk takes her papers in, an officer checks them and issues the
decision. Later a department of the province and a district of another province need some of the same papers: she makes
a one-time code, the clerk there enters it, and papers and result are linked, not asked for again. A stranger with her
dossier code gets nothing. She sees who used what, and withdraws one use before it is decided.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.processing import wait_until_settled
from api.services.codes import CodeWanted, make_code, redeem_code
from api.services.consenting import Ground
from api.services.context import Context
from api.services.dossiers import set_state, view_dossier
from api.services.files import chunks_of
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, add_component, receive
from api.services.offers import RequirementOffers, reusable
from api.services.repository import own_papers, own_uses
from api.services.results import Issue, issue_result
from api.services.review import Correction, review_component
from api.services.search import follow, search
from api.services.taking import Taking, take
from api.services.tokens import Wanted, issue_token
from api.services.withdrawing import withdraw_use
from models.agency import Agency
from models.caller import OPERATOR, Caller, Role
from models.component import Component, ComponentStatus, ReviewState
from models.dossier import Dossier, DossierState, Owner
from models.errors import HosoError, NotFound
from models.identifiers import AgencyCode, DocumentType, ProcedureCode
from models.reuse import ReuseRequest
from models.search import SearchQuery
from models.text import fold
from models.time import civil_day
from records.policy import Action

PAPERS = Path(__file__).parent / "papers"
OWNER = owner_of("011196004217", "Lò Thị Mẩy")
STRANGER = owner_of("011190001234", "Người khác")

COMMUNE, DEPARTMENT, DISTRICT = map(AgencyCode, ("000.03.23.H99", "000.00.03.H99", "H98.22"))
ALLOWANCE, CRIMINAL_RECORD, FUNERAL_COSTS = map(ProcedureCode, ("1.001776", "2.000488", "1.001731"))

SUBMITTED = (
    "can-cuoc-cong-dan.jpg",
    "giay-khai-sinh.jpg",
    "xac-nhan-cu-tru-ct07.pdf",
    "trich-luc-ket-hon.tif",
    "xac-nhan-hon-nhan.pdf",
)
RESULT = "quyet-dinh.pdf"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Story:
    """The demo over the back ends of a context; `say` is given one line at a time."""

    context: Context
    say: Say

    def tell(self) -> Dossier:
        """Let everything happen and return the first dossier. Raises HosoError when any step fails."""
        owner = self._token(Wanted(Role.CITIZEN, OWNER.name, owner=OWNER.id))
        first = self._first_dossier()
        self._at_another_agency(first, owner, DEPARTMENT, CRIMINAL_RECORD, "Cấp Phiếu lý lịch tư pháp")
        used = self._at_another_agency(first, owner, DISTRICT, FUNERAL_COSTS, "Hỗ trợ chi phí mai táng")
        self._a_stranger_tries(first)
        self._the_owner_looks(owner, used)
        self._search()
        return first

    def _token(self, wanted: Wanted) -> Caller:
        return issue_token(self.context, OPERATOR, wanted)[0].caller

    def _at(self, agency: AgencyCode, role: Role) -> Caller:
        name = {Role.CLERK: "Một cửa", Role.OFFICER: "Cán bộ"}[role]
        return self._token(Wanted(role, f"{name} {agency}", agency=agency))

    def _first_dossier(self) -> Dossier:
        clerk, officer = self._at(COMMUNE, Role.CLERK), self._at(COMMUNE, Role.OFFICER)
        dossier = self._open(clerk, COMMUNE, ALLOWANCE, OWNER)
        for component in self._submit(clerk, dossier):
            self._show(component)
            self._approve(officer, component)
        set_state(self.context, officer, dossier.code, DossierState.IN_PROGRESS)
        stored = receive(self.context, officer, Action.ISSUE, dossier.code, chunks_of(PAPERS / RESULT))
        result = issue_result(self.context, officer, dossier.code, stored, RESULT, Issue("118/QĐ-UBND"))
        for state in (DossierState.RESOLVED, DossierState.RETURNED):
            set_state(self.context, officer, dossier.code, state)
        self.say(
            f"   ✓ cán bộ đã đối chiếu và duyệt; kết quả {result.document_number} đã trả / approved, result returned"
        )
        return dossier

    def _open(self, clerk: Caller, agency: AgencyCode, procedure: ProcedureCode, owner: Owner) -> Dossier:
        dossier = open_dossier(self.context, clerk, Filing(procedure, agency, owner))
        with self.context.records.read() as records:
            day = civil_day(dossier.received_at)
            name = records.catalogue.procedure(procedure, day).name
            unit: Agency = records.catalogue.agency(agency, day)
        self.say(f"\n■ {dossier.code}  {name}\n   tại / at {unit.name} ({unit.level})")
        return dossier

    def _submit(self, clerk: Caller, dossier: Dossier) -> Sequence[Component]:
        ids = []
        for name in SUBMITTED:
            stored = receive(self.context, clerk, Action.HAND_IN, dossier.code, chunks_of(PAPERS / name))
            ids.append(add_component(self.context, clerk, dossier.code, Handed(stored, name)).component.id)
        self.say(f"   đang đọc {len(ids)} tệp… / reading {len(ids)} files…")
        return wait_until_settled(self.context, ids, lambda: None)

    def _show(self, component: Component) -> None:
        if component.status is not ComponentStatus.DIGITISED:
            raise NotFound(f"{component.version.filename}: {component.failure}", "a paper of the demo was not read")
        self.say(f"   • {component.version.filename}: {component.type} ({component.type_confidence:.0%})")
        self.say("     " + "; ".join(f"{name}={value}" for name, value in sorted(component.fields.items())))

    def _approve(self, officer: Caller, component: Component) -> None:
        """Approve as an officer would who holds the original: a misread name is put right, the machine's value kept."""
        read, right = component.fields.get("full_name", ""), OWNER.name.upper()
        misread = fold(read) == fold(right) and read.upper() != right
        decision = Correction(
            state=ReviewState.APPROVED,
            compared_with_original=True,
            fields={"full_name": right} if misread else {},
        )
        known: frozenset[DocumentType] = frozenset()
        review_component(self.context, officer, component.dossier, component.id, decision, component.revision, known)
        if misread:
            self.say(f"     ✎ cán bộ sửa / corrected: full_name {read} → {right}")

    def _at_another_agency(
        self, first: Dossier, owner: Caller, agency: AgencyCode, procedure: ProcedureCode, purpose: str
    ) -> Sequence[Component]:
        clerk = self._at(agency, Role.CLERK)
        target = self._open(clerk, agency, procedure, OWNER)
        offers = reusable(self.context, clerk, target.code, [first.code]).requirements
        for line in _explained(offers):
            self.say(line)
        ground = self._agreed(owner, clerk, target, purpose)
        taking = Taking(tuple(_wishes(offers)), purpose, ground, first.code)
        taken = take(self.context, clerk, target.code, taking).components
        for component in taken:
            source = component.provenance
            if source is not None:
                self.say(
                    f"   ✓ {component.requirement} ← {source.dossier} ({source.agency}), sha256 {source.sha256[:12]}…"
                )
        return taken

    def _agreed(self, owner: Caller, clerk: Caller, target: Dossier, purpose: str) -> Ground:
        """Let the owner make a one-time code for this agency and procedure, and the clerk enter it."""
        _, shown = make_code(self.context, owner, CodeWanted(target.procedure, target.agency))
        self.say(f"   ✉ chủ hồ sơ tạo mã đồng ý {shown}, công chức nhập / one-time code, entered by the clerk")
        return Ground(redeem_code(self.context, clerk, target.code, shown or "", purpose).id)

    def _a_stranger_tries(self, first: Dossier) -> None:
        clerk = self._at(DEPARTMENT, Role.CLERK)
        target = self._open(clerk, DEPARTMENT, CRIMINAL_RECORD, STRANGER)
        stranger = self._token(Wanted(Role.CITIZEN, STRANGER.name, owner=STRANGER.id))
        attempts: tuple[Callable[[], object], ...] = (
            lambda: reusable(self.context, clerk, target.code, [first.code]),
            lambda: view_dossier(self.context, stranger, first.code),
        )
        for attempt in attempts:
            try:
                attempt()
            except NotFound as refusal:
                self.say(f"   ✗ {refusal.vi}")
            else:
                raise HosoError("Người khác lại xem được hồ sơ!", "a stranger was shown the dossier")

    def _the_owner_looks(self, owner: Caller, used: Sequence[Component]) -> None:
        self.say(f"\n■ Kho giấy tờ của {OWNER.name} / the owner's repository")
        for paper in own_papers(self.context, owner, 10).papers:
            self.say(f"   {paper.item.type}: {paper.source.code}, {paper.uses} lần dùng lại / uses")
        withdraw_use(self.context, owner, used[0].id)
        self.say(f"   ↺ rút lại một lần sử dụng / one use withdrawn: {used[0].dossier} {used[0].type}")
        for line in own_uses(self.context, owner, 4).lines:
            self.say(f"   {line.line.entry.number}. {line.line.vi}")

    def _search(self) -> None:
        while follow(self.context):
            pass
        for words in ("giay khai sinh", "Lò Thị Mẩy"):
            page = search(self.context, SearchQuery(words))
            self.say(f"\n■ tìm / search “{words}”: {'hơn ' * page.more_than_total}{page.total} giấy tờ")
            for hit in page.hits[:3]:
                shown = hit.snippet.replace("\u2068", "[").replace("\u2069", "]").replace("\n", " ")
                self.say(f"   {hit.dossier} {hit.type}: {shown}")


def _wishes(offers: Sequence[RequirementOffers]) -> Iterator[ReuseRequest]:
    """Choose the best reusable item for each requirement, each item once."""
    used: set[str] = set()
    for row in offers:
        best = next((o for o in row.offers if o.reusable and o.item.id not in used), None)
        if best is not None:
            used.add(best.item.id)
            yield ReuseRequest(row.requirement.key, best.item.id)


def _explained(offers: Sequence[RequirementOffers]) -> Iterator[str]:
    """Say of each requirement that nothing fits why the nearest item does not."""
    for row in offers:
        if not any(offer.reusable for offer in row.offers):
            reason = row.offers[0].obstacles[0] if row.offers else f"{row.requirement.name}: chưa có giấy tờ nào."
            yield f"   – {row.requirement.key}: {reason}"
