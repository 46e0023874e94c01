from pathlib import Path

import pytest

from api.settings import ROOT, Login, read_settings
from models.errors import UsageError


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings({})
    assert settings.home == ROOT
    assert settings.objects == f"file:{ROOT}/var/objects"
    assert settings.limits.max_bytes == 50_000_000
    assert settings.workers >= 1


def test_relative_paths_count_from_home(tmp_path: Path) -> None:
    settings = read_settings({"HOSO_HOME": str(tmp_path), "HOSO_RECORDS": "sqlite:a/b.db"})
    assert settings.records == f"sqlite:{tmp_path}/a/b.db"
    assert settings.token_file == tmp_path / "var" / "token"


def test_urls_of_servers_stay_as_they_are() -> None:
    assert read_settings({"HOSO_RECORDS": "postgresql://db/hoso"}).records == "postgresql://db/hoso"
    assert read_settings({"HOSO_RECORDS": "sqlite:/srv/r.db"}).records == "sqlite:/srv/r.db"


def test_a_login_is_a_user_and_a_file_that_counts_from_home(tmp_path: Path) -> None:
    given = {"HOSO_RECORDS_USER": "hoso", "HOSO_RECORDS_PASSWORD_FILE": "secrets/records"}
    settings = read_settings({"HOSO_HOME": str(tmp_path), **given})
    assert settings.records_login == Login("hoso", tmp_path / "secrets" / "records")
    assert settings.objects_login is settings.index_login is None


@pytest.mark.parametrize("name", ["HOSO_OBJECTS_USER", "HOSO_INDEX_PASSWORD_FILE"])
def test_half_a_login_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="set together"):
        read_settings({name: "hoso"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOSO_PORT", "eighty"),
        ("HOSO_PORT", "-1"),
        ("HOSO_MAX_MB", "0"),
        ("HOSO_MAX_PAGES", "²"),
        ("HOSO_OBJECTS", "var/objects"),
        ("HOSO_INDEX", "sqlite:"),
        ("HOSO_HOST", "0.0.0.0"),
        ("HOSO_PROT", "80"),
        ("HOSO_PRESIGNED", "yes"),
        ("HOSO_OBJECTS_LOCK_DAYS", "-1"),
    ],
)
def test_a_malformed_or_unknown_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings({name: value})
    assert name in str(caught.value) or value in str(caught.value)
