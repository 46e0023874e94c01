"""WebP through libwebp itself, which can reduce a page while decoding it; neither Pillow nor OpenCV asks it to.

100 megapixels take 0.6 GB in OpenCV's whole-page decoding. The library is the one that Pillow brings along; the
structures are those of webp/decode.h, whose layout is guarded by the version number that every call hands over.
"""

import ctypes
import ctypes.util
from functools import cache
from pathlib import Path

import numpy as np
import PIL

from ingest.orientation import Pixels

_ABI = 0x0209  # WEBP_DECODER_ABI_VERSION; libwebp refuses another major version
_RGBA = 1  # MODE_RGBA
_DONE = 0  # VP8_STATUS_OK


class _Buffer(ctypes.Structure):
    """WebPDecBuffer for RGBA; `spare` fills the union up to its larger member, the planes of YUVA."""

    _fields_ = (
        ("colorspace", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("is_external_memory", ctypes.c_int),
        ("rgba", ctypes.c_void_p),
        ("stride", ctypes.c_int),
        ("size", ctypes.c_size_t),
        ("spare", ctypes.c_uint8 * (80 - 24)),
        ("pad", ctypes.c_uint32 * 4),
        ("private_memory", ctypes.c_void_p),
    )


class _Options(ctypes.Structure):
    """WebPDecoderOptions."""

    _fields_ = (
        ("before", ctypes.c_int * 7),
        ("use_scaling", ctypes.c_int),
        ("scaled_width", ctypes.c_int),
        ("scaled_height", ctypes.c_int),
        ("after", ctypes.c_int * 4),
        ("pad", ctypes.c_uint32 * 5),
    )


class _Config(ctypes.Structure):
    """WebPDecoderConfig; `input` is WebPBitstreamFeatures."""

    _fields_ = (("input", ctypes.c_int * 10), ("output", _Buffer), ("options", _Options))


def decode_scaled(data: bytes, width: int, height: int) -> Pixels | None:
    """Return a still WebP as RGBA of exactly `width` × `height`, averaged by libwebp.

    None when there is no such library, or when it will not decode the file: an animation, or damage.
    """
    library = _library()
    config = _Config()
    if library is None or not library.WebPInitDecoderConfigInternal(ctypes.byref(config), _ABI):
        return None
    pixels = np.empty((height, width, 4), np.uint8)
    output, options = config.output, config.options
    options.use_scaling, options.scaled_width, options.scaled_height = 1, width, height
    output.colorspace, output.is_external_memory = _RGBA, 1
    output.rgba, output.stride, output.size = pixels.ctypes.data, width * 4, pixels.nbytes
    done = library.WebPDecode(data, ctypes.c_size_t(len(data)), ctypes.byref(config)) == _DONE
    library.WebPFreeDecBuffer(ctypes.byref(output))
    return pixels if done else None


@cache
def _library() -> ctypes.CDLL | None:
    beside_pillow = sorted((Path(PIL.__file__).parents[1] / "pillow.libs").glob("libwebp-*"))
    name = str(beside_pillow[0]) if beside_pillow else ctypes.util.find_library("webp")
    return ctypes.CDLL(name) if name else None
