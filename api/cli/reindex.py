"""`./hoso reindex`: make the search index again from the records, while it is searched and written."""

from functools import partial

import click

from api.backends import open_context
from api.cli.output import progress
from api.services.search import rebuild
from api.settings import read_settings


@click.command()
def command() -> None:
    """Lập lại chỉ mục tìm kiếm / rebuild the search index from the records."""
    with open_context(read_settings()) as context:
        total = rebuild(context, partial(progress, label="Lập chỉ mục / indexing"))
    click.echo(f"Đã lập chỉ mục {total} giấy tờ / {total} documents indexed")
