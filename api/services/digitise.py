"""Digitising queued components: lease a job, read the paper, keep what was read exactly once."""

import errno
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Event, Thread
from typing import IO

from api.services.context import Context
from api.services.debts import Debts
from api.services.pages import PagePool
from api.services.reading import FileReading, make_searchable, read_file
from api.services.signing import find_signatures, sign_copy
from models.component import Component, Derivatives
from models.dossier import ProgressEvent
from models.errors import (
    InputError,
    IntegrityError,
    PageError,
    ServiceError,
    StorageFailed,
    StorageFull,
)
from models.identifiers import ComponentId, Sha256
from models.job import Job, JobState, Lane
from models.ports.records import Records

ACTOR = "worker"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a silent worker keeps a job, in seconds, and how many runs a job gets."""

    lease_seconds: int
    max_attempts: int


def work_one(
    context: Context,
    pool: PagePool,
    patience: Patience,
    lanes: Sequence[Lane] = tuple(Lane),
    debts: Debts | None = None,
) -> bool:
    """Do one job of these lanes, the first of them first, if there is one; return whether there was.

    The job ends DONE, PARKED (with the reason, when trying again cannot help or was tried often enough) or READY (a
    service was down). A run whose lease was lost meanwhile changes nothing. Raises ServiceError after giving back
    the job, so that the worker can wait for the service; `debts` keep a job that could not be given back.
    """
    debts = debts or Debts()
    debts.settle(context)
    job = _lease(context, patience, lanes)
    if job is None:
        return False
    if job.state is JobState.PARKED:
        return True
    try:
        with _kept_alive(context, job, patience):
            _digitise(context, pool, job)
    except (InputError, PageError, IntegrityError) as error:
        _park(context, job, f"{error.code}: {error.vi}")
    except ServiceError as error:
        debts.give_back(context, job, error)
        raise
    return True


def _lease(context: Context, patience: Patience, lanes: Sequence[Lane]) -> Job | None:
    """Take the next job; one that has used up its attempts is parked here, in the transaction that took it."""
    now = context.clock.now()
    with context.records.write() as records:
        job = records.jobs.lease(now, now + timedelta(seconds=patience.lease_seconds), lanes)
        if job is None or job.attempts <= patience.max_attempts:
            return job
        reason = f"worker-lost: đã thử {patience.max_attempts} lần, lần nào cũng dừng giữa chừng"
        _settle_failure(context, records, job, reason)
    return Job(job.id, job.component, JobState.PARKED, job.attempts, job.created_at, reason=reason)


@contextmanager
def _kept_alive(context: Context, job: Job, patience: Patience) -> Iterator[None]:
    """Renew the lease three times in its length while the block runs."""
    stop = Event()
    pause = patience.lease_seconds / 3

    def beat() -> None:
        while not stop.wait(pause):
            until = context.clock.now() + timedelta(seconds=patience.lease_seconds)
            try:
                with context.records.write() as records:
                    if not records.jobs.renew(job.id, job.lease, until):
                        return  # lost: the run goes on, but its end will find the lease gone and change nothing
            except ServiceError as error:
                logger.warning("lease of job %s not renewed, next try in %d s: %s", job.id, pause, error.en)

    heart = Thread(target=beat, name="lease", daemon=True)
    heart.start()
    try:
        yield
    finally:
        stop.set()
        heart.join()


def _digitise(context: Context, pool: PagePool, job: Job) -> None:
    with context.records.read() as records:
        component = records.components.get(job.component)
    with _local_copy(context, component) as path:
        file = read_file(path, context.limits, pool, images=True, lane=job.lane)
        copy = sign_copy(context, component, make_searchable(path, file, pool, job.lane))
        derivatives = _store_derivatives(context, file, copy)
        with path.open("rb") as original:
            signatures = find_signatures(context, original, file.inspection.media_type)
    now = context.clock.now()
    with context.records.write() as records:
        if not records.jobs.finish(job.id, job.lease, JobState.DONE):
            return
        records.components.save_digitisation(component.id, file.digitisation, derivatives, signatures)
        kind = file.digitisation.classification.type
        detail = {"component": component.id, "type": kind, "failed-pages": _failed_pages(file)}
        records.events.add(ProgressEvent(component.dossier, now, "component-digitised", ACTOR, detail))
        records.outbox.add(component.id)


def _failed_pages(file: FileReading) -> str:
    return " ".join(str(failure.number) for failure in file.digitisation.reading.failures)


@contextmanager
def _local_copy(context: Context, component: Component) -> Iterator[Path]:
    """Copy the original to a temporary file for the page processes, and check its hash on the way."""
    with NamedTemporaryFile(prefix="hoso-") as copy:
        digest = _copy(context, component.version.sha256, copy.file)
        if digest != component.version.sha256:
            raise IntegrityError(
                "Tệp gốc trong kho không còn nguyên vẹn; hãy khôi phục từ bản sao lưu.",
                f"the stored original {component.version.sha256} has changed; restore it from a backup",
            )
        yield Path(copy.name)


def _copy(context: Context, source: Sha256, target: IO[bytes]) -> str:
    digest = sha256()
    with context.objects.open(source) as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
            _write(target, chunk)
    _write(target, b"")
    return digest.hexdigest()


def _write(target: IO[bytes], chunk: bytes) -> None:
    """Write a chunk, or flush for an empty one. Raises StorageFull or StorageFailed."""
    try:
        target.write(chunk) if chunk else target.flush()
    except OSError as error:
        kind = StorageFull if error.errno in {errno.ENOSPC, errno.EDQUOT} else StorageFailed
        raise kind(
            "Không ghi được tệp tạm; hãy dọn ổ đĩa tạm của máy.", f"cannot write a temporary file: {error.strerror}"
        ) from error


def _store_derivatives(context: Context, file: FileReading, pdf: bytes) -> Derivatives:
    images = {number: context.objects.put([image]).sha256 for number, image in file.images.items()}
    return Derivatives(images, context.objects.put([pdf]).sha256)


def _park(context: Context, job: Job, reason: str) -> None:
    with context.records.write() as records:
        _settle_failure(context, records, job, reason)


def _settle_failure(context: Context, records: Records, job: Job, reason: str) -> None:
    if not records.jobs.finish(job.id, job.lease, JobState.PARKED, reason):
        return
    component: ComponentId = job.component
    records.components.save_failure(component, reason)
    dossier = records.components.get(component).dossier
    detail = {"component": component, "reason": reason}
    records.events.add(ProgressEvent(dossier, context.clock.now(), "component-failed", ACTOR, detail))
    records.outbox.add(component)
