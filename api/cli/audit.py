"""`./hoso audit`: whether the ledger is whole."""

import json
import sys

import click

from api.backends import open_record_store
from api.clock import SystemClock
from api.errors import EXIT_INPUT
from api.ledger_book import witness_of
from api.services.audit import Audit, audit
from api.settings import read_settings
from models.time import VIETNAM


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Một dòng JSON / one line of JSON.")
def command(as_json: bool) -> None:
    """Kiểm tra sổ nhật ký khai thác / examine the ledger; exit status 1 when it is broken."""
    settings = read_settings()
    witness = witness_of(settings)
    records = open_record_store(settings)
    try:
        made = audit(records, witness, SystemClock().now())
    finally:
        records.close()
    click.echo(_json(made) if as_json else _text(made))
    sys.exit(0 if made.intact else EXIT_INPUT)


def _json(made: Audit) -> str:
    moments = {"first_at": made.first_at, "last_at": made.last_at}
    return json.dumps(
        {
            "intact": made.intact,
            "entries": made.entries,
            **{name: moment and moment.isoformat() for name, moment in moments.items()},
            "digest": made.digest,
            "anchors": made.anchors,
            "findings": [
                {"kind": f.kind, "number": f.number, "message": f.vi, "message_en": f.en} for f in made.findings
            ],
            "more": made.more,
        },
        ensure_ascii=False,
    )


def _text(made: Audit) -> str:
    if made.intact:
        span = "–".join(f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" for at in (made.first_at, made.last_at) if at)
        return (
            f"Sổ nhật ký nguyên vẹn: {made.entries} mục ({span or 'chưa có mục nào'}), {made.anchors} điểm neo.\n"
            f"The ledger is intact: {made.entries} entries, {made.anchors} anchors.\n"
            f"{made.digest}"
        )
    lines = [f"{finding.vi}\n{finding.en}" for finding in made.findings]
    if made.more:
        lines.append(f"… và {made.more} chỗ khác.\n… and {made.more} more.")
    return "\n".join(lines)
