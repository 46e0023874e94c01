"""The density that a file states, as Pillow finds it."""

from PIL import Image

from ingest.resolution import Density


def stated_density(image: Image.Image) -> Density | None:
    """Return what JFIF, EXIF, pHYs or the TIFF tags say, or None; whether it is plausible is not judged here."""
    dpi = image.info.get("dpi")
    try:
        across, down = (float(value) for value in dpi) if dpi else (0.0, 0.0)
    except (TypeError, ValueError, ZeroDivisionError):  # EXIF fractions over zero, or a single number
        return None
    return Density(across, down) if across > 0 and down > 0 else None
