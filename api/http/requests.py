"""Reading requests: bodies, keys, preconditions and page limits, each with an error that names what is wrong."""

import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from flask import request
from werkzeug.datastructures import FileStorage

from api.http.front import caller
from api.services.context import Once
from api.services.once import request_once
from models.caller import Role
from models.errors import InvalidValue, MissingPrecondition, StaleVersion, TooLarge, UsageError
from models.job import Lane
from models.procedure import CopyKind

T = TypeVar("T")

MAX_JSON = 1_000_000
CHUNK = 1 << 16
_FIELD = re.compile(r"`\$\.?([^`]*)`$")
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


def read_json(kind: type[T]) -> T:
    """Return the JSON body as a `kind`. Raises UsageError when it is no JSON, InvalidValue that names a wrong field."""
    if request.mimetype != "application/json":
        raise UsageError("Hãy gửi JSON với Content-Type: application/json.", "send JSON as application/json")
    if (request.content_length or 0) > MAX_JSON:
        raise TooLarge("Nội dung JSON quá 1 MB.", "the JSON body is larger than 1 MB")
    return decode(request.get_data(), kind)


def decode(text: bytes | str, kind: type[T], name: str = "") -> T:
    """Decode JSON; `name` is the form field that it came in, if any."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        found = _FIELD.search(str(error))
        field = ".".join(part for part in (name, found[1] if found else "") if part) or "$"
        raise InvalidValue(
            f"Trường “{field}” không hợp lệ hoặc không có trong yêu cầu này: {error}.",
            f"the field “{field}” is not valid here: {error}",
            field=field,
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"Nội dung không phải JSON đúng dạng: {error}.", f"this is no valid JSON: {error}") from error


def read_file() -> FileStorage:
    """Return the one uploaded file. Raises UsageError when there is none or more than one."""
    files = request.files.getlist("file")
    if len(files) != 1 or not files[0].filename:
        raise UsageError(
            "Hãy gửi đúng một tệp trong trường “file” (multipart/form-data).",
            "send exactly one file in the field “file” (multipart/form-data)",
        )
    return files[0]


def chunks(file: FileStorage) -> Iterator[bytes]:
    """Yield an upload's bytes, 64 kB at a time; the form parser keeps what is large in a temporary file."""
    while chunk := file.stream.read(CHUNK):
        yield chunk


def check_form(*known: str) -> None:
    """Raise InvalidValue for a form field that this request does not know."""
    unknown = sorted(set(request.form) - set(known) - {"csrf"})
    if unknown:
        raise InvalidValue(
            f"Không có trường “{unknown[0]}” trong yêu cầu này.",
            f"there is no field “{unknown[0]}” here",
            field=unknown[0],
        )


def copy_kind(default: CopyKind) -> CopyKind:
    """Return the copy kind that the form names. Raises InvalidValue for another."""
    kind = request.form.get("copy_kind") or default.value
    try:
        return CopyKind(kind)
    except ValueError as error:
        known = ", ".join(each.value for each in CopyKind)
        raise InvalidValue(
            f"Loại bản “{kind}” không có; có: {known}.",
            f"there is no copy kind “{kind}”; there are: {known}",
            field="copy_kind",
        ) from error


def lane() -> Lane:
    """Return the lane that the form names; a system's papers are bulk unless it says otherwise. Raises InvalidValue."""
    text = request.form.get("lane") or (Lane.BULK if caller().role is Role.SYSTEM else Lane.INTERACTIVE).value
    try:
        return Lane(text)
    except ValueError as error:
        known = ", ".join(each.value for each in Lane)
        raise InvalidValue(
            f"Không có luồng “{text}”; có: {known}.", f"there is no lane “{text}”; there are: {known}", field="lane"
        ) from error


def once(operation: str, *content: str) -> Once | None:
    """Return what makes this request recognisable, by its `Idempotency-Key`. Raises UsageError for a malformed key."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise UsageError(
            "Idempotency-Key phải có 1–255 ký tự ASCII nhìn thấy được.",
            "Idempotency-Key takes 1 to 255 visible ASCII characters",
        )
    return request_once(caller(), operation, key, *content)


def if_match() -> int:
    """Return the revision named by `If-Match`. Raises MissingPrecondition without it, StaleVersion for another form."""
    if "If-Match" not in request.headers:
        raise MissingPrecondition(
            "Hãy gửi If-Match với ETag của thành phần, để không ghi đè sửa đổi của người khác.",
            "send If-Match with the component's ETag, so that nobody's changes are overwritten",
        )
    tag = request.headers["If-Match"].strip().strip('"')
    if not (tag.isascii() and tag.isdigit()):
        raise StaleVersion("ETag này không phải của thành phần.", "this is not the ETag of a component")
    return int(tag)


def whole_number(name: str, default: int, most: int) -> int:
    """Return a query parameter from 1 to `most`. Raises InvalidValue."""
    text = request.args.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise InvalidValue(
            f"Tham số {name} phải là số nguyên từ 1 đến {most}.",
            f"{name} takes a whole number from 1 to {most}",
            field=name,
        )
    return int(text)
