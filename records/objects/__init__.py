"""Object stores, one module per URL scheme: `open_objects`."""

from models.ports.objects import ObjectStore
from records.backends import find_backend


def open_objects(url: str) -> ObjectStore:
    """Open the object store at `url`, for example ``file:var/objects``. Raises ServiceError with one line."""
    store: ObjectStore = find_backend(__name__, url).open_url(url)
    return store
