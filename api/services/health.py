"""Whether the back ends answer, and how much work waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic

from api.services.context import Context
from models.errors import HosoError, ServiceError
from models.job import JobState

OUTBOX_SEEN = 10_000
"""The outbox is counted up to here; a longer one means that no index follows, however long it is."""

PROBE_SECONDS = 3.0
"""How long a back end may take for its probe before it is called down: who asks must be told within 5 s."""


@dataclass(frozen=True, slots=True)
class Load:
    """Work that waits: jobs that are not done, by state, and index changes not yet written (at most OUTBOX_SEEN)."""

    jobs: Mapping[JobState, int]
    outbox: int


@dataclass(slots=True)
class _Probe:
    """One probe under way, in a thread of its own."""

    thread: Thread | None = None
    error: HosoError | None = None
    defect: BaseException | None = None


@dataclass(slots=True)
class Prober:
    """Probes the back ends side by side; safe between threads.

    Of each back end there is one probe under way at most: one that hangs is what later callers wait for, too, so that
    asking often does not pile up threads.
    """

    _lock: Lock = field(default_factory=Lock)
    _running: dict[str, _Probe] = field(default_factory=dict)

    def check(self, context: Context) -> Mapping[str, HosoError | None]:
        """Probe every back end (write, read back, delete); return its error, or None where all is well.

        One that does not answer within `PROBE_SECONDS` counts as down.
        """
        parts: Mapping[str, Callable[[], None]] = {
            "objects": context.objects.probe,
            "records": context.records.probe,
            "index": context.index.probe,
        }
        probes = {name: self._start(name, probe) for name, probe in parts.items()}
        limit = monotonic() + PROBE_SECONDS
        return {name: _outcome(probe, limit) for name, probe in probes.items()}

    def _start(self, name: str, probe: Callable[[], None]) -> _Probe:
        with self._lock:
            running = self._running.get(name)
            if running is None or running.thread is None or not running.thread.is_alive():
                running = _Probe()
                running.thread = Thread(target=_run, args=(probe, running), name=f"probe-{name}", daemon=True)
                running.thread.start()
                self._running[name] = running
            return running


def measure(context: Context) -> Load:
    """Count what waits. Raises ServiceError when the records do not answer."""
    with context.records.read() as records:
        open_states = [state for state in JobState if state is not JobState.DONE]
        jobs: dict[JobState, int] = {state: len(records.jobs.find(state=state)) for state in open_states}
        return Load(jobs, len(records.outbox.read(OUTBOX_SEEN)))


def _run(probe: Callable[[], None], outcome: _Probe) -> None:
    try:
        probe()
    except HosoError as error:
        outcome.error = error
    except BaseException as error:  # noqa: BLE001  # a defect: raised again where it is waited for
        outcome.defect = error


def _outcome(probe: _Probe, limit: float) -> HosoError | None:
    assert probe.thread is not None
    probe.thread.join(max(0.0, limit - monotonic()))
    if probe.thread.is_alive():
        return ServiceError(
            f"Không trả lời trong {PROBE_SECONDS:.0f} giây; hãy kiểm tra máy chủ và đường mạng.",
            f"no answer within {PROBE_SECONDS:.0f} s; check the server and the network",
        )
    if probe.defect is not None:
        raise probe.defect
    return probe.error
