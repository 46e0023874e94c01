"""Every declared type is complete, found by its file, and recognised by its own titles."""

import sys
from pathlib import Path

import pytest

from models.text import nfc
from ocr import doctypes
from ocr.classify import classify
from ocr.doctypes import registry
from ocr.doctypes.spec import At, DocType, Labelled
from ocr.extract.finders import FINDERS
from ocr.extract.values import PARSERS
from tests.ocr.readings import reading

SLUGS = {
    "identity-card", "birth-certificate", "marriage-certificate", "marital-status", "death-extract", "household-book",
    "residence-confirmation", "land-certificate", "household-business", "enterprise", "criminal-record",
    "building-permit", "application", "decision", "fee-receipt", "appointment-slip",
}  # fmt: skip
FIELDS = {
    "full_name", "personal_id", "date_of_birth", "document_number", "issue_date", "issuer", "signer", "address",
    "expiry_date", "sex", "place_of_origin", "mother_name", "father_name", "place_of_birth", "husband_name",
    "wife_name", "marital_status", "purpose", "date_of_death", "head_of_household", "members", "parcel_number",
    "map_sheet", "area_m2", "serial", "business_name", "capital_vnd", "enterprise_code", "representative",
    "record_status", "addressed_to", "subject", "amount_vnd", "dossier_code", "due_date",
}  # fmt: skip
SPECS = list(registry().values())


def test_the_sixteen_types_of_the_domain_are_there() -> None:
    assert set(registry()) == SLUGS


def test_every_field_of_the_domain_is_extracted_from_some_type() -> None:
    assert {field.name for spec in SPECS for field in spec.fields} == FIELDS


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.slug)
def test_a_type_is_complete(spec: DocType) -> None:
    assert spec.name
    assert spec.name == nfc(spec.name)
    assert spec.titles
    assert len(spec.support) >= 4
    assert len({field.name for field in spec.fields}) == len(spec.fields)
    for rule in (rule for field in spec.fields for rule in field.rules):
        if isinstance(rule, Labelled):
            assert rule.labels
            assert rule.kind in PARSERS
            assert rule.section in {None, "", *(part for _, part in spec.sections)}
        elif isinstance(rule, At):
            assert rule.spot in FINDERS


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.slug)
def test_each_title_of_a_type_is_recognised(spec: DocType) -> None:
    labels = "\n".join(f"{label}: 1" for label in spec.support[:6])
    for title in spec.titles:
        paper = reading(
            f"^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n^Độc lập - Tự do - Hạnh phúc\n\n^{title.text}\n\n{labels}"
        )
        found = classify(paper)
        assert (found.type, found.evidence) == (spec.slug, title.text)
        assert found.confidence > (0.9 if title.text.isupper() else 0.7)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.slug)
def test_a_title_alone_in_running_text_is_no_evidence(spec: DocType) -> None:
    prose = "Hôm qua ông mang theo một tờ giấy cũ đã ố vàng mà ông vẫn gọi là"
    tail = "và kể cho chúng tôi nghe về những ngày xưa khi ông còn trẻ ở trong làng"
    paper = reading(f"{prose}\n{tail}\n{prose} {spec.titles[0].text.lower()}\n{tail}\n{prose}")
    assert classify(paper).type == "unknown"


@pytest.fixture
def extra_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(doctypes, "__path__", [*doctypes.__path__, str(tmp_path)])
    registry.cache_clear()
    return tmp_path


def _forget(name: str) -> None:
    sys.modules.pop(f"ocr.doctypes.{name}", None)
    registry.cache_clear()


def test_a_new_type_is_one_new_file(extra_folder: Path) -> None:
    (extra_folder / "school_report.py").write_text(
        "from models.identifiers import DocumentType\n"
        "from ocr.doctypes.spec import DocType, Title\n"
        "SPEC = DocType(DocumentType('school-report'), 'Học bạ', (Title('HỌC BẠ'),), (), ())\n"
    )
    try:
        assert registry()["school-report"].name == "Học bạ"  # type: ignore[index]  # a slug of this test only
    finally:
        _forget("school_report")


def test_a_file_that_declares_no_type_is_named(extra_folder: Path) -> None:
    (extra_folder / "broken.py").write_text("TITLE = 'x'\n")
    try:
        with pytest.raises(TypeError, match=r"ocr/doctypes/broken\.py must declare SPEC"):
            registry()
    finally:
        _forget("broken")


def test_every_type_and_field_is_documented() -> None:
    rows = (Path(__file__).parents[2] / "docs" / "doctypes.md").read_text(encoding="utf-8").splitlines()
    for spec in SPECS:
        row = next((row for row in rows if row.startswith(f"| `{spec.slug}` |")), "")
        assert spec.titles[0].text in row
        assert [name.strip() for name in row.split("|")[3].split(",")] == [field.name for field in spec.fields]
