"""The ledger's key and anchors in a backup: without them a restored ledger could be neither proven nor gone on with."""

import os
import shutil
import tempfile
from pathlib import Path

from api.settings import Settings
from models.errors import Conflict

FOLDER = "ledger"


def copy_out(settings: Settings, folder: Path) -> None:
    """Copy both into ``ledger/`` of a backup, readable by its owner only."""
    target = folder / FOLDER
    target.mkdir(mode=0o700, exist_ok=True)
    for file in (settings.ledger_key, settings.ledger_anchors):
        if file.exists():
            _copy(file, target / file.name)


def copy_in(settings: Settings, folder: Path) -> None:
    """Put both where the settings name them. Raises Conflict when there is another key already."""
    for file in (settings.ledger_key, settings.ledger_anchors):
        kept = folder / FOLDER / file.name
        if not kept.exists():
            continue
        if file.exists() and file.read_bytes() != kept.read_bytes():
            raise Conflict(
                f"Đã có tệp “{file}” khác với bản sao lưu; hãy dời tệp đó đi hoặc đặt đường dẫn khác.",
                f"“{file}” is there already and differs from the backup; move it away or name another file",
            )
        file.parent.mkdir(parents=True, exist_ok=True)
        _copy(kept, file)


def _copy(source: Path, target: Path) -> None:
    """Copy whole or not at all, mode 600."""
    handle, draft = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as out, source.open("rb") as stream:
        shutil.copyfileobj(stream, out)
        out.flush()
        os.fsync(out.fileno())
    Path(draft).replace(target)
