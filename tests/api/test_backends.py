import stat
from datetime import date
from pathlib import Path

import pytest

from api.backends import open_context, read_credentials, read_token
from api.settings import Login, Settings, read_settings
from models.errors import ServiceError
from models.identifiers import ProcedureCode


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HOSO_HOME": str(tmp_path)})


def test_the_embedded_default_opens_in_an_empty_folder_with_the_starter_catalogue(settings: Settings) -> None:
    with open_context(settings) as context, context.records.read() as records:
        assert records.catalogue.procedure(ProcedureCode("1.000894"), date(2026, 11, 22)).name == "Đăng ký kết hôn"


def test_opening_twice_changes_nothing(settings: Settings) -> None:
    for _ in range(2):
        with open_context(settings) as context, context.records.read() as records:
            count = len(records.catalogue.whole().procedures)
    assert count >= 20


def test_an_index_that_was_dropped_is_filled_again(settings: Settings) -> None:
    with open_context(settings) as context, context.records.write() as records:
        records.outbox.add("some-document")
        assert records.outbox.add_all() == 0
    for file in (settings.home / "var").glob("index.db*"):
        file.unlink()
    with open_context(settings) as context, context.records.read() as records:
        assert [entry.document for entry in records.outbox.read(10)] == ["some-document"]


@pytest.mark.parametrize("name", ["HOSO_OBJECTS", "HOSO_RECORDS", "HOSO_INDEX"])
def test_a_store_of_no_known_kind_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ServiceError), open_context(read_settings({"HOSO_HOME": str(tmp_path), name: "floppy:a"})):
        raise AssertionError("it opened")


def test_a_store_that_cannot_lock_as_it_was_told_to_is_refused_in_one_line(tmp_path: Path) -> None:
    settings = read_settings({"HOSO_HOME": str(tmp_path), "HOSO_OBJECTS_LOCK_DAYS": "30"})
    with pytest.raises(ServiceError, match="HOSO_OBJECTS_LOCK_DAYS=0") as caught, open_context(settings):
        raise AssertionError("it opened")
    assert "\n" not in str(caught.value)


def test_the_token_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "var" / "token"
    token = read_token(file)
    assert len(token) >= 40
    assert read_token(file) == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["token"]


def test_a_password_is_read_from_its_file_and_never_shown(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("s3cret \n")
    found = read_credentials(Login("hoso", tmp_path / "password"))
    assert found is not None
    assert (found.user, found.password) == ("hoso", "s3cret")
    assert "s3cret" not in repr(found)
    assert read_credentials(None) is None


@pytest.mark.parametrize("content", [None, b"", b" \n", b"\xff\xfe"])
def test_a_password_that_cannot_be_read_is_told_by_the_file(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ServiceError, match=str(file)):
        read_credentials(Login("hoso", file))


@pytest.mark.parametrize("name", ["HOSO_OBJECTS", "HOSO_INDEX"])
@pytest.mark.parametrize("url", ["{scheme}+http://u:s3cret@host:1/name", "{scheme}+http://host/name?password=s3cret"])
def test_a_server_url_with_a_password_is_refused_and_not_repeated(tmp_path: Path, name: str, url: str) -> None:
    made = url.format(scheme={"HOSO_OBJECTS": "s3", "HOSO_INDEX": "elasticsearch"}[name])
    settings = read_settings({"HOSO_HOME": str(tmp_path), name: made})
    with pytest.raises(ServiceError, match="PASSWORD_FILE") as caught, open_context(settings):
        raise AssertionError("it opened")
    assert "s3cret" not in str(caught.value)


def test_all_processes_over_the_same_records_have_one_key_for_codes(tmp_path: Path) -> None:
    keys = []
    for _ in range(2):
        with open_context(read_settings({"HOSO_HOME": str(tmp_path)})) as context:
            keys.append(context.code_key)
            assert context.code_key.hex() not in repr(context)
    assert keys[0] == keys[1]
    assert len(keys[0]) == 32
