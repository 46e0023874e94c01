"""Follows a page's drawing instructions with pdfminer, reading what is plainly written in the quick way."""

from collections.abc import Callable, Sequence

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import stream_value

from ingest.pdf.letters import LetterDevice
from ingest.pdf.operators import Operation, operations

_SPELT = str.maketrans({"*": "_a", '"': "_w", "'": "_q"})
_PATHS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "re": 4} | dict.fromkeys(
    ("h", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"), 0
)
"""Operators that draw paths, with the number of their operands."""
_SEGMENTS = frozenset({"l", "c", "v", "y", "re"})

_Method = tuple[Callable[..., None] | None, int]
"""What an operator calls, and with how many operands; None for an operator that means nothing."""


class QuickInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter for the device that leaves paths out; form objects get one of the same kind."""

    def __init__(self, resources: PDFResourceManager, device: LetterDevice) -> None:
        super().__init__(resources, device)
        self._letters = device

    def execute(self, streams: Sequence[object]) -> None:
        """Follow content streams as one, a blank between two; what is oddly written, as pdfminer itself does."""
        parts = [stream_value(each) for each in streams]
        ids = [part.objid for part in parts]
        plain = None not in ids and self.parent_stream_ids.isdisjoint(ids)
        found = operations(b"\n".join(part.get_data() for part in parts)) if plain else None
        if found is None:
            super().execute(streams)
            return
        self.stream_ids = {each for each in ids if each is not None}  # form objects that draw themselves are told by it
        self._letters.leave_out(sum(name in _SEGMENTS for name, _ in found))
        self._follow(found)

    def _follow(self, found: Sequence[Operation]) -> None:
        """Call the method of each operator with as many operands as it takes; more of them wait for the next one."""
        methods: dict[str, _Method] = {}
        for name, given in found:
            method, count = methods.get(name) or methods.setdefault(name, self._method(name))
            operands = given
            if self.argstack or len(given) != count:
                self.argstack.extend(given)
                operands = self.pop(count) if method and count else []
            if method and len(operands) == count:
                method(*operands)

    def _method(self, name: str) -> _Method:
        if name in _PATHS:
            return _left_out, _PATHS[name]
        method = getattr(self, f"do_{name.translate(_SPELT)}", None)
        return (method, method.__code__.co_argcount - 1) if method else (None, 0)


def _left_out(*_: object) -> None:
    """Do nothing with a path."""
