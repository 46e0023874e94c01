import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.names import MAX_LENGTH, display_name


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("giấy khai sinh.jpg", "giấy khai sinh.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Quét\\bản 1.pdf", "bản 1.pdf"),
        ("..", "khong-ten"),
        ("", "khong-ten"),
        (" \t\n", "khong-ten"),
        ("a\x00b\x1b[31m.png", "a b [31m.png"),
        ("anh\u202egpj.exe", "anh gpj.exe"),
        ('"><script>.png', "”›‹script›.png"),
        ("giay\u0323\u0302y.pdf", "giaỵ̂y.pdf"),
        ("ngoa\u0306\u0300c.pdf", "ngoằc.pdf"),
    ],
)
def test_names_are_made_harmless(raw: str, shown: str) -> None:
    assert display_name(raw) == unicodedata.normalize("NFC", shown)


def test_a_long_name_keeps_its_extension() -> None:
    name = display_name("đ" * 300 + ".jpeg")
    assert len(name) == MAX_LENGTH
    assert name.endswith("đ.jpeg")


def test_a_long_name_whose_dot_is_no_extension() -> None:
    assert display_name("a." + "b" * 300) == "a." + "b" * (MAX_LENGTH - 2)


@given(st.text(max_size=400))
def test_any_name_becomes_safe(raw: str) -> None:
    name = display_name(raw)
    assert 1 <= len(name) <= MAX_LENGTH
    assert not set(name) & set("/\\\0\r\n\"'`<>&")
    assert name not in {".", ".."}
    assert name == unicodedata.normalize("NFC", name)
    assert all(unicodedata.category(c)[0] != "C" for c in name)
    name.encode()
    assert display_name(name) == name
