"""MinIO, built once from its pinned source: one drive, on 127.0.0.1."""

import http.client
from collections.abc import Mapping
from signal import SIGTERM

from api.engines.golang import Source, build, programme
from api.engines.server import Launch, Place, Tell
from records.backends import Credentials
from records.objects.s3_lock import make_bucket

STOP = SIGTERM
BUCKET = "hoso"
SOURCE = Source("github.com/minio/minio", "v0.0.0-20260212201848-7aac2a2c5b7c")
"""The last state of the source before upstream was archived."""


def install(place: Place, tell: Tell) -> None:
    build(place, SOURCE, tell)


def prepare(place: Place) -> Launch:
    place.account.make_folder(place.data)
    command = [
        str(programme(place, SOURCE)),
        "server",
        "--quiet",
        "--address",
        f"127.0.0.1:{place.port}",
        str(place.data),
    ]
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(place.folder),
        "MINIO_ROOT_USER": place.user,
        "MINIO_ROOT_PASSWORD": place.password,
        "MINIO_BROWSER": "off",
        "MINIO_UPDATE": "off",
    }
    return Launch(command, environment)


def healthy(place: Place) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", place.port, timeout=3)
    try:
        connection.request("GET", "/minio/health/live")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def settle(place: Place) -> None:
    make_bucket(settings(place)["HOSO_OBJECTS"], Credentials(place.user, place.password))


def settings(place: Place) -> Mapping[str, str]:
    return {"HOSO_OBJECTS": f"s3+http://127.0.0.1:{place.port}/{BUCKET}"}
