import pytest

from api.services.context import Context
from api.wsgi import create_app
from tests.api.desk import TOKEN, Desk


@pytest.fixture
def desk(context: Context) -> Desk:
    return Desk(create_app(context, TOKEN))
