"""Searching as somebody: the policy's scope is laid on whatever is asked."""

from dataclasses import replace

from api.services.access import acting_for
from api.services.context import Context
from models.caller import Caller
from models.errors import Forbidden
from models.ports.records import Records
from models.search import SearchPage, SearchQuery, SearchScope
from models.time import civil_day
from records.policy import RIGHTS, ROLES, Action, Tie


def search_as(context: Context, caller: Caller, query: SearchQuery) -> SearchPage:
    """Search among what `caller` may read, whatever the query asks. Raises Forbidden, InvalidValue."""
    tie = RIGHTS[caller.role].get(Action.READ)
    if tie is None:
        raise Forbidden(
            f"{ROLES[caller.role]} không được tra cứu nội dung giấy tờ.",
            f"role {caller.role.value} may not search what papers say",
        )
    if tie is Tie.NONE:
        return context.index.search(query)
    with context.records.read() as records:
        scope = _readable(context, records, caller)
    return context.index.search(replace(query, scope=scope))


def _readable(context: Context, records: Records, caller: Caller) -> SearchScope:
    today = civil_day(context.clock.now())
    held = records.catalogue.held_by(caller.agency, today) if caller.agency is not None else ()
    return SearchScope((), tuple(held), tuple(sorted(acting_for(records, caller, None, today))), caller.procedures)
