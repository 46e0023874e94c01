from collections.abc import Iterator
from dataclasses import replace

import pytest

from api.page_pool import ProcessPagePool
from api.settings import Settings, read_settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    return replace(read_settings({}), workers=2)


@pytest.fixture(scope="session")
def pool(settings: Settings) -> Iterator[ProcessPagePool]:
    """The real page pool; one thread uses it, the one that started it."""
    pages = ProcessPagePool(settings)
    yield pages
    pages.close()
