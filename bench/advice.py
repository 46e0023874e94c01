"""Advice on pictures: how often it is right, by fault, and how long a page takes, decoding included.

Two sets of made-up pictures that tuning never saw: the tuning family with other seeds, and the check family, whose
faults, desks and hands are made by other methods. Real scans, where they are at hand, must all be usable. Every picture
is judged from its file, as the service does: a photograph of 12 megapixels among them, for the time.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from api.services.advice_work import look_at_pages
from bench.document import keep, machine
from bench.pages import ROOT, real_pages
from ingest.limits import Limits
from models.page import Quality
from tests.samples.files import jpeg_file
from tests.samples.photos.cases import Case, cases

_SEEDS = {"tuning": 8_101, "check": 8_202}
_TWELVE_MEGAPIXELS = 4000
LIMIT_MS = 300.0
_METHOD = (
    "{machine}; one process, one thread; milliseconds of processor time from the file's bytes to the verdict. Right: "
    "usable or not as the picture was made, and its fault named; a good picture gets no advice at all."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One picture with the verdict on it. `fault` is "" for a good one; milliseconds of processor time."""

    family: str
    fault: str
    right: bool
    milliseconds: float
    note: str


def run(arguments: Sequence[str]) -> int:
    """Judge `--count` pictures of each family; return 1 when under 95 % are right or a page takes over 300 ms."""
    parser = argparse.ArgumentParser(prog="hoso bench advice", description=__doc__)
    parser.add_argument("--count", type=int, default=180, help="pictures of each family")
    count = parser.parse_args(arguments).count
    judged = [one for family, seed in _SEEDS.items() for one in _judge(family, cases(seed, count, family))]
    real = [_verdict(page.path.read_bytes(), _media_type(page.path)) for page in real_pages()]
    facts = _facts(judged, real)
    text = _text(facts)
    print(text)
    if count >= 180:
        keep(ROOT, "advice", text, facts)
    return 0 if _holds(facts) else 1


def _judge(family: str, made: Iterable[Case]) -> list[Judged]:
    return [_judged(family, number, case) for number, case in enumerate(made)]


def _judged(family: str, number: int, case: Case) -> Judged:
    """Judge one picture; every tenth is enlarged to the 12 megapixels of a telephone first."""
    large = number % 10 == 0 and case.fault != "low-resolution" and case.setting in {"photo", "held at the margin"}
    image = enlarged(case) if large else case.image
    quality, milliseconds = _verdict(jpeg_file(image, 300, 90), "image/jpeg")
    named = case.fault in quality.advice if case.fault else not quality.advice
    right = quality.usable == case.usable and named
    note = f"{case.fault or 'good'}/{case.setting}: {', '.join(quality.advice) or 'nothing'}"
    return Judged(family, case.fault, right, milliseconds, note)


def enlarged(case: Case) -> np.ndarray:
    """Return a picture as a telephone of 12 megapixels would give it."""
    factor = _TWELVE_MEGAPIXELS / max(case.image.shape[:2])
    return np.asarray(cv2.resize(case.image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)


def _verdict(data: bytes, media_type: str) -> tuple[Quality, float]:
    began = time.process_time()
    found = look_at_pages(data, media_type, 1, Limits())
    return found[0].quality, 1000 * (time.process_time() - began)


def _media_type(path: Path) -> str:
    return "image/png" if path.suffix == ".png" else "image/jpeg"


def _facts(judged: Sequence[Judged], real: Sequence[tuple[Quality, float]]) -> Mapping[str, object]:
    times = [one.milliseconds for one in judged] + [milliseconds for _, milliseconds in real]
    return {
        "machine": machine(),
        "families": {family: _counts([one for one in judged if one.family == family]) for family in _SEEDS},
        "real": {"pages": len(real), "usable": sum(quality.usable for quality, _ in real)},
        "milliseconds": {name: round(float(np.percentile(times, at))) for name, at in _PERCENTILES.items()},
        "wrong": [f"{one.family}: {one.note}" for one in judged if not one.right],
    }


_PERCENTILES = {"p50": 50, "p95": 95, "max": 100}


def _counts(judged: Sequence[Judged]) -> Mapping[str, tuple[int, int]]:
    """Return by fault how many were right, and of how many."""
    every = Counter(one.fault or "good" for one in judged)
    right = Counter(one.fault or "good" for one in judged if one.right)
    return {fault: (right[fault], every[fault]) for fault in every}


def _holds(facts: Mapping[str, object]) -> bool:
    loaded = json.loads(json.dumps(facts))
    shares = [_share(counts) for counts in loaded["families"].values()]
    return min(shares) >= 0.95 and loaded["milliseconds"]["p95"] <= LIMIT_MS


def _share(counts: Mapping[str, Sequence[int]]) -> float:
    return sum(right for right, _ in counts.values()) / max(sum(every for _, every in counts.values()), 1)


def _text(facts: Mapping[str, object]) -> str:
    loaded = json.loads(json.dumps(facts))
    families, times, real = loaded["families"], loaded["milliseconds"], loaded["real"]
    rows = ["| picture | " + " | ".join(families) + " |", "|---" * (len(families) + 1) + "|"]
    for fault in next(iter(families.values())):
        cells = ["{} of {}".format(*counts[fault]) for counts in families.values()]
        rows += [f"| {fault} | " + " | ".join(cells) + " |"]
    rows.append("| **all** | " + " | ".join(f"**{_share(counts):.1%}**" for counts in families.values()) + " |")
    told = (
        f"Real scans judged usable: {real['usable']} of {real['pages']}. Milliseconds a page: median {times['p50']}, "
        f"95 % {times['p95']}, longest {times['max']}."
    )
    wrong = "Wrong: " + ("; ".join(loaded["wrong"]) or "none") + "."
    head = "## Advice on pictures (`./hoso bench advice`)"
    return "\n\n".join((head, _METHOD.format(**loaded), "\n".join(rows), told, wrong)) + "\n"
