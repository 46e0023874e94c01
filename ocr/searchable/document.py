"""Shared by all ways to make the PDF: the encoding of a reading, adding a layer to a page, writing the file."""

import io

import numpy as np
from pikepdf import Name, Object, ObjectStreamMode, Page, Pdf, String

from models.page import PageReading
from models.reading import Reading
from ocr.clean.geometry import Homography
from ocr.searchable.font import NAME, Encoding
from ocr.searchable.layer import text_layer


def encode(reading: Reading) -> Encoding:
    """Return the encoding of all characters of `reading`."""
    return Encoding(word.text for page in reading.pages for line in page.lines for word in line.words)


def to_source(page: PageReading) -> Homography:
    """Return the map from upright pixels to shares (0 to 1) of the source page's width and height."""
    shares = np.diag([1 / page.source_width, 1 / page.source_height, 1.0])
    return np.asarray(shares @ np.array(page.to_source).reshape(3, 3), dtype=np.float64)


def add_layer(pdf: Pdf, page: Page, layer: bytes, font: Object) -> None:
    """Lay `layer` over `page`, apart from whatever state its own instructions leave behind."""
    if not layer:
        return
    page.add_resource(font, Name.Font, Name(NAME), replace_existing=True)
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ\n" + layer))


def turn_upright(page: Page, rotation: int) -> None:
    """Make viewers show `page` with a clockwise turn of `rotation` undone; its contents stay as they are."""
    if rotation:
        page.obj.Rotate = (rotate_of(page) - rotation) % 360


def rotate_of(page: Page) -> int:
    """Return the page's own or inherited turn: 0, 90, 180 or 270; others count as none."""
    node: Object = page.obj
    while "/Rotate" not in node and "/Parent" in node:
        node = node.Parent
    turn = int(node.get("/Rotate", 0)) % 360
    return turn if turn % 90 == 0 else 0


def layer_of(page: PageReading, to_points: Homography, encoding: Encoding) -> bytes:
    return text_layer(page.lines, to_points, encoding)


def write(pdf: Pdf) -> bytes:
    """Return the file; the same content gives the same bytes."""
    pdf.Root.Lang = String("vi")
    target = io.BytesIO()
    packed = ObjectStreamMode.generate
    pdf.save(target, deterministic_id=True, compress_streams=True, object_stream_mode=packed)
    return target.getvalue()
