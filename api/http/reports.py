"""Indicators of a unit and all that lies below it."""

from datetime import date, datetime, time, timedelta

from flask import Blueprint, Response, request

from api.http.answers import answer
from api.http.front import caller, context
from api.services.asking import count_re_requests
from models.errors import InvalidValue
from models.identifiers import AgencyCode
from models.time import VIETNAM

blueprint = Blueprint("reports", __name__, url_prefix="/v1/reports")


@blueprint.get("/re-requests")
def re_requests() -> Response:
    unit, first, last = AgencyCode(request.args.get("unit", "")), _day("from"), _day("to")
    found = count_re_requests(context(), caller(), unit, _midnight(first), _midnight(last + timedelta(days=1)))
    return answer(
        {
            "unit": unit,
            "from": first.isoformat(),
            "to": last.isoformat(),
            "asked_again": found.asked,
            "handed_in_though_on_file": found.handed_in,
        }
    )


def _day(name: str) -> date:
    """Return the day of a query parameter. Raises InvalidValue."""
    text = request.args.get(name, "")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(
            f"Tham số {name} phải là ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2026-01-31.",
            f"{name} takes a day like 2026-01-31",
            field=name,
        ) from error


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
