"""Packages unpacked beside the system. Stand-ins for apt and dpkg note what they are told."""

import stat
from pathlib import Path

import pytest

from api.engines.debian import unpack
from models.errors import ServiceError

APT = """
echo "$@" >> "$NOTES"
case "$*" in *" download "*) touch tool_1_all.deb tool-src_1_all.deb ;; esac
"""
DPKG = 'echo "dpkg $@" >> "$NOTES"; mkdir -p "$3/usr/bin"; touch "$3/usr/bin/$(basename "$2" .deb)"'


def put(folder: Path, name: str, does: str) -> None:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{does}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("NOTES", str(tmp_path / "notes"))
    put(tmp_path / "bin", "dpkg-deb", DPKG)
    return tmp_path / "notes"


def test_packages_are_fetched_with_lists_of_their_own_and_nothing_is_installed(tmp_path: Path, notes: Path) -> None:
    put(tmp_path / "bin", "apt-get", APT)
    unpack("some-suite", ["tool", "tool-src"], tmp_path / "cache" / "tool")
    assert {path.name for path in (tmp_path / "cache" / "tool" / "usr" / "bin").iterdir()} == {
        "tool_1_all",
        "tool-src_1_all",
    }
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["tool"], "nothing else is left"
    update, download, *_ = notes.read_text().splitlines()
    for told in (update, download):
        assert "Dir::Etc::SourceList=/dev/null" in told
        assert f"Dir::State::Lists={tmp_path}" in told
        assert " install " not in told
    assert download.endswith("download tool tool-src")


def test_what_cannot_be_fetched_leaves_nothing_that_looks_whole(tmp_path: Path, notes: Path) -> None:
    put(tmp_path / "bin", "apt-get", 'case "$*" in *" download "*) echo "E: no such package" >&2; exit 100 ;; esac')
    with pytest.raises(ServiceError, match="no such package"):
        unpack("some-suite", ["tool"], tmp_path / "cache" / "tool")
    assert not (tmp_path / "cache" / "tool").exists()
    put(tmp_path / "bin", "apt-get", APT)
    unpack("some-suite", ["tool"], tmp_path / "cache" / "tool")
    assert (tmp_path / "cache" / "tool").exists()
    assert notes.exists()
