"""`./hoso separators`: sheets to print and lay between papers before a stack is scanned in one go."""

from pathlib import Path

import click

from ocr.stack.separator import separator_pdf


@click.command()
@click.argument("out", type=click.Path(dir_okay=False), metavar="OUT.pdf")
@click.option("--sheets", default=1, type=click.IntRange(1, 100), help="Số tờ / number of sheets.")
def command(out: str, sheets: int) -> None:
    """Tạo tờ phân cách để in / write separator sheets to print."""
    Path(out).write_bytes(separator_pdf(sheets))
    click.echo(f"{out}: in {sheets} tờ, đặt giữa các giấy tờ / print and lay between papers")
