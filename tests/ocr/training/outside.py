"""A small stand-in for the outside texts: the same files and columns, a hundred lines written for the tests."""

import lzma
from pathlib import Path

from ocr.training.page.faces import Families
from ocr.training.text.corpus import Corpus

FREE_SERIF: Families = {"free-serif": ("FreeSerif", ("", "Bold", "Italic", "BoldItalic"), 1)}
"""The one Times-like family that every machine that runs the tests has."""

SENTENCES = (
    "Ủy ban nhân dân xã tiếp nhận đơn của người dân vào mọi ngày làm việc trong tuần",
    "Người nộp hồ sơ xuất trình giấy tờ tùy thân để cán bộ đối chiếu với bản sao",
    "Kết quả được trả trong thời hạn năm ngày kể từ ngày nhận đủ hồ sơ hợp lệ",
    "Trường hợp hồ sơ còn thiếu, cơ quan tiếp nhận hướng dẫn bổ sung một lần bằng văn bản",
    "Phí và lệ phí thu theo mức do Hội đồng nhân dân cấp tỉnh quy định",
    "The applicant shall present the original papers when the result is collected",
)


def lines() -> list[str]:
    return [f"{number}. {SENTENCES[number % len(SENTENCES)]} theo mẫu số {number * 7}." for number in range(1, 101)]


def write_folder(folder: Path) -> Path:
    """Write the stand-in to `folder` as the real one is laid out, and return it."""
    for name in ("text", "names", "units", "real"):
        (folder / name).mkdir(parents=True)
    with lzma.open(folder / "text" / "law-lines.txt.xz", "wt", encoding="utf-8") as stream:
        stream.write("".join(f"{line}\n" for line in lines()))
    (folder / "names" / "surnames.csv").write_text(
        "surname,region,weight\nname,format,weight\nNguyễn,north,31.5\nLò,north,0.5\n", encoding="utf-8"
    )
    (folder / "names" / "given-boy.txt").write_text("Bảo Quốc\nĐức\n", encoding="utf-8")
    (folder / "names" / "given-girl.txt").write_text("Thu Hương\n", encoding="utf-8")
    (folder / "units" / "units-2025.csv").write_text(
        "province_code,province,unit_code,unit\n01,Tỉnh Sơn Bình,00004,Phường An Thượng\n", encoding="utf-8"
    )
    (folder / "units" / "units-before-2025.csv").write_text(
        'commune_code,commune,path\n1,Xã Cẩm Đường,"Xã Cẩm Đường, Huyện Tân Hòa, Tỉnh Sơn Bình"\n', encoding="utf-8"
    )
    return folder


def corpus() -> Corpus:
    return Corpus(
        lines=tuple(lines()),
        surnames=("Nguyễn", "Lò"),
        surname_weights=(9.0, 1.0),
        given=("Bảo Quốc", "Đức", "Thu Hương"),
        units=("Phường An Thượng, Tỉnh Sơn Bình", "Xã Cẩm Đường, Huyện Tân Hòa, Tỉnh Sơn Bình"),
    )
