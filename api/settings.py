"""Settings: the only reader of the environment.

Every setting has a default, so that the embedded service runs without configuration. Relative paths count from
`HOSO_HOME` (default: the folder of the launcher).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.limits import Limits
from models.errors import UsageError
from ocr.recognizers import DEFAULT, names

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Login:
    """Who we are to a server, and the file that holds the password alone. The password itself is no setting."""

    user: str
    password_file: Path


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the servers that `services start` runs listen, on 127.0.0.1."""

    postgresql: int
    minio: int
    elasticsearch: int
    versitygw: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, read once. Times are in seconds, sizes as named.

    `workers` is the number of page processes; `page_seconds` (of the processor) and `page_memory_mb` cap one page;
    a job whose worker is silent for `lease_seconds` is given to another, at most `max_attempts` times. The end of
    the ledger is anchored every `anchor_seconds`. The object store locks what it gets for `objects_lock_days`, 0
    for not at all; with `presigned` downloads come from it directly. `signer` is the URL of the agency's key, empty
    for none.
    """

    home: Path
    objects: str
    records: str
    index: str
    limits: Limits
    recognizer: str
    host: str
    port: int
    workers: int
    page_seconds: int
    page_memory_mb: int
    lease_seconds: int
    max_attempts: int
    ledger_key: Path
    ledger_anchors: Path
    anchor_seconds: int
    objects_lock_days: int
    presigned: bool
    trust: Path
    signer: str
    signer_password_file: Path | None
    objects_login: Login | None
    records_login: Login | None
    index_login: Login | None
    ports: Ports
    services_cache: Path

    @property
    def token_file(self) -> Path:
        return self.home / "var" / "token"


VARIABLES: Mapping[str, tuple[str, str]] = {
    "HOSO_HOME": ("", "folder that relative paths count from"),
    "HOSO_OBJECTS": ("file:var/objects", "object store"),
    "HOSO_RECORDS": ("sqlite:var/records.db", "record store"),
    "HOSO_INDEX": ("sqlite:var/index.db", "search index"),
    "HOSO_OBJECTS_USER": ("", "user (access key) of the object store's server"),
    "HOSO_OBJECTS_PASSWORD_FILE": ("", "file that holds its password (secret key)"),
    "HOSO_OBJECTS_LOCK_DAYS": ("0", "days for which an S3 store itself keeps what it gets unalterable; 0 for none"),
    "HOSO_PRESIGNED": ("0", "1: downloads come from the S3 store directly, by URLs that live a minute"),
    "HOSO_RECORDS_USER": ("", "user of the record store's server"),
    "HOSO_RECORDS_PASSWORD_FILE": ("", "file that holds its password"),
    "HOSO_INDEX_USER": ("", "user of the search index's server"),
    "HOSO_INDEX_PASSWORD_FILE": ("", "file that holds its password"),
    "HOSO_SERVICES_CACHE": ("", "folder of the servers that `services` fetches or builds"),
    "HOSO_POSTGRESQL_PORT": ("5433", "port of the PostgreSQL that `services` runs"),
    "HOSO_MINIO_PORT": ("9010", "port of the MinIO that `services` runs"),
    "HOSO_ELASTICSEARCH_PORT": ("9210", "port of the Elasticsearch that `services` runs"),
    "HOSO_VERSITYGW_PORT": ("9011", "port of the second S3 server, versitygw, that `services` runs for the tests"),
    "HOSO_MAX_MB": ("50", "largest file, in millions of bytes"),
    "HOSO_MAX_MEGAPIXELS": ("100", "largest page, in millions of pixels"),
    "HOSO_MAX_PAGES": ("200", "most pages a file"),
    "HOSO_RECOGNIZER": (DEFAULT, "OCR engine; the default is the one that measured best"),
    "HOSO_HOST": ("127.0.0.1", "address that the web server binds to; loopback only"),
    "HOSO_PORT": ("8080", "port of the web server"),
    "HOSO_WORKERS": ("0", "page processes; 0 for one per core"),
    "HOSO_PAGE_SECONDS": ("60", "longest time of the processor for one page; by the clock, ten times as long"),
    "HOSO_PAGE_MEMORY_MB": ("1500", "most memory that a page process may ask for"),
    "HOSO_LEASE_SECONDS": ("60", "silence after which a job goes to another worker"),
    "HOSO_MAX_ATTEMPTS": ("3", "runs before a job is parked"),
    "HOSO_LEDGER_KEY": (
        "var/ledger.key",
        "file of the ledger's key, made with the first entry; the same on all machines",
    ),
    "HOSO_LEDGER_ANCHORS": ("var/ledger-anchors.jsonl", "file of the ledger's anchors; better on another disk"),
    "HOSO_ANCHOR_SECONDS": ("3600", "how often `serve` and `worker` anchor the ledger"),
    "HOSO_TRUST": ("var/trust", "folder of certificates of authorities whose signatures are believed"),
    "HOSO_SIGNER": ("", "the agency's key that signs digitised copies; none when empty"),
    "HOSO_SIGNER_PASSWORD_FILE": ("", "file that holds the password or PIN of that key"),
}
"""Every variable with its default and meaning; `docs/settings.md` lists the same."""


def read_settings(environment: Mapping[str, str] = os.environ, **changes: str) -> Settings:
    """Read the settings, `changes` before the environment.

    Raises UsageError that names the variable, for a malformed or unknown HOSO_ variable.
    """
    environment = {**environment, **changes}
    _refuse_unknown(environment)
    text = {name: environment.get(name, default) for name, (default, _) in VARIABLES.items()}
    home = Path(text["HOSO_HOME"] or ROOT).resolve()
    if text["HOSO_HOST"] not in LOOPBACK:
        raise UsageError(
            "HOSO_HOST chỉ được là địa chỉ nội bộ (127.0.0.1) khi chưa có quản lý danh tính người dùng.",
            "HOSO_HOST must be a loopback address (127.0.0.1) as long as users have no identities of their own.",
        )
    if text["HOSO_RECOGNIZER"].partition(":")[0] not in names():
        raise UsageError(
            f"HOSO_RECOGNIZER: không có “{text['HOSO_RECOGNIZER']}”; chọn một trong: {', '.join(names())}.",
            f"HOSO_RECOGNIZER: there is no “{text['HOSO_RECOGNIZER']}”; choose one of: {', '.join(names())}",
        )
    return Settings(
        home=home,
        objects=_placed(text["HOSO_OBJECTS"], home),
        records=_placed(text["HOSO_RECORDS"], home),
        index=_placed(text["HOSO_INDEX"], home),
        limits=Limits(
            max_bytes=_number(text, "HOSO_MAX_MB") * 1_000_000,
            max_pixels=_number(text, "HOSO_MAX_MEGAPIXELS") * 1_000_000,
            max_pages=_number(text, "HOSO_MAX_PAGES"),
        ),
        recognizer=text["HOSO_RECOGNIZER"],
        host=text["HOSO_HOST"],
        port=_number(text, "HOSO_PORT", least=0),
        workers=_number(text, "HOSO_WORKERS", least=0) or len(os.sched_getaffinity(0)),
        page_seconds=_number(text, "HOSO_PAGE_SECONDS"),
        page_memory_mb=_number(text, "HOSO_PAGE_MEMORY_MB", least=500),
        lease_seconds=_number(text, "HOSO_LEASE_SECONDS"),
        max_attempts=_number(text, "HOSO_MAX_ATTEMPTS"),
        ledger_key=home / text["HOSO_LEDGER_KEY"],
        ledger_anchors=home / text["HOSO_LEDGER_ANCHORS"],
        anchor_seconds=_number(text, "HOSO_ANCHOR_SECONDS"),
        objects_lock_days=_number(text, "HOSO_OBJECTS_LOCK_DAYS", least=0),
        presigned=_switch(text, "HOSO_PRESIGNED"),
        trust=home / text["HOSO_TRUST"],
        signer=_placed(text["HOSO_SIGNER"], home) if text["HOSO_SIGNER"] else "",
        signer_password_file=home / text["HOSO_SIGNER_PASSWORD_FILE"] if text["HOSO_SIGNER_PASSWORD_FILE"] else None,
        objects_login=_login(text, "HOSO_OBJECTS", home),
        records_login=_login(text, "HOSO_RECORDS", home),
        index_login=_login(text, "HOSO_INDEX", home),
        ports=_ports(text),
        services_cache=home / text["HOSO_SERVICES_CACHE"] if text["HOSO_SERVICES_CACHE"] else _cache(),
    )


_OTHERS = frozenset({"HOSO_PYTHON", "HOSO_REAL_SCANS", "HOSO_CORPUS"})
"""Read by the launcher, by the measurements, and by the trainer of the network."""


def environment_at(home: Path) -> dict[str, str]:
    """Return the environment for a process of ours that works in the same `home`."""
    return {**os.environ, "HOSO_HOME": str(home)}


def environment_with(**changes: str) -> dict[str, str]:
    """Return our environment with `changes`, for a tool that looks at variables of its own."""
    return {**os.environ, **changes}


def _cache() -> Path:
    """Return a folder outside the checkout. Servers that root starts run as another user, who cannot enter /root."""
    return Path("/var/cache/hoso") if os.geteuid() == 0 else Path.home() / ".cache" / "hoso"


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    unknown = [name for name in environment if name.startswith("HOSO_") and name not in {*VARIABLES, *_OTHERS}]
    if unknown:
        raise UsageError(
            f"Không có biến cấu hình {', '.join(unknown)}; xem docs/settings.md.",
            f"there is no setting {', '.join(unknown)}; see docs/settings.md",
        )


def _login(text: Mapping[str, str], store: str, home: Path) -> Login | None:
    user, file = text[f"{store}_USER"], text[f"{store}_PASSWORD_FILE"]
    if bool(user) != bool(file):
        raise UsageError(
            f"{store}_USER và {store}_PASSWORD_FILE phải được đặt cùng nhau.",
            f"{store}_USER and {store}_PASSWORD_FILE are set together or not at all",
        )
    return Login(user, home / file) if user else None


def _ports(text: Mapping[str, str]) -> Ports:
    return Ports(
        postgresql=_number(text, "HOSO_POSTGRESQL_PORT"),
        minio=_number(text, "HOSO_MINIO_PORT"),
        elasticsearch=_number(text, "HOSO_ELASTICSEARCH_PORT"),
        versitygw=_number(text, "HOSO_VERSITYGW_PORT"),
    )


def _number(text: Mapping[str, str], name: str, least: int = 1) -> int:
    value = text[name]
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise UsageError(
            f"{name} phải là số nguyên từ {least} trở lên, không phải “{value}”.",
            f"{name} takes a whole number from {least} on, not “{value}”",
        )
    return int(value)


def _switch(text: Mapping[str, str], name: str) -> bool:
    if text[name] not in {"0", "1"}:
        raise UsageError(
            f"{name} phải là 0 hoặc 1, không phải “{text[name]}”.", f"{name} takes 0 or 1, not “{text[name]}”"
        )
    return text[name] == "1"


def _placed(url: str, home: Path) -> str:
    """Make the path of a `file:` or `sqlite:` URL absolute."""
    scheme, colon, rest = url.partition(":")
    if not colon or not rest:
        raise UsageError(
            f"“{url}” không phải địa chỉ kho dữ liệu; ví dụ: file:var/objects.",
            f"“{url}” is not the URL of a store; an example: file:var/objects",
        )
    return f"{scheme}:{home / rest}" if scheme in {"file", "sqlite"} and not rest.startswith("/") else url
