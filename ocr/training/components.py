"""Takes components out of a ``.traineddata`` file and puts others in, by `combine_tessdata`."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ocr.training.tools import run


def component(traineddata: Path, name: str) -> bytes:
    """Return one component (``lstm``, ``lstm-unicharset``, ``lstm-word-dawg`` …) of a file."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / f"vie.{name}"
        run("combine_tessdata", "-e", str(traineddata), str(part))
        return part.read_bytes()


def replaced(traineddata: Path, target: Path, parts: Mapping[str, bytes]) -> Path:
    """Write a copy of `traineddata` with other components to `target`, and return `target`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "vie.traineddata"
        shutil.copyfile(traineddata, copy)
        for name, data in parts.items():
            part = Path(folder) / f"vie.{name}"
            part.write_bytes(data)
            run("combine_tessdata", "-o", str(copy), str(part))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(copy, target)
    return target


def without(traineddata: Path, target: Path, names: Iterable[str]) -> Path:
    """Write a copy of `traineddata` that lacks the components `names` to `target`, and return `target`."""
    with tempfile.TemporaryDirectory() as folder:
        run("combine_tessdata", "-u", str(traineddata), f"{folder}/vie.")
        for name in names:
            (Path(folder) / f"vie.{name}").unlink(missing_ok=True)
        run("combine_tessdata", f"{folder}/vie.")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(folder) / "vie.traineddata", target)
    return target


def eight_bit(traineddata: Path, target: Path) -> Path:
    """Write a copy of a float model with 8-bit weights to `target`, and return `target`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "vie.traineddata"
        shutil.copyfile(traineddata, copy)
        run("combine_tessdata", "-c", str(copy))
        shutil.move(copy, target)
    return target


def alphabet(traineddata: Path) -> frozenset[str]:
    """Return the single characters that the network can write; the blank among them."""
    rows = component(traineddata, "lstm-unicharset").decode("utf-8").splitlines()[1:]
    names = (row.split(" ", 1)[0] for row in rows)
    return frozenset(name for name in names if len(name) == 1) | {" "}
