"""Whatever is registered is documented: settings, commands, error codes, document types, dependencies."""

import re
from pathlib import Path

import pytest

from api.cli import COMMANDS
from api.errors import TABLE, exit_code, http_status
from api.settings import VARIABLES
from models import errors
from ocr.doctypes import registry

ROOT = Path(__file__).resolve().parents[2]


def document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def all_errors(root: type[errors.HosoError] = errors.HosoError) -> list[type[errors.HosoError]]:
    return [root, *(found for child in root.__subclasses__() for found in all_errors(child))]


@pytest.mark.parametrize("name", VARIABLES)
def test_setting_is_documented_with_its_default(name: str) -> None:
    default, meaning = VARIABLES[name]
    assert f"| `{name}` | {f'`{default}`' if default else '–'} | {meaning} |" in document("docs/settings.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_in_the_readme(name: str) -> None:
    assert f"./hoso {name}" in document("README.md")


@pytest.mark.parametrize("kind", all_errors())
def test_error_has_its_own_code_a_status_and_a_row_in_the_docs(kind: type[errors.HosoError]) -> None:
    error = kind("việc", "thing")
    assert [other for other in all_errors() if other.code == kind.code] == [kind]
    row = f"| `{kind.code}` | {http_status(error)} | {exit_code(error)} |"
    assert row in document("docs/errors.md"), row


def test_every_row_of_the_table_is_an_error_of_the_tree() -> None:
    assert set(TABLE) <= set(all_errors())


def test_every_document_type_is_documented() -> None:
    text = document("docs/doctypes.md")
    assert [slug for slug in registry() if f"`{slug}`" not in text] == []


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_chosen_dependency_has_its_reason(file: str) -> None:
    names = re.findall(r"^([a-z][\w.-]*)", document(file), re.MULTILINE)
    reasons = document("docs/dependencies.md")
    shown = reasons.replace("pytest, -socket, -timeout, -xdist", "pytest, pytest-socket, pytest-timeout, pytest-xdist")
    assert [name for name in names if name not in shown] == []


def test_every_locked_requirement_has_a_hash() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        for block in re.split(r"\n(?=\S)", document(file)):
            if "==" in block:
                assert "--hash=sha256:" in block, block
