"""Versity S3 Gateway over a folder, built once from its pinned source: a second S3 server, for tests and trial.

It keeps MinIO honest: whatever passes on both is plain S3. Its folder needs a file system with extended attributes.
"""

import http.client
from collections.abc import Mapping
from signal import SIGTERM

from api.engines.golang import Source, build, programme
from api.engines.server import Launch, Place, Tell
from records.backends import Credentials
from records.objects.s3_lock import make_bucket

STOP = SIGTERM
BUCKET = "hoso"
SOURCE = Source("github.com/versity/versitygw/cmd/versitygw", "v1.8.0")
_HEALTH = "/health"


def install(place: Place, tell: Tell) -> None:
    build(place, SOURCE, tell)


def prepare(place: Place) -> Launch:
    versions = place.folder / "versions"
    for folder in (place.data, versions):
        place.account.make_folder(folder)
    gateway = [str(programme(place, SOURCE)), "--quiet", "--keep-alive", "--health", _HEALTH]
    command = [*gateway, "--port", f"127.0.0.1:{place.port}", "posix", "--versioning-dir", str(versions)]
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(place.folder),
        "ROOT_ACCESS_KEY": place.user,
        "ROOT_SECRET_KEY": place.password,
    }
    return Launch([*command, str(place.data)], environment)


def healthy(place: Place) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", place.port, timeout=3)
    try:
        connection.request("GET", _HEALTH)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def settle(place: Place) -> None:
    make_bucket(settings(place)["HOSO_OBJECTS"], Credentials(place.user, place.password))


def settings(place: Place) -> Mapping[str, str]:
    return {"HOSO_OBJECTS": f"s3+http://127.0.0.1:{place.port}/{BUCKET}"}
