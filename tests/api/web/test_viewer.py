"""The page of one paper: words over their image, and what a person makes of them."""

import pytest

from api.services.context import Context
from tests.api.desk import Desk, picture
from tests.api.web.clerk import Clerk, Outline


@pytest.fixture
def paper(clerk: Clerk, desk: Desk, context: Context) -> str:
    code = clerk.open()
    return f"/ho-so/{code}/thanh-phan/{desk.read_paper(context, code).rpartition('/')[2]}"


def revision(page: str) -> str:
    return next(str(a["value"]) for a in Outline(page).all("input") if a.get("name") == "revision")


def test_words_lie_where_they_were_read(clerk: Clerk, paper: str) -> None:
    page = clerk.get(paper).text
    outline = Outline(page)
    assert "0 0 1000 1400" in {svg.get("viewbox") for svg in outline.all("svg")}
    line = page.partition(">GIẤY<")[0].rpartition("<text")[2]
    assert 'x="80"' in line
    assert 'textLength="48"' in line
    assert "GIẤY · 90 %" in page


def test_unsure_words_are_tinted_and_sure_ones_are_not(clerk: Clerk, paper: str) -> None:
    assert 'class="doubt"' not in clerk.get(paper).text
    assert 'class="doubt"' in clerk.get(f"{paper}?trang=2").text


def test_what_a_paper_says_is_text_and_never_markup(clerk: Clerk, paper: str) -> None:
    page = clerk.get(f"{paper}?trang=2").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_each_field_leads_to_its_place(clerk: Clerk, paper: str) -> None:
    page = clerk.get(paper).text
    assert 'href="?trang=1#o-full_name"' in page
    assert 'id="o-full_name" x="440" y="180" width="260" height="24"' in page
    assert 'class="locate sure doubtful" href="?trang=1#o-date_of_birth"' in page
    assert 'id="o-full_name"' not in clerk.get(f"{paper}?trang=2").text


def test_only_what_was_changed_becomes_a_persons_value(clerk: Clerk, desk: Desk, paper: str) -> None:
    form: dict[str, object] = {
        "revision": revision(clerk.get(paper).text),
        "type": "birth-certificate",
        "field.full_name": "LÊ THỊ MAI ĐƯỜNG",
        "field.date_of_birth": "2020-02-01",
        "review": "",
    }
    page = clerk.send(paper, form).text
    assert "<s>2020-01-02</s>" in page
    seen = desk.get("/v1/dossiers/{}/components/{}".format(*paper.split("/")[2::2])).json
    assert seen["review"]["fields"] == {"date_of_birth": "2020-02-01"}
    assert seen["review"]["type"] is None
    assert seen["review"]["state"] == "pending"


def test_approval_needs_the_page_as_it_is_now(clerk: Clerk, paper: str) -> None:
    form: dict[str, object] = {"revision": revision(clerk.get(paper).text), "review": "approved", "compared": "on"}
    assert "Đã duyệt" in clerk.send(paper, form).text
    assert 'class="note error"' in clerk.send(paper, form).text  # the same revision again: somebody was faster


@pytest.mark.parametrize("form", [{"review": "approved"}, {"revision": "x"}, {"revision": "1", "review": "maybe"}])
def test_a_malformed_form_changes_nothing(clerk: Clerk, paper: str, form: dict[str, object]) -> None:
    before = revision(clerk.get(paper).text)
    assert 'class="note error"' in clerk.send(paper, form).text
    assert revision(clerk.get(paper).text) == before


def test_while_a_paper_is_read_its_page_looks_again(clerk: Clerk, desk: Desk) -> None:
    code = clerk.open()
    fresh = desk.hand_in(code, picture(3)).json["id"]
    page = clerk.get(f"/ho-so/{code}/thanh-phan/{fresh}").text
    assert 'http-equiv="refresh"' in page
    assert "Đang đọc" in page


def test_a_reused_paper_shows_where_it_comes_from_and_cannot_be_changed(
    clerk: Clerk, desk: Desk, context: Context, paper: str
) -> None:
    source, own = paper.split("/")[2::2]
    desk.approve(f"/v1/dossiers/{source}/components/{own}")
    target = clerk.open("2.000488", "000.00.05.H99")
    desk.agree(context, target)
    body = {"from": source, "items": [{"requirement": "birth", "item": own}], "purpose": "p"}
    linked = desk.post(f"/v1/dossiers/{target}/reuse", json=body).json["components"][0]["id"]
    page = clerk.get(f"/ho-so/{target}/thanh-phan/{linked}").text
    assert source in page
    assert 'name="field.' not in page
    assert 'value="approved"' not in page
    assert "GIẤY" in page
