"""Building from Go: which Go is taken, what is left when it fails. A stand-in for Go says and makes what it is told."""

import subprocess
from pathlib import Path

import pytest

from api.engines import golang
from api.engines.account import Account
from api.engines.golang import Source, build, programme, version_of
from api.engines.server import Place
from models.errors import MissingTool, ServiceError

SOURCE = Source("example.org/some/cmd/gateway", "v1.2.3")
BUILDS = 'test "$1" = install && env > "$GOBIN/environment" && echo "$@" > "$GOBIN/gateway"'
FAILS = 'test "$1" = install && touch "$GOBIN/half" && echo "no route to proxy" >&2 && exit 1'


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "folder", tmp_path / "cache", 1, Account(), "hoso", "s3cret")


def put_go(folder: Path, version: str, does: str = BUILDS) -> Path:
    """Make a programme called go that says `version`, and does what `does` says when it is to install."""
    folder.mkdir(parents=True)
    go = folder / "go"
    go.write_text(f'#!/bin/sh\nif [ "$1" = version ]; then echo "go version {version} linux/amd64"; exit; fi\n{does}\n')
    go.chmod(0o755)
    return go


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize(
    ("said", "version"), [("go1.26.8", (1, 26)), ("go1.19", (1, 19)), ("go1.24rc1", (1, 24)), ("devel", (0, 0))]
)
def test_a_go_is_asked_for_its_version(tmp_path: Path, said: str, version: tuple[int, int]) -> None:
    assert version_of(put_go(tmp_path / "bin", said)) == version


def test_it_is_built_once_without_c_by_a_go_that_may_fetch_a_newer_one(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_go(tmp_path / "bin", "go1.21.0")
    use(monkeypatch, tmp_path / "bin")
    told: list[str] = []
    for _ in range(2):
        build(place, SOURCE, told.append)
    made = programme(place, SOURCE)
    assert made == place.cache / "gateway-v1.2.3" / "gateway"
    assert made.read_text().split() == ["install", "example.org/some/cmd/gateway@v1.2.3"]
    assert {"GOTOOLCHAIN=auto", "CGO_ENABLED=0"} <= set((made.parent / "environment").read_text().splitlines())
    assert len(told) == 1


def test_a_build_that_fails_says_why_and_leaves_nothing_that_looks_built(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_go(tmp_path / "bin", "go1.24.0", FAILS)
    use(monkeypatch, tmp_path / "bin")
    with pytest.raises(ServiceError, match="no route to proxy"):
        build(place, SOURCE, print)
    assert not programme(place, SOURCE).parent.exists()


def test_an_old_go_gives_way_to_the_one_that_is_kept(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_go(tmp_path / "bin", "go1.19.8", FAILS)
    use(monkeypatch, tmp_path / "bin")
    put_go(place.cache / f"go-{golang.BACKPORT}" / "usr" / "lib" / f"go-{golang.BACKPORT}" / "bin", "go1.23.1")
    build(place, SOURCE, print)
    assert programme(place, SOURCE).exists()


def test_without_go_and_without_debian_it_says_what_to_install(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with pytest.raises(MissingTool, match=r"Go 1\.21 or newer"):
        build(place, SOURCE, print)


def test_the_stand_in_is_asked_as_go_would_be(tmp_path: Path) -> None:
    said = subprocess.run([put_go(tmp_path / "bin", "go1.2.3"), "version"], capture_output=True, text=True, check=True)
    assert said.stdout == "go version go1.2.3 linux/amd64\n"
