import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Semaphore

import pytest

from api.services.context import Context
from api.services.dossiers import set_state
from api.services.search import _write_all, follow, rebuild, search
from models.dossier import DossierState
from models.errors import NotFound, ServiceError
from models.search import IndexEntry, SearchQuery
from tests.api.parts import DISTRICT, PROVINCE
from tests.api.services.steps import CLERK, approved_paper, issue, open_at, picture, return_result
from tests.contract.test_search_index import entry


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


def followed(context: Context) -> None:
    while follow(context):
        pass


def test_a_dossier_that_moves_on_is_found_by_its_new_state(context: Context) -> None:
    dossier = open_at(context)
    approved_paper(context, dossier)
    result = issue(context, dossier)
    followed(context)
    in_progress, returned = (
        SearchQuery("mai", state=state) for state in (DossierState.IN_PROGRESS, DossierState.RETURNED)
    )
    assert search(context, in_progress).total == 2
    return_result(context, dossier)
    followed(context)
    assert search(context, in_progress).total == 0
    assert result.id in {hit.id for hit in search(context, returned).hits}
    assert search(context, returned).total == 2


def test_papers_are_counted_by_unit_month_state_and_procedure(context: Context) -> None:
    dossier = open_at(context)
    approved_paper(context, dossier)
    followed(context)
    facets = search(context, SearchQuery("duong", facets=True)).facets
    assert facets is not None
    assert {count.value for count in facets.agencies} >= {DISTRICT.code, PROVINCE.code, dossier.agency}
    assert [count.value for count in facets.months] == ["2026-11"]
    assert [count.value for count in facets.procedures] == [dossier.procedure]
    assert [count.value for count in facets.states] == [str(dossier.state.value)]


def test_what_is_filed_during_a_rebuild_is_found_after_it(context: Context) -> None:
    papers = [approved_paper(context, open_at(context), picture(shade)).id for shade in (1, 2)]
    steps: list[int] = []

    @contextmanager
    def filing(total: int) -> Iterator[Callable[[], None]]:
        def step() -> None:
            steps.append(total)
            moved = open_at(context)
            papers.append(approved_paper(context, moved, picture(10 + len(steps))).id)
            set_state(context, CLERK, moved.code, DossierState.IN_PROGRESS)
            followed(context)
            assert search(context, SearchQuery("khai sinh")).total == len(papers)

        yield step

    followed(context)
    rebuild(context, filing)
    assert steps == [2, 2]
    assert {hit.id for hit in search(context, SearchQuery("khai sinh")).hits} == set(papers)
    assert search(context, SearchQuery("khai sinh", state=DossierState.IN_PROGRESS)).total == 2


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(context: Context) -> None:
    paper = approved_paper(context, open_at(context))
    followed(context)

    @contextmanager
    def failing(_total: int) -> Iterator[Callable[[], None]]:
        yield lambda: (_ for _ in ()).throw(KeyboardInterrupt)

    with pytest.raises(KeyboardInterrupt):
        rebuild(context, failing)
    assert [hit.id for hit in search(context, SearchQuery("duong")).hits] == [paper.id]
    assert rebuild(context) == 1


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


def test_batches_of_a_rebuild_are_written_while_others_are_read_but_never_many() -> None:
    written, most, reading = list[int](), 0, Semaphore(0)

    def put(batch: Sequence[object]) -> None:
        assert reading.acquire(timeout=30)  # not before the next batch is read
        written.append(len(batch))

    def batches() -> Iterator[list[IndexEntry]]:
        nonlocal most
        for number in range(6):
            most = max(most, number - len(written))
            if number:
                reading.release()
            yield [entry(str(each)) for each in range(number + 1)]
        reading.release()

    assert _write_all(put, batches()) == 21
    assert sorted(written) == [1, 2, 3, 4, 5, 6]
    assert 1 <= most <= 2


def test_an_error_of_a_writer_ends_the_rebuild() -> None:
    read = list[int]()

    def put(_batch: Sequence[object]) -> None:
        raise ServiceError("đầy", "full")

    def batches() -> Iterator[list[IndexEntry]]:
        for number in range(100):
            read.append(number)
            yield [entry(str(number))]

    with pytest.raises(ServiceError, match="full"):
        _write_all(put, batches())
    assert len(read) < 5
