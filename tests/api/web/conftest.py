from collections.abc import Iterator

import pytest
from flask import Flask

from api.services.context import Context
from api.wsgi import create_app
from tests.api.desk import TOKEN, Desk
from tests.api.web.clerk import Clerk


@pytest.fixture
def app(context: Context) -> Flask:
    return create_app(context, TOKEN)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def clerk(app: Flask) -> Iterator[Clerk]:
    with app.test_client() as client:
        yield Clerk(client)
