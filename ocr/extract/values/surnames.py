"""Surnames (*họ*) of the Kinh and of the larger minorities, to tell names from other words and to mend lost marks."""

from collections import Counter

from models.text import exact_key, fold

_SURNAMES = (
    "An", "Ayun", "Biện", "Bà", "Bàn", "Bá", "Bình", "Bùi", "Bạc", "Bạch", "Bảo", "Bảy", "Bế", "Bồ", "Ca", "Cao",
    "Chang", "Chiêm", "Chu", "Chá", "Châu", "Chênh", "Chính", "Chíu", "Chíu", "Chảo", "Chẩu", "Chế", "Chử", "Cung",
    "Cà", "Cù", "Cư", "Cảnh", "Cầm", "Cổ", "Cứ", "Danh", "Di", "Doãn", "Du", "Dung", "Dương", "Dịch", "Fàng", "Gia",
    "Giang", "Giàng", "Giáng", "Giáp", "Hiền", "Hoa", "Hoàng", "Huế", "Huỳnh", "Hà", "Hàn", "Hàng", "Hám", "Hòa",
    "Hùng", "Hơ", "Hưng", "Hướng", "Hạ", "Hạng", "Hầu", "Học", "Hồ", "Hồng", "Hứa", "Kha", "Khang", "Khuất", "Khâm",
    "Khúc", "Khương", "Khấu", "Khổng", "Kim", "Kiều", "Kpă", "Ksor", "Kế", "La", "Linh", "Liễu", "Long", "Ly",
    "Lâm", "Lã", "Lãng", "Lãnh", "Lèm", "Lèo", "Lê", "Lò", "Lô", "Lôi", "Lù", "Lùng", "Lý", "Lư", "Lưu", "Lương",
    "Lường", "Lạc", "Lại", "Lầu", "Lềnh", "Lỗ", "Lộc", "Lục", "Lữ", "Ma", "Mai", "Mang", "Mi", "Miêu", "Mâu", "Mã",
    "Mè", "Mông", "Mùa", "Mùi", "Mạc", "Mạch", "Mạn", "Mẫn", "Mục", "Na", "Nay", "Nghiêm", "Nghị", "Nguyễn", "Ngân",
    "Ngô", "Ngũ", "Ngần", "Ngọc", "Ngụy", "Nhan", "Nhiếp", "Nhiệm", "Nhâm", "Như", "Nhẫn", "Nhữ", "Ninh", "Niê",
    "Nông", "Nữ", "Phan", "Phi", "Phà", "Phác", "Phìn", "Phí", "Phó", "Phù", "Phùng", "Phú", "Phúc", "Phương",
    "Phước", "Phạm", "Phồng", "Páo", "Quan", "Quang", "Quyền", "Quàng", "Quách", "Quản", "Rah", "Rcom", "Rơ", "Siu",
    "Sung", "Sái", "Sình", "Sùng", "Sơn", "Sầm", "Sử", "Thi", "Thiên", "Thiều", "Thàng", "Thành", "Thào", "Thái",
    "Thân", "Thôi", "Thùng", "Thăng", "Thư", "Thạch", "Thẩm", "Thịnh", "Thọ", "Thục", "Tiên", "Tiêu", "Tiết",
    "Triệu", "Trà", "Tráng", "Trí", "Trương", "Trầm", "Trần", "Trịnh", "Trọng", "Tào", "Tòng", "Tô", "Tùng", "Tú",
    "Túc", "Tăng", "Tưởng", "Tạ", "Tải", "Tất", "Tẩn", "Tập", "Tằng", "Tống", "Từ", "Tửu", "Uông", "Vi", "Viên",
    "Voòng", "Vy", "Vàng", "Vòng", "Võ", "Văn", "Vĩnh", "Vũ", "Vưu", "Vương", "Vừ", "Xa", "Xuân", "Yên", "Ái", "Âu",
    "Êban", "Ông", "Đinh", "Điêu", "Đoàn", "Đàm", "Đàng", "Đào", "Đôn", "Đậu", "Đặng", "Đồng", "Đỗ", "Đức", "Ưng",
    "Ấu", "Ứng",
)  # fmt: skip

_PRINTED = frozenset(exact_key(name) for name in _SURNAMES)
_BY_LETTERS = {fold(name): name for name in _SURNAMES}
_AMBIGUOUS = frozenset(key for key, count in Counter(map(fold, _SURNAMES)).items() if count > 1)
_WITH_D = {name: fold(name) for name in _SURNAMES if name.startswith("Đ")}


def is_surname(word: str) -> bool:
    """Tell whether a word is a surname; marks do not count."""
    return fold(word) in _BY_LETTERS


def is_printed_surname(word: str) -> bool:
    """Tell whether a word is a surname as it is spelt, marks included: *Cà* is one, *Cả* is none."""
    return exact_key(word) in _PRINTED


def mended(word: str) -> str:
    """Return a surname with its marks, in the case given: *Lé* was *Lê*.

    Only where no surname is spelt as printed and one alone has these letters, Đ being none but itself; any other word
    is returned as it is.
    """
    key = fold(word)
    named = [name for name, plain in _WITH_D.items() if plain == key] if word.startswith("Đ") else []
    if exact_key(word) not in _PRINTED and len(named) == 1:
        return named[0].upper() if word.isupper() else named[0]
    if exact_key(word) in _PRINTED or key in _AMBIGUOUS or key not in _BY_LETTERS:
        return word
    return _BY_LETTERS[key].upper() if word.isupper() else _BY_LETTERS[key]
