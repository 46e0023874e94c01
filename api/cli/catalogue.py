"""`./hoso catalogue`: the catalogue of agencies and procedures as a spreadsheet, in and out."""

from collections.abc import Sequence
from pathlib import Path

import click

from api.backends import open_context
from api.errors import EXIT_INPUT
from api.services.catalogue import Change, export_catalogue, import_catalogue
from api.settings import read_settings
from records.catalogue.problems import Problem


@click.group()
def command() -> None:
    """Danh mục cơ quan, thủ tục: nhập, xuất bảng tính / the catalogue as a spreadsheet."""


@command.command("import")
@click.argument("source", metavar="FILE|DIR", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Bỏ hết danh mục cũ, khi chưa có hồ sơ / take out what is there first.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi / check only, change nothing.")
def import_(source: Path, replace: bool, dry_run: bool) -> None:
    """Nhập danh mục từ .xlsx, .zip hoặc thư mục CSV / load it, all of it or nothing."""
    with open_context(read_settings()) as context:
        done = import_catalogue(context, source, replace=replace, dry_run=dry_run)
    if done.problems:
        _show_problems(done.problems)
        raise click.exceptions.Exit(EXIT_INPUT)
    _show_changes(done.changes, dry_run=dry_run)


@command.command("export")
@click.argument("target", metavar="FILE.xlsx|FILE.zip|DIR", type=click.Path(path_type=Path))
def export(target: Path) -> None:
    """Xuất toàn bộ danh mục ra bảng tính / write the whole catalogue to a spreadsheet."""
    with open_context(read_settings()) as context:
        contents = export_catalogue(context, target)
    agencies = len({agency.code for agency in contents.agencies})
    procedures = len({procedure.code for procedure in contents.procedures})
    click.echo(
        f"Đã xuất {agencies} cơ quan, {procedures} thủ tục, {len(contents.chains)} liên thông ra {target}"
        f" / {agencies} agencies, {procedures} procedures, {len(contents.chains)} chains written"
    )


def _show_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(f"{problem.vietnamese}\n      {problem.english}", err=True)
    count = len(problems)
    click.echo(f"hoso: {count} lỗi, chưa ghi gì vào danh mục / {count} errors, nothing was loaded", err=True)


def _show_changes(changes: Sequence[Change], *, dry_run: bool) -> None:
    click.echo("Nếu nhập / would load:" if dry_run else "Đã nhập / loaded:")
    for change in changes:
        click.echo(
            f"  {change.vi}: {change.added} mới, {change.changed} đổi, {change.same} như cũ"
            f" / {change.en}: {change.added} new, {change.changed} changed, {change.same} same"
        )
