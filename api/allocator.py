"""How a page process keeps memory between uses.

By default glibc maps each large array anew and gives it back when it is freed, so that the kernel clears the same
megabytes again for every step over a page, 4 kilobytes at a time (docs/reading.md, Speed).
"""

import ctypes
import gc

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD = -1, -2, -3  # glibc's malloc.h
_MADV_HUGEPAGE = 14  # Linux's mman.h
_HUGE = 2 << 20  # bytes of a large page of memory

_MAPPED = 64 << 20  # bytes from which an array is mapped all the same: an A4 page of 300 dpi in colour has 26 million
_HEAP = 192 << 20  # bytes that the heap is given at once, in large pages; they are not used before something needs them
_STEP = 16 << 20  # bytes by which it grows beyond
_KEPT = 384 << 20  # bytes of free memory at its end that are kept

_MADE = 100_000  # objects after which Python looks for cycles: a dense page leaves some 3,500, none of them in one


def keep_memory() -> bool:
    """Have this process keep freed memory for its next arrays, in large pages; return whether it could be told so.

    musl and macOS have no such switches: there nothing changes. Where the kernel grants no large pages, small ones do.
    """
    library = ctypes.CDLL(None)
    mallopt = getattr(library, "mallopt", None)
    if mallopt is None:
        return False
    told = ((_M_MMAP_THRESHOLD, _MAPPED), (_M_TRIM_THRESHOLD, _KEPT), (_M_TOP_PAD, _HEAP))
    if not all(mallopt(switch, value) == 1 for switch, value in told):
        return False
    _grow(library)
    return bool(mallopt(_M_TOP_PAD, _STEP) == 1)


def collect_seldom() -> None:
    """Have Python look for unused cycles of objects once in many pages, and never among what is loaded by now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE)


def _grow(library: ctypes.CDLL) -> None:
    """Have the heap grow by what `_M_TOP_PAD` says, and ask for large pages there."""
    library.malloc.restype = library.sbrk.restype = ctypes.c_void_p
    library.malloc.argtypes, library.free.argtypes = (ctypes.c_size_t,), (ctypes.c_void_p,)
    library.sbrk.argtypes = (ctypes.c_ssize_t,)
    library.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    before = library.sbrk(0)
    library.free(library.malloc(_STEP))  # more than is free at the heap's end
    start, end = -(-before // _HUGE) * _HUGE, library.sbrk(0) // _HUGE * _HUGE
    if end > start:
        library.madvise(start, end - start, _MADV_HUGEPAGE)
