"""Operations: alive, ready, measured."""

from collections.abc import Iterator

from flask import Blueprint, Response

from api.http.access import is_operator
from api.http.answers import answer
from api.http.front import context, front
from api.services.health import Load, measure

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def livez() -> Response:
    return answer({"status": "ok"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """Say which back end is down; why, only to the operator."""
    found = front().prober.check(context())
    told = is_operator()
    parts = {name: "ok" if error is None else (str(error) if told else "down") for name, error in found.items()}
    down = any(error is not None for error in found.values())
    return answer({"status": "down" if down else "ok", "parts": parts}, 503 if down else 200)


@blueprint.get("/metrics")
def metrics() -> Response:
    text = "\n".join(_exposition(measure(context()))) + "\n"
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _exposition(load: Load) -> Iterator[str]:
    """Yield the lines of Prometheus' text format."""
    yield "# HELP hoso_jobs Digitising jobs that are not done, by state."
    yield "# TYPE hoso_jobs gauge"
    for state, number in load.jobs.items():
        yield f'hoso_jobs{{state="{state.value}"}} {number}'
    yield "# HELP hoso_outbox_length Changes that the search index does not show yet (counted up to 10000)."
    yield "# TYPE hoso_outbox_length gauge"
    yield f"hoso_outbox_length {load.outbox}"
    yield "# HELP hoso_http_requests_total Requests answered by this process, by status."
    yield "# TYPE hoso_http_requests_total counter"
    for status, number in sorted(front().counts.by_status().items()):
        yield f'hoso_http_requests_total{{status="{status}"}} {number}'
