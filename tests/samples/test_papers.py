"""What is printed on the made-up papers agrees with their truth."""

import re
from datetime import date

import pytest

from models.dossier_code import parse_dossier_code
from models.text import collapse, exact_key, nfc
from tests.samples import make_paper, paper_types, render, variants
from tests.samples.fonts import BODY_FAMILIES
from tests.samples.layout import lay_out
from tests.samples.parts import dmy, number_words, spoken

SLUGS = {
    "identity-card", "birth-certificate", "marriage-certificate", "marital-status", "death-extract", "household-book",
    "residence-confirmation", "land-certificate", "household-business", "enterprise", "criminal-record",
    "building-permit", "application", "decision", "fee-receipt", "appointment-slip", "unknown",
}  # fmt: skip
COMMON = {
    "full_name", "personal_id", "date_of_birth", "document_number", "issue_date", "issuer", "signer", "address",
    "expiry_date",
}  # fmt: skip
FURTHER = {
    "identity-card": {"sex", "place_of_origin"},
    "birth-certificate": {"mother_name", "father_name", "place_of_birth"},
    "marriage-certificate": {"husband_name", "wife_name"},
    "marital-status": {"marital_status", "purpose"},
    "death-extract": {"date_of_death"},
    "household-book": {"head_of_household"},
    "residence-confirmation": {"members"},
    "land-certificate": {"parcel_number", "map_sheet", "area_m2", "serial"},
    "household-business": {"business_name", "capital_vnd"},
    "enterprise": {"enterprise_code", "representative"},
    "criminal-record": {"record_status"},
    "application": {"addressed_to"},
    "decision": {"subject"},
    "fee-receipt": {"amount_vnd"},
    "appointment-slip": {"dossier_code", "due_date"},
}
EVERY = [(slug, variant) for slug in paper_types() for variant in variants(slug)]


def printed(slug: str, variant: str, seed: int) -> tuple[str, dict[str, str]]:
    paper = make_paper(slug, seed, variant)
    lines = [line.text for sheet in paper.pages for line in lay_out(sheet, "tinos").lines]
    return collapse(" ".join(lines)), dict(paper.fields)


def as_printed(name: str, value: str) -> list[str]:
    """Return the ways in which a field's normalised value may stand on paper."""
    if name.endswith("_date") or name.startswith("date_of"):
        day = date.fromisoformat(value)
        return [dmy(day), dmy(day, "-"), spoken(day)]
    if name.endswith("_vnd"):
        return [f"{int(value):,}".replace(",", ".")]
    if name == "area_m2":
        whole, _, rest = value.partition(".")
        return [f"{int(whole):,}".replace(",", ".") + f",{rest}"]
    return [value]


def test_every_type_of_the_domain_can_be_made() -> None:
    assert set(paper_types()) == SLUGS
    assert all(len(variants(slug)) >= 2 for slug in SLUGS)
    assert len(variants("unknown")) >= 5


@pytest.mark.parametrize(("slug", "variant"), EVERY)
@pytest.mark.parametrize("seed", [1, 20])
def test_every_field_of_the_truth_is_printed(slug: str, variant: str, seed: int) -> None:
    text, fields = printed(slug, variant, seed)
    assert bool(fields) == (slug != "unknown")
    assert set(fields) <= COMMON | FURTHER.get(slug, set())
    for name, value in fields.items():
        for part in value.split("; ") if name == "members" else [value]:
            wanted = [exact_key(form) for form in as_printed(name, part)]
            assert any(form in exact_key(text) for form in wanted), (name, part, text)


@pytest.mark.parametrize("slug", sorted(FURTHER))
def test_a_type_prints_its_own_fields_in_some_variant(slug: str) -> None:
    found = {name for variant in variants(slug) for name in make_paper(slug, 3, variant).fields}
    assert found >= FURTHER[slug]


@pytest.mark.parametrize(("slug", "variant"), EVERY)
def test_a_paper_fits_its_sheets_in_every_font_and_is_nfc(slug: str, variant: str) -> None:
    for font in BODY_FAMILIES:
        for sheet in make_paper(slug, 11, variant).pages:
            for line in lay_out(sheet, font).lines:
                assert line.text == nfc(line.text)
                assert line.x + line.width <= sheet.width + 0.5, (font, line)
                assert line.y >= 0
                assert line.y + line.height <= sheet.height + 0.5, (font, line)


def test_leaders_are_no_text_and_marks_touch_their_words() -> None:
    text, _ = printed("birth-certificate", "form-2010", 5)
    assert not re.search(r"\.{3,}", text)
    text, _ = printed("decision", "withdrawal", 5)
    assert "Điều 1. Thu hồi" in text


def test_ids_have_the_shape_of_real_ones() -> None:
    for seed in range(30):
        fields = make_paper("marital-status", seed).fields
        born = date.fromisoformat(fields["date_of_birth"])
        assert re.fullmatch(r"0\d\d[0-3]\d\d\d{6}", fields["personal_id"])
        assert fields["personal_id"][4:6] == f"{born:%y}"


def test_dossier_codes_are_canonical() -> None:
    for seed in range(30):
        code = make_paper("appointment-slip", seed).fields["dossier_code"]
        assert parse_dossier_code(code) == code


def test_a_certifying_stamp_is_optional_reading() -> None:
    page = render(make_paper("birth-certificate", 4, "form-2010"), 100)[0]
    stamp = [line.text for line in page.lines if line.optional]
    assert stamp[0] == "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH"
    assert stamp[0] not in page.text


@pytest.mark.parametrize(
    ("number", "words"),
    [(5, "năm"), (15, "mười lăm"), (21, "hai mươi mốt"), (30, "ba mươi"), (1996, "một nghìn chín trăm chín mươi sáu"),
     (2004, "hai nghìn không trăm linh bốn"), (2021, "hai nghìn không trăm hai mươi mốt"), (2000, "hai nghìn")],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_words(number) == words


def test_unknown_types_and_variants_are_refused() -> None:
    with pytest.raises(ValueError, match="birth-certificate"):
        make_paper("passport", 1)
    with pytest.raises(ValueError, match="form-2020"):
        make_paper("birth-certificate", 1, "form-1899")
