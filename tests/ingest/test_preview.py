from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest

from ingest.limits import Limits
from ingest.preview import WORKING_PIXELS, preview_page
from models.errors import PageDamaged
from tests.samples.files import jpeg_file, png_file, scanned_pdf, tiff_file

_PHOTO = np.full((4000, 3000, 3), 200, np.uint8)
_SMALL = np.full((1000, 700, 3), 200, np.uint8)


@pytest.mark.parametrize(
    ("data", "media_type", "reduced"),
    [
        (jpeg_file(_PHOTO), "image/jpeg", 0.5),
        (jpeg_file(_SMALL), "image/jpeg", 1.0),
        (png_file(_PHOTO), "image/png", 0.5),
        (tiff_file([_PHOTO]), "image/tiff", 0.5),
        (tiff_file([_SMALL]), "image/tiff", 1.0),
        (scanned_pdf([_SMALL]), "application/pdf", 1.0),
    ],
)
def test_a_preview_is_small_and_knows_how_much_smaller(data: bytes, media_type: str, reduced: float) -> None:
    preview = preview_page(BytesIO(data), 1, Limits(), media_type)
    raster = preview.page.raster
    assert raster.width * raster.height <= WORKING_PIXELS
    assert preview.reduced == pytest.approx(reduced, abs=0.01)


def test_a_smaller_limit_of_the_service_holds() -> None:
    limits = replace(Limits(), working_pixels=1_000_000)
    raster = preview_page(BytesIO(jpeg_file(_PHOTO)), 1, limits, "image/jpeg").page.raster
    assert raster.width * raster.height <= 1_000_000


def test_a_damaged_page_is_named() -> None:
    with pytest.raises(PageDamaged):
        preview_page(BytesIO(jpeg_file(_SMALL)[:400]), 1, Limits(), "image/jpeg")
