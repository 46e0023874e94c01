"""Shape of the source: names resolve here, files and functions keep their size, nothing is swallowed."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("models", "ingest", "ocr", "records", "api", "tests", "bench")
ADAPTERS = ("tessdata", "tesserocr_engine", "pytesseract_engine")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def swallowed(tree: ast.AST) -> list[int]:
    """Line numbers of handlers whose whole body is `pass` or `...`."""
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    return [h.lineno for h in handlers if all(isinstance(s, ast.Pass | ast.Constant) for s in h.body)]


@pytest.mark.parametrize("room", ROOMS)
def test_room_resolves_inside_the_repository(room: str) -> None:
    file = importlib.import_module(room).__file__
    assert file is not None
    assert Path(file).resolve().is_relative_to(ROOT / room)


@pytest.mark.parametrize("room", ROOMS)
def test_every_package_has_an_init(room: str) -> None:
    folders = {path.parent for path in (ROOT / room).rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in sources()}
    assert {path: n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources()
        for node in functions(ast.parse(path.read_text("utf-8")))
        if (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_no_exception_is_swallowed() -> None:
    found = [f"{p.relative_to(ROOT)}:{n}" for p in sources() for n in swallowed(ast.parse(p.read_text("utf-8")))]
    assert found == []


def test_swallowing_would_be_found() -> None:
    assert swallowed(ast.parse("try:\n    f()\nexcept OSError:\n    pass\n")) == [3]
    assert swallowed(ast.parse("try:\n    f()\nexcept OSError:\n    g()\n")) == []


def test_only_settings_reads_the_environment() -> None:
    """Adapters of external programmes may read and set what those look at; nothing else asks the environment.

    `ocr/training` is a programme of its own, outside of what runs in service.
    """
    allowed = {"api/settings.py", *(f"ocr/recognizers/{name}.py" for name in ADAPTERS)}
    readers = {
        str(path.relative_to(ROOT))
        for path in sources()
        if path.relative_to(ROOT).parts[0] in {"models", "ingest", "ocr", "records", "api"}
        and "training" not in path.parts
        and any(word in path.read_text("utf-8") for word in ("os.environ", "getenv"))
    }
    assert readers <= allowed
