"""The files themselves: workbooks, CSV files in folders and zips; what Excel does to them; what an attacker would."""

import csv
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from models.catalogue import Contents
from models.errors import DamagedFile, HosoError, InvalidValue, NotFound, TooLarge, UnsupportedFormat
from records.catalogue import starter
from records.catalogue.faults import Sheet
from records.catalogue.sheets import archive, book, check, read_book, write_book
from records.catalogue.sheets.columns import COLUMNS, GUIDE
from tests.records.catalogue.sheets import NOTHING, draft, sound, workbook

NAMES = ("co-quan.csv", "thu-tuc.csv", "thanh-phan.csv", "lien-thong.csv")


def csv_text(rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def csv_folder(folder: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    folder.mkdir()
    for name, rows in zip(NAMES, sound().values(), strict=True):
        (folder / name).write_text(csv_text(rows, delimiter), encoding)
    return folder


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def repacked(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one member of a zip."""
    with zipfile.ZipFile(path) as source:
        members = {item: source.read(item) for item in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for item, content in members.items():
            target.writestr(item, change(content) if item == name else content)
    return path


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip", "folder"])
def test_the_starter_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    write_book(starter(), tmp_path / name)
    back = read_book(tmp_path / name)
    assert check(back, NOTHING) == []
    assert back.contents == starter()
    write_book(starter(), tmp_path / name)  # over what is there
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_any_usual_delimiter_and_with_or_without_mark(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    back = read_book(csv_folder(tmp_path / "in", delimiter, encoding))
    assert check(back, NOTHING) == []
    assert back.contents == draft(sound()).contents


def test_a_workbook_of_an_office_reads_like_the_csv_files(tmp_path: Path) -> None:
    back = read_book(written(tmp_path / "a.xlsx", workbook(sound())))
    assert back.contents == draft(sound()).contents


def test_a_single_csv_file_and_a_zip_from_a_mac_are_read(tmp_path: Path) -> None:
    folder = csv_folder(tmp_path / "in")
    assert read_book(folder / "co-quan.csv").contents == Contents(draft(sound()).contents.agencies)
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as made:
        for name in NAMES:
            made.write(folder / name, f"danh mục/{name}")
            made.writestr(f"__MACOSX/._{name}", b"\0\5\x16\7")
    assert read_book(tmp_path / "in.zip").contents == draft(sound()).contents


def test_exported_csv_opens_in_excel_and_a_workbook_offers_choices_and_a_guide(tmp_path: Path) -> None:
    write_book(starter(), tmp_path / "out")
    assert all((tmp_path / "out" / name).read_bytes().startswith(b"\xef\xbb\xbf") for name in NAMES)
    write_book(starter(), tmp_path / "out.xlsx")
    pages = load_workbook(tmp_path / "out.xlsx")
    assert pages.sheetnames == [*Sheet, GUIDE]
    assert len(list(pages[GUIDE].values)) == 1 + sum(map(len, COLUMNS.values()))
    codes = pages[Sheet.PROCEDURES]["A"]
    assert {cell.number_format for cell in codes[1:]} == {"@"}  # so that Excel makes no number of a new code
    assert pages[Sheet.PROCEDURES].column_dimensions["A"].number_format == "@"
    assert pages[Sheet.PROCEDURES]["J2"].is_date
    offered = pages[Sheet.AGENCIES].data_validations.dataValidation
    assert [item.formula1 for item in offered] == ['"trung ương,tỉnh,huyện,xã"']


@pytest.mark.parametrize("evil", ["=1+1", "+84", "-x", "@SUM(A1)", "'=1", "''quoted", '=HYPERLINK("http://x")'])
@pytest.mark.parametrize("name", ["a.xlsx", "folder"])
def test_a_text_that_looks_like_a_formula_is_never_one_and_comes_back(tmp_path: Path, evil: str, name: str) -> None:
    agency = replace(draft(sound()).contents.agencies[0], name=evil)
    write_book(Contents((agency,)), tmp_path / name)
    assert read_book(tmp_path / name).contents.agencies == (agency,)
    if name == "a.xlsx":
        cell = load_workbook(tmp_path / name)[Sheet.AGENCIES]["B2"]
        assert (cell.data_type, cell.value) == ("s", evil)
        assert cell.quotePrefix == (evil[0] in "=+-@")
    else:
        cells = next(iter(csv.reader((tmp_path / name / NAMES[0]).read_text("utf-8-sig").splitlines()[1:])))
        assert cells[1][0] not in "=+-@"


def test_a_formula_an_error_and_a_time_in_a_cell_are_refused_by_name(tmp_path: Path) -> None:
    rows = sound()
    rows[Sheet.AGENCIES][1][1] = "=A1"
    rows[Sheet.AGENCIES][2][1] = "#REF!"
    back = read_book(written(tmp_path / "a.xlsx", workbook(rows)))
    assert [(p.row, p.column) for p in back.problems] == [(2, "Tên cơ quan"), (3, "Tên cơ quan")]
    assert "công thức" in back.problems[0].vi
    assert "#REF!" in back.problems[1].vi


def test_a_sheet_of_an_unknown_name_is_refused_and_the_guide_passed_over(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(InvalidValue, match="Sheet"):
        read_book(tmp_path / "a.xlsx")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidValue, match="Không có bảng nào"):
        read_book(tmp_path / "empty")
    folder = csv_folder(tmp_path / "in")
    (folder / "Cơ quan.csv").write_text("x", "utf-8")
    with pytest.raises(InvalidValue, match="hai lần"):
        read_book(folder)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\xd0\xcf\x11\xe0 old", UnsupportedFormat),
        (b"PK\x03\x04 torn", DamagedFile),
        ("Đơn vị".encode("cp1258", "replace"), InvalidValue),
        ('"Mã cơ quan'.encode(), InvalidValue),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes, error: type[HosoError]) -> None:
    with pytest.raises(error) as caught:
        read_book(written(tmp_path / "co-quan.csv", content))
    assert "hãy" in caught.value.vi


def test_what_is_not_there_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound):
        read_book(tmp_path / "none.xlsx")
    monkeypatch.setattr(book, "MOST_FILE_BYTES", 10)
    with pytest.raises(TooLarge):
        read_book(written(tmp_path / "a.csv", b"x" * 11))
    with pytest.raises(UnsupportedFormat):
        write_book(NOTHING, tmp_path / "a.pdf")


def test_a_bomb_is_stopped_by_what_comes_out_not_by_what_it_says(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", workbook(sound()))
    repacked(path, "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * archive.MOST_BYTES)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(TooLarge):
        read_book(path)


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        for number in range(archive.MOST_MEMBERS + 1):
            made.writestr(f"{number}.csv", b"")
    with pytest.raises(TooLarge):
        read_book(tmp_path / "a.zip")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("word", ["<!DOCTYPE x SYSTEM 'y'>", "<!ENTITY a 'aaaa'>"])
@pytest.mark.parametrize("start", [0, 65_532, 65_536 - 1])  # across the pieces in which a member is inflated
def test_xml_with_entities_is_refused_wherever_they_stand(tmp_path: Path, encoding: str, word: str, start: int) -> None:
    path = written(tmp_path / "a.xlsx", workbook(sound()))
    repacked(path, "xl/workbook.xml", lambda xml: b" " * start + word.encode(encoding) + xml)
    with pytest.raises(InvalidValue, match="XML"):
        read_book(path)


def test_xml_under_another_name_is_looked_at_too(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", workbook(sound()))
    with zipfile.ZipFile(path, "a") as book_file:
        book_file.writestr("xl/media/logo.bin", "<!DOCTYPE x>")
    with pytest.raises(InvalidValue, match="XML"):
        read_book(path)


def test_xml_that_hides_its_words_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", workbook(sound()))
    hidden = b"<?xml version='1.0' encoding='cp037'?>" + "<!DOCTYPE x>".encode("cp037")
    repacked(path, "xl/workbook.xml", lambda xml: hidden + xml)
    with pytest.raises(InvalidValue, match="XML"):
        read_book(path)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_spoilt_inside_is_damaged_not_a_crash(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.xlsx", workbook(sound()))
    repacked(path, name, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(DamagedFile):
        read_book(path)


def test_a_workbook_that_says_it_is_smaller_than_it_is_is_read_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", workbook(sound()))
    for number in range(1, 5):
        repacked(
            path,
            f"xl/worksheets/sheet{number}.xml",
            lambda xml: re.sub(rb'ref="A1:[A-Z0-9]+"', b'ref="A1"', xml, count=1),
        )
    assert read_book(path).contents == draft(sound()).contents


def test_blank_rows_do_not_count_but_keep_their_numbers(tmp_path: Path) -> None:
    pages = load_workbook(BytesIO(workbook(sound())))
    page = pages[Sheet.AGENCIES]
    page.insert_rows(3, 2)
    page["C5"] = "thôn"
    page.cell(3000, 1, " ")
    pages.save(tmp_path / "a.xlsx")
    assert [(p.row, p.column) for p in read_book(tmp_path / "a.xlsx").problems] == [(5, "Cấp")]
