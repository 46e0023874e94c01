"""Files: formats, corpus, demo, bad inputs."""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pillow_heif
import pytest
from PIL import Image

from models.text import collapse
from tests.samples import bad, corpus, make_paper, paper_types, render
from tests.samples.__main__ import main
from tests.samples.degrade import PROFILES
from tests.samples.demo import OWNER, README, demo_paper, write_demo
from tests.samples.digital import digital_pdf
from tests.samples.files import SINGLE, mixed_pdf, scanned_pdf, tiff_file

PAGE = render(make_paper("fee-receipt", 2), 100)[0].image


@pytest.mark.parametrize(("kind", "magic"), [("jpg", b"\xff\xd8"), ("png", b"\x89PNG"), ("webp", b"RIFF")])
def test_single_images_open_again(kind: str, magic: bytes) -> None:
    data = SINGLE[kind](PAGE)
    assert data.startswith(magic)
    with Image.open(BytesIO(data)) as image:
        again = np.asarray(image.convert("RGB"), np.int16)
    assert np.abs(again - PAGE).mean() < 6


def test_heic_opens_again() -> None:
    heif = pillow_heif.open_heif(BytesIO(SINGLE["heic"](PAGE)))
    assert heif.size == (PAGE.shape[1], PAGE.shape[0])


def test_png_of_a_bilevel_page_is_bilevel() -> None:
    bilevel = np.where(PAGE[..., :1] > 128, 255, 0).astype(np.uint8).repeat(3, axis=2)
    with Image.open(BytesIO(SINGLE["png"](bilevel))) as image:
        assert image.mode == "1"


def test_tiff_and_scanned_pdf_have_all_pages() -> None:
    with Image.open(BytesIO(tiff_file([PAGE, PAGE, PAGE]))) as tiff:
        assert getattr(tiff, "n_frames", 0) == 3
    with pikepdf.open(BytesIO(scanned_pdf([PAGE, PAGE]))) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("font", ["tinos", "dejavu-sans"])
def test_text_of_a_digital_pdf_is_the_truth(font: str) -> None:
    paper = make_paper("birth-certificate", 6, "extract")
    with pdfplumber.open(BytesIO(digital_pdf(paper, font))) as pdf:
        words = (pdf.pages[0].extract_text() or "").split()
        pdf.close()
    truth = render(paper, 60, font)[0].text.split()
    assert sorted(words) == sorted(truth)


def test_mixed_pdf_has_text_on_its_first_page_only() -> None:
    with pdfplumber.open(BytesIO(mixed_pdf(make_paper("decision", 6, "allowance"), [PAGE]))) as pdf:
        texts = [collapse(page.extract_text() or "") for page in pdf.pages]
        pdf.close()
    assert "QUYẾT ĐỊNH" in texts[0]
    assert texts[1] == ""


def test_digital_pdf_is_the_same_bytes_again() -> None:
    paper = make_paper("identity-card", 3, "card-2024")
    assert digital_pdf(paper) == digital_pdf(paper)


def test_corpus_is_the_same_again_and_covers_types_and_profiles() -> None:
    first, again = (list(corpus(3, 6)) for _ in range(2))
    assert [(s.file_name, s.truth) for s in first] == [(s.file_name, s.truth) for s in again]
    assert [sha256(s.data).digest() for s in first] == [sha256(s.data).digest() for s in again]
    assert [s.truth.type for s in first] == list(paper_types()[:6])
    assert [s.truth.pages[0].profile for s in first] == list(PROFILES)[:6]


def test_command_writes_files_and_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--seed", "5", "--count", "2"]) == 0
    lines = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2
    for line in lines:
        assert (tmp_path / line["file"]).stat().st_size > 10_000
        assert line["pages"][0]["text"]
    assert capsys.readouterr().err == ""


def test_command_without_a_folder_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
    assert "--demo" in capsys.readouterr().err


def test_demo_papers_are_small_and_of_one_owner(tmp_path: Path) -> None:
    paths = write_demo(tmp_path)
    assert sum(path.stat().st_size for path in paths) < 2_500_000
    shipped = Path(__file__).parents[2] / "api" / "demo" / "papers"
    assert {path.name for path in paths} == {path.name for path in shipped.iterdir()}
    assert (shipped / "README.md").read_text(encoding="utf-8") == README
    card = demo_paper("identity-card", "card-2021", OWNER.born.replace(year=2021))
    assert card.fields["personal_id"] == OWNER.id


@pytest.mark.parametrize("name", sorted(bad.BAD_FILES))
def test_bad_files_are_as_bad_as_they_say(name: str) -> None:
    data = bad.BAD_FILES[name]()
    assert isinstance(data, bytes)
    assert len(data) < 60_000


def test_bad_images_break_where_they_should() -> None:
    with Image.open(BytesIO(bad.truncated_jpeg())) as cut, pytest.raises(OSError, match="truncated"):
        cut.load()
    with Image.open(BytesIO(bad.tiff_broken_second_page())) as tiff:
        tiff.load()
        tiff.seek(1)
        with pytest.raises(OSError, match="decoder"):
            tiff.load()
        tiff.seek(2)
        tiff.load()
    assert bad.huge_png()[16:24] == (60_000).to_bytes(4, "big") * 2


def test_bad_pdfs_break_where_they_should() -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(bad.encrypted_pdf()))
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(BytesIO(bad.headed_pdf()))
    with pikepdf.open(BytesIO(bad.owner_locked_pdf())) as pdf:
        assert len(pdf.pages) == 1
    for make, pages in ((bad.pageless_pdf, 0), (bad.many_pages_pdf, 201)):
        with pikepdf.open(BytesIO(make())) as pdf:
            assert len(pdf.pages) == pages
    assert len(bad.HOSTILE_NAME) > 300
