"""Back ends found by the scheme of their URL: ``file:var/objects`` is served by the module `file` of its package."""

import re
from dataclasses import dataclass, field
from importlib import import_module, util
from pathlib import Path
from types import ModuleType

from models.errors import ServiceError

_SCHEME = re.compile(r"([a-z][a-z0-9]*)(?:\+[a-z0-9]+)?:")
_SECRET = re.compile(r"//[^/?#]*@|[?&;](user|password|passfile|passwd)=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to a server. The password is never shown."""

    user: str
    password: str = field(repr=False)


def refuse_secrets(url: str) -> None:
    """Raise ServiceError when `url` holds a user or a password: URLs end up in logs and process lists."""
    if _SECRET.search(url):
        raise ServiceError(
            "Địa chỉ máy chủ không được chứa tên đăng nhập hay mật khẩu; hãy dùng HOSO_…_USER và HOSO_…_PASSWORD_FILE.",
            "A server's URL must not hold a user or password; use HOSO_…_USER and HOSO_…_PASSWORD_FILE.",
        )


def scheme_of(url: str) -> str:
    """Return the scheme of `url` without a transport (``s3+http:`` gives ``s3``). Raises ServiceError without one."""
    match = _SCHEME.match(url)
    if match is None:
        raise ServiceError(
            "Địa chỉ kho lưu không có giao thức; hãy viết như file:var/objects hoặc sqlite:var/records.db.",
            "The back end's URL has no scheme; write it like file:var/objects or sqlite:var/records.db.",
        )
    return match[1]


def find_backend(package: str, url: str) -> ModuleType:
    """Return the module of `package` that serves `url`: named like the scheme, with ``open_url(url, credentials)``.

    Raises ServiceError when there is none. The rest of the URL is never shown, as it might hold a secret.
    """
    scheme = scheme_of(url)
    refuse_secrets(url)
    name = f"{package}.{scheme}"
    if util.find_spec(name) is not None:
        module = import_module(name)
        if hasattr(module, "open_url"):
            return module
    raise ServiceError(
        f"Không có kho lưu loại “{scheme}”; hãy sửa địa chỉ trong cấu hình.",
        f"There is no back end “{scheme}” in {package}; correct the URL in the settings.",
    )


def path_of(url: str) -> Path:
    """Return the path of ``scheme:relative``, ``scheme:/absolute`` or ``scheme:///absolute``, as given.

    Raises ServiceError when the path is empty or a host is named.
    """
    rest = url.partition(":")[2]
    if rest.startswith("//"):
        rest = rest[2:] if rest.startswith("///") else ""
    if not rest:
        raise ServiceError(
            "Địa chỉ kho lưu thiếu đường dẫn; hãy viết như file:var/objects hoặc file:/srv/objects.",
            "The back end's URL has no path; write it like file:var/objects or file:/srv/objects.",
        )
    return Path(rest)


def make_folder(folder: Path) -> None:
    """Create `folder` and those above it where they are missing. Raises ServiceError when that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        reason = exc.strerror or type(exc).__name__
        raise ServiceError(
            f"Không tạo được thư mục “{folder}” ({reason}); hãy kiểm tra đường dẫn và quyền ghi.",
            f"Cannot create the folder “{folder}” ({reason}); check the path and the right to write there.",
        ) from exc
