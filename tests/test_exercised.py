"""The full run fails when a back end was left out."""

from pathlib import Path

import pytest

from tests.exercised import back_ends, exercised, missing

SUITE = {"objects": "test_object_store", "records": "test_record_store_work", "index": "test_search_index"}


def case(room: str, scheme: str, inside: str = "") -> str:
    return f'<testcase classname="tests.contract.{SUITE[room]}" name="test_it[x-{scheme}]">{inside}</testcase>'


def write(folder: Path, cases: list[str]) -> Path:
    report = folder / "report.xml"
    report.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    return report


def test_all_back_ends_are_known() -> None:
    servers = {("objects", "s3"), ("objects", "versitygw"), ("records", "postgresql"), ("index", "elasticsearch")}
    embedded = {
        ("objects", "file"),
        ("objects", "memory"),
        ("records", "sqlite"),
        ("index", "sqlite"),
        ("index", "memory"),
    }
    assert back_ends() >= servers | embedded


def test_a_run_over_all_of_them_misses_none(tmp_path: Path) -> None:
    assert missing(write(tmp_path, [case(*each) for each in back_ends()])) == []


@pytest.mark.parametrize("outcome", ["failure", "error", "skipped"])
def test_one_that_only_failed_or_was_skipped_was_not_exercised(tmp_path: Path, outcome: str) -> None:
    cases = [case(*each, f"<{outcome}/>" if each == ("objects", "s3") else "") for each in back_ends()]
    report = write(tmp_path, cases)
    assert back_ends() - exercised(report) == {("objects", "s3")}
    assert missing(report) == ["s3 (objects)"]


def test_a_pass_elsewhere_does_not_count(tmp_path: Path) -> None:
    cases = ['<testcase classname="tests.contract.test_object_store" name="test_it[elasticsearch]"/>']
    assert exercised(write(tmp_path, cases)) == set()


def test_a_test_that_was_left_out_for_want_of_servers_is_named(tmp_path: Path) -> None:
    left = '<skipped message="runs with ./hoso test --services"/>'
    cases = [*(case(*each) for each in back_ends()), f'<testcase classname="tests.x" name="test_y">{left}</testcase>']
    assert missing(write(tmp_path, cases)) == ["tests.x.test_y"]
