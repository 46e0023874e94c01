"""Whether the back ends answer, and how much work waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api.services.context import Context
from models.errors import HosoError
from models.job import JobState

OUTBOX_SEEN = 10_000
"""The outbox is counted up to here; a longer one means that no index follows, however long it is."""


@dataclass(frozen=True, slots=True)
class Load:
    """Work that waits: jobs that are not done, by state, and index changes not yet written (at most OUTBOX_SEEN)."""

    jobs: Mapping[JobState, int]
    outbox: int


def check(context: Context) -> Mapping[str, HosoError | None]:
    """Probe every back end (write, read back, delete); return its error, or None where all is well."""
    parts: Mapping[str, Callable[[], None]] = {
        "objects": context.objects.probe,
        "records": context.records.probe,
        "index": context.index.probe,
    }
    return {name: _error(probe) for name, probe in parts.items()}


def measure(context: Context) -> Load:
    """Count what waits. Raises ServiceError when the records do not answer."""
    with context.records.read() as records:
        open_states = [state for state in JobState if state is not JobState.DONE]
        jobs: dict[JobState, int] = {state: len(records.jobs.find(state=state)) for state in open_states}
        return Load(jobs, len(records.outbox.read(OUTBOX_SEEN)))


def _error(probe: Callable[[], None]) -> HosoError | None:
    try:
        probe()
    except HosoError as error:
        return error
    return None
