"""Numbers as offices print them: dates, ids, document and dossier numbers, amounts, areas, telephone numbers."""

import random

from ocr.training.text.forms import SYMBOLS


def date(rng: random.Random) -> str:
    """Return a date in one of the printed forms, some with the leading zero left out, some with a blank day."""
    day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1945, 2031)
    forms = (
        f"ngày {day:02d} tháng {month:02d} năm {year}",
        f"ngày {day} tháng {month} năm {year}",
        f"{day:02d}/{month:02d}/{year}",
        f"{day}/{month}/{year}",
        f"{day:02d}-{month:02d}-{year}",
        f"{day:02d}.{month:02d}.{year}",
        f"Ngày {day:02d} tháng {month:02d} năm {year}",
        f"ngày tháng {month} năm {year}",
        f"{rng.randint(0, 23)} giờ {rng.randint(0, 59):02d} phút, {day:02d}/{month:02d}/{year}",
    )
    return rng.choice(forms)


def personal_id(rng: random.Random) -> str:
    """Return twelve digits as on the citizen's card, or nine as on the old one, some in groups."""
    digits = f"{rng.randint(1, 96):03d}{rng.randint(0, 3)}{rng.randint(0, 99):02d}{rng.randint(0, 999999):06d}"
    old = f"{rng.randint(10**8, 10**9 - 1)}"
    return rng.choice((digits, digits, old, " ".join(digits[i : i + 3] for i in (0, 3, 6, 9))))


def document_number(rng: random.Random) -> str:
    number, year, symbol = rng.randint(1, 4999), rng.randint(1994, 2027), rng.choice(SYMBOLS)
    return rng.choice((f"{number}/{symbol}", f"{number:02d}/{year}/{symbol}", f"{number}/{year}/{symbol}"))


def dossier_code(rng: random.Random) -> str:
    """Return a code of one of the shapes in use."""
    unit = f"H{rng.randint(1, 63):02d}"
    day = f"{rng.randint(18, 27):02d}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    part, serial = f"{rng.randint(0, 99):02d}", rng.randint(1, 99999)
    forms = (
        f"000.00.{part}.{unit}-{day}-{serial:04d}",
        f"{unit}.{part}.{rng.randint(1, 20):02d}-{day}-{serial:04d}",
        f"G{part}.{rng.randint(1, 30):02d}-20{day}-{serial:07d}",
        f"{rng.randint(1, 3)}.{rng.randint(0, 13000):06d}.000.00.00.{unit}",
        f"KQ.G{part}.{serial:06d}",
    )
    return rng.choice(forms)


def amount(rng: random.Random) -> str:
    """Return a sum, an area or a share with the units that follow."""
    thousands = f"{rng.randint(1, 999999) * 1000:,}".replace(",", ".")
    area = f"{rng.randint(1, 99999):,}".replace(",", ".") + rng.choice(("", f",{rng.randint(1, 9)}"))
    forms = (
        f"{thousands} đồng",
        f"{thousands}đ",
        f"{area} m²",
        f"{area}m2",
        f"{rng.randint(0, 99)},{rng.randint(0, 99):02d}%",
        f"{rng.randint(1, 300)}/{rng.randint(1, 300)}",
        f"{rng.uniform(0, 5000):.2f} ha".replace(".", ","),
        f"{rng.randint(0, 10 ** rng.randint(1, 7))}",
        f"({rng.randint(1, 60):02d})",
        f"{rng.randint(1, 30):02d} ngày làm việc",
    )
    return rng.choice(forms)


def contact(rng: random.Random) -> str:
    """Return a telephone number, a mail address or a site of a made-up office."""
    digits = f"0{rng.randint(20, 99)}{rng.randint(10**6, 10**7 - 1)}"
    word = "".join(rng.choice("abcdeghiklmnopqrstuvxy") for _ in range(rng.randint(4, 9)))
    forms = (
        digits,
        f"{digits[:4]}.{digits[4:7]}.{digits[7:]}",
        f"({digits[:4]}) {digits[4:]}",
        f"{word}@{rng.choice(('mail', 'example', 'office'))}.gov.vn",
        f"https://{word}.gov.vn",
    )
    return rng.choice(forms)


KINDS = (date, personal_id, document_number, dossier_code, amount, contact)


def number(rng: random.Random) -> str:
    """Return a number of any kind."""
    return rng.choice(KINDS)(rng)
