"""Whether a page of a mended PDF still has what it draws.

A PDF that was cut short is mended by searching it for objects. Page and content may survive while the scan itself is
gone: drawn as it is, such a page would be blank, or grey from the middle on, and would pass for a sound one.
"""

import io
import zlib

import pikepdf
from PIL import JpegImagePlugin

_DEPTH = 4
_END_OF_IMAGE = b"\xff\xd9"


def is_whole(page: pikepdf.Page) -> bool:
    """Tell whether everything that the page of a mended PDF draws is there and its images reach their end."""
    if page.obj.get("/Contents") is None:
        return False  # lost: writers give even a blank page a content stream
    return _draws_only_what_is_there(page, page.obj, _DEPTH)


def _draws_only_what_is_there(drawing: pikepdf.Page | pikepdf.Object, holder: pikepdf.Object, depth: int) -> bool:
    names = [str(step.operands[0]) for step in pikepdf.parse_content_stream(drawing, "Do") if step.operands]
    drawn = _drawable(holder)
    return all(name in drawn and _object_is_whole(drawn[name], holder, depth) for name in names)


def _drawable(holder: pikepdf.Object) -> dict[str, pikepdf.Object]:
    resources = holder.get("/Resources")
    while resources is None and "/Parent" in holder:  # pages inherit theirs
        holder = holder["/Parent"]
        resources = holder.get("/Resources")
    listed = resources.get("/XObject") if resources is not None else None
    return dict(listed.items()) if listed is not None else {}


def _object_is_whole(drawn: pikepdf.Object, holder: pikepdf.Object, depth: int) -> bool:
    if not isinstance(drawn, pikepdf.Stream):
        return False
    if drawn.get("/Subtype") == pikepdf.Name.Form:
        inner = drawn if "/Resources" in drawn else holder
        return depth == 0 or _draws_only_what_is_there(drawn, inner, depth - 1)
    return _image_is_whole(drawn)


def _image_is_whole(image: pikepdf.Stream) -> bool:
    """Look at the outermost filter: JPEG must decode to its last row, deflated data reach their end mark."""
    filters = image.get("/Filter")
    first = filters[0] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    if first not in {pikepdf.Name.DCTDecode, pikepdf.Name.FlateDecode}:
        return True
    raw = image.read_raw_bytes()
    return _jpeg_is_whole(raw) if first == pikepdf.Name.DCTDecode else _deflated_is_whole(raw)


def _jpeg_is_whole(raw: bytes) -> bool:
    if _END_OF_IMAGE in raw[-4096:]:
        return True
    try:
        with JpegImagePlugin.JpegImageFile(io.BytesIO(raw)) as image:
            image.draft(None, (image.width // 8 or 1, image.height // 8 or 1))
            image.load()
    except (OSError, SyntaxError):
        return False
    return True


def _deflated_is_whole(raw: bytes) -> bool:
    inflater = zlib.decompressobj()
    try:
        for start in range(0, len(raw), 65_536):
            pending = raw[start : start + 65_536]
            while pending and not inflater.eof:
                inflater.decompress(pending, 1_000_000)
                pending = inflater.unconsumed_tail
    except zlib.error:
        return False
    return inflater.eof
