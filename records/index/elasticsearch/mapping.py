"""The index behind the alias: its mapping, which version of it a server has, and how another takes its place."""

import logging
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError

from models.errors import ServiceError
from records.index.draft import overtaken
from records.index.elasticsearch.listing import MOST_LISTED

logger = logging.getLogger(__name__)

SCHEMA = 4
"""Raise when the mapping, the splitting and folding of words or the keys of slips change: older indexes are made anew.

It stands in the name of an index and in its `_meta`.
"""

_WORDS: Mapping[str, Any] = {"type": "text", "analyzer": "whitespace", "norms": False}
_KEY: Mapping[str, Any] = {"type": "keyword"}
_KEY_SHOWN: Mapping[str, Any] = {"type": "keyword", "store": True}
_KEPT: Mapping[str, Any] = {"type": "keyword", "index": False, "doc_values": False, "store": True}
_FOUND_BY: Mapping[str, Any] = {"type": "keyword", "doc_values": False}

MAPPING: Mapping[str, Any] = {
    "dynamic": "strict",
    "_meta": {"application": "hoso", "schema": SCHEMA},
    "_source": {"enabled": False},  # it would hold every word three times; what is shown is stored by itself
    "properties": {
        **dict.fromkeys(("exact", "folded", "top"), _WORDS),
        **dict.fromkeys(("id", "procedure", "state", "month", "agencies"), _KEY),
        **dict.fromkeys(("kind", "type"), _KEY_SHOWN),
        **dict.fromkeys(("dossier", "head", "text"), _KEPT),
        **dict.fromkeys(("owner", "agency", "may_be", "keys"), _FOUND_BY),
        "received": {"type": "long"},
        "word": {"type": "keyword", "index": False},
    },
}
# No `refresh_interval`: by default the server shows what was written once a second while somebody searches, and not at
# all while nobody does, as in a rebuild; who comes then waits for it.
_SETTINGS: Mapping[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "max_result_window": MOST_LISTED,
    "sort.field": ["received", "id"],  # newest first: of entries of equal points the first found are the best
    "sort.order": ["desc", "desc"],
    "gc_deletes": "0s",  # a deleted entry comes back with the revision that it had
}


def draft_alias(alias: str) -> str:
    """Return the alias of the index that a rebuild fills; everyone who writes looks whether it is there."""
    return f"{alias}-draft"


def prepare(client: Elasticsearch, alias: str) -> None:
    """Make the index where there is none; replace one of an older version of ours.

    Raises ServiceError where the name is taken by a stranger's index, or the index is of a newer version.
    """
    found = set(_versions(client, alias).values())
    if not found:
        _create_first(client, alias)
    elif max(found) > SCHEMA:
        raise ServiceError(
            f"Chỉ mục “{alias}” trên Elasticsearch do bản mới hơn của chương trình tạo ra (bản {max(found)}, bản này"
            f" {SCHEMA}); hãy chạy bản đó, hoặc chọn tên khác trong HOSO_INDEX.",
            f"A newer version of the programme made the index “{alias}” on Elasticsearch (mapping {max(found)}, this"
            f" programme's {SCHEMA}); run that one, or choose another name in HOSO_INDEX.",
        )
    elif found != {SCHEMA}:
        said = "the index “%s” has mapping %d, now %d: it is made anew and filled from the records"
        logger.warning(said, alias, min(found), SCHEMA)
        replace(client, alias)


def replace(client: Elasticsearch, alias: str) -> None:
    """Put a new, empty index behind the alias in one step and drop what was there."""
    new = _new_name(alias)
    client.indices.create(index=new, mappings=MAPPING, settings=_SETTINGS)
    _take_over(client, alias, new)


def begin_draft(client: Elasticsearch, alias: str) -> str:
    """Make the index of a rebuild, in place of one that was left behind; return its name.

    Raises Conflict when another rebuild begins at this moment.
    """
    draft = draft_alias(alias)
    left = _behind(client, draft)
    if left:
        client.indices.delete(index=left, ignore_unavailable=True)
    new = _new_name(alias)
    client.indices.create(index=new, aliases={draft: {}}, mappings=MAPPING, settings=_SETTINGS)
    if _behind(client, draft) != [new]:  # two began at once: an alias of two indexes takes no writes
        drop_draft(client, new)
        raise overtaken()
    return new


def publish_draft(client: Elasticsearch, alias: str, new: str) -> None:
    """Put a draft behind the alias in one step and drop what was there.

    Raises Conflict when another rebuild has dropped the draft.
    """
    if _behind(client, draft_alias(alias)) != [new]:
        raise overtaken()
    client.indices.refresh(index=new)
    try:
        _take_over(client, alias, new, {"remove": {"index": new, "alias": draft_alias(alias), "must_exist": True}})
    except NotFoundError as exc:
        raise overtaken() from exc


def drop_draft(client: Elasticsearch, new: str) -> None:
    client.indices.delete(index=new, ignore_unavailable=True)


def drafting(client: Elasticsearch, alias: str) -> bool:
    """Return whether a rebuild is under way, or one was left behind."""
    return bool(client.indices.exists_alias(name=draft_alias(alias)))


def current(client: Elasticsearch, alias: str) -> bool:
    """Return whether the alias is there, over one index of our version."""
    return list(_versions(client, alias).values()) == [SCHEMA]


def _new_name(alias: str) -> str:
    return f"{alias}-v{SCHEMA}-{uuid4().hex[:12]}"


def _behind(client: Elasticsearch, alias: str) -> list[str]:
    """Return the indexes behind an alias."""
    try:
        return list(client.indices.get_alias(name=alias).body)
    except NotFoundError:
        return []


def _take_over(client: Elasticsearch, alias: str, new: str, *also: Mapping[str, Any]) -> None:
    removed: list[Mapping[str, Any]] = [{"remove_index": {"index": name}} for name in _versions(client, alias)]
    try:
        client.indices.update_aliases(actions=[*removed, *also, {"add": {"index": new, "alias": alias}}])
    except ApiError:
        client.indices.delete(index=new, ignore_unavailable=True)
        raise


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
