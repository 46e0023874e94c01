"""OCRmyPDF as a peer: pages turned, levelled and cleaned, read into a searchable PDF, one page a process at a time."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PIL import Image

from bench.readers import Answer

PACKAGES = ("ocrmypdf", "unpaper", "tesseract-ocr-vie")
"""Debian packages; they bring Ghostscript, which nothing but this peer uses here (docs/reading.md)."""

_OPTIONS = ("-l", "vie", "--rotate-pages", "--deskew", "--clean", "--output-type", "pdf", "--jobs", "1", "-q")
_FALLBACK_DPI = 300
_SECONDS = 300


class OcrMyPdf:
    """OCRmyPDF with ``--rotate-pages --deskew --clean``."""

    def __init__(self, processes: int) -> None:
        self._threads = ThreadPoolExecutor(processes)

    def read(self, paths: Sequence[Path]) -> list[Answer]:
        return list(self._threads.map(read_peer, paths))

    def close(self) -> None:
        self._threads.shutdown()


def read_peer(path: Path) -> Answer:
    """Read one image; an answer without text says why there is none."""
    started = monotonic()
    with TemporaryDirectory() as folder:
        text, made = Path(folder) / "text.txt", Path(folder) / "made.pdf"
        command = ["ocrmypdf", *_OPTIONS, "--image-dpi", str(_dpi(path)), "--sidecar", str(text), str(path), str(made)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return Answer("", monotonic() - started, error=f"more than {_SECONDS} s")
        seconds = monotonic() - started
        if done.returncode or not text.is_file():
            return Answer("", seconds, error=done.stderr.strip()[-200:] or f"exit status {done.returncode}")
        return Answer(text.read_text(encoding="utf-8"), seconds)


def _dpi(path: Path) -> int:
    with Image.open(path) as image:
        return round(float(image.info.get("dpi", (0, 0))[0])) or _FALLBACK_DPI


def at_hand() -> bool:
    """Tell whether OCRmyPDF can run; install it on Debian where this user may and it is missing."""
    if _found():
        return True
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or (as_root and shutil.which("sudo") is None):
        return False
    for step in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
    ):
        command = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *step]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return False
    return _found()


def _found() -> bool:
    return shutil.which("ocrmypdf") is not None and shutil.which("unpaper") is not None
