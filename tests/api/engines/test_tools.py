from pathlib import Path

import pytest

from api.engines.tools import run_tool
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
