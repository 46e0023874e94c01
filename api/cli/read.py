"""`./hoso read`: read scans without storing anything."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from api.cli.output import error_json, file_json, file_text, progress
from api.errors import EXIT_INPUT
from api.page_pool import ProcessPagePool
from api.services.pages import PagePool
from api.services.reading import FileReading, hash_file, make_searchable, read_file
from api.settings import Settings, read_settings
from models.errors import HosoError, InputError, NotFound, PageError, UsageError
from models.identifiers import Sha256
from ocr.searchable import needs_page_images


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: read, or refused with a reason."""

    name: str
    sha256: Sha256 | None = None
    file: FileReading | None = None
    pdf: bytes | None = None
    error: HosoError | None = None

    @property
    def whole(self) -> bool:
        return self.file is not None and not self.file.digitisation.reading.failures


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Một dòng JSON cho mỗi tệp / one JSON line a file.")
@click.option(
    "--searchable", type=click.Path(), metavar="OUT.pdf", help="Ghi PDF tìm được chữ / write a searchable PDF."
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Số tiến trình đọc trang / page processes (default: cores).")
def command(files: tuple[str, ...], as_json: bool, searchable: str | None, jobs: int | None) -> None:
    """Đọc giấy tờ mà không lưu gì / read scans: clean, OCR, classify, extract."""
    if searchable and len(files) > 1:
        raise UsageError("--searchable chỉ nhận một tệp.", "--searchable takes a single file")
    settings = read_settings()
    settings = replace(settings, workers=jobs) if jobs else settings
    good = True
    with progress(len(files), "Đang đọc") as tick:
        for outcome in _outcomes(files, settings, want_pdf=searchable is not None):
            _show(outcome, as_json=as_json)
            if searchable and outcome.pdf is not None:
                Path(searchable).write_bytes(outcome.pdf)
            good = good and outcome.whole
            tick()
    if not good:
        raise click.exceptions.Exit(EXIT_INPUT)


def _outcomes(files: tuple[str, ...], settings: Settings, *, want_pdf: bool) -> Iterator[Outcome]:
    """Read files side by side and yield their outcomes in input order.

    Some more files than processes are under way, so that the end of one paper does not leave a core idle.
    """
    pool = ProcessPagePool(settings)
    try:
        with ThreadPoolExecutor(settings.workers + 2) as threads:
            yield from threads.map(partial(_read, settings=settings, pool=pool, want_pdf=want_pdf), files)
    finally:
        pool.close()


def _read(name: str, settings: Settings, pool: PagePool, *, want_pdf: bool) -> Outcome:
    path = Path(name)
    try:
        sha256 = hash_file(path)
        file = read_file(path, settings.limits, pool, images=needs_page_images if want_pdf else False)
        return Outcome(name, sha256, file, make_searchable(path, file, pool) if want_pdf else None)
    except (InputError, PageError, NotFound) as error:
        return Outcome(name, error=error)


def _show(outcome: Outcome, *, as_json: bool) -> None:
    if outcome.error is not None:
        if as_json:
            click.echo(json.dumps(error_json(outcome.name, outcome.error), ensure_ascii=False))
        else:
            click.echo(f"{outcome.name}: {outcome.error}", err=True)
    elif outcome.file is not None and outcome.sha256 is not None:
        if as_json:
            click.echo(json.dumps(file_json(outcome.name, outcome.sha256, outcome.file), ensure_ascii=False))
        else:
            click.echo(file_text(outcome.name, outcome.file))
