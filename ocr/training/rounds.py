"""Runs Tesseract's trainer in rounds: each sees fresh lines at its own learning rate and is measured when it ends.

A round is a folder. It holds the trainer's checkpoint while it runs, from which an interrupted round goes on, and at
the end the network so far and `round.json`, which says that it is done.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ocr.training.tools import follow, run

_PROGRESS = re.compile(r"At iteration \d+/(\d+)/.*?BCER train=([\d.]+)%")
_EVALUATED = re.compile(r"BCER eval=([\d.]+), BWER eval=([\d.]+)")
_NEVER = "0.0001"  # per cent; the trainer must not stop for being good enough on its own lines

Report = Callable[[int, float], None]
"""Told the lines trained in this round and the trainer's own error in per cent."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round done: learning rate, lines shown, and character errors in per cent on its own and on held-out lines."""

    number: int
    rate: float
    lines: int
    trained: float
    held_out: float


@dataclass(frozen=True, slots=True)
class Trainer:
    """Trains one network in `folder`. `start` is its float ``.traineddata``, `held_out` a list file of packed lines."""

    folder: Path
    start: Path
    held_out: Path

    def done(self) -> tuple[Round, ...]:
        """Return the rounds that are done, in order."""
        files = sorted(self.folder.glob("round-*/round.json"))
        return tuple(Round(**json.loads(path.read_text(encoding="utf-8"))) for path in files)

    def train(self, rate: float, lines: int, parts: Sequence[Path], report: Report) -> Round:
        """Run the next round on `parts` and return it. Raises ServiceError when the trainer fails."""
        number = len(self.done())
        here = self._at(number)
        here.mkdir(parents=True, exist_ok=True)
        listing = here / "parts.txt"
        listing.write_text("".join(f"{part}\n" for part in parts), encoding="utf-8")
        error = 100.0
        for said in follow("lstmtraining", *self._options(number, rate, lines, listing)):
            if match := _PROGRESS.search(said):
                error = float(match[2])
                report(int(match[1]), error)
        self._finish(number)
        result = Round(number, rate, lines, error, self.measure(self.model(number)))
        (here / "round.json").write_text(json.dumps(asdict(result)), encoding="utf-8")
        self._tidy(number)
        return result

    def model(self, number: int) -> Path:
        """Return where the float ``.traineddata`` after round `number` is kept."""
        return self._at(number) / "float.traineddata"

    def started(self) -> float:
        """Return the held-out error of the published network itself, measured once."""
        path = self.folder / "start.json"
        if not path.is_file():
            path.write_text(json.dumps(self.measure(self.start)), encoding="utf-8")
        return float(json.loads(path.read_text(encoding="utf-8")))

    def measure(self, model: Path) -> float:
        """Return the character error of a model on the held-out lines, in per cent, without its word lists."""
        said = run("lstmeval", "--model", str(model), "--eval_listfile", str(self.held_out), "--verbosity", "0")
        match = _EVALUATED.search(said)
        assert match is not None, said[-300:]
        return float(match[1])

    def _options(self, number: int, rate: float, lines: int, listing: Path) -> tuple[str, ...]:
        before = self._checkpoint(number - 1) if number else self.folder / "start.lstm"
        return (
            *("--continue_from", str(before), "--traineddata", str(self.start), "--train_listfile", str(listing)),
            *("--model_output", str(self._at(number) / "net"), "--learning_rate", str(rate), "--reset_learning_rate"),
            *("--max_iterations", str(lines), "--target_error_rate", _NEVER),
        )

    def _finish(self, number: int) -> None:
        """Write the network so far without the trainer's state."""
        run(
            *("lstmtraining", "--stop_training", "--continue_from", str(self._checkpoint(number))),
            *("--traineddata", str(self.start), "--model_output", str(self.model(number))),
        )

    def _tidy(self, number: int) -> None:
        """Drop what only this and earlier rounds needed: the trainer's best-so-far files and older checkpoints."""
        for path in self._at(number).glob("net_*.checkpoint"):
            path.unlink()
        if number:
            self._checkpoint(number - 1).unlink(missing_ok=True)

    def _at(self, number: int) -> Path:
        return self.folder / f"round-{number:03d}"

    def _checkpoint(self, number: int) -> Path:
        return self._at(number) / "net_checkpoint"
