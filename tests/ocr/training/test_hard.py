"""Packed lines taken apart, and those that a network misreads."""

from pathlib import Path

import pytest

from models.errors import ServiceError
from ocr.training.hard import gather, is_hard, misread
from ocr.training.lines import Maker
from ocr.training.packed import repack, unpack
from ocr.training.plans import Plan
from ocr.training.rounds import Trainer


def test_a_document_is_put_together_as_it_was(maker: Maker) -> None:
    document = maker.part(0).read_bytes()
    lines = unpack(document)
    assert {line.truth for line in lines} >= {line.truth for page in maker.cut_pages(0) for line in page.lines}
    assert repack(lines) == document


@pytest.mark.parametrize("spoil", [lambda data: data[:-3], lambda data: data + b"x", lambda data: data[:4] + b"\0"])
def test_a_damaged_document_says_what_to_do(maker: Maker, spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(ServiceError, match="delete it"):
        unpack(spoil(maker.part(0).read_bytes()))


def test_hard_lines_are_misread_but_not_hopelessly() -> None:
    assert is_hard("thẩm quyền", "thắm quyền")
    assert not is_hard("thẩm quyền", "thẩm quyền")
    assert not is_hard("thẩm quyền", "xxxx xxxxx")
    assert not is_hard("", "")


def test_misread_lines_are_dealt_out_once(trainer: Trainer, maker: Maker, tmp_path: Path) -> None:
    whole = unpack(maker.part(0).read_bytes())
    hard = misread(trainer.start, maker.part(0))
    assert 0 < len(hard) < len(whole)
    targets = [tmp_path / "hard" / name for name in ("a.lstmf", "b.lstmf")]
    gather(trainer.start, [maker.part(0)], targets, 1)
    dealt = [unpack(target.read_bytes()) for target in targets]
    assert sorted(line.data for part in dealt for line in part) == sorted(line.data for line in hard)
    assert abs(len(dealt[0]) - len(dealt[1])) <= 1
    stamps = [target.stat().st_mtime_ns for target in targets]
    gather(trainer.start, [tmp_path / "absent.lstmf"], targets, 1)
    assert [target.stat().st_mtime_ns for target in targets] == stamps


def test_the_trainer_takes_dealt_lines(trainer: Trainer, maker: Maker, tmp_path: Path) -> None:
    target = tmp_path / "hard.lstmf"
    gather(trainer.start, [maker.part(0)], [target], 1)
    done = trainer.train(0.0001, 100, [target], lambda *_: None)
    assert done.trained > 0


def test_the_last_rounds_have_a_part_of_hard_lines() -> None:
    plan = Plan((1e-4,) * 4, lines=10, parts=3, stock=12, averaged=1, hard=2)
    assert [plan.hard_round(number) for number in range(4)] == [None, None, 0, 1]
    assert [plan.round_parts(number) for number in (1, 2)] == [(3, 4, 5), (6, 7)]
