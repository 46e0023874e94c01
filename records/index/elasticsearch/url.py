"""The URL of an index in Elasticsearch."""

from urllib.parse import urlsplit

from models.errors import ServiceError


def parse(url: str) -> tuple[str, str]:
    """Return server address and alias of ``elasticsearch+http[s]://host:port/alias``. Raises ServiceError."""
    try:
        parts = urlsplit(url)
        alias, transport, port = parts.path.strip("/"), parts.scheme.partition("+")[2], parts.port or 9200
        sound = parts.hostname and alias.isascii() and alias.replace("-", "").isalnum() and alias.islower()
    except ValueError:
        sound = False
    if not sound or transport not in {"http", "https"}:
        raise ServiceError(
            "Địa chỉ Elasticsearch không đúng dạng; hãy viết như elasticsearch+http://máy-chủ:9200/hoso.",
            "The Elasticsearch URL is malformed; write it like elasticsearch+http://host:9200/hoso.",
        )
    return f"{transport}://{parts.hostname}:{port}", alias
