"""Search indexes, one module per URL scheme: `open_index`.

What every index finds and how it ranks is the same and stands in `query` and `ranking`; what a word is, in `words`.
"""

from models.ports.index import SearchIndex
from records.backends import Credentials, find_backend


def open_index(url: str, credentials: Credentials | None = None) -> SearchIndex:
    """Open the search index at `url`, for example ``sqlite:var/index.db``. `credentials` are for a server.

    Raises ServiceError with one line.
    """
    index: SearchIndex = find_backend(__name__, url).open_url(url, credentials)
    return index
