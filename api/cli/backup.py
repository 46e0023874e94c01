"""`./hoso backup`: everything into a folder, while the service goes on."""

from functools import partial
from pathlib import Path

import click

from api.backends import open_context
from api.cli.output import progress
from api.services.backup import back_up
from api.settings import read_settings
from api.witness_files import copy_out
from records.objects import open_objects


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Sao lưu toàn bộ vào thư mục / back everything up into a folder; again into the same one adds what is new."""
    settings = read_settings()
    with open_context(settings) as context:
        copies = open_objects(f"file:{(folder / 'objects').absolute()}")
        show = partial(progress, label="Sao lưu tệp / copying objects")
        manifest = back_up(context.records, context.objects, folder, copies, context.clock.now(), show)
        copy_out(settings, folder)
    lines = sum(table.lines for table in manifest.tables.values())
    click.echo(f"Đã sao lưu {lines} dòng hồ sơ, {manifest.objects} tệp / {lines} rows, {manifest.objects} objects")
