"""Four worker processes on PostgreSQL share one queue: every job is done once."""

from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from api.backends import open_context
from api.services.context import Context
from api.services.filing import Filing, open_dossier, owner_of
from api.services.intake import Handed, add_component, receive
from api.settings import read_settings
from bench.outage.load import paper
from models.caller import OPERATOR
from models.identifiers import AgencyCode, DossierCode, ProcedureCode
from models.job import JobState
from records.policy import Action
from tests.contract import servers
from tests.services.shared import work_off

WORKERS, JOBS = 4, 200

pytestmark = [
    pytest.mark.skipif(not servers.running(), reason="runs with ./hoso test --services"),
    pytest.mark.services,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.fixture
def variables(tmp_path: Path) -> Iterator[dict[str, str]]:
    with servers.new_database() as url:
        login = {name: value for name, value in servers.variables().items() if name.startswith("HOSO_RECORDS")}
        yield {**login, "HOSO_RECORDS": url, "HOSO_HOME": str(tmp_path)}


def hand_in_all(context: Context) -> DossierCode:
    owner = owner_of("011196004217", "Lò Thị Mẩy")
    filing = Filing(ProcedureCode("1.001776"), AgencyCode("000.03.23.H99"), owner)
    code = open_dossier(context, OPERATOR, filing).code
    for number in range(JOBS):
        stored = receive(context, OPERATOR, Action.HAND_IN, code, [paper()])
        add_component(context, OPERATOR, code, Handed(stored, f"{number}.png"))
    return code


def test_no_page_is_done_twice(variables: dict[str, str]) -> None:
    with open_context(read_settings(variables)) as context:
        code = hand_in_all(context)
        workers = [get_context("spawn").Process(target=work_off, args=(variables,)) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(240)
        assert [worker.exitcode for worker in workers] == [0] * WORKERS
        with context.records.read() as records:
            jobs = records.jobs.find()
            done = [event for event in records.events.of_dossier(code) if event.kind == "component-digitised"]
    assert Counter((job.state, job.attempts) for job in jobs) == {(JobState.DONE, 1): JOBS}
    assert Counter(event.detail["component"] for event in done) == {job.component: 1 for job in jobs}
