"""`./hoso demo`: a sample dossier through the real pipeline, reused by its code, then the web pages to look at it."""

import shutil
from time import monotonic

import click

from api.backends import open_context
from api.cli.serve import serve as serve_pages
from api.demo.story import Story
from api.processing import processing
from api.settings import ROOT, read_settings


@click.command()
@click.option("--serve/--no-serve", default=True, help="Mở trang web sau khi chạy / serve the web pages afterwards.")
def command(serve: bool) -> None:
    """Chạy thử với hồ sơ mẫu / show the whole path on a sample dossier."""
    home = ROOT / "var" / "demo"
    shutil.rmtree(home, ignore_errors=True)  # the demo's own data of an earlier run
    settings = read_settings(HOSO_HOME=str(home))
    started = monotonic()
    with open_context(settings) as context:
        with processing(context, settings):
            first = Story(context, click.echo).tell()
        click.echo(
            f"\nXong trong {monotonic() - started:.0f} giây / done. Mã hồ sơ đầu tiên / first code: {first.code}"
        )
        if serve:
            serve_pages(context, settings, worker=True)
