from ingest.text_layer.glyphs import Glyph
from ingest.text_layer.lines import Scale, lines_of
from models.page import Box

SCALE = Scale(2.0, 2.0, 1200, 1600)


def write(text: str, x: float, y: float, *, size: float = 10, step: float = 6, blanks: bool = True) -> list[Glyph]:
    placed = [Glyph(c, x + step * n, y, x + step * (n + 1), y + size, "F", size) for n, c in enumerate(text)]
    return [glyph for glyph in placed if blanks or glyph.text != " "]


def texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in lines_of(glyphs, SCALE)]


def test_words_and_lines_with_and_without_drawn_blanks() -> None:
    for blanks in (True, False):
        glyphs = [*write("dòng hai", 10, 30, blanks=blanks), *write("dòng một", 10, 10, blanks=blanks)]
        assert texts(glyphs) == ["dòng một", "dòng hai"]


def test_columns_that_share_a_row_stay_apart() -> None:
    glyphs = [
        *write("Độc lập", 300, 10),
        *write("UBND XÃ", 10, 10),
        *write("Số: 12", 10, 24),
        *write("ngày 3", 300, 26),
    ]
    assert texts(glyphs) == ["UBND XÃ", "Độc lập", "Số: 12", "ngày 3"]


def test_cells_stand_closer_than_columns_but_without_a_blank_between() -> None:
    assert texts([*write("một", 10, 10), *write("hai", 10 + 18 + 9, 10)]) == ["một", "hai"]
    assert texts([*write("một ", 10, 10), *write("hai", 10 + 18 + 9, 10)]) == ["một hai"]


def test_a_raised_letter_stays_in_its_line() -> None:
    assert texts([*write("120 m", 10, 10), *write("2", 40, 8, size=6, step=4)]) == ["120 m2"]


def test_false_bold_is_read_once() -> None:
    assert texts([*write("đậm", 10, 10), *write("đậm", 10.4, 10)]) == ["đậm"]
    assert texts(write("aa", 10, 10)) == ["aa"]


def test_boxes_in_whole_pixels_inside_the_raster() -> None:
    line = lines_of(write("ab", 10.25, 20.25), SCALE)[0]
    assert line.words[0].box == Box(20, 40, 45, 61)
    outside = lines_of(write("ab", 597, 799), SCALE)[0].words[0].box
    assert outside == Box(1194, 1598, 1200, 1600)
    thin = Scale(0.001, 0.001, 3, 3).box(1, 1, 1, 1)
    assert thin == Box(0, 0, 1, 1)


def test_words_are_composed_and_eth_is_mended() -> None:
    assert texts(write("Ðơn ộ", 10, 10)) == ["Đơn ộ"]


def test_nothing_gives_nothing() -> None:
    assert texts([]) == []
    assert texts(write("   ", 10, 10)) == []
