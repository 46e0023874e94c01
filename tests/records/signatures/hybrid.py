"""Hybrid-reference files, written by hand: a trailer points to a stream of objects that older readers do not see."""

_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents 4 0 R>>",
    b"<</Length 8>>\nstream\n0 0 m S \nendstream",
)
_HIDDEN = 6


def hybrid_paper(*, hidden: bool = True) -> bytes:
    """Return a page of paper; with `hidden`, object 6 stands in the stream of the hybrid trailer only."""
    content = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(_OBJECTS, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    extra = b""
    if hidden:
        content, stream = _with_stream(content, 5)
        extra = b"/XRefStm %d" % stream
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 7/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (extra, len(content))
    return content + table + trailer


def hidden_update(signed: bytes) -> bytes:
    """Return `signed` with an update that changes object 4, the page's content, for newer readers only."""
    previous = int(signed.rsplit(b"startxref\n", 1)[1].split()[0])
    size = 40
    content, stream = _with_stream(signed + b"\n", size, hidden=4)
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Prev %d/XRefStm %d>>\n" % (size + 1, previous, stream)
    return content + b"xref\n0 0\n" + trailer + b"startxref\n%d\n%%%%EOF\n" % len(content)


def _with_stream(content: bytes, number: int, hidden: int = _HIDDEN) -> tuple[bytes, int]:
    """Append the hidden object and the cross-reference stream, numbered `number`, that tells of it."""
    place = len(content)
    content += b"%d 0 obj\n<</Length 8>>\nstream\n9 9 m S \nendstream\nendobj\n" % hidden
    stream = len(content)
    entry = b"\1" + place.to_bytes(4, "big") + b"\0"
    head = b"<</Type/XRef/Size %d/W[1 4 1]/Index[%d 1]/Length %d>>" % (number + 2, hidden, len(entry))
    return content + b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, entry), stream
