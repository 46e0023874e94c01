"""The trainer's working folder: every step looks here for what is done already and leaves its result here."""

import logging
import random
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ocr.recognizers.tessdata import tessdata
from ocr.training import bases, network
from ocr.training.components import alphabet, component, replaced
from ocr.training.finder import LineFinder
from ocr.training.hard import gather
from ocr.training.lines import Maker
from ocr.training.page.faces import HELD_OUT, TRAINING
from ocr.training.plans import Plan
from ocr.training.rounds import Report, Round, Trainer
from ocr.training.text.corpus import Corpus, read_corpus
from ocr.training.text.numbers import number

log = logging.getLogger("hoso.training")

SEED = 1
CORPUS_LINES = 30_000
HELD_OUT_LINES = 3_000
HELD_OUT_PARTS = 1


@dataclass(frozen=True)
class Workshop:
    """`folder` holds all that is made, `corpus_folder` the outside texts. Not slotted, for what is made on use."""

    folder: Path
    corpus_folder: Path

    @cached_property
    def finder(self) -> LineFinder:
        """The engine that cuts lines: Debian's network, whichever is being trained."""
        return LineFinder(str(tessdata()))

    def base(self, name: str) -> Path:
        """Return the published ``.traineddata`` of a base."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return bases.obtain(bases.BASES[name], self.folder)

    def maker(self, *, held_out: bool = False) -> Maker:
        letters = alphabet(self.base("fast"))
        folder = self.folder / "lines"
        if held_out:
            return Maker(self.held_out_corpus, self.finder, letters, folder, SEED, HELD_OUT, "held")
        return Maker(self.corpus, self.finder, letters, folder, SEED, TRAINING)

    def trainer(self, name: str) -> Trainer:
        """Return the trainer of a network, its start converted to floats and its held-out lines made."""
        folder = self.folder / name
        start = folder / "start.traineddata"
        if not start.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            floats = network.to_float(component(self.base(name), "lstm"))
            (folder / "start.lstm").write_bytes(floats)
            replaced(self.base(name), start, {"lstm": floats})
        return Trainer(folder, start, self._held_out_list())

    def train(self, name: str, plan: Plan, progress: Callable[[str], None]) -> tuple[Round, ...]:
        """Run the rounds of the plan that are not done yet and return all."""
        trainer = self.trainer(name)
        for turn in range(len(trainer.done()), len(plan.rates)):
            rate, head = plan.rates[turn], f"{name}: round {turn + 1}/{len(plan.rates)}"
            parts = self._parts(plan.round_parts(turn), head, progress)
            hard = plan.hard_round(turn)
            if hard is not None:
                parts.append(self._hard(trainer, plan, head, progress)[hard])
            report = _reporter(progress, f"{head}, rate {rate:g}", plan.lines)
            done = trainer.train(rate, plan.lines, parts, report)
            log.info("%s: held-out error %.2f %%", head, done.held_out)
        return trainer.done()

    def _parts(self, wanted: Iterable[int], head: str, progress: Callable[[str], None]) -> list[Path]:
        maker, made = self.maker(), []
        for part in wanted:
            progress(f"{head}, lines, part {part}")
            made.append(maker.part(part))
        return made

    def _hard(self, trainer: Trainer, plan: Plan, head: str, progress: Callable[[str], None]) -> Sequence[Path]:
        """Return the parts of hard lines, one for each round that has one, gathered when the first begins."""
        before = len(plan.rates) - plan.hard
        targets = [trainer.folder / "hard" / f"part-{number:04d}.lstmf" for number in range(plan.hard)]
        turns = range(max(0, before - plan.hard), before)
        seen = sorted({part for turn in turns for part in plan.round_parts(turn)})
        progress(f"{head}, looking for hard lines in {len(seen)} parts")
        gather(trainer.model(before - 1), self._parts(seen, head, progress), targets, SEED)
        return targets

    @cached_property
    def corpus(self) -> Corpus:
        return read_corpus(self.corpus_folder, CORPUS_LINES, SEED, held_out=False)

    @cached_property
    def held_out_corpus(self) -> Corpus:
        return read_corpus(self.corpus_folder, HELD_OUT_LINES, SEED, held_out=True)

    def numbers(self, count: int) -> tuple[str, ...]:
        """Return made-up numbers as they are printed."""
        rng = random.Random(SEED)
        return tuple(number(rng) for _ in range(count))

    def _held_out_list(self) -> Path:
        listing = self.folder / "held-out.txt"
        if not listing.is_file():
            maker = self.maker(held_out=True)
            rows = [f"{maker.part(number)}\n" for number in range(HELD_OUT_PARTS)]
            listing.write_text("".join(rows), encoding="utf-8")
        return listing


def _reporter(progress: Callable[[str], None], head: str, lines: int) -> Report:
    return lambda seen, error: progress(f"{head}, {seen}/{lines} lines, error {error:.2f} %")


def to_terminal(text: str) -> None:
    """Show one line of progress on a terminal, nothing in a pipe."""
    if sys.stderr.isatty():
        room = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{text[:room]:<{room}}")
        sys.stderr.flush()
