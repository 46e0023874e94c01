"""A function run in a process of its own, capped in time and memory: hostile input can only harm that process."""

import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection

from models.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Cap:
    """Most that the process may take: processor time in seconds, data memory in megabytes, and time by the clock.

    `wall_seconds` is far more than `seconds`: who reaches it waited for the machine, not for the file.
    """

    seconds: int = 60
    wall_seconds: int = 180
    memory_mb: int = 1500


class CappedError(Exception):
    """The process did not deliver; the message says how it ended, in English."""


def run_capped(module: str, name: str, arguments: tuple[object, ...], cap: Cap) -> object:
    """Return what the function `name` of `module` gives for `arguments`, run in a new process.

    The module is imported there alone. Raises CappedError when it took too much or raised, and ServiceError when the
    machine had no time or place for it.
    """
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, module, name, arguments, cap), daemon=True)
    try:
        process.start()
    except OSError as error:
        raise _no_room(error.strerror or "no process") from error
    sender.close()
    try:
        return _await(receiver, cap)
    finally:
        process.kill()
        process.join()
        receiver.close()


def _await(receiver: "Connection", cap: Cap) -> object:
    if not receiver.poll(cap.wall_seconds):
        raise _no_room(f"no answer in {cap.wall_seconds} s")
    try:
        done, outcome = receiver.recv()
    except EOFError as error:
        raise CappedError("the process died") from error
    if not done:
        raise CappedError(str(outcome))
    answer: object = outcome
    return answer


def _no_room(reason: str) -> ServiceError:
    return ServiceError(
        "Máy đang quá tải nên chưa kiểm tra được tệp; hãy thử lại sau ít phút.",
        f"the machine is too busy to examine the file ({reason}); try again in a few minutes",
    )


def _work(sender: "Connection", module: str, name: str, arguments: tuple[object, ...], cap: Cap) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (cap.memory_mb << 20, cap.memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (cap.seconds, cap.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        function: Callable[..., object] = getattr(import_module(module), name)
        sender.send((True, function(*arguments)))
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises it as CappedError
        sender.send((False, type(error).__name__))
