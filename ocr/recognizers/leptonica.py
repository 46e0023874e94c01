"""Leptonica, the image library inside Tesseract, speaks to the standard error stream; this asks it not to."""

import ctypes
from pathlib import Path
from types import ModuleType

_NONE = 6  # L_SEVERITY_NONE in leptonica's environ.h


def hush(module: ModuleType) -> bool:
    """Silence the Leptonica that the wheel of `module` brings; return whether one was found.

    On pages with ruled tables it prints ``Error in boxClipToRectangle`` up to a dozen times, which is no error: the
    same results come with and without.
    """
    folder = Path(str(module.__file__)).parent.parent / "tesserocr.libs"
    for library in folder.glob("libleptonica-*.so*"):
        ctypes.CDLL(str(library)).setMsgSeverity(_NONE)
        return True
    return False
