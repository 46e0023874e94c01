"""`./hoso services`, and the whole programme over the servers that it starts."""

import json

import pytest

from tests.api.cli.conftest import PAPERS, Run
from tests.api.cli.test_submit import CALL
from tests.contract import servers


def test_what_does_not_run_is_told_and_ends_with_3(hoso: Run) -> None:
    done = hoso("services", "status")
    assert done.returncode == 3
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["postgresql", "minio", "elasticsearch"]
    assert done.stdout.count("stopped") == 3


def test_only_what_is_asked_for_is_shown_at_its_port(hoso: Run) -> None:
    done = hoso("services", "status", "minio", HOSO_MINIO_PORT="9999")
    assert done.stdout.startswith("minio")
    assert "127.0.0.1:9999" in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_the_second_s3_server_is_there_when_it_is_named(hoso: Run) -> None:
    done = hoso("services", "status", "versitygw", HOSO_VERSITYGW_PORT="9998")
    assert done.returncode == 3
    assert done.stdout.split()[:2] == ["versitygw", "127.0.0.1:9998"]


def test_stopping_what_does_not_run_is_no_error(hoso: Run) -> None:
    assert hoso("services", "stop").returncode == 0


def test_an_unknown_server_is_a_usage_error(hoso: Run) -> None:
    assert hoso("services", "start", "oracle").returncode == 2


@pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services")
@pytest.mark.services
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_dossier_is_filed_read_and_indexed_over_three_servers(hoso: Run) -> None:
    with servers.new_database() as records, servers.new_bucket() as objects, servers.new_index_url() as index:
        given = {**servers.variables(), "HOSO_RECORDS": records, "HOSO_OBJECTS": objects, "HOSO_INDEX": index}
        done = hoso(*CALL, "--json", str(PAPERS / "can-cuoc-cong-dan.jpg"), **given)
        assert done.returncode == 0, done.stderr
        (card,) = json.loads(done.stdout)["components"]
        assert (card["type"], card["fields"]["personal_id"]) == ("identity-card", "011196004217")
        assert "1 giấy tờ" in hoso("reindex", **given).stdout
