"""The index behind the alias: its mapping, which version of it a server has, and how another takes its place."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from models.errors import ServiceError

SCHEMA = 1
"""Raise when the mapping or the splitting and folding of words changes: older indexes are then emptied."""

REFRESH = "1s"
"""How long what another process wrote may stay unseen."""

_WORDS: Mapping[str, Any] = {"type": "text", "analyzer": "whitespace", "norms": False}
_KEY: Mapping[str, Any] = {"type": "keyword"}
_KEPT: Mapping[str, Any] = {"type": "keyword", "index": False, "doc_values": False}

MAPPING: Mapping[str, Any] = {
    "dynamic": "strict",
    "_meta": {"application": "hoso", "schema": SCHEMA},
    "_source": {"excludes": ["he", "hf", "te", "tf"]},
    "properties": {
        **dict.fromkeys(("he", "hf", "te", "tf"), _WORDS),
        **dict.fromkeys(("id", "kind", "dossier", "owner", "type", "received", "agencies"), _KEY),
        **dict.fromkeys(("head", "text"), _KEPT),
    },
}
_SETTINGS: Mapping[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": REFRESH,
    "gc_deletes": "0s",  # a deleted entry comes back with the revision that it had
}


def prepare(client: Elasticsearch, alias: str) -> None:
    """Make the index where there is none; replace one of another version of ours.

    Raises ServiceError where the name is taken by a stranger's index.
    """
    found = _versions(client, alias)
    if not found:
        _create_first(client, alias)
    elif set(found.values()) != {SCHEMA}:
        replace(client, alias)


def replace(client: Elasticsearch, alias: str) -> None:
    """Put a new, empty index behind the alias in one step and drop what was there."""
    old = list(_versions(client, alias))
    new = f"{alias}-v{SCHEMA}-{uuid4().hex[:12]}"
    client.indices.create(index=new, mappings=MAPPING, settings=_SETTINGS)
    actions: list[Mapping[str, Any]] = [{"remove_index": {"index": name}} for name in old]
    try:
        client.indices.update_aliases(actions=[*actions, {"add": {"index": new, "alias": alias}}])
    except BaseException:
        client.indices.delete(index=new, ignore_unavailable=True)
        raise


def current(client: Elasticsearch, alias: str) -> bool:
    """Return whether the alias is there, over one index of our version."""
    return list(_versions(client, alias).values()) == [SCHEMA]


def _create_first(client: Elasticsearch, alias: str) -> None:
    """Make the first index. Its name is the same for all, so that of several processes one makes it."""
    try:
        client.indices.create(
            index=f"{alias}-v{SCHEMA}-first", aliases={alias: {}}, mappings=MAPPING, settings=_SETTINGS
        )
    except BadRequestError as exc:
        if exc.error != "resource_already_exists_exception":
            raise


def _versions(client: Elasticsearch, alias: str) -> Mapping[str, int]:
    """Return the indexes behind the alias with their versions; none when there is no alias. Raises ServiceError."""
    try:
        found = client.indices.get_mapping(index=alias).body
    except NotFoundError:
        return {}
    about = {name: body["mappings"].get("_meta", {}) for name, body in found.items()}
    if alias in about or any(meta.get("application") != "hoso" for meta in about.values()):
        raise ServiceError(
            f"“{alias}” trên Elasticsearch là chỉ mục của chương trình khác; hãy chọn tên khác trong HOSO_INDEX.",
            f"“{alias}” on Elasticsearch is another programme's index; choose another name in HOSO_INDEX.",
        )
    return {name: int(meta["schema"]) for name, meta in about.items()}
