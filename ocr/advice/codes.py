"""What may be said of a picture: stable codes, and one sentence each that says what to do."""

from collections.abc import Mapping
from typing import NamedTuple

BLANK = "blank"
BLURRED = "blurred"
CUT_EDGE = "cut-edge"
FINGER = "finger"
GLARE = "glare"
LOW_RESOLUTION = "low-resolution"
SEVERAL_CARDS = "several-cards"
TOO_BRIGHT = "too-bright"
TOO_DARK = "too-dark"
UNREADABLE = "unreadable"
UPSIDE_DOWN = "upside-down"

LEGIBILITY = frozenset({BLURRED, LOW_RESOLUTION, TOO_BRIGHT, TOO_DARK})
"""Advice about how well print can be read; a page that was then read surely is usable all the same."""

HARMLESS = frozenset({SEVERAL_CARDS, UPSIDE_DOWN})
"""Advice that leaves a page usable: the service turns it by itself, and reads the first person's card."""


class Sentence(NamedTuple):
    """One piece of advice in both languages."""

    vi: str
    en: str


SENTENCES: Mapping[str, Sentence] = {
    BLANK: Sentence(
        "Trang trắng, không thấy chữ: kiểm tra xem có đặt úp giấy không rồi quét lại.",
        "The page is blank: is the sheet face down? Scan it again.",
    ),
    BLURRED: Sentence(
        "Ảnh bị mờ: đặt giấy phẳng, giữ yên máy, chờ máy lấy nét rồi chụp lại.",
        "The picture is blurred: lay the sheet flat, hold still, wait for the focus and take it again.",
    ),
    CUT_EDGE: Sentence(
        "Giấy bị cắt mất mép: lùi máy ra hoặc đặt lại giấy để thấy đủ bốn góc rồi chụp lại.",
        "A side of the sheet is cut off: step back or move the sheet so that all four corners show, and take it again.",
    ),
    FINGER: Sentence(
        "Ngón tay che mất chữ: bỏ tay khỏi phần có chữ rồi chụp lại.",
        "A finger covers the print: keep fingers off the print and take it again.",
    ),
    GLARE: Sentence(
        "Ảnh bị lóa, mất chữ ở chỗ sáng: tắt đèn flash, xoay giấy tránh đèn rồi chụp lại.",
        "Glare hides part of the print: switch the flash off, turn the sheet away from the lamp and take it again.",
    ),
    LOW_RESOLUTION: Sentence(
        "Chữ quá nhỏ so với độ phân giải: đưa máy lại gần hoặc quét ở 300 dpi.",
        "The letters are too small for the resolution: come closer or scan at 300 dpi.",
    ),
    SEVERAL_CARDS: Sentence(
        "Trang có thẻ của nhiều người, chỉ lấy thông tin của người đầu tiên: hãy quét riêng thẻ của từng người.",
        "The page holds the cards of several persons, and only the first is taken: scan each person's card by itself.",
    ),
    TOO_BRIGHT: Sentence(
        "Ảnh quá sáng, chữ nhạt gần mất: giảm độ sáng rồi quét hoặc chụp lại.",
        "The picture is too bright and its print nearly gone: lower the brightness and take it again.",
    ),
    TOO_DARK: Sentence(
        "Ảnh quá tối: chụp ở nơi đủ sáng hoặc tăng độ sáng rồi quét lại.",
        "The picture is too dark: take it in better light or raise the brightness and scan again.",
    ),
    UNREADABLE: Sentence(
        "Không đọc rõ chữ trên trang này: kiểm tra lại giấy rồi quét lại rõ hơn.",
        "The print on this page cannot be read surely: check the paper and scan it again.",
    ),
    UPSIDE_DOWN: Sentence(
        "Trang bị ngược đầu: hệ thống tự xoay lại, lần sau hãy đặt đầu trang lên trên.",
        "The page is upside down: it is turned for you; next time put its head to the top.",
    ),
}
"""The sentence of every code."""
