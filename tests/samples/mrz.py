"""Machine-readable zones of size TD1 (ICAO 9303 part 5) as Vietnamese identity cards carry them."""

from datetime import date

from models.text import fold
from tests.samples.people import Person

_WEIGHTS = (7, 3, 1)


def check_digit(text: str) -> str:
    """Return the check digit of ICAO 9303 part 3, 4.9: digits count as such, A–Z as 10–35, ``<`` as 0, modulo 10."""
    return str(sum(_value(letter) * _WEIGHTS[i % 3] for i, letter in enumerate(text)) % 10)


def td1(person: Person, expiry: date) -> tuple[str, str, str]:
    """Return the three lines of 30 characters of a person's card.

    The document number is the last nine digits of the personal id, which stands whole in the optional data.
    """
    number = person.id[3:]
    first = f"IDVNM{number}{check_digit(number)}{person.id}<<{check_digit(person.id)}"
    born, until = f"{person.born:%y%m%d}", f"{expiry:%y%m%d}"
    sex = "M" if person.sex == "Nam" else "F"
    second = f"{born}{check_digit(born)}{sex}{until}{check_digit(until)}VNM".ljust(29, "<")
    second += check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    return first, second, _name(person.name)


def _value(letter: str) -> int:
    return 0 if letter == "<" else int(letter, 36)


def _name(name: str) -> str:
    surname, *given = ("".join(c for c in word if c.isalnum()) for word in fold(name).upper().split())
    return f"{surname}<<{'<'.join(given)}"[:30].ljust(30, "<")
