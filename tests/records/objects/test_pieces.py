"""Pieces read like a file: in any sizes, errors where they belong, the source let go of."""

import io
from collections.abc import Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import StorageFailed
from records.objects.pieces import as_stream


def give(pieces: list[bytes], gone: list[str]) -> Generator[bytes, None, None]:
    try:
        yield from pieces
    finally:
        gone.append("let go")


@given(pieces=st.lists(st.binary(max_size=50), max_size=8), size=st.integers(1, 70))
def test_any_pieces_read_in_any_sizes_are_the_whole(pieces: list[bytes], size: int) -> None:
    with as_stream(give(pieces, [])) as stream:
        assert b"".join(iter(lambda: stream.read(size), b"")) == b"".join(pieces)


def test_closing_lets_go_of_the_source_before_its_end() -> None:
    gone: list[str] = []
    with as_stream(give([b"one", b"two"], gone)) as stream:
        assert stream.read(1) == b"o"
        assert not gone
    assert gone == ["let go"]


def test_an_error_of_the_first_piece_shows_at_once_and_of_a_later_one_when_it_is_read() -> None:
    def failing(good: int) -> Generator[bytes, None, None]:
        yield from [b"x"] * good
        raise StorageFailed("hỏng", "broken")

    with pytest.raises(StorageFailed):
        as_stream(failing(0))
    with as_stream(failing(1)) as stream, pytest.raises(StorageFailed):
        stream.read()


def test_it_cannot_be_sought_in() -> None:
    with as_stream(give([b"one"], [])) as stream:
        assert not stream.seekable()
        with pytest.raises(io.UnsupportedOperation):
            stream.seek(0)
