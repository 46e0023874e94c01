"""Names of files in ``Content-Disposition`` (RFC 6266): a plain form for old programmes beside one of every letter."""

import unicodedata
from collections.abc import Mapping
from urllib.parse import quote


def names(filename: str) -> Mapping[str, str]:
    """Return the parameters that name a file: ``filename`` alone when it is of plain letters, else both forms."""
    letters = unicodedata.normalize("NFKD", filename.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(c if c.isalnum() or c in "._-() " else "_" for c in letters if not unicodedata.combining(c))
    ascii_name = plain.encode("ascii", "replace").decode().replace("?", "_")
    if ascii_name == filename:
        return {"filename": filename}
    return {"filename": ascii_name, "filename*": f"UTF-8''{quote(filename, safe='')}"}


def attachment(filename: str) -> str:
    """Return the header's value for a download under `filename`; nothing in a name can end or add to it."""
    plain, *full = names(filename).values()
    return "; ".join(["attachment", f'filename="{plain}"', *(f"filename*={each}" for each in full)])
