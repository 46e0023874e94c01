"""Due dates: working days of the Vietnamese public sector.

Weekends and public holidays, solar and lunar, come from the `holidays` package; days on which the government decides
otherwise (swapped or make-up working days) stand in `records/data/working-days.csv` and win.
"""

import csv
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from holidays import country_holidays

from models.time import VIETNAM

CLOSE_OF_BUSINESS = time(17, 0)
_OVERRIDES = Path(__file__).parent / "data" / "working-days.csv"


@cache
def _overrides() -> dict[date, bool]:
    with _OVERRIDES.open(encoding="utf-8", newline="") as stream:
        return {date.fromisoformat(row["day"]): row["working"] == "yes" for row in csv.DictReader(stream)}


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Return whether offices work on `day`."""
    decided = _overrides().get(day)
    return day.weekday() < 5 and day not in _holidays(day.year) if decided is None else decided


def due_at(received: datetime, working_days: int) -> datetime:
    """Return the moment at which a dossier is due: close of business of the n-th working day after its receipt.

    `received` is aware; with 0 working days the dossier is due at the close of the first working day from then on.
    """
    day = received.astimezone(VIETNAM).date()
    left = working_days
    while left > 0 or not is_working_day(day):
        day += timedelta(days=1)
        left -= is_working_day(day)
    return datetime.combine(day, CLOSE_OF_BUSINESS, VIETNAM)
