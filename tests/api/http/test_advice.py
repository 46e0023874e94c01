"""What the person at the scanner is told the moment a paper comes in."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from api.advisor import ProcessAdvisor
from api.services.advice_work import MOST_PAGES, look_at_pages
from api.services.context import Context
from api.settings import read_settings
from api.wsgi import create_app
from ingest.limits import Limits
from models.ports.advice import Verdict
from tests.api.desk import TOKEN, Desk
from tests.samples.files import jpeg_file, scanned_pdf

_WHITE = np.full((1400, 1000, 3), 250, np.uint8)


class AtOnce:
    """An advisor in this very process."""

    def begin(self, data: bytes, media_type: str, pages: int) -> Verdict:
        return partial(look_at_pages, data, media_type, pages, Limits())


@pytest.fixture
def desk(context: Context) -> Desk:
    return Desk(create_app(replace(context, advisor=AtOnce()), TOKEN))


def test_the_answer_to_an_upload_says_what_to_do_better(desk: Desk) -> None:
    paper = desk.hand_in(desk.open(), jpeg_file(_WHITE)).json
    assert not paper["quality"]["usable"]
    assert [advice["code"] for advice in paper["quality"]["advice"]] == ["blank"]
    assert paper["quality"]["advice"][0]["vi"].startswith("Trang trắng")
    assert [page["number"] for page in paper["quality"]["pages"]] == [1]


def test_where_nobody_looks_nothing_is_said(context: Context) -> None:
    desk = Desk(create_app(context, TOKEN))
    assert desk.hand_in(desk.open(), jpeg_file(_WHITE)).json["quality"] is None


def test_the_clerk_reads_it_beside_the_paper(desk: Desk) -> None:
    code = desk.open()
    desk.hand_in(code, jpeg_file(_WHITE))
    assert "Trang trắng" in desk.get(f"/ho-so/{code}").text


def test_every_page_of_a_file_is_looked_at_up_to_a_bound() -> None:
    found = look_at_pages(scanned_pdf([_WHITE] * 2, 100), "application/pdf", 2, Limits())
    assert [page.number for page in found] == [1, 2]
    assert (
        len(look_at_pages(scanned_pdf([_WHITE[:200, :200]] * 14, 100), "application/pdf", 14, Limits())) <= MOST_PAGES
    )


def test_a_page_that_cannot_be_decoded_is_left_to_the_reader() -> None:
    assert look_at_pages(jpeg_file(_WHITE)[:300], "image/jpeg", 1, Limits()) == ()


def test_the_advice_process_answers_and_outlives_rubbish() -> None:
    advisor = ProcessAdvisor(read_settings({}))
    try:
        assert advisor.begin(b"rubbish", "image/jpeg", 1)() == ()
        assert advisor.begin(jpeg_file(_WHITE), "image/jpeg", 1)()[0].quality.advice == ("blank",)
    finally:
        advisor.close()
    assert advisor.begin(jpeg_file(_WHITE), "image/jpeg", 1)() == ()
