"""Static files: a fingerprint in their address lets browsers keep them until they change."""

from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@cache
def fingerprint(name: str) -> str:
    """Return the first 10 digits of the file's SHA-256. Raises FileNotFoundError for a name that is not there."""
    return sha256((STATIC / name).read_bytes()).hexdigest()[:10]
