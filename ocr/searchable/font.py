"""The invisible font as PDF objects, and words as the character codes of it."""

from collections.abc import Iterable

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from ocr.searchable.truetype import ADVANCE, ASCENT, DESCENT, glyphless_font

NAME = "/HoSoText"


class Encoding:
    """Numbers the characters of one document from 1; each is set as two bytes and maps back to itself."""

    def __init__(self, texts: Iterable[str]) -> None:
        characters = sorted({character for text in texts for character in text} | {" "})
        self._codes = {character: code for code, character in enumerate(characters, 1)}

    def hexadecimal(self, text: str) -> str:
        """Return `text` as the digits of a hexadecimal string of PDF."""
        return "".join(f"{self._codes[character]:04X}" for character in text)

    def to_unicode(self) -> bytes:
        """Return the CMap that gives the characters back (ISO 32000-1, 9.10.3), at most a hundred to a block."""
        pairs = [
            f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, code in self._codes.items()
        ]
        blocks = (pairs[start : start + 100] for start in range(0, len(pairs), 100))
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (_HEAD + body + _FOOT).encode("ascii")

    def __len__(self) -> int:
        return len(self._codes)


def add_font(pdf: Pdf, encoding: Encoding) -> Object:
    """Add the font to `pdf` and return its dictionary, an indirect object."""
    file = pdf.make_stream(glyphless_font())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/GlyphLess"),
        Flags=5,
        FontBBox=Array([0, DESCENT, ADVANCE, ASCENT]),
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=ASCENT,
        StemV=80,
        FontFile2=file,
    )
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/GlyphLess"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=ADVANCE,
        CIDToGIDMap=pdf.make_stream(b"\0\1" * (len(encoding) + 1)),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/GlyphLess"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(letters)]),
        ToUnicode=pdf.make_stream(encoding.to_unicode()),
    )
    return pdf.make_indirect(font)


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_FOOT = """
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
