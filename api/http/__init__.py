"""The JSON API under `/v1` and the pages of operations. One blueprint a resource; handlers parse, call, serialise.

Public: `BLUEPRINTS`, registered by `api.wsgi`.
"""

from flask import Blueprint

from api.http import (
    asking,
    catalogue,
    chains,
    changes,
    components,
    content,
    dossiers,
    health,
    ledger,
    me,
    openapi,
    owners,
    preview,
    reports,
    results,
    reuse,
    search,
    splits,
    standing,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    dossiers.blueprint,
    components.blueprint,
    content.blueprint,
    splits.blueprint,
    results.blueprint,
    reuse.blueprint,
    asking.blueprint,
    chains.blueprint,
    preview.blueprint,
    me.blueprint,
    owners.blueprint,
    standing.blueprint,
    changes.blueprint,
    ledger.blueprint,
    reports.blueprint,
    search.blueprint,
    catalogue.blueprint,
    health.blueprint,
    openapi.blueprint,
)
