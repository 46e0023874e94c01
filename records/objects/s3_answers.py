"""What stands in the XML of S3's answers, whatever namespace a server gives it."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import urllib3

from models.errors import HosoError
from records.objects.s3_errors import BARE, STRANGER, refusal

_BARE = {403: BARE, 404: "NoSuchBucket", 507: "InsufficientStorage"}
_BROKEN = 500
"""From this status on it is a server in trouble, or what stands before it, and not a wrong address."""


def refused(response: urllib3.BaseHTTPResponse) -> HosoError:
    """Return the error that an answer stands for; a body is read when it was not yet."""
    words = field(response.data, "Message") or f"HTTP {response.status}"
    return refusal(field(response.data, "Code") or _code_of(response), words)


def _code_of(response: urllib3.BaseHTTPResponse) -> str:
    """Return a code for an answer that names none: HEAD is answered without words, a stranger says other things."""
    if response.status in _BARE and not response.data:
        return _BARE[response.status]
    return STRANGER if response.data and response.status < _BROKEN else str(response.status)


def field(answer: bytes, name: str) -> str:
    """Return the text of the first element called `name`, or nothing when there is none or it is no XML."""
    return next((element.text or "" for element in _elements(answer) if _local(element) == name), "")


def rows(answer: bytes, *names: str) -> Iterator[dict[str, str]]:
    """Yield the children's text by name of each element that is called one of `names`."""
    for element in _elements(answer):
        if _local(element) in names:
            yield {_local(child): child.text or "" for child in element}


def _elements(answer: bytes) -> Iterator[ET.Element]:
    try:
        yield from ET.fromstring(answer).iter()  # noqa: S314 - of the server that we log in to; expat ends entity bombs
    except ET.ParseError:
        return


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
