"""Made-up numbers, names and lines."""

import random
import re
from pathlib import Path

import pytest

from models.dossier_code import parse_dossier_code
from ocr.recognizers.tessdata import tessdata
from ocr.training.components import alphabet
from ocr.training.text import forms, numbers
from ocr.training.text.corpus import printed
from ocr.training.text.source import Source
from tests.ocr.training.outside import corpus


def test_the_same_seed_says_the_same() -> None:
    said = [[Source(corpus(), random.Random(5)).phrase() for _ in range(1)] for _ in range(2)]
    assert said[0] == said[1]
    source = Source(corpus(), random.Random(5))
    assert len({source.phrase() for _ in range(200)}) > 120


@pytest.mark.parametrize("kind", numbers.KINDS)
def test_every_kind_of_number_varies_and_has_digits(kind: object) -> None:
    assert callable(kind)
    drawn = [str(kind(random.Random(seed))) for seed in range(60)]
    assert len(set(drawn)) > 40
    assert sum(any(map(str.isdigit, text)) for text in drawn) >= 30


def test_some_dossier_codes_are_codes() -> None:
    drawn = [numbers.dossier_code(random.Random(seed)) for seed in range(40)]
    codes = [text for text in drawn if re.fullmatch(r"[\w.]+-\d{6,8}-\d{4,7}", text)]
    assert len(codes) > 10
    for text in codes:
        assert parse_dossier_code(text)


def test_personal_ids_have_twelve_digits_or_nine() -> None:
    for seed in range(60):
        digits = numbers.personal_id(random.Random(seed)).replace(" ", "")
        assert re.fullmatch(r"\d{12}|\d{9}", digits)


def test_forms_are_in_the_networks_alphabet() -> None:
    letters = alphabet(Path(tessdata()) / "vie.traineddata")
    words = (*forms.MOTTO, *forms.LABELS, *forms.TITLES, *forms.OFFICES, *forms.POSTS, *forms.SYMBOLS)
    for text in (*words, *forms.RECIPIENTS, *forms.ABBREVIATIONS):
        assert printed(text) == text
        assert letters.issuperset(text), set(text) - letters


def test_recipients_are_in_the_networks_alphabet_and_hardly_ever_alike() -> None:
    letters = alphabet(Path(tessdata()) / "vie.traineddata")
    source = Source(corpus(), random.Random(8))
    recipients = [source.recipient() for _ in range(200)]
    assert all(printed(text) == text and letters.issuperset(text) for text in recipients)
    assert len(set(recipients)) > 120
    assert sum(text.startswith("Lưu: VT") for text in recipients) > 40


def test_rare_names_are_among_the_names() -> None:
    source = Source(corpus(), random.Random(6))
    names = [source.name() for _ in range(200)]
    common = sum(any(name.endswith(given) for given in corpus().given) for name in names)
    assert 100 < common < 195
