"""The trainer as a whole: bases, plans, the command, the shipped file."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.errors import IntegrityError
from ocr.recognizers.tessdata import SHIPPED, tessdata
from ocr.training import steps
from ocr.training.__main__ import main
from ocr.training.bases import BASES, Base, obtain
from ocr.training.plans import PLANS, Plan
from ocr.training.workshop import Workshop
from tests.ocr.training.outside import write_folder


def test_the_installed_base_is_the_known_one(tmp_path: Path) -> None:
    path = obtain(BASES["fast"], tmp_path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == BASES["fast"].sha256
    stamp = path.stat().st_mtime_ns
    assert obtain(BASES["fast"], tmp_path).stat().st_mtime_ns == stamp


def test_another_network_under_the_same_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError, match="tesseract-ocr-vie"):
        obtain(Base("other", 192, "0" * 64, "tesseract-ocr-vie"), tmp_path)
    assert not list(tmp_path.iterdir())


def test_every_plan_covers_every_base_and_lowers_its_rate() -> None:
    for plans in PLANS.values():
        assert plans.keys() == BASES.keys()
        for plan in plans.values():
            assert list(plan.rates) == sorted(plan.rates, reverse=True)
            assert plan.rates[-1] < plan.rates[0]
            assert plan.averaged <= len(plan.rates)


def test_parts_are_used_in_turn_and_then_again() -> None:
    plan = Plan((1e-4,) * 4, lines=10, parts=2, stock=5, averaged=1)
    assert [plan.round_parts(number) for number in range(4)] == [(0, 1), (2, 3), (4, 0), (1, 2)]


def test_a_missing_corpus_is_said_with_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["train", "--work", str(tmp_path / "work"), "--corpus", str(tmp_path)])
    assert result.exit_code == 3
    assert "HOSO_CORPUS" in result.output


def test_a_training_is_set_up_once(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "work", write_folder(tmp_path / "data"))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "held-out.txt").write_text("x.lstmf\n", encoding="utf-8")
    trainer = shop.trainer("fast")
    stamp = trainer.start.stat().st_mtime_ns
    assert shop.trainer("fast") == trainer
    assert trainer.start.stat().st_mtime_ns == stamp
    assert trainer.done() == ()


def test_what_was_measured_is_not_measured_again(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "work", write_folder(tmp_path / "data"))
    said: list[str] = []
    models = {"vie": tessdata() / "vie.traineddata"}
    first = steps.evaluate(shop, models, ("real", "empty"), said.append)
    assert first["vie"].keys() == {"empty"}  # the stand-in has no real scans
    assert len(said) == 1
    assert steps.evaluate(shop, models, ("real", "empty"), said.append) == first
    assert len(said) == 1


@pytest.mark.parametrize(("network", "known"), [("fast", "vie-hoso"), ("best", "vie-hoso-best")])
def test_what_is_shipped_comes_with_its_hash(tmp_path: Path, network: str, known: str) -> None:
    model = steps.ship(tessdata() / "vie.traineddata", network, tmp_path)
    digest, name = model.with_suffix(".sha256").read_text(encoding="utf-8").split()
    assert name == f"{known}.traineddata"
    assert digest == hashlib.sha256(model.read_bytes()).hexdigest()


def test_the_shipped_model_is_whole_small_and_described() -> None:
    models = list(SHIPPED.glob("*.traineddata"))
    for model in models:
        digest, name = model.with_suffix(".sha256").read_text(encoding="utf-8").split()
        assert name == model.name
        assert digest == hashlib.sha256(model.read_bytes()).hexdigest()
        assert model.stat().st_size < 2_000_000
        assert digest in (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
