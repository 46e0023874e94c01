"""Why a database server does not let us in.

libpq gives no SQLSTATE for a connection that was never made, only the server's words. These are looked at for the
commonest reasons, in English; words of any other language end in the sentence that fits all.
"""

from models.errors import ServiceError

_LOGIN = ("password authentication failed", "no password supplied", "no pg_hba.conf entry", 'role "')
_LOST = ("57P01", "57P02", "57P03", "08")
"""SQLSTATEs of a server that is starting, stopping or gone."""


def refusal_of(kind: str, reason: str) -> ServiceError | None:
    """Return the error for an operational failure with SQLSTATE `kind`, or None when the server was reached."""
    if kind and not kind.startswith((*_LOST, "28", "3D")):
        return None
    if kind.startswith("28") or any(words in reason for words in _LOGIN):
        return ServiceError(
            "PostgreSQL từ chối đăng nhập; hãy kiểm tra HOSO_RECORDS_USER và HOSO_RECORDS_PASSWORD_FILE.",
            "PostgreSQL refuses the login; check HOSO_RECORDS_USER and HOSO_RECORDS_PASSWORD_FILE.",
        )
    if kind.startswith("3D") or "does not exist" in reason:
        return ServiceError(
            "Cơ sở dữ liệu ghi trong HOSO_RECORDS không có trên máy chủ; hãy tạo nó hoặc sửa địa chỉ.",
            "The database named in HOSO_RECORDS is not on the server; create it or correct the URL.",
        )
    return ServiceError(
        f"Không kết nối được PostgreSQL ({reason}); hãy kiểm tra máy chủ đang chạy và địa chỉ trong HOSO_RECORDS.",
        f"PostgreSQL cannot be reached ({reason}); check that the server runs and the URL in HOSO_RECORDS.",
    )
