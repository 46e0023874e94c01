import pytest

from ingest.text_layer.soundness import Fault, Surroundings, broken_share, fault_of, wordlike_share
from ingest.text_layer.syllables import is_syllable, marked_share
from models.page import Box, Line, Word

SOUND = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ;",
    "Xét đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 12/TTr-STP,",
]
ENGLISH = ["This is to certify that the person named below has been resident at the stated address since"] * 2
PLAIN = Surroundings()


def lines(texts: list[str]) -> list[Line]:
    return [Line(tuple(Word(word, Box(0, 0, 1, 1), 1.0) for word in text.split())) for text in texts if text.split()]


@pytest.mark.parametrize(
    "texts",
    [
        SOUND,
        ENGLISH,
        [" ".join(f"{n}.{n:03d},50" for n in range(100, 140))],
        ["HỌ VÀ TÊN: LÒ THỊ MẨY SINH NGÀY 01/02/1990"] * 5,
        ["Nguyễn-Văn A (Thư ký) email: a.nguyen@example.vn, https://example.vn/thu-tuc"] * 4,
        ["Ký bởi: Ủy ban nhân dân xã", *SOUND],
    ],
)
def test_sound_layers(texts: list[str]) -> None:
    assert fault_of(lines(texts), PLAIN) is None


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ([], Fault.EMPTY),
        (
            ["Ký bởi: Ủy ban nhân dân xã Hòa Bình, Cơ quan: Tỉnh", "Ngày ký: 01/02/2026 10:11:12 +07:00"] * 3,
            Fault.TOO_LITTLE,
        ),
        (["Trang 2"], Fault.TOO_LITTLE),
        ([*SOUND, "\ue001\ue002\ue003\ue004"], Fault.BROKEN_MAP),
        ([*SOUND, "\ufffd\ufffd\ufffd"], Fault.BROKEN_MAP),
        ([*SOUND, "(cid:12)(cid:87)(cid:3)"], Fault.BROKEN_MAP),
        ([*SOUND, "\x01\x02\x03"], Fault.BROKEN_MAP),
        (["7K{QJ 7LQ &{QJ KR[ ;m K}L FKz QJK¥D 9L^W 1DP K|W KzQ TX\\ÅW `QK"] * 4, Fault.NO_WORDS),
        (["UY BAN NHAN DAN TINH CONG HOA XA HOI CHU NGHIA VIET NAM Doc lap Tu do Hanh phuc"] * 3, Fault.MARKS_LOST),
    ],
)
def test_faults_of_the_text(texts: list[str], fault: Fault) -> None:
    assert fault_of(lines(texts), PLAIN) is fault


def test_few_words_are_enough_where_nothing_else_is_drawn() -> None:
    cover = ["BỘ CÔNG AN", "SỔ HỘ KHẨU"]
    assert fault_of(lines(cover), PLAIN) is Fault.TOO_LITTLE
    assert fault_of(lines(cover), Surroundings(nothing_else=True)) is None
    assert fault_of([], Surroundings(nothing_else=True)) is Fault.EMPTY
    assert fault_of(lines(["UY BAN NHAN DAN TINH QUY DINH"]), Surroundings(nothing_else=True)) is Fault.MARKS_LOST


@pytest.mark.parametrize(
    ("around", "fault"),
    [
        (Surroundings(image_share=0.95), Fault.OVER_IMAGE),
        (Surroundings(image_share=0.3), Fault.OVER_IMAGE),
        (Surroundings(image_share=0.1), None),
        (Surroundings(invisible_share=1.0), Fault.INVISIBLE),
        (Surroundings(invisible_share=0.1), Fault.INVISIBLE),
        (Surroundings(turned_share=0.5), Fault.TURNED),
        (Surroundings(turned_share=0.01), None),
    ],
)
def test_faults_of_the_page(around: Surroundings, fault: Fault | None) -> None:
    assert fault_of(lines(SOUND), around) is fault


@pytest.mark.parametrize(
    "word", ["nghiêng", "quyết", "Nguyễn", "khuỷu", "ĐƯỜNG", "gì", "quý", "thuở", "xoong", "khuya", "hoà", "rượu", "ỷ"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["société", "Größe", "strength", "zèbre", "được-bố", "ábí", "tổố", "éc1", "w"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_shares() -> None:
    assert marked_share("") == 0.0
    assert marked_share("ấa") == 0.5
    assert marked_share("\n".join(SOUND)) > 0.17
    assert broken_share("abc") == 0.0
    assert wordlike_share(["12/QĐ-UBND", "2020"]) == 1.0
    assert wordlike_share(["người", "KzQ"]) == 0.5
