from io import BytesIO
from pathlib import Path

import pikepdf
from click.testing import CliRunner

from api.cli import cli


def test_separator_sheets_are_written_to_print(tmp_path: Path) -> None:
    out = tmp_path / "to-phan-cach.pdf"
    result = CliRunner().invoke(cli, ["separators", str(out), "--sheets", "4"])
    assert result.exit_code == 0, result.output
    with pikepdf.open(BytesIO(out.read_bytes())) as pdf:
        assert len(pdf.pages) == 4


def test_no_sheets_are_a_usage_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["separators", str(tmp_path / "x.pdf"), "--sheets", "0"])
    assert result.exit_code == 2
