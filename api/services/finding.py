"""Searching as somebody: the policy's scope is laid on whatever is asked."""

from dataclasses import replace

from api.services.access import seen_by
from api.services.allowed import may_ever
from api.services.context import Context
from models.caller import Caller
from models.errors import Forbidden
from models.search import SearchPage, SearchQuery, SearchScope
from records.policy import ROLES, Action


def search_as(context: Context, caller: Caller, query: SearchQuery) -> SearchPage:
    """Search among what `caller` may read, whatever the query asks. Raises Forbidden, InvalidValue."""
    if not may_ever(caller, Action.READ):
        raise Forbidden(
            f"{ROLES[caller.role]} không được tra cứu nội dung giấy tờ.",
            f"role {caller.role.value} may not search what papers say",
        )
    with context.records.read() as records:
        may = seen_by(context, records, caller, Action.READ)
    if may is None:
        return context.index.search(query)
    scope = SearchScope(agencies=may.agencies, owners=may.owners, procedures=may.procedures)
    return context.index.search(replace(query, scope=scope))
