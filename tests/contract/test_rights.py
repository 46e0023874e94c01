"""What every record store must do with tokens, attempts, consents, one-time codes, representations and linked ids."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.caller import Caller, Role, Token
from models.consent import ConsentCode, Means, OwnerLink, Representation, RepresentationKind
from models.errors import Conflict, NotFound
from models.identifiers import AgencyCode, OwnerId, ProcedureCode
from models.ports.records import RecordStore
from tests.records.build import MINUTE, NOW, PAPER, consent

OWNER, OTHER = OwnerId("001093047064"), OwnerId("079201000001")
CALLER = Caller("c1", Role.SYSTEM, "Cổng dịch vụ", procedures=(ProcedureCode("1.000894"), ProcedureCode("2.000488")))
TOKEN = Token(CALLER, NOW, "operator", NOW + timedelta(days=30))
CONSENT = consent(id="k1", given_by=OTHER, means=Means.ONE_TIME_CODE)
CODE = ConsentCode("m1", OWNER, "d" * 64, OWNER, None, AgencyCode("H99.01.03"), NOW, NOW + 10 * MINUTE)
ACTING = Representation(
    id="r1",
    owner=OWNER,
    representative=OTHER,
    kind=RepresentationKind.GUARDIAN,
    procedures=(ProcedureCode("1.000894"),),
    evidence=PAPER,
    valid_from=date(2026, 3, 1),
    valid_to=None,
    registered_by="cb",
    registered_at=NOW,
)
LINK = OwnerLink(OwnerId("012345678"), OWNER, PAPER, "cb", NOW)


class TestTokens:
    def test_a_token_is_found_by_its_digest_alone(self, records: RecordStore) -> None:
        with records.write() as now:
            now.tokens.add(TOKEN, "digest")
        with records.read() as now:
            assert now.tokens.by_digest("digest") == TOKEN
            assert now.tokens.by_digest("Digest") is None

    def test_a_digest_stands_for_one_token(self, records: RecordStore) -> None:
        with records.write() as now:
            now.tokens.add(TOKEN, "digest")
        with pytest.raises(Conflict), records.write() as now:
            now.tokens.add(replace(TOKEN, caller=replace(CALLER, id="c2")), "digest")

    def test_a_token_is_revoked_once_and_stays_so(self, records: RecordStore) -> None:
        with records.write() as now:
            now.tokens.add(TOKEN, "digest")
            assert now.tokens.revoke("c1", NOW + MINUTE).revoked_at == NOW + MINUTE
            assert now.tokens.revoke("c1", NOW + 2 * MINUTE).revoked_at == NOW + MINUTE
            with pytest.raises(NotFound):
                now.tokens.revoke("none", NOW)

    def test_pages_follow_one_another_newest_first(self, records: RecordStore) -> None:
        with records.write() as now:
            for number in range(5):
                made = replace(TOKEN, caller=replace(CALLER, id=f"c{number}"), issued_at=NOW + (number // 2) * MINUTE)
                now.tokens.add(made, f"digest {number}")
        seen: list[str] = []
        with records.read() as now:
            while got := now.tokens.page(2, seen[-1] if seen else None):
                seen += [one.caller.id for one in got]
        assert seen == ["c4", "c3", "c2", "c1", "c0"]


class TestAttempts:
    def test_failures_add_up_and_are_forgotten_after_an_hour(self, records: RecordStore) -> None:
        with records.write() as now:
            assert [now.attempts.fail("w", NOW + n * MINUTE) for n in range(3)] == [1, 2, 3]
            assert now.attempts.fail("other", NOW) == 1
            assert now.attempts.fail("w", NOW + 61 * MINUTE) == 1

    def test_a_block_lasts_until_its_end(self, records: RecordStore) -> None:
        with records.write() as now:
            now.attempts.fail("w", NOW)
            assert now.attempts.blocked_until("w") is None
            now.attempts.block("w", NOW + MINUTE)
        with records.read() as now:
            assert now.attempts.blocked_until("w") == NOW + MINUTE
            assert now.attempts.blocked_until("other") is None

    def test_failures_at_once_are_all_counted(self, records: RecordStore) -> None:
        def fail(_: int) -> int:
            with records.write() as now:
                return now.attempts.fail("w", NOW)

        fail(0)
        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(fail, range(8))) == list(range(2, 10))


class TestConsents:
    def test_a_consent_comes_back_as_it_was_given(self, records: RecordStore) -> None:
        broad = replace(CONSENT, id="k2", procedure=None, agency=None, dossier=None, given_at=NOW + MINUTE)
        with records.write() as now:
            for one in (CONSENT, broad):
                now.consents.add(one)
        with records.read() as now:
            assert now.consents.get("k1") == CONSENT
            assert now.consents.of_owner(OWNER) == [broad, CONSENT]
            assert now.consents.of_owner(OTHER) == []

    def test_the_first_withdrawal_counts(self, records: RecordStore) -> None:
        with records.write() as now:
            now.consents.add(CONSENT)
            now.consents.withdraw("k1", NOW + MINUTE)
            assert now.consents.withdraw("k1", NOW + 2 * MINUTE).withdrawn_at == NOW + MINUTE
            assert now.consents.locked("k1").withdrawn_at == NOW + MINUTE

    def test_what_is_not_there_is_not_found(self, records: RecordStore) -> None:
        with records.write() as now:
            for ask in (
                lambda: now.consents.get("X"),
                lambda: now.consents.locked("X"),
                lambda: now.consents.withdraw("X", NOW),
                lambda: now.owners.representation("X"),
                lambda: now.owners.end_representation("X", NOW),
            ):
                with pytest.raises(NotFound):
                    ask()


class TestCodes:
    def test_a_code_is_open_until_it_is_used_or_out_of_time(self, records: RecordStore) -> None:
        with records.write() as now:
            now.consents.add_code(CODE)
            now.consents.add_code(replace(CODE, id="m2"))
            assert now.consents.open_codes(OTHER, NOW) == []
            assert now.consents.open_codes(OWNER, CODE.expires_at - MINUTE) == [CODE, replace(CODE, id="m2")]
            assert now.consents.open_codes(OWNER, CODE.expires_at) == []
            now.consents.use_code("m1", NOW)
            assert [one.id for one in now.consents.open_codes(OWNER, NOW)] == ["m2"]
            with pytest.raises(Conflict):
                now.consents.use_code("m1", NOW)

    def test_a_wrong_try_counts_at_every_open_code_of_the_owner(self, records: RecordStore) -> None:
        with records.write() as now:
            for one in (CODE, replace(CODE, id="m2"), replace(CODE, id="m3", owner=OTHER)):
                now.consents.add_code(one)
            now.consents.use_code("m2", NOW)
            now.consents.count_wrong_try(OWNER, NOW)
            assert [one.wrong_tries for one in now.consents.open_codes(OWNER, NOW)] == [1]
            assert [one.wrong_tries for one in now.consents.open_codes(OTHER, NOW)] == [0]


class TestOwners:
    def test_a_representation_comes_back_from_both_sides(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.owners.add_representation(ACTING)
        with filled.read() as now:
            assert now.owners.representation("r1") == ACTING
            assert now.owners.represented_by(OTHER) == [ACTING]
            assert now.owners.representations_of(OWNER) == [ACTING]
            assert now.owners.represented_by(OWNER) == []

    def test_it_ends_once(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.owners.add_representation(ACTING)
            now.owners.end_representation("r1", NOW + MINUTE)
            assert now.owners.end_representation("r1", NOW + 2 * MINUTE).ended_at == NOW + MINUTE

    def test_linked_ids_are_one_person_from_wherever_one_looks(self, filled: RecordStore) -> None:
        second = replace(LINK, old=OwnerId("112345678"))
        with filled.write() as now:
            now.owners.link(LINK)
            now.owners.link(second)
        with filled.read() as now:
            everybody = (OWNER, LINK.old, second.old)
            assert [now.owners.same_person(one) for one in everybody] == [everybody] * 3
            assert now.owners.same_person(OTHER) == (OTHER,)
            assert now.owners.links_resting_on(PAPER) == [LINK, second]

    def test_an_old_id_is_linked_once(self, filled: RecordStore) -> None:
        with filled.write() as now:
            now.owners.link(LINK)
        with pytest.raises(Conflict), filled.write() as now:
            now.owners.link(replace(LINK, new=OTHER))
