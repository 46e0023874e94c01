"""Small made-up pages with a known turn, slope, perspective and light, for the tests of cleaning and reading."""

from functools import cache

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from ocr.clean.arrays import Image, as_image

FONT = "/usr/share/fonts/truetype/freefont/FreeSerif.ttf"

LETTER = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "",
    "GIẤY XÁC NHẬN",
    "Ủy ban nhân dân xã Đồng Thịnh xác nhận ông Đỗ Hữu Phước",
    "sinh ngày 14 tháng 3 năm 1986, hiện thường trú tại thôn Đoài,",
    "là người trực tiếp canh tác thửa đất số 125, tờ bản đồ số 7,",
    "diện tích 1.250 mét vuông, sử dụng ổn định từ năm 2003 đến nay.",
    "Giấy này được cấp để bổ sung hồ sơ đề nghị hỗ trợ giống lúa",
    "và vật tư nông nghiệp vụ Đông Xuân theo kế hoạch của huyện.",
    "Người được xác nhận chịu trách nhiệm về nội dung đã khai.",
    "Trường hợp phát hiện sai sự thật, giấy này không còn giá trị.",
    "Xác nhận được lập thành hai bản, mỗi bên giữ một bản như nhau.",
)


@cache
def _page(lines: tuple[str, ...], width: int, height: int, size: int) -> Image:
    sheet = Pillow.new("L", (width, height), 255)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, size)
    for row, line in enumerate(lines):
        draw.text((width // 12, height // 12 + row * size * 3 // 2), line, font=font, fill=20)
    return np.asarray(sheet, dtype=np.uint8)


def page(lines: tuple[str, ...] = LETTER, width: int = 1240, height: int = 1000, size: int = 36) -> Image:
    """Return a grey page with `lines` in FreeSerif of `size` pixels: of the installed faces with Vietnamese letters
    (Liberation has none) the nearest to that of official papers.
    """
    return _page(lines, width, height, size).copy()


def turned(image: Image, clockwise: int) -> Image:
    return np.ascontiguousarray(np.rot90(image, -clockwise // 90))


def sloped(image: Image, degrees: float) -> Image:
    """Return `image` turned clockwise by a few degrees about its middle, white around."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return as_image(cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)))


def noisy(image: Image, sigma: float, seed: int = 1) -> Image:
    grain = np.random.default_rng(seed).normal(0, sigma, image.shape)
    return np.clip(image.astype(np.float64) + grain, 0, 255).astype(np.uint8)


def shaded(image: Image, darkest: float = 0.45) -> Image:
    """Return `image` under light that falls off from left to right down to `darkest` of full."""
    light = np.linspace(1.0, darkest, image.shape[1])
    return as_image((image * (light if image.ndim == 2 else light[:, None])).astype(np.uint8))


def photographed(image: Image, corners: list[tuple[float, float]], size: tuple[int, int]) -> Image:
    """Return an RGB picture of `size` with the sheet's corners (clockwise from top left) at `corners` on brown wood."""
    height, width = image.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(flat, np.array(corners, dtype=np.float32))
    sheet = cv2.warpPerspective(cv2.cvtColor(image, cv2.COLOR_GRAY2RGB), matrix, size, flags=cv2.INTER_AREA)
    where = cv2.warpPerspective(np.full_like(image, 255), matrix, size)[:, :, None] / 255.0
    grain = np.random.default_rng(7).normal(0, 6, (size[1], 1, 1))
    wood = np.array([118, 84, 58]) + grain
    return np.clip(sheet * where + wood * (1 - where), 0, 255).astype(np.uint8)
