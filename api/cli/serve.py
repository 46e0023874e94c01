"""`./hoso serve`: web pages and API, with a worker beside them."""

import signal
import sys
from dataclasses import replace

import click

from api.advisor import ProcessAdvisor
from api.backends import open_context, read_token
from api.ledger_book import witness_of
from api.ledger_watch import watching
from api.server import WorkerKeeper, make_server
from api.services.context import Context
from api.settings import Settings, read_settings


@click.command()
@click.option("--worker/--no-worker", default=True, help="Kèm một tiến trình đọc giấy tờ / with a worker beside it.")
def command(worker: bool) -> None:
    """Chạy trang web và API / serve the web pages and the API, until interrupted."""
    settings = read_settings()
    with open_context(settings) as context:
        serve(context, settings, worker=worker)


def serve(context: Context, settings: Settings, *, worker: bool) -> None:
    """Serve until SIGINT or SIGTERM; says where, and how to log in, on standard output."""
    token = read_token(settings.token_file)
    advisor = ProcessAdvisor(settings)
    server = make_server(replace(context, advisor=advisor), settings, token)
    keeper = WorkerKeeper(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if worker:
        keeper.start()
    base = f"http://{settings.host}:{server.effective_port}"
    click.echo(f"Mở trang / open: {base}/dang-nhap?token={token}")
    click.echo(f"API: {base}/v1/openapi.json · token: {settings.token_file}")
    try:
        with watching(context, witness_of(settings), settings.anchor_seconds):
            server.run()
    finally:
        keeper.stop()
        advisor.close()
        server.close()
