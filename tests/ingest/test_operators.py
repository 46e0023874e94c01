"""Drawing instructions read the quick way: to the same values as pdfminer's own parser, or not at all."""

import io

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSKeyword

from ingest.pdf.content import Content, content_of
from ingest.pdf.document import single_page
from ingest.pdf.operators import Operation, operations
from tests.ingest.pdfs import full_page_scan, saved, scanned, typed, written

NUMBERS = ["0", "-12", "+7", "3.25", "-.5", "4.", ".", "-", "1.2.3", "5-3", "1e5", "--5"]
STRINGS = ["(abc)", "()", r"(a\(b\)c)", r"(\101\7\0012)", r"(\q\\)", "(a(b)c)", "(a\\\nb)", "(\xe9)", r"(\777)", "(a"]
NAMES = ["/F1", "/", "/A#42", "/Điều", "<0041 0042>", "<ABC>", "<>", "<4", "true", "false", "null"]
WORDS = ["Tj", "TJ", "BT", "T*", "'", '"', "re", "f*", "BDC", "cm", "BI", "ID", "EI", "Q%", "{", "}", "% a (b\n"]
MARKS = ["[", "]", "<<", ">>", " ", "\n", "\r\n", "\t", "\0"]
PIECES = st.lists(st.sampled_from([*NUMBERS, *STRINGS, *NAMES, *WORDS, *MARKS]), max_size=24)


def as_pdfminer_has_them(data: bytes) -> list[Operation]:
    parser, operands, found = PDFContentParser([PDFStream({}, data)]), list[object](), list[Operation]()
    while True:
        try:
            _, value = parser.nextobject()
        except PSException:
            return found
        if isinstance(value, PSKeyword):
            found.append((str(value.name, "utf-8", "ignore"), operands))
            operands = []
        else:
            operands.append(value)


@given(PIECES, st.sampled_from(["", " "]))
@example(["[", "(a)", "-12", "<0041>", "]", "TJ"], " ")
@example(["/Span", "<<", "/K", "[", "1", "]", ">>", "BDC"], " ")
def test_what_is_read_is_what_pdfminer_reads(pieces: list[str], between: str) -> None:
    data = between.join(pieces).encode("utf-8")
    found = operations(data)
    assert found is None or found == as_pdfminer_has_them(data)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"BT /F1 12 Tf (\\101b) Tj [<0041>-20(c)]TJ ET", ["BT", "Tf", "Tj", "TJ", "ET"]),
        (b"/P <</MCID 0>>BDC 1 0 0 1 5 .5 cm%end\nf* EMC", ["BDC", "cm", "f*", "EMC"]),
        (b"", []),
    ],
)
def test_plain_content_is_read(data: bytes, found: list[str]) -> None:
    assert [name for name, _ in operations(data) or ()] == found


@pytest.mark.parametrize(
    "data",
    [
        b"BI /W 1 /H 1 ID x EI Q",
        b"[1 2 Tj",
        b"[1 >> Tj",
        b"<</A>> BDC",
        b"(a(b)c) Tj",
        b"<ABC> Tj",
        b"/A#42 gs",
        b"\x80",
    ],
)
def test_what_is_not_plain_is_left_to_pdfminer(data: bytes) -> None:
    assert operations(data) is None


def content(data: bytes) -> Content:
    found = content_of(single_page(io.BytesIO(data), 1))
    assert found is not None
    return found


@pytest.mark.parametrize("data", [written(), full_page_scan(content=typed(["mot", "hai"])), scanned([])])
def test_a_page_holds_the_same_however_its_instructions_are_read(data: bytes) -> None:
    """An inline image of one point sends the whole page to pdfminer's own parser."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"\nq BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n"))
        slow = content(saved(pdf))
    quick = content(data)
    assert quick.glyphs == slow.glyphs
    assert quick.images == slow.images[: len(quick.images)]


def test_letters_of_form_objects_are_where_they_are_drawn() -> None:
    with pikepdf.open(io.BytesIO(scanned([], content=b"q 1 0 0 1 0 -100 cm /Fm Do Q"))) as pdf:
        page = pdf.pages[0].obj
        form = pdf.make_stream(typed(["mot hai"]) + b"/Fm Do")  # draws itself, too: once is enough
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 595, 842])
        form.Resources = pikepdf.Dictionary(Font=page.Resources.Font)
        page.Resources.XObject = pikepdf.Dictionary(Fm=form)
        form.Resources.XObject = pikepdf.Dictionary(Fm=form)
        found = content(saved(pdf))
    assert "".join(glyph.text for glyph in found.glyphs) == "mot hai"
    assert found.glyphs[0].bottom == pytest.approx(842 - 780 + 100, abs=4)


def test_lines_and_frames_are_counted_and_left_out() -> None:
    drawn = b"10 10 m 90 10 l S 20 20 50 50 re f 0 0 m 1 1 2 2 3 3 c n\n"
    assert content(scanned([], content=drawn + typed(["mot"]))).segments == 3
    assert content(scanned([])).segments == 0
