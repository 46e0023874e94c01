"""What a clerk does on the page of a dossier, without any script."""

from io import BytesIO

import pytest

from api.services.context import Context
from tests.api.desk import Desk, picture, read_by_machine
from tests.api.web.clerk import Clerk


def upload(clerk: Clerk, code: str, content: bytes, name: str = "khai sinh.jpg", requirement: str = "birth") -> str:
    form = {"file": (BytesIO(content), name), "requirement": requirement}
    return clerk.send(f"/ho-so/{code}/thanh-phan", form).text


def first_paper(desk: Desk, code: str) -> dict[str, str]:
    found: dict[str, str] = desk.get(f"/v1/dossiers/{code}").json["components"][0]
    return found


def test_opening_leads_to_the_new_dossier(clerk: Clerk) -> None:
    page = clerk.get(f"/ho-so/{clerk.open()}").text
    assert "Đăng ký kết hôn" in page
    assert "Được tiếp nhận" in page
    assert "26/11/2026" in page  # three working days from Friday 20; 24 November is a holiday


def test_a_form_with_a_mistake_comes_back_as_it_was_filled_in(clerk: Clerk) -> None:
    form = {"procedure": "1.000894", "agency": "000.07.21.H99", "owner_id": "12", "owner_name": "Lê Thị <Mai>"}
    response = clerk.send("/ho-so", form)
    assert response.status_code == 422
    assert "Số định danh “12” không hợp lệ" in response.text
    assert 'value="Lê Thị &lt;Mai&gt;"' in response.text
    assert 'value="1.000894" data-levels="commune" selected' in response.text


def test_a_loosely_typed_code_leads_to_the_canonical_address(clerk: Clerk) -> None:
    code = clerk.open()
    assert clerk.get(f"/ho-so/{code.lower()}").headers["Location"] == f"/ho-so/{code}"
    assert clerk.get(f"/tim?q={code.lower()}").headers["Location"] == f"/ho-so/{code}"


def test_a_paper_is_sent_in_and_appears_as_being_read(clerk: Clerk) -> None:
    page = upload(clerk, clerk.open(), picture())
    assert "Đã lưu giấy tờ" in page
    assert 'data-waiting="1"' in page
    assert "khai sinh.jpg" in page


def test_the_same_file_again_is_said_to_be_the_same(clerk: Clerk) -> None:
    code = clerk.open()
    upload(clerk, code, picture())
    assert "trùng từng byte" in upload(clerk, code, picture())


def test_a_refused_file_says_why_on_the_page_and_in_the_history(clerk: Clerk) -> None:
    code = clerk.open()
    page = upload(clerk, code, b"words only", "ảnh.jpg")
    assert 'class="note error"' in page
    assert "Không nhận “ảnh.jpg”" in page
    assert 'class="paper' not in page


def test_live_parts_come_again_only_when_something_changed(clerk: Clerk, desk: Desk, context: Context) -> None:
    code = clerk.open()
    upload(clerk, code, picture())
    first = clerk.get(f"/ho-so/{code}/dang-doc")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert clerk.get(f"/ho-so/{code}/dang-doc", **tag).status_code == 304
    read_by_machine(context, first_paper(desk, code)["id"])
    second = clerk.get(f"/ho-so/{code}/dang-doc", **tag)
    assert second.status_code == 200
    assert 'data-waiting="0"' in second.text
    assert "Giấy khai sinh" in second.text
    assert "LÊ THỊ MAI ĐƯỜNG" in second.text
    assert "97 %" in second.text


def test_a_paper_of_the_wrong_type_is_pointed_out(clerk: Clerk, desk: Desk, context: Context) -> None:
    code = clerk.open()
    upload(clerk, code, picture(), requirement="status")
    read_by_machine(context, first_paper(desk, code)["id"])
    assert "không thuộc loại mà thành phần nhận" in clerk.get(f"/ho-so/{code}").text


def test_a_failure_shows_its_reason_and_a_way_to_try_again(clerk: Clerk, desk: Desk, context: Context) -> None:
    code = clerk.open()
    upload(clerk, code, picture())
    with context.records.write() as records:
        job = records.jobs.lease(context.clock.now(), context.clock.now())
        assert job is not None
        records.jobs.finish(job.id, job.lease, type(job.state)("parked"), "page-damaged: Trang hỏng.")
        records.components.save_failure(job.component, "page-damaged: Trang hỏng.")
    page = clerk.get(f"/ho-so/{code}").text
    assert "Trang hỏng." in page
    assert "page-damaged" not in page
    paper = first_paper(desk, code)["id"]
    assert "sẽ được đọc lại" in clerk.send(f"/ho-so/{code}/thanh-phan/{paper}/doc-lai").text
    assert "error" in clerk.send(f"/ho-so/{code}/thanh-phan/{paper}/doc-lai").text


