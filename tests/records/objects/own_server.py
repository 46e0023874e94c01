"""S3 servers of a test's own: with a disk that is really full, or that may not be written to."""

import functools
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from api.engines import minio, versitygw
from api.engines.account import Account
from api.engines.server import Place, Server
from api.settings import read_settings
from records.backends import Credentials
from records.objects.minio import S3Objects
from records.objects.s3_url import parse
from records.objects.s3_wire import Wire

LOGIN = Credentials("hoso", "own-server-of-a-test")
SERVERS: dict[str, Server] = {"minio": minio, "versitygw": versitygw}
_UNSHARED = ("unshare", "--mount", "--map-root-user")


@functools.cache
def can_mount() -> bool:
    trial = [*_UNSHARED, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(trial, check=False, capture_output=True).returncode == 0


@contextmanager
def started(name: str, *, small: bool = False, options: Sequence[str] = ()) -> Iterator[S3Objects]:
    """Run a server with `options` and give its bucket; `small` puts it on a disk of 32 MB, made for it alone."""
    with tempfile.TemporaryDirectory(prefix="hoso-s3-") as folder:
        place = Place(Path(folder), read_settings().services_cache, _free_port(), Account(), LOGIN.user, LOGIN.password)
        server = SERVERS[name]
        launch = server.prepare(place)
        (place.data / versitygw.BUCKET).mkdir()  # a bucket is a folder to both; one that may not be written to has it
        command = [launch.command[0], *options, *launch.command[1:]]
        if small:
            script = 'mount -t tmpfs -o size=32m tmpfs "$0" && mkdir -m 700 "$0/data" "$0/versions" && exec "$@"'
            command = [*_UNSHARED, "sh", "-c", script, folder, *command]
        with (Path(folder).parent / f"{Path(folder).name}.log").open("wb") as log:
            process = subprocess.Popen(command, env=dict(launch.environment), stdout=log, stderr=subprocess.STDOUT)
        try:
            _await(process, server, place)
            server.settle(place)
            yield S3Objects(Wire(parse(server.settings(place)["HOSO_OBJECTS"]), LOGIN))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
            Path(log.name).unlink()


def _await(process: "subprocess.Popen[bytes]", server: Server, place: Place) -> None:
    limit = time.monotonic() + 30
    while not server.healthy(place):
        assert process.poll() is None, "the server ended at once"
        assert time.monotonic() < limit, "the server does not come up"
        os.sched_yield()


def _free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
