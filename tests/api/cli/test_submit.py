import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import PAPERS, Run
from tests.samples import bad

CALL = ("submit", "--procedure", "1.001776", "--agency", "000.03.23.H99", "--owner", "011196004217")


def test_a_dossier_is_filed_its_papers_read_and_a_refusal_loses_no_other(hoso: Run, tmp_path: Path) -> None:
    (tmp_path / "trống.jpg").write_bytes(bad.empty_file())
    done = hoso(*CALL, "--name", "Lò Thị Mẩy", "--json", "trống.jpg", str(PAPERS / "can-cuoc-cong-dan.jpg"))
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["code"].startswith("000.03.23.H99-")
    refused, card = answer["components"]
    assert refused["error"]["code"] == "empty-file"
    assert (card["type"], card["status"]) == ("identity-card", "digitised")
    assert card["fields"]["personal_id"] == "011196004217"


def test_the_code_is_printed_and_reindexing_finds_what_was_filed(hoso: Run) -> None:
    done = hoso(*CALL, str(PAPERS / "xac-nhan-cu-tru-ct07.pdf"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("000.03.23.H99-")
    assert "residence-confirmation" in done.stdout
    assert "1 giấy tờ" in hoso("reindex").stdout


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [("--procedure", "9.999999", 1), ("--agency", "000.99.99.H99", 1), ("--owner", "?", 1)],
)
def test_what_is_unknown_is_named(hoso: Run, name: str, value: str, status: int) -> None:
    call = list(CALL)
    call[call.index(name) + 1] = value
    done = hoso(*call, str(PAPERS / "can-cuoc-cong-dan.jpg"))
    assert done.returncode == status
    assert value in done.stderr


def test_a_back_end_that_cannot_be_reached_ends_with_3_and_one_clear_line(hoso: Run) -> None:
    done = hoso(*CALL, "x.jpg", HOSO_OBJECTS="file:/dev/null/objects")
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 2  # Vietnamese, English
    assert "Traceback" not in done.stderr
