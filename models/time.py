"""Vietnamese civil time: one zone, no summer time."""

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def civil_day(moment: datetime) -> date:
    """Return the day in Viet Nam on which an aware `moment` falls; raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone")
    return moment.astimezone(VIETNAM).date()
