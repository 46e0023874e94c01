"""Spoilt catalogue files: each mistake is named with file, place and column."""

from pathlib import Path

import pytest

from models.errors import MissingData
from records.catalogue.agencies import read_agencies
from records.catalogue.procedures import read_procedures

HEADER = "code,name,level,parent,valid_from,valid_to,successor\n"
TOP = "H99.00,UBND tỉnh,province,,2015-01-01,,\n"
PROCEDURE = """
[[procedure]]
code = "1.000894"
name = "Đăng ký kết hôn"
field = "Hộ tịch"
levels = ["commune"]
working_days = 1

[[procedure.requirements]]
key = "identity"
name = "Căn cước"
accepts = ["identity-card"]
"""


def agencies_error(folder: Path, text: str) -> str:
    file = folder / "agencies.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MissingData) as caught:
        read_agencies(file)
    return str(caught.value)


def procedures_error(folder: Path, text: str) -> str:
    file = folder / "procedures.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MissingData) as caught:
        read_procedures(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("H99.01,UBND xã,village,H99.00,2015-01-01,,", "level"),
        ("H99.01,  ,commune,H99.00,2015-01-01,,", "name"),
        ("h99.01,UBND xã,commune,H99.00,2015-01-01,,", "code"),
        ("H99,UBND xã,commune,H99.00,2015-01-01,,", "code"),  # its dossier codes could not be read back
        ("HO9.01,UBND xã,commune,H99.00,2015-01-01,,", "code"),  # O would be taken for 0
        (",UBND xã,commune,H99.00,2015-01-01,,", "code"),
        ("H99.01,UBND xã,commune,H99.00,01/01/2015,,", "valid_from"),
        ("H99.01,UBND xã,commune,H99.00,2015-02-30,,", "valid_from"),
        ("H99.01,UBND xã,commune,H99.00,2015-01-01,2015-01-01,", "valid_to"),
        ("H99.01,UBND xã,commune,H98.00,2015-01-01,,", "parent"),
        ("H99.01,UBND xã,commune,H99.01,2015-01-01,,", "parent"),
        ("H99.01,UBND xã,commune,H99.00,2014-12-31,,", "parent"),
        ("H99.01,UBND xã,commune,H99.00,2015-01-01,,H99.00", "successor"),
        ("H99.01,UBND xã,commune,H99.00,2015-01-01,2016-01-01,H99.02", "successor"),
        ("H99.00,UBND tỉnh,province,,2020-01-01,,", "valid_from"),
    ],
)
def test_a_mistake_in_a_row_is_named_with_row_and_column(tmp_path: Path, row: str, column: str) -> None:
    said = agencies_error(tmp_path, HEADER + TOP + row + "\n")
    assert "agencies.csv" in said
    assert "row 3" in said
    assert f"“{column}”" in said
    assert "\n" not in said


def test_a_parent_of_a_lower_level_is_refused(tmp_path: Path) -> None:
    low = "H99.01,UBND xã,commune,H99.00,2015-01-01,,\n"
    high = "H99.02,UBND huyện,district,H99.01,2015-01-01,,\n"
    assert "row 4" in agencies_error(tmp_path, HEADER + TOP + low + high)


def test_a_parent_that_ends_earlier_is_refused(tmp_path: Path) -> None:
    district = "H99.01,UBND huyện,district,H99.00,2015-01-01,2025-07-01,\n"
    commune = "H99.02,UBND xã,commune,H99.01,2015-01-01,2025-07-02,\n"
    assert "“parent”" in agencies_error(tmp_path, HEADER + TOP + district + commune)


def test_a_parent_in_two_periods_end_to_end_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "agencies.csv"
    halves = (
        "H99.01,UBND huyện,district,H99.00,2015-01-01,2018-01-01,\nH99.01,UBND thị xã,district,H99.00,2018-01-01,,\n"
    )
    file.write_text(HEADER + TOP + "H99.02,UBND xã,commune,H99.01,2016-01-01,,\n" + halves, encoding="utf-8")
    assert len(read_agencies(file)) == 4


@pytest.mark.parametrize("text", ["", "code,name\n", HEADER + "H99.00,UBND\n", HEADER + TOP.strip() + ",more\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    assert "agencies.csv" in agencies_error(tmp_path, text)


def test_a_file_that_is_not_there_or_no_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        read_agencies(tmp_path / "none.csv")
    (tmp_path / "bad").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MissingData):
        read_agencies(tmp_path / "bad")
    with pytest.raises(MissingData):
        read_procedures(tmp_path / "bad")


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('"1.000894"', '"kết hôn"', "code"),
        ('"1.000894"', "1.000894", "code"),
        ('"Đăng ký kết hôn"', '" "', "name"),
        ('field = "Hộ tịch"', 'field = ""', "field"),
        ('["commune"]', "[]", "levels"),
        ('["commune"]', '["commune", "commune"]', "levels"),
        ('["commune"]', '["village"]', "levels"),
        ("working_days = 1", "working_days = -1", "working_days"),
        ("working_days = 1", 'working_days = "một"', "working_days"),
        ("working_days = 1", "working_days = 1\nfee_vnd = -5", "fee_vnd"),
        ("working_days = 1", "working_days = 1\nresult = 'marriage'", "result"),
        ("working_days = 1", "working_day = 1", "working_day"),
        ('"identity"', '"Căn cước"', "key"),
        ('name = "Căn cước"', 'name = ""', "name"),
        ('["identity-card"]', "[]", "accepts"),
        ('["identity-card"]', '["id-card"]', "accepts"),
        ('["identity-card"]', '["identity-card"]\nfields = ["tên"]', "fields"),
        ('["identity-card"]', '["identity-card"]\nmax_age_days = 0', "max_age_days"),
        ('["identity-card"]', '["identity-card"]\nmax_age = 180', "max_age"),
        ('["identity-card"]', '["identity-card"]\ncopy_kinds = ["photo"]', "copy_kinds"),
    ],
)
def test_a_mistake_in_a_table_is_named_with_its_key(tmp_path: Path, old: str, new: str, column: str) -> None:
    assert old in PROCEDURE
    said = procedures_error(tmp_path, PROCEDURE.replace(old, new))
    assert "procedures.toml" in said
    assert column in said
    assert "\n" not in said


def test_a_code_or_key_given_twice_is_refused(tmp_path: Path) -> None:
    assert "procedure 1.000894" in procedures_error(tmp_path, PROCEDURE * 2)
    again = PROCEDURE[PROCEDURE.index("[[procedure.requirements]]") :]
    assert "requirement 2 (identity)" in procedures_error(tmp_path, PROCEDURE + again)


@pytest.mark.parametrize("text", ["", "x = 1", "procedure = 1", "[[procedure]", '[[procedures]]\ncode = "1.000894"'])
def test_a_text_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    assert "procedures.toml" in procedures_error(tmp_path, text)
