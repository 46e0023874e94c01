"""`./hoso restore`: a backup into empty back ends of any kind, proven equal to what was backed up."""

from contextlib import closing
from functools import partial
from pathlib import Path

import click

from api.backends import open_context, open_object_store, open_record_store
from api.cli.output import progress
from api.services.backup import restore, verify_objects
from api.services.search import rebuild
from api.settings import Settings, read_settings
from api.witness_files import copy_in
from models.errors import IntegrityError
from records.objects import open_objects


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
def command(folder: Path) -> None:
    """Khôi phục vào kho trống rồi kiểm chứng / restore into empty back ends, then prove it."""
    settings = read_settings()
    copy_in(settings, folder)
    _restore(settings, folder)
    with open_context(settings) as context:
        found = rebuild(context, partial(progress, label="Lập chỉ mục / indexing"))
        broken = verify_objects(context.objects, partial(progress, label="Kiểm tra tệp / hashing objects"))
    if broken:
        raise IntegrityError(
            f"{len(broken)} tệp không còn nguyên vẹn, tệp đầu: {broken[0]}; hãy khôi phục lại từ bản sao lưu khác.",
            f"{len(broken)} objects are not what was stored, the first {broken[0]}; restore from another backup",
        )
    click.echo(f"Đã khôi phục và kiểm chứng; {found} giấy tờ trong chỉ mục / restored and proven, {found} indexed")


def _restore(settings: Settings, folder: Path) -> None:
    """Restore before anything else opens these back ends: opening them fills an empty catalogue and begins a ledger."""
    with closing(open_record_store(settings)) as records:
        objects = open_object_store(settings)
        copies = open_objects(f"file:{(folder / 'objects').absolute()}")
        restore(folder, copies, records, objects, partial(progress, label="Khôi phục tệp / copying objects"))
