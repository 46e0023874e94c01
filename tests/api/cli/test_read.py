import json
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from tests.api.cli.conftest import PAPERS, Run
from tests.samples import bad

CARD = PAPERS / "can-cuoc-cong-dan.jpg"

BAD = {
    "empty-file": ("a.jpg", bad.empty_file),
    "unsupported-format": ("b.jpg", bad.text_named_jpg),
    "damaged-file": ("c.jpg", bad.truncated_jpeg),
    "encrypted-pdf": ("d.pdf", bad.encrypted_pdf),
    "no-pages": ("e.pdf", bad.pageless_pdf),
    "too-large": ("f.png", bad.huge_png),
}


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_json_lines_in_input_order_as_the_contract_says(hoso: Run) -> None:
    birth = PAPERS / "giay-khai-sinh.jpg"
    done = hoso("read", "--json", str(birth), str(CARD))
    assert done.returncode == 0, done.stderr
    first, second = lines(done.stdout)
    assert (first["file"], second["file"]) == (str(birth), str(CARD))
    assert (first["type"], second["type"]) == ("birth-certificate", "identity-card")
    assert {"file", "sha256", "type", "type_confidence", "fields", "pages", "seconds"} <= set(first)
    page = second["pages"][0]
    assert {"number", "width", "height", "rotation", "skew", "confidence", "text", "quality"} <= set(page)
    field = second["fields"]["personal_id"]
    assert field["value"] == "011196004217"
    x0, y0, x1, y1 = field["box"]
    assert 0 <= x0 < x1 <= page["width"]
    assert 0 <= y0 < y1 <= page["height"]


def test_nothing_but_data_in_a_pipe(hoso: Run) -> None:
    done = hoso("read", "--json", str(CARD))
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_bad_files_are_named_and_the_rest_is_read(hoso: Run, tmp_path: Path) -> None:
    names = []
    for name, make in BAD.values():
        (tmp_path / name).write_bytes(make())
        names.append(name)
    done = hoso("read", "--json", *names, str(CARD), "missing.jpg")
    assert done.returncode == 1
    *refused, card, missing = lines(done.stdout)
    assert [line["error"]["code"] for line in refused] == list(BAD)
    assert all(line["error"]["message"] for line in refused)
    assert card["type"] == "identity-card"
    assert missing["error"]["code"] == "not-found"


def test_of_a_tiff_with_a_broken_second_page_the_others_are_read(hoso: Run, tmp_path: Path) -> None:
    (tmp_path / "two.tiff").write_bytes(bad.tiff_broken_second_page())
    done = hoso("read", "--json", "two.tiff")
    (line,) = lines(done.stdout)
    assert [page["number"] for page in line["pages"]] == [1, 3]
    assert [failure["number"] for failure in line["failures"]] == [2]
    assert done.returncode == 1


def test_pages_over_the_limit_are_counted_before_any_is_decoded(hoso: Run, tmp_path: Path) -> None:
    (tmp_path / "many.pdf").write_bytes(bad.many_pages_pdf())
    (line,) = lines(hoso("read", "--json", "many.pdf").stdout)
    assert line["error"]["code"] == "too-large"
    assert "201" in line["error"]["message"]


def test_a_searchable_pdf_gives_its_text_back(hoso: Run, tmp_path: Path) -> None:
    done = hoso("read", "--searchable", "out.pdf", str(CARD))
    assert done.returncode == 0, done.stderr
    with pdfplumber.open(tmp_path / "out.pdf") as pdf:
        text = pdf.pages[0].extract_text()
    assert "011196004217" in text
    assert "CĂN CƯỚC CÔNG DÂN" in text


def test_for_people_it_prints_type_fields_and_text(hoso: Run) -> None:
    done = hoso("read", str(CARD))
    assert "identity-card" in done.stdout
    assert "personal_id: 011196004217" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--jobs", "0", "a.jpg"),
        ("read", "--searchable", "o.pdf", "a.jpg", "b.jpg"),
        ("fly",),
        ("read", "--wings", "a.jpg"),
    ],
)
def test_a_malformed_call_ends_with_2(hoso: Run, arguments: tuple[str, ...]) -> None:
    assert hoso(*arguments).returncode == 2


def test_a_malformed_setting_ends_with_2_and_names_it(hoso: Run) -> None:
    done = hoso("read", str(CARD), HOSO_MAX_MB="viele")
    assert done.returncode == 2
    assert "HOSO_MAX_MB" in done.stderr


def test_a_missing_tool_ends_with_3_and_says_what_to_install(hoso: Run, tmp_path: Path) -> None:
    done = hoso("read", str(CARD), HOSO_RECOGNIZER="pytesseract", PATH=str(tmp_path))
    assert done.returncode == 3
    assert "tesseract-ocr" in done.stderr