def test_states_move_by_their_buttons_only(clerk: Clerk) -> None:
    code = clerk.open()
    assert "Đã chuyển sang: Đang xử lý" in clerk.send(f"/ho-so/{code}/trang-thai", {"state": "4"}).text
    assert 'class="note error"' in clerk.send(f"/ho-so/{code}/trang-thai", {"state": "10"}).text
    assert 'class="note error"' in clerk.send(f"/ho-so/{code}/trang-thai", {"state": "x"}).text


def test_a_result_is_kept_and_offered_for_download(clerk: Clerk) -> None:
    code = clerk.open()
    clerk.send(f"/ho-so/{code}/trang-thai", {"state": "4"})
    form = {"file": (BytesIO(picture()), "kết hôn.jpg"), "document_number": "12/2026"}
    page = clerk.send(f"/ho-so/{code}/ket-qua", form).text
    assert "12/2026" in page
    assert "/content" in page


def test_papers_of_an_earlier_dossier_are_offered_chosen_and_taken(clerk: Clerk, desk: Desk, context: Context) -> None:
    source = clerk.open()
    desk.approve(desk.read_paper(context, source))
    target = clerk.open("2.000488", "000.00.05.H99")
    page = clerk.get(f"/ho-so/{target}?tu={source.lower()}").text
    chosen = page.partition('name="item" value="')[2].partition('"')[0]
    assert chosen.startswith("birth:")
    shown = desk.citizen(context).post("/v1/me/consent-codes", json={}).json["code"]
    form: dict[str, object] = {"from": source, "item": [chosen], "purpose": "Cấp phiếu", "code": shown}
    taken = clerk.send(f"/ho-so/{target}/lay-lai", form).text
    assert f"Đã lấy 1 giấy tờ từ hồ sơ {source}" in taken
    assert "Lấy lại từ hồ sơ" in taken


def test_an_unfit_paper_says_why_and_cannot_be_chosen(clerk: Clerk, desk: Desk, context: Context) -> None:
    source = clerk.open()
    desk.read_paper(context, source)
    page = clerk.get(f"/ho-so/{clerk.open('2.000488', '000.00.05.H99')}?tu={source}").text
    assert 'class="obstacle"' in page
    assert " disabled" in page.partition('name="item"')[2].partition(">")[0]


def test_another_owners_code_is_answered_like_an_unknown_one(clerk: Clerk) -> None:
    source, target = clerk.open(), clerk.open(owner="001320000002")
    answers = []
    for code in (source, source.replace("-0001", "-9999")):
        panel = clerk.get(f"/ho-so/{target}?tu={code}").text.partition('id="lay-lai"')[2].partition("</section>")[0]
        answers.append(panel.replace(code, "…"))
    assert answers[0] == answers[1]
    assert "Không tìm thấy hồ sơ" in answers[0]


@pytest.mark.parametrize(("counted_to", "said"), [(1, "Tìm thấy 1 giấy tờ"), (0, "Tìm thấy hơn 0 giấy tờ")])
def test_search_says_when_there_are_more_than_it_counts(
    clerk: Clerk, desk: Desk, context: Context, monkeypatch: pytest.MonkeyPatch, counted_to: int, said: str
) -> None:
    from api.services.search import follow

    monkeypatch.setattr("records.index.page.COUNTED_TO", counted_to)
    desk.read_paper(context, clerk.open())
    while follow(context):
        pass
    assert said in clerk.get("/tim?q=duong").text


@pytest.mark.parametrize("words", ["", "duong", "Đường"])
def test_search_marks_what_was_found_and_shows_papers_as_text(
    clerk: Clerk, desk: Desk, context: Context, words: str
) -> None:
    from api.services.search import follow

    desk.read_paper(context, clerk.open())
    while follow(context):
        pass
    page = clerk.get(f"/tim?q={words}").text
    assert ("<mark>" in page) == bool(words)
    assert "<script>alert" not in page
