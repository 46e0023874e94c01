"""The programme and the tale, side by side: see `test_worlds.py`."""

import random
import shutil
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from api.services.consenting import NO_GROUND, Ground
from api.services.consents import Giving, give_consent
from api.services.content import original
from api.services.context import Context, Once
from api.services.dossiers import list_dossiers, set_state, view_dossier
from api.services.filing import Filing, open_dossier
from api.services.intake import Handed, add_component, receive
from api.services.offers import reusable
from api.services.review import Correction, review_component
from api.services.taking import Taking, take
from api.services.withdrawing import withdraw_consent
from ingest.limits import Limits
from models.agency import Agency
from models.caller import OPERATOR, Caller, Role
from models.component import Derivatives, ReviewState
from models.dossier import Channel, DossierState, Owner
from models.errors import Conflict, Forbidden, InvalidValue, NotFound, NotReusable, TooManyAttempts
from models.identifiers import AgencyCode, ComponentId, DocumentType, DossierCode, RequirementKey
from models.page import Box
from models.paper_state import PaperStanding, PaperState
from models.reading import Classification, Digitisation, Extraction, FieldValue, Reading
from models.reuse import ReuseRequest
from records.index import open_index
from records.objects import open_objects
from records.policy import Action
from records.store import open_records
from tests.api.parts import DEPARTMENT, DISTRICT, PROVINCE, StandingClock, page_of
from tests.api.services.steps import picture
from tests.api.services.world_setting import (
    ACCEPTS,
    CALLERS,
    CITIZENS,
    EAST,
    HAPPENED,
    MOST_DAYS,
    OWNERS,
    PLACES,
    PROCEDURE,
    STAFF,
    START,
    TYPES,
    WEST,
    Link,
    Paper,
    Told,
    citizen,
)
from tests.records.build import ledger_key


