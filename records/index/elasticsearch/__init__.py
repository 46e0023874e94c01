"""An index in Elasticsearch: ``elasticsearch+http://host:9200/hoso``, where the path is the alias that is searched.

The server is given words that are already split and folded, as SQLite is: no analysis of its own, so that every index
finds the same. `adapter` is the port; `mapping` the index behind the alias; `queries` the searches; `errors` the
translation of what the server says.
"""

from records.index.elasticsearch.adapter import open_url

__all__ = ["open_url"]
