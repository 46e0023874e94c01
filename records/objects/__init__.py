"""Object stores, one module per URL scheme: `open_objects`."""

from models.ports.objects import ObjectStore
from records.backends import Credentials, find_backend


def open_objects(url: str, credentials: Credentials | None = None) -> ObjectStore:
    """Open the object store at `url`, for example ``file:var/objects``. `credentials` are for a server.

    Raises ServiceError with one line.
    """
    store: ObjectStore = find_backend(__name__, url).open_url(url, credentials)
    return store
