"""Load: clients that hand in papers one after the other and try again, by the rules of the interface, until answered.

Each paper is sent with an `Idempotency-Key` until it is acknowledged with 202; what came back in between is kept.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from uuid import uuid4

import urllib3
from PIL import Image, ImageDraw, PngImagePlugin

from bench.outage.programme import Programme
from tests.samples.fonts import Face
from tests.samples.fonts import load as load_font

PATIENCE_SECONDS = 60.0
"""How long a client waits for an answer; an outage must be told sooner."""

ACCEPTED, CREATED, UNAVAILABLE = 202, 201, 503
_AGAIN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: when its request was sent (monotonic clock), what it took, its status (0 for none), and whether a
    refusal said when to come again."""

    sent: float
    seconds: float
    status: int
    again: bool


@dataclass(slots=True)
class Log:
    """What clients saw; safe between threads."""

    answers: list[Answered] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Component by idempotency key."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: Answered) -> None:
        with self._lock:
            self.answers.append(answer)

    def acknowledge(self, key: str, component: str) -> None:
        with self._lock:
            self.acknowledged[key] = component

    def between(self, begin: float, end: float) -> "list[Answered]":
        with self._lock:
            return [each for each in self.answers if begin <= each.sent < end]


class Client:
    """Calls the interface, without any tries of the library's own."""

    def __init__(self, programme: Programme) -> None:
        self._base = programme.base
        self._headers = {"Authorization": f"Bearer {programme.token}"}
        self._pool = urllib3.PoolManager(retries=False, timeout=PATIENCE_SECONDS)

    def get(self, path: str) -> urllib3.BaseHTTPResponse:
        return self._pool.request("GET", self._base + path, headers=self._headers)

    def open_dossier(self) -> str:
        """Open a dossier and return its code."""
        body = {
            "procedure": "1.001776",
            "agency": "000.03.23.H99",
            "owner": {"id": "011196004217", "name": "Lò Thị Mẩy"},
        }
        answer = self._pool.request("POST", f"{self._base}/v1/dossiers", headers=self._headers, json=body)
        if answer.status != CREATED:
            raise RuntimeError(f"no dossier: {answer.status} {answer.data!r}")
        return str(answer.json()["code"])

    def hand_in(self, code: str, key: str, content: bytes, **more: str) -> urllib3.BaseHTTPResponse:
        """Hand in a paper; `more` are further fields of the form."""
        return self._pool.request(
            "POST",
            f"{self._base}/v1/dossiers/{code}/components",
            headers={**self._headers, "Idempotency-Key": key},
            fields={"file": ("to.png", content, "image/png"), **more},
        )


def paper(text: str = "GIẤY XÁC NHẬN") -> bytes:
    """Return a small scan of one line, different from every other in its bytes: it is read in a moment."""
    page = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(page).text((60, 110), text, font=load_font(Face("tinos"), 48), fill=0)
    mark = PngImagePlugin.PngInfo()
    mark.add_text("mark", uuid4().hex)
    out = BytesIO()
    page.save(out, "PNG", dpi=(200, 200), pnginfo=mark)
    return out.getvalue()


@contextmanager
def load(programme: Programme, log: Log, clients: int, every: float) -> Iterator[None]:
    """Have `clients` hand in papers, each one `every` so many seconds, while the block runs.

    Afterwards each goes on with the paper that it holds until that is acknowledged.
    """
    over = threading.Event()
    codes = [Client(programme).open_dossier() for _ in range(clients)]
    threads = [
        threading.Thread(target=_hand_in_all, args=(Client(programme), code, log, every, over), name="client")
        for code in codes
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def by_status(answers: "list[Answered]") -> Mapping[int, int]:
    return dict(Counter(answer.status for answer in answers))


def _hand_in_all(client: Client, code: str, log: Log, every: float, over: threading.Event) -> None:
    while not over.is_set():
        key, content = uuid4().hex, paper()
        limit = time.monotonic() + 5 * PATIENCE_SECONDS
        while not _handed_in(client, code, key, content, log):
            if time.monotonic() > limit:
                raise RuntimeError("a paper was not acknowledged in five minutes")
            time.sleep(_AGAIN_SECONDS)
        over.wait(every)


def _handed_in(client: Client, code: str, key: str, content: bytes, log: Log) -> bool:
    sent = time.monotonic()
    try:
        answer = client.hand_in(code, key, content)
    except urllib3.exceptions.HTTPError:
        log.note(Answered(sent, time.monotonic() - sent, 0, again=False))
        return False
    log.note(Answered(sent, time.monotonic() - sent, answer.status, "Retry-After" in answer.headers))
    if answer.status != ACCEPTED:
        return False
    log.acknowledge(key, str(answer.json()["id"]))
    return True
