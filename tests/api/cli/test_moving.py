"""`./hoso backup`, `restore`, `fixity` and `token` as a person calls them."""

import json
import stat
from pathlib import Path

import pytest

from tests.api.cli.conftest import PAPERS, Run

FILE = ("submit", "--procedure", "1.001776", "--agency", "000.03.23.H99", "--owner", "011196004217")


def test_a_service_moves_to_another_folder_and_proves_it(hoso: Run, tmp_path: Path) -> None:
    filed = hoso(*FILE, "--bulk", str(PAPERS / "xac-nhan-cu-tru-ct07.pdf"))
    assert filed.returncode == 0, filed.stderr
    made = hoso("backup", str(tmp_path / "safe"))
    assert made.returncode == 0, made.stderr
    assert "2 tệp" in made.stdout  # the original, which is its own searchable PDF, and its page image
    key = tmp_path / "safe" / "ledger" / "ledger.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600

    new_home = str(tmp_path / "new")
    back = hoso("restore", str(tmp_path / "safe"), HOSO_HOME=new_home)
    assert back.returncode == 0, back.stderr
    assert "1 giấy tờ" in back.stdout
    assert "2 tệp nguyên vẹn" in hoso("fixity", HOSO_HOME=new_home).stdout
    assert hoso("audit", HOSO_HOME=new_home).returncode == 0

    again = hoso("restore", str(tmp_path / "safe"), HOSO_HOME=new_home)
    assert again.returncode == 1
    assert "kho trống" in again.stderr


def test_fixity_names_what_changed_and_fails(hoso: Run, tmp_path: Path) -> None:
    filed = hoso(*FILE, str(PAPERS / "xac-nhan-cu-tru-ct07.pdf"))
    assert filed.returncode == 0, filed.stderr
    pdf = next(path for path in (tmp_path / "var" / "objects").rglob("*") if path.is_file() and len(path.name) == 64)
    pdf.chmod(0o600)
    pdf.write_bytes(pdf.read_bytes() + b"x")
    done = hoso("fixity")
    assert done.returncode == 1
    assert pdf.name in done.stdout


def test_a_folder_without_a_backup_is_no_backup(hoso: Run, tmp_path: Path) -> None:
    done = hoso("restore", str(tmp_path))
    assert done.returncode == 1
    assert "sao lưu" in done.stderr
    assert not (tmp_path / "var" / "objects").exists() or not any((tmp_path / "var" / "objects").rglob("*/*/*"))


def test_a_token_is_printed_once_listed_without_its_secret_and_revoked(hoso: Run) -> None:
    made = hoso("token", "--role", "officer", "--agency", "000.03.23.H99", "--name", "Vàng A Páo", "--json")
    assert made.returncode == 0, made.stderr
    token = json.loads(made.stdout)
    assert (token["role"], token["agency"], token["name"]) == ("officer", "000.03.23.H99", "Vàng A Páo")
    listed = hoso("token", "--list")
    assert token["id"] in listed.stdout
    assert token["token"] not in listed.stdout + listed.stderr
    assert hoso("token", "--revoke", token["id"]).returncode == 0
    assert "thu hồi" in hoso("token", "--list").stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("--role", "king"), 2),
        (("--role", "clerk"), 1),
        (("--role", "auditor", "--list"), 2),
        (("--role", "clerk", "--agency", "000.99.99.H99"), 1),
        (("--revoke", "nobody"), 1),
    ],
)
def test_what_makes_no_token_says_why(hoso: Run, arguments: tuple[str, ...], status: int) -> None:
    done = hoso("token", *arguments)
    assert done.returncode == status
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
