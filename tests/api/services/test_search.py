import unicodedata

import pytest

from api.services.context import Context
from api.services.search import follow, rebuild, search
from models.errors import NotFound
from models.search import SearchQuery
from tests.api.parts import DISTRICT, PROVINCE
from tests.api.services.steps import approved_paper, issue, open_at


@pytest.mark.parametrize(
    "typed", ["duong", "đường", "Đường", "ĐƯỜNG", unicodedata.normalize("NFD", "Đường"), "hoà", "hòa", "hoa mai"]
)
def test_one_paper_is_found_however_it_is_spelt(context: Context, typed: str) -> None:
    paper = approved_paper(context, open_at(context))
    while follow(context):
        pass
    page = search(context, SearchQuery(typed))
    assert [hit.id for hit in page.hits] == [paper.id]


def test_what_was_not_followed_is_not_found_yet(context: Context) -> None:
    approved_paper(context, open_at(context))
    assert search(context, SearchQuery("duong")).total == 0


def test_units_above_the_agency_see_its_papers(context: Context) -> None:
    approved_paper(context, open_at(context))
    while follow(context):
        pass
    for unit in (DISTRICT, PROVINCE):
        assert search(context, SearchQuery("duong", agencies=(unit.code,))).total == 1


def test_the_index_can_be_dropped_and_rebuilt(context: Context) -> None:
    dossier = open_at(context)
    approved_paper(context, dossier)
    issue(context, dossier)
    while follow(context):
        pass
    before = search(context, SearchQuery("duong"))
    assert rebuild(context) == 2
    assert search(context, SearchQuery("duong")) == before
    assert search(context, SearchQuery("12/2026")).total == 1


def test_following_twice_changes_nothing(context: Context) -> None:
    approved_paper(context, open_at(context))
    assert follow(context) > 0
    assert follow(context) == 0


def test_an_outbox_row_without_its_document_is_settled(context: Context) -> None:
    with context.records.write() as records:
        records.outbox.add("never-committed")
    assert follow(context) == 1
    with context.records.read() as records, pytest.raises(NotFound):
        records.components.get("never-committed")  # type: ignore[arg-type]  # an id that names nothing
