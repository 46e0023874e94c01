"""A real Chromium, and what a clerk does in it."""

import base64
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.e2e.service import Served

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 90_000
"""How long a paper may take to be read on a busy machine before a test gives up."""

_FILE = """([content, name, type]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type }));
  return carried;
}"""


@contextmanager
def browsing(width: int = 1280, height: int = 900, *, scripts: bool = True, refusals: bool = False) -> Iterator[Page]:
    """Open a page in Chromium; an error in its scripts or a breach of its policy fails at the end of the block.

    So does anything that the server refuses to a page, unless `refusals` says that this is what is looked at.
    """
    with browsers((width,), height, scripts=scripts, refusals=refusals) as (page,):
        yield page


@contextmanager
def browsers(
    widths: Sequence[int], height: int = 900, *, scripts: bool = True, refusals: bool = False
) -> Iterator[Sequence[Page]]:
    """Open a Chromium of its own for each of several people; errors fail as in `browsing`."""
    executable = shutil.which("chromium")
    assert executable is not None, "install chromium"
    complaints: list[str] = []
    with sync_playwright() as playwright, ExitStack() as stack:
        pages = []
        for width in widths:
            browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
            stack.callback(browser.close)
            window = browser.new_context(
                viewport=ViewportSize(width=width, height=height), locale="vi-VN", java_script_enabled=scripts
            )
            pages.append(_watched(window.new_page(), complaints))
        yield pages
    assert [line for line in complaints if not (refusals and line.startswith("Failed to load resource"))] == []


def _watched(page: Page, complaints: list[str]) -> Page:
    """Have what goes wrong in a page written into `complaints`."""
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    return page


def log_in(page: Page, service: Served, door: str = "") -> None:
    """Open the door of the machine's holder, or the one that `Served.door_of` made for somebody."""
    page.goto(service.base + (door or service.door))


def open_dossier(page: Page, service: Served, procedure: str, agency: str, owner: str, name: str) -> str:
    """Fill in the form of the first page and return the code of the new dossier."""
    page.goto(service.base)
    page.get_by_label("Thủ tục hành chính").select_option(procedure)
    page.get_by_label("Cơ quan tiếp nhận").select_option(agency)
    page.get_by_label("Số định danh của chủ hồ sơ").fill(owner)
    page.get_by_label("Họ và tên chủ hồ sơ").fill(name)
    page.get_by_role("button", name="Mở hồ sơ", exact=True).click()
    return page.locator("h1.code").inner_text()


def drop_file(page: Page, onto: str, content: bytes, name: str, media_type: str) -> None:
    """Drop a file from the desk onto the element that the selector `onto` names."""
    carried = page.evaluate_handle(_FILE, [base64.b64encode(content).decode(), name, media_type])
    for event in ("dragover", "drop"):
        page.dispatch_event(onto, event, {"dataTransfer": carried})


def wait_until_read(page: Page, papers: int) -> None:
    """Wait, without reloading, until that many papers are there and none is still being read."""
    expect(page.locator("#papers .paper")).to_have_count(papers, timeout=PATIENCE_MS)
    expect(page.locator("#papers .paper[data-status=queued]")).to_have_count(0, timeout=PATIENCE_MS)
