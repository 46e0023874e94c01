"""Media type by content; names and declared types are never believed."""

from ingest.formats import all_formats

HEAD = 4096
"""How many first bytes are enough to tell."""


def sniff(head: bytes) -> str | None:
    """Return the media type of a file that starts with `head`, or None when it is none that is accepted."""
    return next((known.MEDIA_TYPE for known in all_formats() if known.matches(head[:HEAD])), None)
