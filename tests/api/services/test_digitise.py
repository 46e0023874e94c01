from pathlib import Path

import pytest

from api.services.context import Context
from api.services.digitise import work_one
from api.services.dossiers import retry_component, view_dossier
from api.services.viewing import look_at
from models.component import Component, ComponentStatus
from models.errors import Conflict, MissingData
from models.job import JobState
from models.page import PageFailure
from tests.api.parts import BIRTH_CERTIFICATE, ScriptedPool, StandingClock
from tests.api.services.steps import CLERK, PATIENCE, digitise, hand_in, open_at, picture

DAMAGED = PageFailure(1, "page-damaged", "Trang hỏng.", "damaged")


def queued(context: Context, content: bytes | None = None) -> Component:
    return hand_in(context, open_at(context), content or picture()).component


def look(context: Context, component: Component) -> Component:
    return look_at(context, CLERK, component.dossier, component.id).component


def job_state(context: Context, component: Component) -> JobState:
    job = look_at(context, CLERK, component.dossier, component.id).job
    assert job is not None
    return job.state


def test_without_work_there_is_nothing_to_do(context: Context) -> None:
    assert work_one(context, ScriptedPool(), PATIENCE) is False


def test_a_paper_is_read_classified_and_its_fields_kept(context: Context) -> None:
    component = queued(context)
    digitise(context)
    read = look(context, component)
    assert read.status is ComponentStatus.DIGITISED
    assert read.type == "birth-certificate"
    assert read.fields["full_name"] == "LÊ THỊ MAI ĐƯỜNG"
    assert read.fields["date_of_birth"] == "2020-01-02"
    assert read.derivatives.searchable is not None
    assert job_state(context, component) is JobState.DONE


def test_page_processes_get_the_original_bytes(context: Context) -> None:
    component = queued(context)
    seen: list[bytes] = []
    pool = ScriptedPool()
    pool.before = lambda: seen.append(pool.tasks[-1].path.read_bytes())
    work_one(context, pool, PATIENCE)
    assert seen == [picture()]
    assert look(context, component).status is ComponentStatus.DIGITISED


def test_a_page_that_fails_loses_no_other_page(context: Context, tmp_path: Path) -> None:
    component = queued(context, two_pages(tmp_path))
    digitise(context, ScriptedPool({1: BIRTH_CERTIFICATE, 2: PageFailure(2, "page-damaged", "Trang hỏng.", "x")}))
    assert look(context, component).status is ComponentStatus.DIGITISED
    event = view_dossier(context, CLERK, component.dossier).events[-1]
    assert event.detail["failed-pages"] == "2"


def two_pages(folder: Path) -> bytes:
    from PIL import Image

    pages = [Image.new("L", (200, 280), shade) for shade in (255, 250)]
    pages[0].save(folder / "two.tiff", save_all=True, append_images=pages[1:])
    return (folder / "two.tiff").read_bytes()


def test_when_no_page_can_be_read_the_job_is_parked_with_the_reason(context: Context) -> None:
    component = queued(context)
    digitise(context, ScriptedPool({1: DAMAGED}))
    failed = look(context, component)
    assert failed.status is ComponentStatus.FAILED
    assert "Trang hỏng" in failed.failure
    assert job_state(context, component) is JobState.PARKED


def test_a_parked_job_can_be_tried_again_by_a_person(context: Context) -> None:
    component = queued(context)
    digitise(context, ScriptedPool({1: DAMAGED}))
    retry_component(context, CLERK, component.dossier, component.id)
    assert look(context, component).status is ComponentStatus.QUEUED
    digitise(context)
    assert look(context, component).status is ComponentStatus.DIGITISED
    with pytest.raises(Conflict):
        retry_component(context, CLERK, component.dossier, component.id)


def test_a_missing_service_gives_the_job_back_without_counting_it(context: Context) -> None:
    component = queued(context)
    down = ScriptedPool({1: MissingData("Thiếu dữ liệu vie.", "vie is missing")})
    for _ in range(PATIENCE.max_attempts + 2):
        with pytest.raises(MissingData):
            work_one(context, down, PATIENCE)
    assert job_state(context, component) is JobState.READY
    digitise(context)
    assert look(context, component).status is ComponentStatus.DIGITISED


def test_a_job_that_kills_its_workers_is_parked_in_the_end(context: Context, clock: StandingClock) -> None:
    component = queued(context)
    for _ in range(PATIENCE.max_attempts):
        with context.records.write() as records:
            until = clock.now().replace(microsecond=0)
            assert records.jobs.lease(clock.now(), until) is not None  # and its worker is never heard of again
        clock.move(seconds=61)
    assert work_one(context, ScriptedPool(), PATIENCE) is True
    assert job_state(context, component) is JobState.PARKED
    assert look(context, component).status is ComponentStatus.FAILED


def test_a_run_that_lost_its_lease_changes_nothing(context: Context, clock: StandingClock) -> None:
    component = queued(context)
    slow = ScriptedPool()

    def taken_over() -> None:
        slow.before = lambda: None
        clock.move(seconds=61)
        assert work_one(context, ScriptedPool({1: BIRTH_CERTIFICATE}), PATIENCE) is True

    slow.before = taken_over
    assert work_one(context, slow, PATIENCE) is True
    kinds = [event.kind for event in view_dossier(context, CLERK, component.dossier).events]
    assert kinds.count("component-digitised") == 1
    assert look(context, component).revision == 2


def test_an_altered_original_is_never_read(context: Context, tmp_path: Path) -> None:
    component = queued(context)
    (stored,) = [
        p for p in (tmp_path / "objects").rglob("*") if p.is_file() and p.name in component.version.sha256 + "x"
    ]
    stored.chmod(0o600)
    stored.write_bytes(picture(7))
    digitise(context)
    assert look(context, component).status is ComponentStatus.FAILED
    assert "integrity" in look(context, component).failure
