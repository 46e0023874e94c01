from collections.abc import Sequence
from io import BytesIO

import pytest

from api.services.context import Context
from api.web.split import ranges
from models.component import PageRange
from tests.api.parts import ScriptedPool
from tests.api.services.steps import digitise
from tests.api.services.test_splitting import SCRIPT, SHEETS
from tests.api.web.clerk import Clerk, Outline
from tests.samples.files import scanned_pdf


def stack(clerk: Clerk, context: Context) -> tuple[str, str]:
    """Hand in a stack, have it read; return the dossier's code and the address of its page."""
    code = clerk.open()
    clerk.send(f"/ho-so/{code}/thanh-phan", {"file": _file()})
    digitise(context, ScriptedPool(SCRIPT))
    with context.records.read() as records:
        (component,) = records.components.of_dossier(records.dossiers.page(1)[0].code)
    return code, f"/ho-so/{code}/thanh-phan/{component.id}"


def _file() -> object:
    return (BytesIO(scanned_pdf(SHEETS, 100)), "chong.pdf")


def test_the_page_shows_every_page_with_the_proposal_ticked(clerk: Clerk, context: Context) -> None:
    _, paper = stack(clerk, context)
    assert f'href="{paper}/tach"' in clerk.get(paper).text
    page = Outline(clerk.get(f"{paper}/tach").text)
    ticked = [(box["name"], box["value"]) for box in page.all("input") if "checked" in box]
    assert ticked == [("left_out", "3"), ("begins", "4")]
    assert len(page.all("img")) >= 4


def test_moved_boundaries_are_what_is_filed(clerk: Clerk, context: Context) -> None:
    code, paper = stack(clerk, context)
    form = {"pages": "4", "revision": _revision(clerk, paper), "begins": ["2", "4"], "left_out": ["3"]}
    answer = clerk.send(f"{paper}/tach", form)
    assert "Đã tách thành 3 giấy tờ." in answer.text
    with context.records.read() as records:
        parts = [one.pages for one in records.components.of_dossier(records.dossiers.page(1)[0].code) if one.pages]
    assert parts == [PageRange(1, 1), PageRange(2, 2), PageRange(4, 4)]
    assert code in answer.request.path


def test_it_can_be_kept_whole(clerk: Clerk, context: Context) -> None:
    _, paper = stack(clerk, context)
    form = {"pages": "4", "revision": _revision(clerk, paper), "begins": ["4"], "whole": "1"}
    assert "Giữ nguyên là một giấy tờ." in clerk.send(f"{paper}/tach", form).text


def test_a_part_opens_at_its_own_first_page(clerk: Clerk, context: Context) -> None:
    _, paper = stack(clerk, context)
    clerk.send(f"{paper}/tach", {"pages": "4", "revision": _revision(clerk, paper), "begins": ["4"]})
    with context.records.read() as records:
        part = records.components.of_dossier(records.dossiers.page(1)[0].code)[-1]
    page = clerk.get(f"/ho-so/{part.dossier}/thanh-phan/{part.id}").text
    assert "KHAI" in Outline(page).text
    assert "trang 4–4" in clerk.get(f"/ho-so/{part.dossier}").text
    assert "?trang=3" not in page


def _revision(clerk: Clerk, paper: str) -> str | None:
    page = Outline(clerk.get(f"{paper}/tach").text)
    return next(box["value"] for box in page.all("input") if box.get("name") == "revision")


@pytest.mark.parametrize(
    ("begins", "left_out", "wanted"),
    [
        ({3}, set(), [PageRange(1, 2), PageRange(3, 5)]),
        (set(), {2}, [PageRange(1, 5)]),
        ({3}, {2, 5}, [PageRange(1, 1), PageRange(3, 4)]),
        ({2, 3}, {2}, [PageRange(1, 1), PageRange(3, 5)]),
        ({9}, {1, 2, 3, 4, 5}, []),
    ],
)
def test_ticks_become_ranges(begins: set[int], left_out: set[int], wanted: Sequence[PageRange]) -> None:
    assert ranges(5, begins, left_out) == wanted
