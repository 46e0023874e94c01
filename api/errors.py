"""The one table that binds errors to HTTP status and exit code."""

from collections.abc import Mapping

from models import errors as e

EXIT_OK, EXIT_INPUT, EXIT_USAGE, EXIT_SERVICE = 0, 1, 2, 3

TABLE: Mapping[type[e.HosoError], tuple[int, int]] = {
    e.TooLarge: (413, EXIT_INPUT),
    e.UnsupportedFormat: (415, EXIT_INPUT),
    e.InputError: (422, EXIT_INPUT),
    e.MissingPrecondition: (428, EXIT_USAGE),
    e.UsageError: (400, EXIT_USAGE),
    e.NotFound: (404, EXIT_INPUT),
    e.Forbidden: (403, EXIT_INPUT),
    e.Unauthenticated: (401, EXIT_INPUT),
    e.TooManyAttempts: (429, EXIT_INPUT),
    e.StaleVersion: (412, EXIT_INPUT),
    e.Conflict: (409, EXIT_INPUT),
    e.StorageFull: (507, EXIT_SERVICE),
    e.IntegrityError: (500, EXIT_SERVICE),
    e.ServiceError: (503, EXIT_SERVICE),
    e.PageError: (422, EXIT_INPUT),
    e.HosoError: (500, EXIT_SERVICE),
}
"""HTTP status and exit code by class; the nearest ancestor counts."""


def http_status(error: e.HosoError) -> int:
    return _row(error)[0]


def exit_code(error: e.HosoError) -> int:
    return _row(error)[1]


def _row(error: e.HosoError) -> tuple[int, int]:
    return next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)
