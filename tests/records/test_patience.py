from concurrent.futures import ThreadPoolExecutor

import pytest

from records import patience
from records.patience import Patience


def test_a_server_that_answers_is_waited_for() -> None:
    known = Patience()
    assert not known.is_brief()
    known.heard()
    assert not known.is_brief()


def test_after_one_has_waited_in_vain_the_others_wait_briefly_until_it_answers() -> None:
    known = Patience()
    known.in_vain()
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(lambda _: known.is_brief(), range(20)))
    known.heard()
    assert not known.is_brief()


def test_now_and_then_one_caller_waits_at_length_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(patience, "monotonic", lambda: now)
    known = Patience()
    known.in_vain()
    now += patience.BELIEVED_SECONDS + 0.1
    assert [known.is_brief() for _ in range(3)] == [False, True, True]
    now += patience.BELIEVED_SECONDS + 0.1
    assert [known.is_brief() for _ in range(3)] == [False, True, True]
