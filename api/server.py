"""The web server with a worker beside it, so that one command does everything."""

import logging
import os
import subprocess
import sys
from threading import Event, Thread

import waitress
from waitress.server import BaseWSGIServer

from api.dispatcher import TwoDispatchers
from api.services.context import Context
from api.settings import Settings, environment_at
from api.wsgi import create_app

logger = logging.getLogger(__name__)

WEB_THREADS = 8
"""Requests at a time. Uploads are spooled before a thread takes them, so slow lines hold none."""

BODY_TO_LIMIT = 4
"""The server takes in this many times the largest file before it cuts a line: the application's own limit comes first,
so that the sender of a file that is too large reads why (a cut line tells nothing)."""


def make_server(context: Context, settings: Settings, token: str) -> BaseWSGIServer:
    """Return a server bound to the port of the settings (0: any free one)."""
    return waitress.create_server(
        create_app(context, token),
        host=settings.host,
        port=settings.port,
        _dispatcher=TwoDispatchers(WEB_THREADS),
        max_request_body_size=BODY_TO_LIMIT * settings.limits.max_bytes,
        ident=None,
    )


class WorkerKeeper:
    """Keeps one worker process running beside the server; starts it again when it dies."""

    def __init__(self, settings: Settings) -> None:
        self._environment = environment_at(settings.home)
        self._stop = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to end, and wait until it has."""
        self._stop.set()
        if self._process is not None:
            self._process.terminate()
        if self._thread.ident is not None:  # it was started
            self._thread.join(timeout=90)

    def _keep(self) -> None:
        wait = 1.0
        while not self._stop.is_set():
            command = [sys.executable, "-m", "api", "worker", "--with-parent", str(os.getpid())]
            self._process = subprocess.Popen(command, env=self._environment)  # noqa: S603  # our own programme
            status = self._process.wait()
            if not self._stop.is_set():
                logger.error("the worker ended with status %d; starting it again in %.0f s", status, wait)
                self._stop.wait(wait)
                wait = min(2 * wait, 60.0)
