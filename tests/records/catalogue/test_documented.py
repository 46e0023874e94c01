"""What `docs/catalogue.md` says of the sheets is what the programme reads and writes."""

from pathlib import Path

import pytest

from records.catalogue.faults import Sheet
from records.catalogue.sheets.columns import COLUMNS, column_of, sheet_of, title_key
from records.catalogue.sheets.csvs import file_name
from records.vocabulary import FIELDS, PAPERS

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "catalogue.md").read_text("utf-8")


@pytest.mark.parametrize("sheet", Sheet)
def test_every_sheet_and_column_is_documented(sheet: Sheet) -> None:
    part = DOCUMENT.split(f"### {sheet} — `{file_name(sheet)}`")[1].split("###")[0]
    for column in COLUMNS[sheet]:
        assert f"| {column.title} | `{column.attribute}` | {'yes' if column.required else '–'} | " in part


def test_every_word_for_papers_and_fields_is_documented() -> None:
    words = " ".join(DOCUMENT.split())
    assert [slug for slug, name in PAPERS.items() if f"| {name} | `{slug}` |" not in words] == []
    assert [field for field, name in FIELDS.items() if f"{name} (`{field}`)" not in words] == []


@pytest.mark.parametrize("sheet", Sheet)
def test_titles_and_names_are_told_apart_in_every_spelling(sheet: Sheet) -> None:
    keys = [title_key(text) for column in COLUMNS[sheet] for text in {column.title, column.attribute}]
    assert len(set(keys)) == len(keys)
    for column in COLUMNS[sheet]:
        assert column.help.endswith((".", ";"))
        for spelling in (column.title.upper(), title_key(column.title), column.attribute, f" {column.title}\n"):
            assert column_of(sheet, spelling) is column
    assert sheet_of(file_name(sheet).removesuffix(".csv")) is sheet
