"""Looks: every look at what a paper says stands in the ledger.

To show one paper a page asks for its image, its words and its fields; within ten minutes that is one look of one caller
at one paper. The memory of it is the process's own: another process, or a new one, writes one more entry, never one
less.
"""

from api.services.context import Context
from models.caller import Caller
from models.dossier import Dossier
from models.ledger import LedgerKind, note_of


def note_look(context: Context, caller: Caller, dossier: Dossier, item: str, purpose: str = "") -> None:
    """Write down that `caller` looks at what a component or result says; before it is shown."""
    now = context.clock.now()
    look = (caller.id, item)
    if not context.looks.is_new(look, now):
        return
    try:
        with context.records.write() as records:
            note = note_of(
                caller, LedgerKind.LOOK, now, owner=dossier.owner.id, dossier=dossier.code, item=item, purpose=purpose
            )
            records.ledger.add(note)
    except BaseException:
        context.looks.forget(look)
        raise
