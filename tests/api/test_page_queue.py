"""Fair turns: who waits at a counter goes first, bulk loads go on."""

from api.page_queue import BULK_TURN, FairQueue
from models.job import Lane


class Recorder:
    """Hands starts to a queue and notes the order in which they are let through."""

    def __init__(self, most: int) -> None:
        self.queue = FairQueue(most)
        self.order: list[str] = []

    def put(self, lane: Lane, name: str) -> None:
        self.queue.put(lane, lambda: self.order.append(name))


def test_only_so_many_are_under_way_at_once() -> None:
    recorder = Recorder(2)
    for name in "abcde":
        recorder.put(Lane.BULK, name)
    assert recorder.order == ["a", "b"]
    recorder.queue.done()
    assert recorder.order == ["a", "b", "c"]
    recorder.queue.done()
    recorder.queue.done()
    assert recorder.order == ["a", "b", "c", "d", "e"]


def test_an_interactive_page_waits_for_no_bulk_page_that_has_not_started() -> None:
    recorder = Recorder(1)
    for number in range(200):
        recorder.put(Lane.BULK, f"bulk {number}")
    recorder.put(Lane.INTERACTIVE, "counter")
    recorder.queue.done()
    assert recorder.order == ["bulk 0", "counter"]


def test_bulk_pages_get_their_share_while_counters_are_busy() -> None:
    recorder = Recorder(1)
    for number in range(10 * BULK_TURN):
        recorder.put(Lane.INTERACTIVE, "i")
        if number < 10:
            recorder.put(Lane.BULK, "b")
    for _ in range(10 * BULK_TURN):
        recorder.queue.done()
    assert recorder.order.count("b") >= 9
    gaps = [len(run) for run in "".join(recorder.order).split("b")]
    assert max(gaps[:9]) <= BULK_TURN


def test_an_empty_lane_takes_no_turns() -> None:
    recorder = Recorder(1)
    for number in range(2 * BULK_TURN):
        recorder.put(Lane.INTERACTIVE, str(number))
        recorder.queue.done()
    assert len(recorder.order) == 2 * BULK_TURN


def test_a_start_that_ends_at_once_makes_room_for_the_next() -> None:
    queue, order = FairQueue(1), list[int]()

    def start(number: int) -> None:
        order.append(number)
        queue.done()

    for number in range(500):
        queue.put(Lane.BULK, lambda n=number: start(n))  # type: ignore[misc]  # the default binds the number
    assert order == list(range(500))