class World:
    """The programme and the tale, side by side."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        shm = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=shm if shm.is_dir() else None))
        self.clock = StandingClock(START)
        records = open_records(f"sqlite:{self.folder}/records.db", None, ledger_key)
        with records.write() as now:
            now.catalogue.load((PROVINCE, DEPARTMENT, DISTRICT, EAST, WEST), (PROCEDURE,))
        self.context = Context(records, open_objects("memory:"), open_index("memory:"), self.clock, Limits())
        self.told = Told()

    def close(self) -> None:
        self.context.records.close()
        shutil.rmtree(self.folder)

    # The tale: who may do what, in words of its own.

    def today(self) -> date:
        return (self.clock.now() + timedelta(hours=7)).date()

    def keeper(self, code: DossierCode) -> AgencyCode:
        agency = self.told.dossiers[code].agency
        return EAST.code if self.told.merged and agency == WEST.code else agency

    def may_read(self, caller: Caller, code: DossierCode) -> bool:
        if caller.role in {Role.CLERK, Role.OFFICER}:
            return caller.agency == self.keeper(code)
        if caller.role is Role.CITIZEN:
            return caller.owner == self.told.dossiers[code].owner.id
        return caller.role is Role.OPERATOR or (caller.role is Role.SYSTEM and PROCEDURE.code in caller.procedures)

    def stands(self, paper: Paper) -> bool:
        """Valid today: an identity card must say until when; the other two are for ever unless they say otherwise."""
        said = paper.expires is not None or paper.kind != "identity-card"
        expired = paper.expires is not None and paper.expires < self.today()
        return paper.standing is PaperState.ACTIVE and said and not expired and paper.approved

    def fits(self, paper: Paper, slot: str, target: DossierCode) -> bool:
        age = (self.today() - paper.issued).days
        return (
            self.told.dossiers[paper.dossier].owner == self.told.dossiers[target].owner
            and paper.dossier != target
            and self.stands(paper)
            and paper.compared
            and ACCEPTS[slot] == paper.kind
            and (slot != "status" or 0 <= age <= MOST_DAYS)
            and (slot != "identity" or paper.complete)
        )

    def handed_in(self, code: DossierCode) -> set[str]:
        kinds = {paper.kind for paper in self.told.papers.values() if paper.dossier == code and not paper.rejected}
        return {slot for slot, kind in ACCEPTS.items() if kind in kinds}

    def may_take(self, caller: Caller, paper: Paper, slot: str, target: DossierCode, consent: str | None) -> bool:
        ground = caller.role is Role.CITIZEN if consent is None else self.covers(consent, target)
        known = {link.paper.id for link in self.told.links.values() if link.target == target and not link.dead}
        return (
            self.may_read(caller, target)
            and self.told.dossiers[target].state in {DossierState.ACCEPTED, DossierState.IN_PROGRESS}
            and self.fits(paper, slot, target)
            and ground
            and paper.id not in known
        )

    def covers(self, consent: str, target: DossierCode) -> bool:
        _, code, given = self.told.consents[consent]
        return given and code == target

    # What happens.

    def open(self, place: Agency, owner: Owner) -> DossierCode:
        where = EAST if self.told.merged and place is WEST else place
        clerk = Caller(f"clerk-{where.code}", Role.CLERK, "clerk", agency=where.code)
        dossier = open_dossier(self.context, clerk, Filing(PROCEDURE.code, where.code, owner, Channel.COUNTER))
        self.told.dossiers[dossier.code] = dossier
        return dossier.code

    def hand_in(self) -> None:
        """Somebody hands in a paper of any kind and age; most are complete, approved and compared."""
        code = self.open(self.chance.choice(PLACES), self.chance.choice(OWNERS))
        stored = receive(self.context, OPERATOR, Action.HAND_IN, code, [picture(), code.encode()])
        made = add_component(self.context, OPERATOR, code, Handed(stored, "giấy.jpg")).component
        life, issued = self.chance.choice((None, None, -1, 0, 30, 400)), self.today() - timedelta(days=self.days(400))
        expires = None if life is None else self.today() + timedelta(days=life)
        paper = Paper(made.id, code, self.chance.choice(TYPES), issued, expires, self.chance.random() < 0.8)
        self.told.papers[made.id] = paper
        self._read_by_machine(paper)
        if self.chance.random() < 0.8:
            self.review(paper, ReviewState.APPROVED, compared=self.chance.random() < 0.9)

    def days(self, most: int) -> int:
        return self.chance.randrange(most)

    def _read_by_machine(self, paper: Paper) -> None:
        said = {"issue_date": paper.issued.isoformat(), "full_name": "NGƯỜI"}
        if paper.expires is not None:
            said["expiry_date"] = paper.expires.isoformat()
        if paper.complete:
            said["personal_id"] = "001320000001"
        fields = {name: FieldValue(value, 0.9, 1, Box(1, 1, 9, 9), value) for name, value in said.items()}
        read = Digitisation(
            Reading((page_of(1, "GIẤY"),)),
            Classification(DocumentType(paper.kind), 0.9, "GIẤY"),
            Extraction(fields),
            0.1,
        )
        now = self.clock.now()
        with self.context.records.write() as records:
            records.jobs.lease(now, now + timedelta(days=9999))
            records.components.save_digitisation(paper.id, read, Derivatives())

    def review_again(self) -> None:
        self.review(self.a_paper(), self.chance.choice((ReviewState.APPROVED, ReviewState.REJECTED)), compared=True)

    def review(self, paper: Paper, state: ReviewState, *, compared: bool) -> None:
        with self.context.records.read() as records:
            revision = records.components.get(paper.id).revision
        decision = Correction(state=state, compared_with_original=compared)
        review_component(self.context, OPERATOR, paper.dossier, paper.id, decision, revision, frozenset())
        paper.approved, paper.compared = state is ReviewState.APPROVED, compared
        paper.rejected = state is ReviewState.REJECTED

    def a_paper(self) -> Paper:
        if not self.told.papers:
            self.hand_in()
        return self.chance.choice(list(self.told.papers.values()))

    def a_code(self) -> DossierCode:
        return self.told.dossiers[self.a_paper().dossier].code if self.chance.random() < 0.3 else self.any_code()

    def any_code(self) -> DossierCode:
        return self.chance.choice(list(self.told.dossiers) or [self.open(EAST, OWNERS[0])])

    def change_a_standing(self) -> None:
        self.change_standing(self.a_paper(), self.chance.choice(list(PaperState)))

    def change_standing(self, paper: Paper, state: PaperState) -> None:
        if paper.standing in {PaperState.REVOKED, PaperState.SUPERSEDED}:
            return
        with self.context.records.write() as records:
            version = records.components.get(paper.id).version.id
            records.standings.add(PaperStanding(version, state, "thử", "officer", EAST.code, self.clock.now()))
        paper.standing = state

    def let_time_pass(self) -> None:
        self.clock.move(days=self.days(60))

    def merge(self) -> None:
        if self.told.merged:
            return
        today = self.today()
        with self.context.records.write() as records:
            records.catalogue.load((replace(WEST, valid_to=today, successor=EAST.code),), ())
        self.told.merged = True
        HAPPENED["merged"] += 1

    def consent(self, code: DossierCode) -> str:
        owner = self.told.dossiers[code].owner
        giving = Giving("thử", self.today() + timedelta(days=300), dossier=code)
        given = give_consent(self.context, citizen(owner), giving)
        self.told.consents[given.id] = (owner, code, True)
        return given.id

    def withdraw_one(self) -> None:
        if self.told.consents:
            self.withdraw(self.chance.choice(list(self.told.consents)))

    def withdraw(self, id: str) -> None:
        owner, code, _ = self.told.consents[id]
        withdraw_consent(self.context, citizen(owner), id)
        self.told.consents[id] = (owner, code, False)
        if self.told.dossiers[code].state in {DossierState.ACCEPTED, DossierState.IN_PROGRESS}:
            for link in self.told.links.values():
                HAPPENED["withdrawn"] += link.consent == id and not link.dead
                link.dead = link.dead or link.consent == id

    def try_anything(self) -> None:
        """Any caller, any paper, any slot, any dossier, with a consent of any dossier or none."""
        consent = self.chance.choice([None, *self.told.consents])
        code = self.a_code() if consent is None else self.told.consents[consent][1]
        self._take(self.chance.choice(CALLERS), self.a_paper(), self.chance.choice(list(ACCEPTS)), code, consent)

    def use(self) -> None:
        """A dossier is opened, its owner agrees, a clerk or the owner takes a paper; or nearly so."""
        paper, place = self.a_paper(), self.chance.choice(PLACES)
        owner = self.told.dossiers[paper.dossier].owner
        trouble = self.chance.choice((*7 * [""], "other owner", "wrong slot", "withdrawn", "other agency", "late"))
        target = self.open(place, OWNERS[owner == OWNERS[0]] if trouble == "other owner" else owner)
        agreed = self.consent(target)
        if trouble == "withdrawn":
            self.withdraw(agreed)
        if trouble == "late":
            self.clock.move(days=100)
        slots = {kind: key for key, kind in ACCEPTS.items()}
        slot = slots[TYPES[0] if trouble == "wrong slot" else paper.kind]
        agency = DEPARTMENT.code if trouble == "other agency" else self.keeper(target)
        own_hand = self.chance.random() < 0.3
        mine = citizen(self.told.dossiers[target].owner)
        clerk = Caller(f"clerk-{agency}", Role.CLERK, "clerk", agency=agency)
        self._take(mine if own_hand else clerk, paper, slot, target, None if own_hand else agreed)

    def _take(self, caller: Caller, paper: Paper, slot: str, code: DossierCode, consent: str | None) -> None:
        if consent is not None and not self._in_time(consent):
            return
        may = self.may_take(caller, paper, slot, code, consent)
        before = self._count(code)
        wish = (ReuseRequest(RequirementKey(slot), paper.id),)
        taking = Taking(wish, "thử", Ground(consent) if consent else NO_GROUND)
        once = Once(f"{caller.id}{paper.id}{slot}{code}{before}", "f")
        try:
            taken = take(self.context, caller, code, taking, once)
        except TooManyAttempts:
            self.clock.move(hours=1)
            return
        except (NotFound, NotReusable, Forbidden, Conflict, InvalidValue):
            assert not may, (caller, paper, slot, code, consent)
            assert self._count(code) == before
            HAPPENED["refused"] += 1
            return
        assert may, (caller, paper, slot, code, consent)
        (link,) = taken.components
        with self.context.records.read() as records:
            use = records.reuses.of_component(link.id)
        assert use is not None
        self.told.links[link.id] = Link(link.id, code, paper, slot, use.consent)
        self.told.consents.setdefault(use.consent, (self.told.dossiers[code].owner, code, True))
        again = take(self.context, caller, code, taking, once)
        assert [one.id for one in again.components] == [link.id]
        assert self._count(code) == before + 1
        HAPPENED["taken"] += 1

    def _in_time(self, consent: str) -> bool:
        with self.context.records.read() as records:
            return records.consents.get(consent).valid_until > self.clock.now()

    def _count(self, code: DossierCode) -> int:
        with self.context.records.read() as records:
            return len(records.components.of_dossier(code))

    def look(self) -> None:
        paper = self.a_paper()
        self._look(self.chance.choice(CALLERS), paper.dossier, paper.id)

    def look_at_links(self) -> None:
        caller = self.chance.choice(CALLERS)
        for link in list(self.told.links.values())[-5:]:
            self._look(caller, link.target, link.id, there=not link.dead)
            self._look(caller, link.target, link.paper.id, there=False)

    def _look(self, caller: Caller, code: DossierCode, id: ComponentId, *, there: bool = True) -> None:
        """A link shows its paper to who handles its dossier; the paper's own dossier stays shut to them."""
        try:
            seen = original(self.context, caller, code, id)
        except TooManyAttempts:
            self.clock.move(hours=1)
        except (NotFound, Forbidden):
            assert not (there and self.may_read(caller, code))
            HAPPENED["shut out"] += 1
        else:
            seen.open().close()
            HAPPENED["looked"] += 1
            assert there
            assert self.may_read(caller, code)

    def see_and_ask(self) -> None:
        """Whoever is not told of a dossier is told nothing of what could be reused in it."""
        caller, code = self.chance.choice(CALLERS), self.any_code()
        for ask in (view_dossier, reusable):
            try:
                ask(self.context, caller, code)
            except TooManyAttempts:
                self.clock.move(hours=1)
            except (NotFound, Forbidden):
                assert not self.may_read(caller, code)
            else:
                assert self.may_read(caller, code) or (ask is view_dossier and self._may_see(caller, code))

    def _may_see(self, caller: Caller, code: DossierCode) -> bool:
        return caller.role is Role.AUDITOR or (caller.role is Role.LEADER and self.keeper(code) == caller.agency)

    def decide(self, code: DossierCode) -> None:
        """Nothing is decided on a paper that no longer stands, or whose use was withdrawn and not made good."""
        if self.told.dossiers[code].state is DossierState.ACCEPTED:
            self.told.dossiers[code] = set_state(self.context, OPERATOR, code, DossierState.IN_PROGRESS)
        if self.told.dossiers[code].state is not DossierState.IN_PROGRESS:
            return
        used = [link for link in self.told.links.values() if link.target == code and not link.dead]
        lost = {link.slot for link in self.told.links.values() if link.target == code and link.dead}
        there = {link.slot for link in used} | self.handed_in(code)
        sound = all(self.stands(link.paper) for link in used) and lost <= there
        try:
            self.told.dossiers[code] = set_state(self.context, OPERATOR, code, DossierState.RESOLVED)
        except Conflict as error:
            assert not sound, (error.vi, used)  # noqa: PT017 - both ends are defined, and which one is told by the tale
            HAPPENED["not decided"] += 1
        else:
            assert sound
            HAPPENED["decided"] += bool(used)

    def decide_after_something_happened(self) -> None:
        """Take aim at a dossier that used a paper, after that paper was touched, or its owner had second thoughts."""
        decided = {code for code, one in self.told.dossiers.items() if one.state is DossierState.RESOLVED}
        used = [link for link in self.told.links.values() if not link.dead and link.target not in decided]
        if not used:
            return
        link, what = self.chance.choice(used), self.chance.randrange(5)
        if what == 0:
            self.withdraw(link.consent)
        elif what == 1:
            self.change_standing(link.paper, self.chance.choice(list(PaperState)))
        elif what == 2:
            self.clock.move(days=self.days(60))
        elif what == 3:
            self.review(link.paper, ReviewState.REJECTED, compared=True)
        self.decide(link.target)

    def lists_show_what_may_be_seen(self) -> None:
        for caller in (*CITIZENS, STAFF[0], STAFF[3]):
            shown = {dossier.code for dossier in list_dossiers(self.context, caller, 100)}
            assert shown == {code for code in self.told.dossiers if self.may_read(caller, code)}
