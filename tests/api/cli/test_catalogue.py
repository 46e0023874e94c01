"""`./hoso catalogue` as an office calls it."""

from pathlib import Path

from openpyxl import load_workbook

from records.catalogue.faults import Sheet
from tests.api.cli.conftest import Run
from tests.records.catalogue.sheets import sound, workbook


def test_an_office_exports_edits_and_imports_again(hoso: Run, tmp_path: Path) -> None:
    done = hoso("catalogue", "export", "danh-muc.xlsx")
    assert done.returncode == 0, done.stderr
    assert "60 thủ tục" in done.stdout
    pages = load_workbook(tmp_path / "danh-muc.xlsx")
    pages[Sheet.PROCEDURES]["F2"] = 3
    pages.save(tmp_path / "danh-muc.xlsx")
    tried = hoso("catalogue", "import", "danh-muc.xlsx", "--dry-run")
    assert "thủ tục (theo phiên bản): 0 mới, 1 đổi" in tried.stdout
    loaded = hoso("catalogue", "import", "danh-muc.xlsx")
    assert (loaded.returncode, tried.returncode) == (0, 0)
    assert "Đã nhập" in loaded.stdout
    assert "0 mới, 0 đổi" in hoso("catalogue", "import", "danh-muc.xlsx").stdout


def test_a_province_replaces_the_examples_by_its_own(hoso: Run, tmp_path: Path) -> None:
    (tmp_path / "tinh.xlsx").write_bytes(workbook(sound()))
    assert hoso("catalogue", "import", "tinh.xlsx", "--replace").returncode == 0
    assert "3 cơ quan, 2 thủ tục, 1 liên thông" in hoso("catalogue", "export", "ra").stdout


def test_mistakes_are_listed_in_two_languages_and_end_with_1(hoso: Run, tmp_path: Path) -> None:
    assert hoso("catalogue", "export", "danh-muc").returncode == 0
    file = tmp_path / "danh-muc" / "thu-tuc.csv"
    file.write_text(file.read_text("utf-8-sig").replace(",xã,", ",thôn,", 2), "utf-8-sig")
    done = hoso("catalogue", "import", "danh-muc")
    assert done.returncode == 1
    assert done.stderr.count("Thủ tục, hàng") == 2
    assert done.stderr.count("Thủ tục, row") == 2
    assert "2 lỗi, chưa ghi gì" in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_not_there_ends_with_1_and_a_wrong_call_with_2(hoso: Run) -> None:
    done = hoso("catalogue", "import", "none.xlsx")
    assert done.returncode == 1
    assert "none.xlsx" in done.stderr
    assert hoso("catalogue", "import").returncode == 2
