"""A received JPEG: one page, the JPEG in it byte for byte, shown upright as its EXIF orientation says."""

import pikepdf

from models.reading import Reading
from ocr.searchable.document import add_layer, encode, layer_of, to_source, turn_upright, write
from ocr.searchable.font import add_font
from ocr.searchable.pictures import add_picture_page, read_jpeg, share_to_points
from ocr.searchable.sizes import page_size


def pdf_of_jpeg(original: bytes, reading: Reading) -> bytes:
    """Return the PDF. Raises DamagedFile when `original` is no JPEG."""
    jpeg = read_jpeg(original)
    encoding = encode(reading)
    with pikepdf.new() as pdf:
        font = add_font(pdf, encoding)
        points = page_size(jpeg.shown_size, jpeg.dpi)
        page = add_picture_page(pdf, jpeg, points)
        for read in reading.pages[:1]:
            add_layer(pdf, page, layer_of(read, share_to_points(points) @ to_source(read), encoding), font)
            turn_upright(page, read.rotation)
        return write(pdf)
