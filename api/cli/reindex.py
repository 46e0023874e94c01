"""`./hoso reindex`: drop the search index and make it again from the records."""

import click

from api.backends import open_context
from api.services.search import rebuild
from api.settings import read_settings


@click.command()
def command() -> None:
    """Lập lại chỉ mục tìm kiếm / rebuild the search index from the records."""
    with open_context(read_settings()) as context:
        total = rebuild(context)
    click.echo(f"Đã lập chỉ mục {total} giấy tờ / {total} documents indexed")
