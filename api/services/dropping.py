"""Dropping a reused paper: the officer rejects the link, and may ask for another paper."""

from datetime import datetime

from models.caller import Caller
from models.component import Component
from models.dossier import ProgressEvent
from models.ledger import LedgerKind, note_of
from models.ports.records import Records


def drop_use(records: Records, caller: Caller, link: Component, at: datetime) -> None:
    """End the use that a rejected link stands for, so that the paper may be taken again; both dossiers are told.

    A second time changes nothing.
    """
    use = records.reuses.of_component(link.id)
    if use is None or use.withdrawn_at is not None:
        return
    source = use.provenance.dossier
    records.reuses.withdraw(link.id, at)
    taken = {"component": link.id, "from": source}
    given = {"for": use.target, "version": use.provenance.version}
    records.events.add(ProgressEvent(use.target, at, "reuse-dropped", caller.name, taken))
    records.events.add(ProgressEvent(source, at, "use-withdrawn", caller.name, given))
    note = note_of(
        caller,
        LedgerKind.WITHDRAWAL,
        at,
        owner=use.owner,
        dossier=use.target,
        item=link.id,
        version=use.provenance.version,
        purpose=use.purpose,
        detail={"source": source, "consent": use.consent, "by": "agency"},
    )
    records.ledger.add(note)
