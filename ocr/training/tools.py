"""Runs the programs of Tesseract's trainer, and says which package brings one that is missing."""

import os
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path

from models.errors import MissingTool, ServiceError

_PACKAGES: Mapping[str, str] = {
    "lstmeval": "tesseract-ocr",
    "lstmtraining": "tesseract-ocr",
    "combine_tessdata": "tesseract-ocr",
    "dawg2wordlist": "tesseract-ocr",
    "tesseract": "tesseract-ocr",
    "wordlist2dawg": "tesseract-ocr",
    "npm": "npm",
}


def probe(program: str) -> str:
    """Return the path of `program`. Raises MissingTool, naming its Debian package, when there is none."""
    path = shutil.which(program)
    if path is None:
        package = _PACKAGES.get(program, program)
        raise MissingTool(
            f"Chưa có chương trình {program}; hãy cài gói {package}.",
            f"The program {program} is missing; install the package {package}.",
            program=program,
        )
    return path


def run(program: str, *arguments: str, folder: Path | None = None, seconds: float | None = None) -> str:
    """Run a program on one thread and return all it wrote.

    Raises ServiceError with the end of what it wrote when it fails or takes more than `seconds`.
    """
    command = [probe(program), *arguments]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            command, cwd=folder, env=environment, timeout=seconds, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(program, f"hết {seconds:g} giây / {seconds:g} s are over") from error
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != 0:
        raise _failed(program, said[-600:])
    return said


def follow(program: str, *arguments: str) -> Iterator[str]:
    """Run a program on one thread and give what it says line by line. Raises ServiceError when it fails."""
    command = [probe(program), *arguments]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    last: deque[str] = deque(maxlen=6)
    with subprocess.Popen(  # noqa: S603 - a fixed program, no shell
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                last.append(line)
                yield line
        finally:
            if process.poll() is None:
                process.terminate()
    if process.returncode != 0:
        raise _failed(program, "".join(last))


def _failed(program: str, reason: str) -> ServiceError:
    return ServiceError(
        f"Chương trình {program} không chạy xong: {reason}",
        f"The program {program} did not finish; see its last words and run the step again: {reason}",
        program=program,
    )
