"""``python -m ocr.training [STEP]``: see the package's docstring for the steps."""

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from models.errors import HosoError
from ocr.training import steps
from ocr.training.bases import BASES
from ocr.training.evaluation.table import accuracy, letters
from ocr.training.plans import PLANS, Plan
from ocr.training.workshop import Workshop, to_terminal

ROOT = Path(__file__).resolve().parent.parent.parent
_IMAGES = ROOT / "docs" / "images"
STEPS = ("all", "train", "draw", "evaluate", "ship")
SETS = ("real", "rendered", "novel", "newspaper", "english", "numbers", "empty")


@click.command()
@click.argument("step", type=click.Choice(STEPS), default="all")
@click.option("--plan", type=click.Choice(sorted(PLANS)), default="short", help="An hour or a night on one core.")
@click.option("--work", type=click.Path(path_type=Path), default=ROOT / "var" / "training", help="Working folder.")
@click.option("--corpus", type=click.Path(path_type=Path), default=None, help="Folder with text, names, units, real.")
@click.option("--network", "networks", type=click.Choice(sorted(BASES)), multiple=True, default=("fast", "best"))
@click.option("--set", "wanted", type=click.Choice(SETS), multiple=True, default=SETS, help="Pages to evaluate on.")
@click.option("--lists", type=click.Choice(("published", "official", "none")), multiple=True, default=("published",))
def main(step: str, plan: str, work: Path, corpus: Path | None, **chosen: tuple[str, ...]) -> None:
    """Train the Vietnamese networks further on official print; goes on where it was interrupted.

    STEP is one of train, draw, evaluate, ship; all of them but ship when none is named. `ship` puts the first network
    with the first list into ocr/data, under its own name.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    texts = corpus or Path(os.environ.get("HOSO_CORPUS", ROOT.parent / "shared" / "data"))
    order = Order(Workshop(work.resolve(), texts.resolve()), PLANS[plan], **chosen)
    try:
        order.run(step)
    except HosoError as error:
        click.echo(str(error), err=True)
        sys.exit(3)


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: which networks by which plans, judged on which sets, with which word lists."""

    shop: Workshop
    plans: Mapping[str, Plan]
    networks: tuple[str, ...]
    wanted: tuple[str, ...]
    lists: tuple[str, ...]

    def run(self, step: str) -> None:
        """Do one step, or ``all`` but ship."""
        if step in {"all", "train"}:
            for name in self.networks:
                self.shop.train(name, self.plans[name], to_terminal)
        if step in {"all", "draw"}:
            steps.draw_training(self.shop, self.networks, _IMAGES / "training-curve.png")
        if step in {"all", "evaluate"}:
            self._evaluate()
        if step == "ship":
            name = self.networks[0]
            click.echo(steps.ship(self._models(name)[f"{name}-{self.lists[0]}"], name))

    def _evaluate(self) -> None:
        trained = {key: path for name in self.networks for key, path in self._models(name).items()}
        models = {**steps.published(self.shop), **trained}
        results = steps.evaluate(self.shop, models, self.wanted, to_terminal)
        steps.chart(results, models, _IMAGES / "models.png")
        click.echo(f"{accuracy(results)}\n\n{letters(results)}")

    def _models(self, name: str) -> Mapping[str, Path]:
        made = steps.finish(self.shop, name, self.plans[name].averaged)
        return {f"{name}-{kind}": made[f"{name}-{kind}"] for kind in self.lists}


if __name__ == "__main__":
    main()
