"""Facing pages and cards read part by part, with the real engine."""

import pytest

from models.page import PageReading, SourcePage
from models.ports.recognizer import TextRecognizer
from models.reading import Reading
from ocr.classify import classify
from ocr.clean.arrays import Image, to_raster
from ocr.extract import extract
from ocr.page import read_page
from tests.samples import make_paper
from tests.samples.spreads import booklet, card_papers, cards_on_a4


def read(image: Image, engine: TextRecognizer) -> PageReading:
    return read_page(SourcePage(1, to_raster(image, 300)), engine)[0]


def test_the_left_page_is_read_before_the_right(engine: TextRecognizer) -> None:
    spread = booklet(502, fold=0.3, lower=19)
    page = read(spread.image, engine)
    assert [part.x0 < page.width / 4 for part in page.parts] == [True, False]
    words, count = page.text.split(), len(spread.texts[0].split())
    assert len(set(words[:count]) & set(spread.texts[0].split())) > 0.95 * len(set(words[:count]))
    sides = [line.box.x0 > page.parts[0].x1 - 5 for line in page.lines]
    assert sides == sorted(sides)
    fields = extract(Reading((page,)), classify(Reading((page,))).type).fields
    truth = make_paper("household-book", 502, "booklet").fields
    assert fields["address"].value == truth["address"]  # it runs over two lines, beside the other page's
    assert fields["head_of_household"].value == truth["head_of_household"]


@pytest.mark.parametrize("across", [False, True])
def test_both_faces_of_one_card_are_one_person(engine: TextRecognizer, across: bool) -> None:
    paper = card_papers((40,))[0]
    page = read(cards_on_a4([paper], across=across).image, engine)
    assert len(page.parts) == 2
    assert "several-cards" not in page.quality.advice
    fields = extract(Reading((page,)), classify(Reading((page,))).type).fields
    assert {name: value.value for name, value in fields.items() if name in paper.fields} == paper.fields


def test_of_two_persons_the_first_is_taken_and_the_clerk_is_told(engine: TextRecognizer) -> None:
    papers = card_papers((40, 41))
    page = read(cards_on_a4(papers, across=True).image, engine)
    assert len(page.parts) == 4
    assert page.quality.advice == ("several-cards",)
    assert page.quality.usable
    fields = extract(Reading((page,)), classify(Reading((page,))).type).fields
    assert {name: value.value for name, value in fields.items() if name in papers[0].fields} == papers[0].fields
    box = fields["full_name"].box
    part = page.parts[0]
    assert part.x0 <= box.x0 < box.x1 <= part.x1
    assert part.y0 <= box.y0 < box.y1 <= part.y1
