"""Alerts: open dossiers whose reused papers would stop the decision today, or will expire before the dossier is due.

They are worked out from the records whenever somebody looks, so none is ever out of date; what is put right is gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from api.services.access import admit, seen_by
from api.services.context import Context
from api.services.decision import judge_use
from models.caller import Caller
from models.component import Component
from models.dossier import OPEN_STATES, Dossier
from models.identifiers import ComponentId, DossierCode
from models.ports.records import Records
from models.reuse import ReuseEvent
from models.time import civil_day
from records.policy import Action
from records.validity import last_day

MOST = 200
"""Uses looked at for one page."""


class AlertKind(StrEnum):
    """Why somebody should act."""

    UNUSABLE = "unusable"  # the decision would be refused today
    EXPIRES = "expires-before-due"  # good today, but not until the dossier is due


@dataclass(frozen=True, slots=True)
class Alert:
    """One reused paper of one open dossier; each entry of `vi` is one sentence. `last` is its last day, if it ends."""

    kind: AlertKind
    dossier: Dossier
    link: Component
    vi: tuple[str, ...]
    last: date | None = None


@dataclass(frozen=True, slots=True)
class AlertPage:
    """Alerts in the order of the uses. `after` is to be given for the next page, None at the end.

    A page may hold few alerts or none and still have a next one: it ends after so many uses looked at.
    """

    alerts: tuple[Alert, ...]
    after: ComponentId | None


def alerts_for(context: Context, caller: Caller, limit: int = 50, after: ComponentId | None = None) -> AlertPage:
    """Return the alerts of the open dossiers that the caller may see."""
    size, at = max(1, min(limit, MOST)), context.clock.now()
    with context.records.read() as records:
        uses = records.reuses.undecided(size + 1, after, seen_by(context, records, caller))
        found = [_alert(records, records.dossiers.get(use.target), use, at) for use in uses[:size]]
    more = uses[size - 1].component if len(uses) > size else None
    return AlertPage(tuple(alert for alert in found if alert is not None), more)


def alerts_of(context: Context, caller: Caller, code: DossierCode) -> Sequence[Alert]:
    """Return the alerts of one dossier. Raises NotFound."""
    dossier = admit(context, caller, Action.SEE, code)
    with context.records.read() as records:
        return alerts_in(records, dossier, context.clock.now())


def alerts_in(records: Records, dossier: Dossier, at: datetime) -> Sequence[Alert]:
    """Return the alerts of one dossier; none once it is decided or closed."""
    if dossier.state not in OPEN_STATES:
        return []
    found = [_alert(records, dossier, use, at) for use in records.reuses.of_target(dossier.code)]
    return [alert for alert in found if alert is not None]


def _alert(records: Records, dossier: Dossier, use: ReuseEvent, at: datetime) -> Alert | None:
    judged = judge_use(records, dossier, use, at)
    if judged is None:
        return None
    if judged.obstacles:
        return Alert(AlertKind.UNUSABLE, dossier, judged.link, tuple(one.vi for one in judged.obstacles))
    last = last_day(judged.paper)
    due = civil_day(dossier.due_at) if dossier.due_at else None
    if last is None or due is None or last >= due:
        return None
    said = f"Giấy tờ này hết hạn ngày {last:%d/%m/%Y}, trước ngày hẹn trả kết quả {due:%d/%m/%Y}."
    return Alert(AlertKind.EXPIRES, dossier, judged.link, (said,), last)
