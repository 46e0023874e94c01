"""The statistics: what is counted, what is left out, and that they survive the file."""

import lzma
from pathlib import Path

import numpy as np
import pytest

from ocr.language.build import build, main
from ocr.language.model import SHIPPED, model_of
from ocr.language.store import Counts, read, write
from ocr.language.tokens import START, UNKNOWN

TEXT = ["Cơ quan có thẩm quyền"] * 5 + ["Cơ quan chủ trì thẩm định"] * 3 + ["một chữ hiếm"]


def test_pairs_are_counted_from_the_start_of_a_line() -> None:
    counts = build(TEXT)
    number = {word: index for index, word in enumerate(counts.words)}
    assert counts.pairs[number[START], number["cơ"]] == 8
    assert counts.pairs[number["thẩm"], number["quyền"]] == 5
    assert (number["quan"], number["thẩm"]) not in counts.pairs


def test_rare_words_and_their_pairs_are_not_known() -> None:
    counts = build(TEXT)
    assert "hiếm" not in counts.words
    assert counts.words[-1] == UNKNOWN
    assert all(len(counts.words) - 1 not in pair for pair in counts.pairs)


def test_lines_that_share_eight_words_with_a_measured_text_are_left_out() -> None:
    measured = "Quyết định này có hiệu lực kể từ ngày ký ban hành"
    shares, ends_before = f"1. {measured}.", "Quyết định này có hiệu lực từ đó"
    words = build([shares] * 3 + [ends_before] * 3, [measured]).words
    assert "hành" not in words
    assert "đó" in words  # six words in a row are no copy


def test_the_file_gives_back_what_was_counted() -> None:
    counts = build(TEXT)
    tables = read(write(counts))
    assert tables.words == counts.words
    assert tables.counts.tolist() == list(counts.counts)
    keys = sorted(left << 16 | right for left, right in counts.pairs)
    assert tables.keys.tolist() == keys
    wanted = [counts.pairs[key >> 16, key & 0xFFFF] for key in keys]
    assert tables.pairs == pytest.approx(wanted, rel=0.032)


def test_the_command_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    corpus, without = tmp_path / "lines.txt.xz", tmp_path / "truth.txt"
    corpus.write_bytes(lzma.compress("\n".join(TEXT).encode()))
    without.write_text("nothing of this", encoding="utf-8")
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        main([str(corpus), str(out), "--without", str(without)])
    assert outs[0].read_bytes() == outs[1].read_bytes() == write(build(TEXT))


def test_too_many_words_are_refused() -> None:
    with pytest.raises(ValueError, match="65536 words"):
        write(Counts(tuple(map(str, range(65536))), (1,) * 65536, {}))


def test_probabilities_of_what_may_follow_sum_to_one() -> None:
    model = model_of(read(write(build(TEXT))))
    every = np.arange(len(model.single))
    for left in every:
        total = np.exp(model.log_probability(np.full(len(every), left), every)).sum()
        assert total == pytest.approx(1.0, abs=0.02)


def test_the_shipped_file_is_small() -> None:
    assert SHIPPED.stat().st_size < 3_000_000
