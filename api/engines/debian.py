"""Packages of a Debian suite that the system does not use, unpacked into a folder: nothing is installed."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from api.engines.tools import run_tool

_MIRROR = "http://deb.debian.org/debian"
_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"


def unpack(suite: str, packages: Sequence[str], folder: Path) -> None:
    """Fetch `packages` of `suite`, signatures checked by apt, and unpack them below `folder` in one step.

    Works for any user: apt's lists are its own, kept beside the packages and gone afterwards. Raises ServiceError.
    """
    draft = folder.with_name(f"{folder.name}.fetching")
    shutil.rmtree(draft, ignore_errors=True)
    for part in ("lists/partial", "archives/partial", "sources", "packages", "root"):
        (draft / part).mkdir(parents=True)
    source = f"Types: deb\nURIs: {_MIRROR}\nSuites: {suite}\nComponents: main\nSigned-By: {_KEYS}\n"
    (draft / "sources" / "suite.sources").write_text(source, encoding="ascii")
    apt = ["apt-get", "-qq", *_options(draft)]
    run_tool([*apt, "update"], folder=draft)
    run_tool([*apt, "download", *packages], folder=draft / "packages")
    for package in sorted((draft / "packages").glob("*.deb")):
        run_tool(["dpkg-deb", "--extract", str(package), str(draft / "root")])
    (draft / "root").replace(folder)
    shutil.rmtree(draft)


def _options(draft: Path) -> Sequence[str]:
    own = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": draft / "sources",
        "Dir::State::Lists": draft / "lists",
        "Dir::Cache": draft,
        "APT::Sandbox::User": "root",  # its own user cannot enter every folder
    }
    return [word for name, value in own.items() for word in ("-o", f"{name}={value}")]
