"""Names in Content-Disposition: every letter kept, and nothing that could end or add to the header."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.disposition import attachment, names


def test_a_plain_name_stands_alone() -> None:
    assert names("scan-1.pdf") == {"filename": "scan-1.pdf"}
    assert attachment("scan-1.pdf") == 'attachment; filename="scan-1.pdf"'


def test_a_vietnamese_name_has_both_forms() -> None:
    found = names("Đơn xin giấy.pdf")
    assert found["filename"] == "Don xin giay.pdf"
    assert unquote(found["filename*"].removeprefix("UTF-8''")) == "Đơn xin giấy.pdf"


@pytest.mark.parametrize("name", ['a"; filename="b.exe', "a\r\nSet-Cookie: x=1", "a\\", "a;b", "文.pdf"])
def test_nothing_in_a_name_ends_or_adds_to_the_header(name: str) -> None:
    said = attachment(name)
    assert said.isascii()
    assert said.isprintable()
    assert said.count('"') == 2
    assert "\\" not in said


@given(st.text(max_size=60).filter(lambda name: name.isprintable()))
def test_the_full_form_gives_back_any_name(name: str) -> None:
    found = names(name)
    full = found.get("filename*", "")
    assert (unquote(full.removeprefix("UTF-8''")) if full else found["filename"]) == name
