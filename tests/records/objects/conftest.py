from collections.abc import Iterator

import pytest

from tests.contract import servers
from tests.records.objects.s3 import Bucket


@pytest.fixture(params=servers.S3_SERVERS)
def bucket(request: pytest.FixtureRequest) -> Iterator[Bucket]:
    server = str(request.param)
    with servers.new_bucket(server) as url:
        yield Bucket(url, servers.object_login(server), server)
