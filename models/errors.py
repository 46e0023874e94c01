"""The error tree. Each class has a stable code; each message says what to do, in Vietnamese, then in English.

::

    HosoError
    ├── InputError              what was sent cannot be used            (exit 1, HTTP 422)
    │   ├── EmptyFile · UnsupportedFormat · DamagedFile · EncryptedFile · NoPages
    │   ├── TooLarge            bytes, pixels or pages over the limit   (HTTP 413)
    │   └── InvalidValue        a field of a request                    (HTTP 422)
    ├── UsageError              the call itself is malformed            (exit 2, HTTP 400)
    │   └── MissingPrecondition a change without If-Match               (HTTP 428)
    ├── NotFound                no such thing, or not for this caller   (HTTP 404)
    ├── Forbidden               known caller, not allowed               (HTTP 403)
    ├── Unauthenticated         no valid token                          (HTTP 401)
    ├── Conflict                the state does not allow it             (HTTP 409)
    │   ├── StaleVersion        If-Match does not hold                  (HTTP 412)
    │   └── NotReusable         a rule of reuse says no                 (HTTP 409)
    ├── ServiceError            a part that should answer does not      (exit 3, HTTP 503)
    │   ├── StorageFull         nothing was stored                      (HTTP 507)
    │   ├── StorageFailed · MissingTool · MissingData
    │   └── IntegrityError      stored bytes are not what was hashed    (HTTP 500)
    └── PageError               one page cannot be read; the others can
        ├── PageDamaged · PageTooSlow · PageTooBig · PageCrashed

The table that binds codes to HTTP status and exit code is `api/errors.py`.
"""

from typing import ClassVar


class HosoError(Exception):
    """Root of all errors that the house raises on purpose.

    `vi` and `en` say what happened and what to do; `code` is stable and may be relied on by other systems.
    """

    code: ClassVar[str] = "error"

    def __init__(self, vi: str, en: str, **facts: str | int) -> None:
        super().__init__(vi, en)
        self.vi = vi
        self.en = en
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle whole: errors cross from page processes to the worker."""
        return _rebuild, (type(self), self.vi, self.en, dict(self.facts))


def _rebuild(kind: type[HosoError], vi: str, en: str, facts: dict[str, str | int]) -> HosoError:
    return kind(vi, en, **facts)


class InputError(HosoError):
    code = "invalid-input"


class EmptyFile(InputError):
    code = "empty-file"


class UnsupportedFormat(InputError):
    code = "unsupported-format"


class DamagedFile(InputError):
    code = "damaged-file"


class EncryptedFile(InputError):
    code = "encrypted-pdf"


class NoPages(InputError):
    code = "no-pages"


class TooLarge(InputError):
    code = "too-large"


class InvalidValue(InputError):
    code = "invalid-value"


class UsageError(HosoError):
    code = "usage"


class MissingPrecondition(UsageError):
    code = "missing-precondition"


class NotFound(HosoError):
    code = "not-found"


class Forbidden(HosoError):
    code = "forbidden"


class Unauthenticated(HosoError):
    code = "unauthenticated"


class TooManyAttempts(HosoError):
    """Too many wrong codes or tokens; `facts` has `retry_after`, in seconds."""

    code = "too-many-attempts"


class Conflict(HosoError):
    code = "conflict"


class StaleVersion(Conflict):
    code = "stale-version"


class NotReusable(Conflict):
    code = "not-reusable"


class ServiceError(HosoError):
    code = "service-unavailable"


class StorageFull(ServiceError):
    code = "storage-full"


class StorageFailed(ServiceError):
    code = "storage-failed"


class MissingTool(ServiceError):
    code = "missing-tool"


class MissingData(ServiceError):
    code = "missing-data"


class IntegrityError(ServiceError):
    code = "integrity"


class PageError(HosoError):
    code = "page-failed"


class PageDamaged(PageError):
    code = "page-damaged"


class PageTooSlow(PageError):
    code = "page-too-slow"


class PageTooBig(PageError):
    code = "page-too-big"


class PageCrashed(PageError):
    code = "page-crashed"
