"""`./hoso fixity`: hash every stored object again."""

from functools import partial

import click

from api.backends import open_context
from api.cli.output import progress
from api.errors import EXIT_INPUT
from api.services.backup import verify_objects
from api.settings import read_settings


@click.command()
def command() -> None:
    """Băm lại mọi tệp đã lưu / hash every stored object again; names those that changed."""
    with open_context(read_settings()) as context:
        broken = verify_objects(context.objects, partial(progress, label="Kiểm tra tệp / hashing objects"))
        total = sum(1 for _ in context.objects.keys())  # noqa: SIM118 - a method of the store, no mapping
    for key in broken:
        click.echo(f"{key}: không còn nguyên vẹn / not what was stored")
    click.echo(
        f"{total - len(broken)} tệp nguyên vẹn, {len(broken)} hỏng / {total - len(broken)} intact, {len(broken)} broken"
    )
    if broken:
        raise click.exceptions.Exit(EXIT_INPUT)
