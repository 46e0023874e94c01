from dataclasses import replace

from api.services.context import Context
from api.wsgi import create_app
from models.errors import ServiceError
from records.objects.memory import MemoryObjects
from tests.api.desk import TOKEN, Desk, picture


class DownStore(MemoryObjects):
    def probe(self) -> None:
        raise ServiceError("Kho tệp không trả lời.", "the store at 10.0.0.9 does not answer")


def test_all_well(desk: Desk) -> None:
    assert desk.get("/livez").json == {"status": "ok"}
    ready = desk.get("/readyz")
    assert ready.json == {"status": "ok", "parts": {"objects": "ok", "records": "ok", "index": "ok"}}


def test_a_back_end_that_is_down_is_named_and_why_only_to_who_is_logged_in(context: Context) -> None:
    desk = Desk(create_app(replace(context, objects=DownStore()), TOKEN))
    coarse = desk.anonymous("/readyz")
    assert coarse.status_code == 503
    assert coarse.json["parts"] == {"objects": "down", "records": "ok", "index": "ok"}
    assert "10.0.0.9" in desk.get("/readyz").json["parts"]["objects"]
    assert desk.get("/livez").status_code == 200


def test_metrics_count_what_waits_and_what_was_answered(desk: Desk) -> None:
    code = desk.open()
    desk.hand_in(code, picture())
    desk.get("/v1/dossiers/abc")
    lines = desk.get("/metrics").text.splitlines()
    assert 'hoso_jobs{state="ready"} 1' in lines
    assert 'hoso_jobs{state="parked"} 0' in lines
    assert "hoso_outbox_length 1" in lines
    assert 'hoso_http_requests_total{status="201"} 1' in lines
    assert 'hoso_http_requests_total{status="422"} 1' in lines
