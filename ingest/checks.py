"""Refusals that every format shares: too many bytes, pixels or pages, none at all, and what vendors raise."""

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.limits import Limits
from models.errors import DamagedFile, HosoError, NoPages, PageDamaged, PageTooBig, TooLarge


def check_bytes(size: int, limits: Limits) -> None:
    """Raise TooLarge when a file of `size` bytes is over the limit."""
    if size > limits.max_bytes:
        found, most = megabytes(size), megabytes(limits.max_bytes)
        raise TooLarge(
            f"Tệp nặng {found} MB, quá mức {most} MB; hãy quét lại với độ phân giải 300 dpi hoặc tách thành nhiều tệp.",
            f"The file has {found} MB, the limit is {most} MB; scan again at 300 dpi or split it.",
            found=size,
            limit=limits.max_bytes,
        )


def check_pixels(width: int, height: int, limits: Limits) -> None:
    """Raise TooLarge when a page is over the limit, DamagedFile when it has no area."""
    if width < 1 or height < 1:
        raise DamagedFile(
            f"Ảnh ghi kích thước {width} × {height} điểm, tức là không có nội dung; hãy quét lại.",
            f"The image states {width} × {height} pixels, so it holds nothing; scan it again.",
        )
    if width * height > limits.max_pixels:
        raise TooLarge(*_too_many_pixels(width, height, limits), found=width * height, limit=limits.max_pixels)


def check_page_pixels(width: int, height: int, limits: Limits) -> None:
    """Raise PageTooBig when one page of several, or an image on it, is over the limit."""
    if width * height > limits.max_pixels:
        raise PageTooBig(*_too_many_pixels(width, height, limits), found=width * height, limit=limits.max_pixels)


def _too_many_pixels(width: int, height: int, limits: Limits) -> tuple[str, str]:
    found, most = f"{width * height / 1e6:.0f}", f"{limits.max_pixels / 1e6:.0f}"
    return (
        f"Trang có {width} × {height} điểm ({found} triệu), quá mức {most} triệu; hãy quét lại với 300 dpi.",
        f"The page has {width} × {height} pixels ({found} million), the limit is {most} million; scan at 300 dpi.",
    )


def check_pages(pages: int, limits: Limits) -> None:
    """Raise NoPages or TooLarge."""
    if pages < 1:
        raise NoPages(
            "Tệp không có trang nào; hãy xuất hoặc quét lại giấy tờ rồi gửi lại.",
            "The file holds no page; export or scan the paper again and send it anew.",
        )
    if pages > limits.max_pages:
        raise TooLarge(
            f"Tệp có {pages} trang, quá mức {limits.max_pages} trang; hãy tách thành nhiều tệp.",
            f"The file has {pages} pages, the limit is {limits.max_pages}; split it into several files.",
            found=pages,
            limit=limits.max_pages,
        )


def megabytes(size: int) -> str:
    """Return a size in bytes as megabytes with one decimal, never rounded onto a limit it exceeds."""
    return f"{-(-size // 100_000) / 10:g}"


def damaged_page(number: int) -> PageDamaged:
    """Return the error of one page that cannot be decoded whole."""
    return PageDamaged(
        f"Trang {number} bị hỏng hoặc thiếu dữ liệu nên không đọc được trọn vẹn; hãy quét hoặc tải lên lại trang này.",
        f"Page {number} is damaged or cut short and cannot be read whole; scan or upload this page again.",
        page=number,
    )


def damaged_file() -> DamagedFile:
    """Return the error of a file whose headers cannot be read."""
    return DamagedFile(
        "Tệp bị hỏng hoặc tải lên chưa trọn vẹn; hãy mở thử trên máy, rồi quét hoặc tải lên lại.",
        "The file is damaged or its upload was cut short; try to open it yourself, then scan or upload it again.",
    )


@contextmanager
def headers() -> Iterator[None]:
    """Turn whatever a decoder raises on spoilt headers into DamagedFile."""
    with _translated(damaged_file()):
        yield


@contextmanager
def decoding(number: int) -> Iterator[None]:
    """Turn whatever a decoder raises on spoilt pixels into PageDamaged; a lack of memory into PageTooBig."""
    try:
        with _translated(damaged_page(number)):
            yield
    except MemoryError as exc:
        raise PageTooBig(
            f"Không đủ bộ nhớ để mở trang {number}; hãy quét lại với độ phân giải 300 dpi.",
            f"There is not enough memory to open page {number}; scan it again at 300 dpi.",
            page=number,
        ) from exc


@contextmanager
def _translated(error: HosoError) -> Iterator[None]:
    try:
        yield
    except (HosoError, MemoryError):
        raise
    except Exception as exc:  # decoders raise anything on spoilt bytes; it is kept as the cause
        if isinstance(exc, OSError) and exc.errno is not None:  # the disk failed, not the file
            raise
        raise error from exc
