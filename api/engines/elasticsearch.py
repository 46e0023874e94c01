"""Elasticsearch of Maven Central: one node, on 127.0.0.1, without security, for trial and tests only."""

import hashlib
import http.client
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from signal import SIGTERM

from api.engines.server import Launch, Place, Tell
from api.engines.tools import need_packages, run_tool
from models.errors import ServiceError

STOP = SIGTERM
VERSION = "8.19.0"
HEAP_MB = 1024
ALIAS = "hoso"
_ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
_SHA256 = "14833b2d86c30656901f92049f81fb5777a8e4545413c8656cd1a21b55173033"
_JAVA = Path("/usr/lib/jvm")


def install(place: Place, tell: Tell) -> None:
    if _java() is None:
        tell("cài Java 17 / installing Java 17")
        need_packages("openjdk-17-jre-headless")
    if not _programme(place).exists():
        tell("tải Elasticsearch / fetching Elasticsearch")
        _fetch(place)


def prepare(place: Place) -> Launch:
    place.account.make_folder(place.data)
    config = place.folder / "config"
    shutil.rmtree(config, ignore_errors=True)
    shutil.copytree(_home(place) / "config", config)
    heap = config / "jvm.options.d" / "heap.options"
    heap.write_text(f"-Xms{HEAP_MB}m\n-Xmx{HEAP_MB}m\n", encoding="ascii")
    machine = config / "jvm.options"  # it names log files relative to a folder that is not the account's
    machine.write_text(machine.read_text("utf-8").replace("logs/", f"{place.log}/"), encoding="utf-8")
    # JSON is YAML: nothing in a path needs escaping of another kind.
    lines = [f"{name}: {json.dumps(value)}" for name, value in _settings_of_node(place).items()]
    (config / "elasticsearch.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for path in (config, *config.rglob("*")):
        place.account.own(path)
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(place.folder),
        "ES_JAVA_HOME": str(_java()),
        "ES_PATH_CONF": str(config),
        "ES_TMPDIR": str(_temporary(place)),
    }
    return Launch([str(_programme(place))], environment)


def healthy(place: Place) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", place.port, timeout=3)
    try:
        connection.request("GET", "/_cluster/health")
        answer = connection.getresponse()
        return answer.status == http.HTTPStatus.OK and json.load(answer)["status"] in {"yellow", "green"}
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()


def settle(place: Place) -> None:
    """Nothing: the index makes itself when it is opened."""


def settings(place: Place) -> Mapping[str, str]:
    return {"HOSO_INDEX": f"elasticsearch+http://127.0.0.1:{place.port}/{ALIAS}"}


def _settings_of_node(place: Place) -> Mapping[str, str | int | bool]:
    return {
        "cluster.name": "hoso",
        "node.name": "hoso-1",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": place.port,
        "transport.port": place.port + 100,
        "path.data": str(place.data),
        "path.logs": str(place.log),
        "xpack.security.enabled": False,
        "action.auto_create_index": False,
        "indices.memory.index_buffer_size": "30%",  # of this small heap a tenth would be written out every few seconds
    }


def _fetch(place: Place) -> None:
    """Fetch the archive by Maven, check its hash and unpack it under its name in one step."""
    if shutil.which("mvn") is None:
        need_packages("maven")
    draft = place.cache / f"elasticsearch-{VERSION}.fetching"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    run_tool(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={draft}"])
    archive = draft / f"elasticsearch-{VERSION}.zip"
    with archive.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != _SHA256:
        raise ServiceError(
            f"Tệp Elasticsearch tải về có mã băm lạ ({found}); không dùng, hãy kiểm tra nguồn tải.",
            f"The Elasticsearch that was fetched has a strange hash ({found}) and is not used; check its source.",
        )
    _unpack(archive, draft)
    (draft / f"elasticsearch-{VERSION}").replace(_home(place))
    shutil.rmtree(draft)


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack with the modes that the archive gives, which `zipfile` alone leaves out."""
    with zipfile.ZipFile(archive) as packed:
        for item in packed.infolist():
            path = Path(packed.extract(item, folder))
            if mode := item.external_attr >> 16 & 0o777:
                path.chmod(mode)


def _temporary(place: Place) -> Path:
    folder = place.folder / "tmp"
    place.account.make_folder(folder)
    return folder


def _java() -> Path | None:
    """Return the home of a Java 17."""
    return next((path for path in sorted(_JAVA.glob("java-17-openjdk*")) if (path / "bin" / "java").exists()), None)


def _home(place: Place) -> Path:
    return place.cache / f"elasticsearch-{VERSION}"


def _programme(place: Place) -> Path:
    return _home(place) / "bin" / "elasticsearch"
