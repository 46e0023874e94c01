from datetime import UTC, date, datetime

import pytest

from records.deadlines import due_at, is_working_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 2, 17), False),  # lunar new year
        (date(2026, 4, 27), False),  # Hùng kings' day fell on a Sunday
        (date(2026, 9, 2), False),
        (date(2026, 8, 22), True),  # a Saturday worked for Monday 31 August
        (date(2026, 8, 31), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_weekends_and_holidays_are_skipped() -> None:
    received = datetime(2026, 2, 12, 3, 0, tzinfo=UTC)  # the Thursday before the lunar new year
    assert due_at(received, 2).isoformat() == "2026-02-23T17:00:00+07:00"


def test_the_vietnamese_day_of_receipt_counts() -> None:
    late_evening_utc = datetime(2026, 11, 16, 18, 0, tzinfo=UTC)  # already Tuesday in Viet Nam
    assert due_at(late_evening_utc, 1).date() == date(2026, 11, 18)


def test_same_day_procedures_are_due_at_the_close_of_business() -> None:
    assert due_at(datetime(2026, 11, 20, 2, 0, tzinfo=UTC), 0).isoformat() == "2026-11-20T17:00:00+07:00"
    assert due_at(datetime(2026, 11, 21, 2, 0, tzinfo=UTC), 0).date() == date(2026, 11, 23)
