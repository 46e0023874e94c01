"""A disk that is really full: a small tmpfs in a mount namespace of its own, which ends with its process."""

import functools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]

FILL = """
import json, os, sys
from models.errors import HosoError
from records.objects import open_objects
root = sys.argv[1]
store = open_objects("file:" + root)
kept = store.put([b"kept" * 1000])
try:
    store.put([os.urandom(65536)] * 64)
    outcome = "stored"
except HosoError as error:
    outcome = error.code
left = [name for folder, _, names in os.walk(root) for name in names]
store.verify(kept.sha256)
small = store.put([b"room again"])
print(json.dumps({"outcome": outcome, "left": left, "kept": kept.sha256, "small": small.created}))
"""

LIMITED = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));" + FILL


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60)


def in_small_disk(folder: Path, script: str) -> list[str]:
    mounted = f'mount -t tmpfs -o size=1m tmpfs "{folder}" && exec "$0" "$@"'
    return ["unshare", "--mount", "--map-root-user", "sh", "-c", mounted, sys.executable, "-c", script, str(folder)]


@functools.cache
def can_mount() -> bool:
    trial = ["unshare", "--mount", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return shutil.which("unshare") is not None and run(trial).returncode == 0


def test_a_full_disk_stores_nothing_and_says_so(tmp_path: Path) -> None:
    if not can_mount():
        pytest.skip("this machine lets nobody mount a small file system; the file size limit below stands in")
    done = run(in_small_disk(tmp_path, FILL))
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["outcome"] == "storage-full"
    assert seen["left"] == [seen["kept"]]
    assert seen["small"], "the space of the failed upload was given back"


def test_a_limit_of_the_system_stores_nothing_and_says_so(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", LIMITED, str(tmp_path)])
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["outcome"] == "storage-failed"
    assert seen["left"] == [seen["kept"]]
