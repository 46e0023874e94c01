"""Ending a web server that runs in a thread of a test."""

from functools import partial
from threading import Thread

from waitress.server import BaseWSGIServer
from waitress.wasyncore import close_all

_SECONDS = 30


def stop(server: BaseWSGIServer, thread: Thread) -> None:
    """Have the server's threads finish what they answer, then its loop close all lines; it ends when none is left.

    Closing them from here would leave the loop waiting on lines that are gone.
    """
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(partial(close_all, server._map))
    thread.join(_SECONDS)
    assert not thread.is_alive(), "the web server did not end"
