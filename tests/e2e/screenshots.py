"""Pictures for the documentation: `python -m tests.e2e.screenshots docs/images`.

They show the running programme with the made-up papers of the demo, read by its real pipeline.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browser import browsers, drop_file, log_in, open_dossier, wait_until_read
from tests.e2e.service import ROOT, Served, served

FOLDER = ROOT / "api/demo/papers"
PAPERS = {
    "can-cuoc-cong-dan.jpg": "image/jpeg",
    "giay-khai-sinh.jpg": "image/jpeg",
    "xac-nhan-cu-tru-ct07.pdf": "application/pdf",
}
PROCEDURE, AGENCY, ELSEWHERE = "1.001776", "000.03.23.H99", "H98.22"
OWNER, NAME = "011196004217", "Lò Thị Mẩy"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as home,
        served(Path(home)) as service,
        browsers((1180, 360), 1000, refusals=True) as (page, phone),
    ):
        log_in(page, service)
        _fill(page, service)
        _take(page, folder / "dossier.png")
        page.locator(".paper", has_text="giay-khai-sinh").get_by_role("link").first.click()
        page.locator(".sheet img").wait_for()
        page.get_by_label("Họ và tên", exact=True).focus()
        _take(page, folder / "viewer.png")
        _approve_all(page)
        _reuse(page, phone, service, folder)


def _fill(page: Page, service: Served) -> None:
    """Open a dossier and have the papers read."""
    open_dossier(page, service, PROCEDURE, AGENCY, OWNER, NAME)
    for name, kind in PAPERS.items():
        drop_file(page, "#upload", (FOLDER / name).read_bytes(), name, kind)
    wait_until_read(page, len(PAPERS))
    expect(page.locator("#uploads li")).to_have_count(0)


def _approve_all(page: Page) -> None:
    page.locator(".crumbs a").click()
    for place in range(len(PAPERS)):
        page.locator(".paper h4 a").nth(place).click()
        page.get_by_label("Đã đối chiếu với bản chính").check()
        page.get_by_role("button", name="Duyệt", exact=True).click()
        expect(page.locator(".paper-title")).to_contain_text("Đã duyệt")
        page.locator(".crumbs a").click()


def _reuse(page: Page, phone: Page, service: Served, folder: Path) -> None:
    """Show what is on file for a dossier elsewhere, and the owner's code that opens it."""
    log_in(phone, service, service.door_of("--role", "citizen", "--owner", OWNER, "--name", NAME))
    phone.goto(f"{service.base}/cua-toi/dong-y")
    phone.get_by_role("button", name="Tạo mã").click()
    code = phone.locator(".big-code").inner_text()
    _take(phone, folder / "code.png")
    log_in(page, service, service.door_of("--role", "officer", "--agency", ELSEWHERE, "--name", "Vàng Thị Chở"))
    page.get_by_label("Thủ tục hành chính").select_option(PROCEDURE)
    page.get_by_label("Số định danh của chủ hồ sơ").fill(OWNER)
    page.get_by_label("Họ và tên chủ hồ sơ").fill(NAME)
    page.get_by_role("button", name="Mở hồ sơ", exact=True).click()
    page.get_by_label("Mã đồng ý một lần").fill(code)
    page.get_by_role("button", name="Nhập mã").click()
    expect(page.locator("#lay-lai .note.done")).to_be_visible()
    _keep(page.locator("#lay-lai").screenshot(), folder / "on-file.png")


def _take(page: Page, path: Path) -> None:
    _keep(page.screenshot(), path)


def _keep(picture: bytes, path: Path) -> None:
    """Keep a picture in 128 colours: small enough to look at on a weak line."""
    with Image.open(BytesIO(picture)) as shot:
        shot.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
