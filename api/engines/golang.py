"""Programmes built once from their source in Go, each kept under its name and version."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from api.engines import debian
from api.engines.server import Place, Tell
from api.engines.tools import alone, run_tool
from api.settings import environment_with
from models.errors import MissingTool

OLDEST = (1, 21)
"""From this version on Go fetches by itself the newer Go that a source asks for (go.dev/doc/toolchain)."""

BACKPORT = "1.23"
"""The newest Go of Debian 12's backports; Debian 12 itself has 1.19."""

_VERSION = re.compile(r"go(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A Go programme: the path of its main package, and its pinned version."""

    package: str
    version: str

    @property
    def name(self) -> str:
        return self.package.rpartition("/")[2]


def programme(place: Place, source: Source) -> Path:
    """Return where a programme is, or will be once it is built."""
    return place.cache / f"{source.name}-{source.version}" / source.name


def build(place: Place, source: Source, tell: Tell) -> None:
    """Build what is not there yet; it shows under its name only once it is whole. Raises MissingTool, ServiceError.

    Without C the programme needs no compiler but Go, and no library of this machine. The source, and a newer Go, come
    through the module proxy, which checks them against the public sum database.
    """
    target = programme(place, source)
    with alone(target.parent.with_name(f"{target.parent.name}.lock")):
        if not target.exists():
            _build(target, source, _go(place, tell), tell)


def _build(target: Path, source: Source, go: Path, tell: Tell) -> None:
    tell(f"dựng {source.name} từ mã nguồn, một lần, vài phút / building {source.name} from source, once, some minutes")
    draft = target.parent.with_name(f"{target.parent.name}.building")
    draft.mkdir(parents=True, exist_ok=True)
    environment = environment_with(GOBIN=str(draft), GOTOOLCHAIN="auto", CGO_ENABLED="0")
    command = ["nice", "-n", "10", str(go), "install", f"{source.package}@{source.version}"]
    run_tool(command, environment=environment)
    draft.replace(target.parent)


def _go(place: Place, tell: Tell) -> Path:
    """Return a Go that is new enough: of the path, kept from before, or fetched from Debian's backports."""
    found = shutil.which("go")
    if found is not None and version_of(Path(found)) >= OLDEST:
        return Path(found)
    folder = place.cache / f"go-{BACKPORT}"
    kept = folder / "usr" / "lib" / f"go-{BACKPORT}" / "bin" / "go"
    if not kept.exists():
        tell(f"tải Go {BACKPORT} / fetching Go {BACKPORT}")
        _need_debian()
        debian.unpack("bookworm-backports", [f"golang-{BACKPORT}-go", f"golang-{BACKPORT}-src"], folder)
    return kept


def version_of(go: Path) -> tuple[int, int]:
    """Return the version that a Go says it has; (0, 0) when it says none."""
    said = subprocess.run([go, "version"], capture_output=True, text=True, check=False)  # noqa: S603 - a Go we found
    match = _VERSION.search(said.stdout)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _need_debian() -> None:
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise MissingTool(
            "Cần Go từ 1.21 trở lên để dựng máy chủ thử nghiệm; hãy cài Go (go.dev/dl) rồi chạy lại.",
            "Go 1.21 or newer is needed to build the servers for trial; install it (go.dev/dl), then run this again.",
        )
