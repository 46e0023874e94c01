"""OCR beside its peers: this service with both models, plain pytesseract and OCRmyPDF on the same files in one run."""

import argparse
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.document import machine
from bench.ocr_report import Facts, publish, summary
from bench.ocrmypdf import OcrMyPdf, at_hand
from bench.pages import FIRST_SEED, Page, real_folder, real_pages, rendered_pages
from bench.readers import Hoso, Plain, Reader
from bench.steady import digital_speed, memory_over
from bench.turns import take_turns

FULL = 80
_DIGITAL = 60
_NO_PEER = "OCRmyPDF: not measured: not installed, and not to be installed from here"


def run(arguments: Sequence[str]) -> int:
    """Measure and print the tables; a full run, or ``--write``, also renews docs/measurements.md."""
    options = _options(arguments)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    where, peer = machine(), not options.no_peer and at_hand()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = _sets(folder, options.pages, options.seed)
        runs = {
            name: take_turns(_readers(options.processes, peer=peer), pages, options.processes)
            for name, pages in sets.items()
        }
        digital = digital_speed(folder, _DIGITAL, options.processes)
        memory = memory_over(sets["rendered"], options.memory_pages) if options.memory_pages else []
    facts: Facts = summary(runs, where, options.processes, digital, memory, missing(sets, peer=peer))
    publish(facts, write=options.write or (options.pages == FULL and options.seed == FIRST_SEED))
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hoso bench ocr", description=__doc__)
    parser.add_argument("--pages", type=int, default=FULL, help="made-up pages to read (default %(default)s)")
    parser.add_argument("--seed", type=int, default=FIRST_SEED, help="first seed of the made-up pages")
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--processes", type=int, default=cores, help="page processes of each reader (default: cores)")
    parser.add_argument("--memory-pages", type=int, default=200, help="pages of the memory run (default %(default)s)")
    parser.add_argument("--no-peer", action="store_true", help="leave out OCRmyPDF, which takes most of the time")
    parser.add_argument("--write", action="store_true", help="write the results of a partial run too")
    return parser.parse_args(arguments)


def _sets(folder: Path, count: int, seed: int) -> Mapping[str, list[Page]]:
    made, real = list(rendered_pages(folder, count, seed)), real_pages()
    return {"rendered": made, "real": real} if real else {"rendered": made}


def _readers(processes: int, *, peer: bool) -> dict[str, Reader]:
    """Return the readers; ours make a searchable PDF, as OCRmyPDF does."""
    readers: dict[str, Reader] = {
        "hoso": Hoso(processes, "tesserocr:vie-hoso", searchable=True),
        "hoso, base model": Hoso(processes, "tesserocr:vie", searchable=True),
        "pytesseract": Plain(processes),
    }
    return readers | ({"OCRmyPDF": OcrMyPdf(processes)} if peer else {})


def missing(sets: Mapping[str, list[Page]], *, peer: bool) -> list[str]:
    """Return a line about each set of pages and each peer that could not be measured."""
    absent = [] if "real" in sets else [f"real scans: not measured: folder absent ({real_folder().name})"]
    return absent if peer else [*absent, _NO_PEER]
