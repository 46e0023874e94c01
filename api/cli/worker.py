"""`./hoso worker`: processing only; any number may run."""

import os
import signal
from threading import Event

import click

from api.processes import die_with_parent
from api.settings import read_settings
from api.worker import run_worker


@click.command()
@click.option("--with-parent", type=int, hidden=True, help="End as soon as this process, which started us, is gone.")
def command(with_parent: int | None) -> None:
    """Xử lý giấy tờ đang chờ / process what waits, until interrupted."""
    if with_parent is not None:
        die_with_parent(with_parent)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_worker(read_settings(), stop, _say_ready)


def _say_ready() -> None:
    click.echo(f"Đang chờ việc (pid {os.getpid()}) / waiting for work", err=True)
