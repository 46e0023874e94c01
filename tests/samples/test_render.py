"""Pixels: fonts, places of lines, profiles, determinism."""

import cv2
import numpy as np
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types

from tests.samples import degrade, make_paper, render, rotation_of
from tests.samples.degrade import PROFILES
from tests.samples.fonts import FAMILIES, ROOT
from tests.samples.mrz import check_digit, td1
from tests.samples.world import make_world

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def vietnamese_letters() -> set[int]:
    from models.text import nfc

    letters = {nfc(vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    return {ord(form) for letter in letters for form in (letter, letter.upper())}


@pytest.mark.parametrize("path", sorted({path for cuts in FAMILIES.values() for path in cuts}))
def test_every_font_has_every_vietnamese_letter(path: str) -> None:
    with TTFont(ROOT / path) as font:
        assert vietnamese_letters() <= set(font.getBestCmap())


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_one_seed_gives_the_same_pixels_and_leaves_its_input_alone(profile: str) -> None:
    page = render(make_paper("fee-receipt", 2), 120)[0].image
    before = page.copy()
    first, second = degrade(page, profile, 9), degrade(page, profile, 9)
    assert first.dtype == np.uint8
    assert first.ndim == 3
    assert first.tobytes() == second.tobytes()
    assert page.tobytes() == before.tobytes()
    if profile != "clean":
        assert first.tobytes() != degrade(page, profile, 10).tobytes()


def test_rendering_again_gives_the_same_pixels() -> None:
    pages = [render(make_paper("identity-card", 8, "card-2021"), 150)[0].image for _ in range(2)]
    assert pages[0].tobytes() == pages[1].tobytes()


@pytest.mark.parametrize("dpi", [100, 300])
def test_lines_stand_where_the_truth_says(dpi: int) -> None:
    page = render(make_paper("unknown", 3, "novel"), dpi)[0]
    grey = cv2.cvtColor(page.image, cv2.COLOR_RGB2GRAY)
    outside = grey.copy()
    for line in page.lines:
        x0, y0, x1, y1 = line.box
        assert grey[y0:y1, x0:x1].min() < 110, line.text
        outside[y0:y1, x0 - 2 : x1 + 2] = 255
    assert (outside < 160).mean() < 0.001


@pytest.mark.parametrize("seed", range(4))
def test_turned_pages_are_turned_as_told(seed: int) -> None:
    page = render(make_paper("decision", 1), 60)[0].image
    back = np.rot90(degrade(page, "turned", seed), rotation_of("turned", seed) // 90)
    assert back.shape == page.shape
    small = [
        cv2.resize(cv2.GaussianBlur(np.ascontiguousarray(i), (0, 0), 3), (60, 85)).astype(float) for i in (back, page)
    ]
    assert np.corrcoef(small[0].ravel(), small[1].ravel())[0, 1] > 0.8
    assert rotation_of("flatbed", seed) == 0


def test_a_phone_photo_shows_the_table_around_the_sheet() -> None:
    page = render(make_paper("decision", 1), 60)[0].image
    photo = degrade(page, "phone", 4)
    border = np.concatenate([photo[0], photo[-1], photo[:, 0], photo[:, -1]])
    assert np.median(border) < 140 < np.median(photo)


def test_low_resolution_is_100_to_126_dpi() -> None:
    page = render(make_paper("unknown", 1, "novel"), 300)[0].image
    dpi = degrade(page, "lowres", 6).shape[0] / page.shape[0] * 300
    assert 99 < dpi < 127


def test_unknown_profiles_are_refused() -> None:
    with pytest.raises(ValueError, match="flatbed"):
        degrade(np.zeros((9, 9, 3), np.uint8), "fax", 1)


def test_qr_code_of_a_card_holds_what_the_domain_says() -> None:
    paper = make_paper("identity-card", 5, "card-2021")
    page = render(paper, 300)[0].image
    data, _, _ = cv2.QRCodeDetector().detectAndDecode(page)
    facts = data.split("|")
    assert len(facts) == 7
    assert facts[0] == paper.fields["personal_id"]
    assert facts[2].upper() == paper.fields["full_name"]
    assert facts[5] == paper.fields["address"]


def test_check_digits_are_those_of_icao_9303() -> None:
    # Specimen of ICAO 9303 part 5, appendix B.
    assert check_digit("D23145890") == "7"
    assert check_digit("740812") == "2"
    assert check_digit("D23145890" + "7" + "<" * 15 + "7408122" + "1204159" + "<" * 11) == "6"


def test_machine_readable_zone_has_three_lines_of_thirty() -> None:
    owner = make_world(4).owner
    lines = td1(owner, owner.born.replace(year=owner.born.year + 60, day=1))
    assert [len(line) for line in lines] == [30, 30, 30]
    assert lines[0].startswith(f"IDVNM{owner.id[3:]}")
    assert owner.id in lines[0]
    assert set("".join(lines)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
