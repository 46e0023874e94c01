from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.engines.tools import alone, run_tool
from models.errors import MissingTool, ServiceError


def test_a_tool_runs_to_its_end(tmp_path: Path) -> None:
    run_tool(["touch", str(tmp_path / "made")])
    assert (tmp_path / "made").exists()


def test_a_tool_that_fails_says_its_last_words() -> None:
    with pytest.raises(ServiceError, match="no space on tape"):
        run_tool(["sh", "-c", "echo start; echo no space on tape >&2; exit 3"])


def test_a_tool_that_is_missing_is_named() -> None:
    with pytest.raises(MissingTool, match="no-such-tool"):
        run_tool(["no-such-tool"])


def test_only_the_environment_given_is_seen() -> None:
    run_tool(["sh", "-c", 'test "$ONLY" = this'], environment={"ONLY": "this", "PATH": "/usr/bin:/bin"})


def test_a_tool_runs_where_it_is_told_to(tmp_path: Path) -> None:
    run_tool(["touch", "here"], folder=tmp_path)
    assert (tmp_path / "here").exists()


def test_one_at_a_time_does_what_a_file_stands_for(tmp_path: Path) -> None:
    inside: list[int] = []

    def enter(number: int) -> int:
        with alone(tmp_path / "deep" / "lock"):
            inside.append(number)
            seen = len(inside)
            inside.remove(number)
        return seen

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(enter, range(50))) == {1}
