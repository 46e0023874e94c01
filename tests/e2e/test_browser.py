"""The whole way in a real browser: a scan is dropped, read, checked, approved, and reused at another agency."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import PATIENCE_MS, browsers, browsing, drop_file, log_in, open_dossier, wait_until_read
from tests.e2e.service import Served, served
from tests.samples import RenderedPage, make_paper, render

BIRTH_OF_CHILD, COMMUNE = "1.001776", "000.03.23.H99"
OTHER_PROCEDURE, DISTRICT = "1.001776", "H98.22"
OWNER, NAME = "011196004217", "Lò Thị Mẩy"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def paper() -> RenderedPage:
    """A birth certificate as it leaves the printer, with the truth of where each line stands."""
    return render(make_paper("birth-certificate", seed=5), dpi=200)[0]


def scan(page: RenderedPage) -> bytes:
    stream = BytesIO()
    Image.fromarray(page.image).save(stream, "JPEG", quality=85, dpi=(page.dpi, page.dpi))
    return stream.getvalue()


def test_from_a_dropped_scan_to_reuse_at_another_agency(service: Served, paper: RenderedPage) -> None:
    with browsers((1280, 360)) as (page, citizen):
        log_in(page, service)
        first = open_dossier(page, service, BIRTH_OF_CHILD, COMMUNE, OWNER, NAME)
        watch_it_become_a_component(page, paper)
        see_the_words_over_their_places(page, paper)
        correct_and_approve(page)
        second = open_dossier(page, service, OTHER_PROCEDURE, DISTRICT, OWNER, NAME)
        take_it_from_the_first(page, first, make_a_code(citizen, service))
        assert second != first
        find_it(page, first)
        see_and_withdraw_it(citizen, second)


def watch_it_become_a_component(page: Page, paper: RenderedPage) -> None:
    drop_file(page, "[data-requirement=birth]", scan(paper), "khai sinh – bản quét.jpg", "image/jpeg")
    wait_until_read(page, 1)
    found = page.locator("[data-requirement=birth] .paper")
    expect(found.get_by_role("link").first).to_have_text("Giấy khai sinh")
    expect(page.locator("#timeline")).to_contain_text("Nhận giấy tờ “khai sinh – bản quét.jpg”")


def see_the_words_over_their_places(page: Page, paper: RenderedPage) -> None:
    page.locator("[data-requirement=birth] .paper h4 a").click()
    image = page.locator(".sheet img")
    expect(image).to_have_js_property("complete", value=True)
    assert image.evaluate("image => image.naturalWidth") > 0
    title = next(line for line in paper.lines if "KHAI SINH" in line.text)
    word = page.locator(".sheet text", has_text="KHAI").first
    for shown, truth in zip(middle_in(image, word), middle_of(title.box, paper), strict=True):
        assert abs(shown - truth) < 0.05  # the title is about 0.3 of the page wide; KHAI stands in its middle
    selected = page.evaluate(
        "word => { getSelection().selectAllChildren(word); return getSelection().toString(); }", word.element_handle()
    )
    assert "KHAI" in selected


def middle_in(image: Locator, word: Locator) -> tuple[float, float]:
    """Middle of a word as a share of the image that it lies over, both as the browser laid them out."""
    sheet, box = image.bounding_box(), word.bounding_box()
    assert sheet is not None
    assert box is not None
    across = (box["x"] + box["width"] / 2 - sheet["x"]) / sheet["width"]
    return across, (box["y"] + box["height"] / 2 - sheet["y"]) / sheet["height"]


def middle_of(box: tuple[int, int, int, int], paper: RenderedPage) -> tuple[float, float]:
    height, width = paper.image.shape[:2]
    return (box[0] + box[2]) / 2 / width, (box[1] + box[3]) / 2 / height


def correct_and_approve(page: Page) -> None:
    page.get_by_label("Nơi sinh").fill("Trạm y tế xã Nà Vường")
    page.get_by_label("Đã đối chiếu với bản chính").check()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.locator(".paper-title")).to_contain_text("Đã duyệt")
    expect(page.get_by_label("Nơi sinh")).to_have_value("Trạm y tế xã Nà Vường")


def make_a_code(citizen: Page, service: Served) -> str:
    """Have the owner, signed in, make a one-time code, and return it."""
    log_in(citizen, service, service.door_of("--role", "citizen", "--owner", OWNER, "--name", NAME))
    citizen.get_by_role("link", name="Mã và sự đồng ý").click()
    citizen.get_by_role("button", name="Tạo mã").click()
    expect(citizen.locator("[data-until]")).to_contain_text("Còn")
    return citizen.locator(".big-code").inner_text()


def give_the_code(page: Page, code: str) -> None:
    page.get_by_label("Mã đồng ý một lần").fill(code)
    page.get_by_role("button", name="Nhập mã").click()
    expect(page.locator("#lay-lai .note.done")).to_contain_text("Chủ hồ sơ đã đồng ý")


def take_it_from_the_first(page: Page, first: str, code: str) -> None:
    page.get_by_label("Chỉ xem hồ sơ có mã").fill(f" {first.lower()} ")
    page.get_by_role("button", name="Xem", exact=True).click()
    give_the_code(page, code)
    offers = page.locator(".offer", has_text="Giấy khai sinh")
    offers.locator("input:not([disabled])").first.check()
    page.get_by_role("button", name="Lấy giấy tờ đã chọn").click()
    expect(page.locator("[data-requirement=birth] .from")).to_contain_text(first)
    expect(page.locator("#timeline")).to_contain_text(f"Lấy giấy tờ từ hồ sơ {first}")


def see_and_withdraw_it(citizen: Page, second: str) -> None:
    """The owner sees on a phone who used what for what, and takes it back."""
    citizen.get_by_role("link", name="Ai đã dùng").click()
    use = citizen.locator(".k-use", has_text=second)
    expect(use).to_contain_text("giấy khai sinh")
    use.get_by_role("button", name="Rút lại việc sử dụng").click()
    expect(citizen.locator(".note.done")).to_contain_text("Đã rút lại")
    expect(citizen.locator(".k-use", has_text=second).get_by_role("button")).to_have_count(0)
    assert citizen.evaluate("document.documentElement.scrollWidth") <= 360


def find_it(page: Page, first: str) -> None:
    for _ in range(20):  # the index follows the records a moment later
        page.get_by_role("searchbox", name="Tìm giấy tờ hoặc mã hồ sơ").fill("khai sinh")
        page.get_by_role("button", name="Tìm", exact=True).first.click()
        if page.locator(".hits mark").count():
            break
        page.wait_for_timeout(250)
    expect(page.locator(".hits li", has_text=first).locator("mark").first).to_be_visible()


def test_without_scripts_a_paper_can_be_sent_in_all_the_same(
    service: Served, paper: RenderedPage, tmp_path: Path
) -> None:
    file = tmp_path / "giấy.jpg"
    file.write_bytes(scan(paper))
    with browsing(scripts=False) as page:
        log_in(page, service)
        code = open_dossier(page, service, BIRTH_OF_CHILD, COMMUNE, OWNER, NAME)
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name="Gửi", exact=True).click()
        expect(page.locator(".note.done")).to_be_visible()
        expect(page.locator(".paper")).to_have_count(1)
        page.wait_for_timeout(500)
        page.goto(f"{service.base}/ho-so/{code}")
        expect(page.locator("#timeline")).to_contain_text("giấy.jpg")


def test_a_refused_file_says_why_and_what_to_do(service: Served) -> None:
    with browsing(refusals=True) as page:
        log_in(page, service)
        open_dossier(page, service, BIRTH_OF_CHILD, COMMUNE, OWNER, NAME)
        drop_file(page, "#upload", b"not a picture at all, only words", "ảnh.jpg", "image/jpeg")
        expect(page.locator("#uploads .bad")).to_contain_text("ảnh.jpg", timeout=PATIENCE_MS)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_is_wider_than_its_window(service: Served, width: int) -> None:
    with browsing(width, 800) as page:
        log_in(page, service)
        code = open_dossier(page, service, BIRTH_OF_CHILD, COMMUNE, OWNER, NAME)
        page.get_by_role("button", name="Đang xử lý").click()
        for path in ("/", f"/ho-so/{code}", "/tim?q=a", "/nhat-ky", f"/ho-so/{code}/nhat-ky"):
            check_width(page, service.base + path, width)
        log_in(page, service, service.door_of("--role", "citizen", "--owner", OWNER, "--name", NAME))
        for path in ("/", f"/ho-so/{code}", "/cua-toi", "/cua-toi/dong-y", "/cua-toi/su-dung"):
            check_width(page, service.base + path, width)


def check_width(page: Page, address: str, width: int) -> None:
    """Unfold everything on a page and see that it is no wider than its window."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_whoever_is_not_logged_in_is_led_to_the_door_and_back(service: Served) -> None:
    with browsing() as page:
        page.goto(f"{service.base}/tim?q=khai")
        expect(page).to_have_url(f"{service.base}/dang-nhap?tiep=%2Ftim%3Fq%3Dkhai")
        page.get_by_label("Mã truy cập").fill(service.door.partition("token=")[2])
        page.get_by_role("button", name="Vào").click()
        expect(page).to_have_url(f"{service.base}/tim?q=khai")
