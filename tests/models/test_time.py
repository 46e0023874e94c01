from datetime import UTC, date, datetime

import pytest

from models.time import civil_day


def test_the_day_turns_at_midnight_in_viet_nam() -> None:
    assert civil_day(datetime(2026, 11, 21, 16, 59, tzinfo=UTC)) == date(2026, 11, 21)
    assert civil_day(datetime(2026, 11, 21, 17, 0, tzinfo=UTC)) == date(2026, 11, 22)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        civil_day(datetime(2026, 11, 21))  # the mistake under test
