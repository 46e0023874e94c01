"""Files to drafts and back, by what they are: a workbook, a zip of CSV files, a folder of them, or a single one."""

import os
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from models.catalogue import Contents
from models.errors import InvalidValue, NotFound, TooLarge, UnsupportedFormat
from records.catalogue.faults import Sheet
from records.catalogue.sheets.archive import open_archive
from records.catalogue.sheets.columns import GUIDE, sheet_of, title_key
from records.catalogue.sheets.csvs import file_name, read_csv, write_csv
from records.catalogue.sheets.draft import Draft, read_draft
from records.catalogue.sheets.table import RawRow
from records.catalogue.sheets.writing import write_rows

MOST_FILE_BYTES = 20_000_000
"""Of one file; a workbook of 1,900 procedures has 0.55 MB."""

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also a workbook with a password


def read_book(path: Path) -> Draft:
    """Return the draft that a workbook, CSV file, zip or folder of CSV files holds.

    Raises NotFound, TooLarge, UnsupportedFormat, DamagedFile, or InvalidValue (a sheet of another name, none at all).
    What is wrong inside the sheets stands in the draft.
    """
    if path.is_dir():
        return _named_csvs((file.name, _content(file)) for file in sorted(path.glob("*.[cC][sS][vV]")))
    content = _content(path)
    if content.startswith(_OLD_EXCEL):
        raise UnsupportedFormat(
            "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu; hãy bỏ mật khẩu và lưu kiểu .xlsx.",
            "this is an old .xls workbook or one with a password; take the password off and save it as .xlsx",
        )
    if not content.startswith(b"PK"):
        return _named_csvs([(path.name, content)])
    with open_archive(BytesIO(content)) as archive:
        files = [name for name in archive.namelist() if name.lower().endswith(".csv") and "__MACOSX" not in name]
        if "[Content_Types].xml" not in archive.namelist():
            return _named_csvs([(Path(name).name, archive.read(name)) for name in files])
    from records.catalogue.sheets.xlsx import read_xlsx  # noqa: PLC0415  # it loads openpyxl: 0.4 s that few commands need

    return read_draft(_recognised(read_xlsx(BytesIO(content)).items()))


def write_book(contents: Contents, path: Path) -> None:
    """Write a workbook (.xlsx), a zip of CSV files (.zip) or, under any other name, a folder of CSV files.

    Each file is replaced as a whole or not at all.
    """
    rows = write_rows(contents)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from records.catalogue.sheets.xlsx import write_xlsx  # noqa: PLC0415  # as above

        _replace(path, write_xlsx(rows))
    elif suffix == ".zip":
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for sheet in rows:
                archive.writestr(file_name(sheet), write_csv(rows[sheet]))
        _replace(path, out.getvalue())
    elif suffix:
        raise UnsupportedFormat(
            f"Không xuất được kiểu “{suffix}”; hãy dùng .xlsx, .zip hoặc tên một thư mục.",
            f"cannot export to “{suffix}”; use .xlsx, .zip or the name of a folder",
        )
    else:
        path.mkdir(parents=True, exist_ok=True)
        for sheet in rows:
            _replace(path / file_name(sheet), write_csv(rows[sheet]))


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise NotFound(f"Không có tệp hay thư mục “{path}”.", f"there is no file or folder “{path}”")
    if path.stat().st_size > MOST_FILE_BYTES:
        most = MOST_FILE_BYTES // 1_000_000
        raise TooLarge(f"Tệp {path.name} lớn hơn {most} MB; hãy chia nhỏ.", f"{path.name} is above {most} MB; split it")
    return path.read_bytes()


def _named_csvs(files: Iterable[tuple[str, bytes]]) -> Draft:
    named = ((name, Path(name).stem, content) for name, content in files)
    return read_draft(
        _recognised((stem, read_csv(name, content, sheet_of(stem) or Sheet.AGENCIES)) for name, stem, content in named)
    )


def _recognised(sheets: Iterable[tuple[str, Sequence[RawRow]]]) -> Mapping[Sheet, Sequence[RawRow]]:
    """Return the sheets by what they are. A sheet of an unknown name is an error: it would be lost."""
    known = ", ".join(Sheet)
    found: dict[Sheet, Sequence[RawRow]] = {}
    for name, rows in sheets:
        sheet = sheet_of(name)
        if sheet is None and title_key(name) != title_key(GUIDE):
            raise InvalidValue(
                f"Bảng “{name}” không rõ là gì; các bảng là: {known}.", f"unknown sheet “{name}”; sheets are: {known}"
            )
        if sheet in found:
            raise InvalidValue(f"Bảng “{sheet}” có hai lần.", f"the sheet “{sheet}” is there twice")
        if sheet is not None:
            found[sheet] = rows
    if not found:
        raise InvalidValue(f"Không có bảng nào trong: {known}.", f"there is none of the sheets {known}")
    return found


def _replace(path: Path, content: bytes) -> None:
    """Write a file under another name and rename it, so that nobody ever sees half of it."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(0o644)
            Path(draft.name).replace(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
