import pytest
from flask import Flask

from api.web.messages import COOKIE
from api.web.present import field_value, grouped, percent


@pytest.mark.parametrize(
    ("kept", "shown"), [("1996-03-08", "08/03/1996"), ("1996", "1996"), ("12/QĐ-UBND", "12/QĐ-UBND"), ("", "")]
)
def test_a_day_is_shown_as_people_write_it(kept: str, shown: str) -> None:
    assert field_value(kept) == shown


@pytest.mark.parametrize(("language", "shown"), [("vi", "10.000"), ("en", "10,000")])
def test_thousands_are_set_apart_as_the_language_does(app: Flask, language: str, shown: str) -> None:
    with app.test_request_context("/", headers={"Cookie": f"{COOKIE}={language}"}):
        assert grouped(10_000) == shown
        assert grouped(999) == "999"


def test_a_hundred_per_cent_is_only_what_is_certain() -> None:
    assert (percent(1.0), percent(0.999)) == ("100 %", "99 %")
