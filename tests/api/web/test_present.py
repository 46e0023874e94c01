import pytest

from api.web.present import field_value, percent


@pytest.mark.parametrize(
    ("kept", "shown"), [("1996-03-08", "08/03/1996"), ("1996", "1996"), ("12/QĐ-UBND", "12/QĐ-UBND"), ("", "")]
)
def test_a_day_is_shown_as_people_write_it(kept: str, shown: str) -> None:
    assert field_value(kept) == shown


def test_a_hundred_per_cent_is_only_what_is_certain() -> None:
    assert (percent(1.0), percent(0.999)) == ("100 %", "99 %")
