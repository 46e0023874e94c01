"""Pictures for the documentation: `python -m tests.e2e.screenshots docs/images`.

They show the running programme with the made-up papers of the demo, read by its real pipeline.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.browser import browsing, drop_file, log_in, open_dossier, wait_until_read
from tests.e2e.service import ROOT, served

FOLDER = ROOT / "api/demo/papers"
PAPERS = {
    "can-cuoc-cong-dan.jpg": "image/jpeg",
    "giay-khai-sinh.jpg": "image/jpeg",
    "xac-nhan-cu-tru-ct07.pdf": "application/pdf",
}
PROCEDURE, AGENCY = "1.001776", "000.03.23.H99"
OWNER, NAME = "011196004217", "Lò Thị Mẩy"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home, served(Path(home)) as service, browsing(1180, 1000) as page:
        log_in(page, service)
        open_dossier(page, service, PROCEDURE, AGENCY, OWNER, NAME)
        for name, kind in PAPERS.items():
            drop_file(page, "#upload", (FOLDER / name).read_bytes(), name, kind)
        wait_until_read(page, len(PAPERS))
        expect(page.locator("#uploads li")).to_have_count(0)
        _take(page, folder / "dossier.png")
        page.locator(".paper", has_text="giay-khai-sinh").get_by_role("link").first.click()
        page.locator(".sheet img").wait_for()
        page.get_by_label("Họ và tên", exact=True).focus()
        _take(page, folder / "viewer.png")


def _take(page: Page, path: Path) -> None:
    """Keep a picture in 256 colours: small enough to look at on a weak line."""
    with Image.open(BytesIO(page.screenshot())) as shot:
        shot.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
