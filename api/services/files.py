"""Files on this machine as streams of chunks."""

from collections.abc import Iterator
from pathlib import Path

from models.errors import NotFound

CHUNK = 1 << 18


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes. Raises NotFound when it cannot be read."""
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except OSError as error:
        raise NotFound(f"Không đọc được tệp {path.name}.", f"cannot read {path.name}: {error.strerror}") from error
