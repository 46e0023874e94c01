"""The JSON API under `/v1` and the pages of operations. One blueprint a resource; handlers parse, call, serialise.

Public: `BLUEPRINTS`, registered by `api.wsgi`.
"""

from flask import Blueprint

from api.http import catalogue, components, content, dossiers, health, openapi, results, reuse, search

BLUEPRINTS: tuple[Blueprint, ...] = (
    dossiers.blueprint,
    components.blueprint,
    content.blueprint,
    results.blueprint,
    reuse.blueprint,
    search.blueprint,
    catalogue.blueprint,
    health.blueprint,
    openapi.blueprint,
)
