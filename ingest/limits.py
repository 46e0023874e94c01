"""How much is accepted, and how much of it is held in memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold. `working_pixels` is no limit of what is accepted: larger pages are reduced while decoding.

    25 megapixels keep a 300 dpi A3 page (17 megapixels) whole.
    """

    max_bytes: int = 50_000_000
    max_pixels: int = 100_000_000
    max_pages: int = 200
    working_pixels: int = 25_000_000
