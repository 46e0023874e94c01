"""Labels and rules that many papers share."""

from ocr.doctypes.spec import At, Field, Kind, Labelled, Printed, Spot

FULL_NAME = (
    "Họ và tên",
    "Họ tên",
    "Họ, chữ đệm, tên",
    "Họ, chữ đệm và tên",
    "Họ, chữ đệm, tên khai sinh",
    "Họ, chữ đệm và tên khai sinh",
    "Họ và tên khai sinh",
    "Họ và tên / Full name",
    "Full name",
)
BIRTH = (
    "Ngày, tháng, năm sinh",
    "Ngày sinh",
    "Sinh ngày",
    "Năm sinh",
    "Sinh năm",
    "Ngày tháng năm sinh",
    "Ngày, tháng, năm sinh / Date of birth",
    "Ngày sinh / Date of birth",
    "Date of birth",
)
PERSONAL_ID = (
    "Số định danh cá nhân",
    "Số ĐDCN",
    "Số định danh cá nhân/CMND",
    "Số định danh cá nhân / Số CCCD",
    "Giấy tờ tùy thân",
    "Giấy tờ pháp lý cá nhân",
    "Số giấy tờ pháp lý cá nhân",
    "Số giấy tờ pháp lý của cá nhân",
    "Số giấy tờ tùy thân",
    "Giấy tờ tùy thân số",
    "Căn cước công dân",
    "Căn cước công dân số",
    "Thẻ căn cước công dân số",
    "Số căn cước công dân",
    "Số căn cước",
    "Căn cước số",
    "Số thẻ căn cước",
    "Thẻ căn cước số",
    "CCCD số",
    "Số CCCD",
    "CCCD",
    "Số CCCD/CMND",
    "Số CMND/CCCD",
    "CMND/CCCD số",
    "CCCD/CMND số",
    "CMND/CCCD",
    "CCCD/CMND",
    "CMND",
    "Số CMND",
    "CMND số",
    "Chứng minh nhân dân số",
    "Số chứng minh nhân dân",
    "Giấy CMND số",
    "Giấy chứng minh nhân dân số",
    "CMND/CCCD/Hộ chiếu số",
    "Số CMND/CCCD/Hộ chiếu",
    "CMND/Hộ chiếu số",
    "Số CMND/Hộ chiếu",
    "Số định danh cá nhân/CMND/Hộ chiếu",
)
ADDRESS = (
    "Nơi thường trú",
    "Nơi đăng ký thường trú",
    "Nơi đăng ký hộ khẩu thường trú",
    "Nơi đăng ký HKTT",
    "Nơi ĐKHK thường trú",
    "Nơi ĐKTT",
    "Hộ khẩu thường trú",
    "Đăng ký thường trú",
    "Đăng ký thường trú tại",
    "Thường trú tại",
    "Thường trú",
    "Nơi cư trú",
    "Nơi ở hiện tại",
    "Nơi ở hiện nay",
    "Chỗ ở hiện nay",
    "Chỗ ở hiện tại",
    "Nơi tạm trú",
    "Địa chỉ thường trú",
    "Địa chỉ liên hệ",
    "Địa chỉ liên lạc",
    "Địa chỉ",
)
SIGNER = (
    "Người ký",
    "Họ và tên người ký",
    "Họ, chữ đệm, tên người ký",
    "Người ký trích lục",
    "Người ký giấy khai sinh",
    "Họ, chữ đệm, tên, chức vụ người ký",
    "Họ tên, chức vụ người ký",
)
REGISTERED = (
    "Đăng ký thay đổi lần thứ",
    "Đăng ký lần đầu",
    "Đăng ký lần đầu, ngày",
    "Cấp lần đầu",
)
"""Dates of business papers: the paper at hand was issued at the last change, if there was one."""
SEX = (("Nam", ("Nam", "Male")), ("Nữ", ("Nữ", "Female")))

OTHER_LABELS = (
    "Dân tộc",
    "Quốc tịch",
    "Quốc tịch / Nationality",
    "Giới tính",
    "Giới tính / Sex",
    "Tôn giáo",
    "Nghề nghiệp",
    "Trình độ học vấn",
    "Quê quán",
    "Nguyên quán",
    "Nơi sinh",
    "Điện thoại",
    "Số điện thoại",
    "Điện thoại liên hệ",
    "Email",
    "Thư điện tử",
    "Fax",
    "Website",
    "Mã số thuế",
    "Nơi nhận",
    "Ghi chú",
    "Ghi bằng chữ",
    "Bằng chữ",
    "Viết bằng chữ",
    "Bằng số",
    "Ngày cấp",
    "Cấp ngày",
    "Nơi cấp",
    "Do",
    "Kính gửi",
    "Quan hệ với chủ hộ",
    "Mối quan hệ với chủ hộ",
    "Quan hệ với người được khai sinh",
    "Có giá trị đến",
    "Lý do",
    "Nội dung",
    "Ngày, tháng, năm",
    "Tên tôi là",
    "Thủ tục",
    "Ngày nhận",
    "Ngày hẹn trả",
    "Lệ phí",
    "Nơi đăng ký tạm trú",
    *FULL_NAME,
    *BIRTH,
    *PERSONAL_ID,
    *ADDRESS,
    *SIGNER,
)
"""Labels that end the value before them wherever they are printed."""


def full_name(*labels: str, section: str | None = None) -> Field:
    return Field("full_name", (Labelled(Kind.PERSON, (*labels, *FULL_NAME), section),))


def birth(*labels: str, section: str | None = None) -> Field:
    return Field("date_of_birth", (Labelled(Kind.BIRTH, (*labels, *BIRTH), section),))


def personal_id(*labels: str, section: str | None = None) -> Field:
    return Field("personal_id", (Labelled(Kind.PERSONAL_ID, (*labels, *PERSONAL_ID), section),))


def address(*labels: str, section: str | None = None) -> Field:
    """First the labels given and the usual place, each in the order in which forms prefer them."""
    one_by_one = tuple(Labelled(Kind.ADDRESS, (label,), section, lines=3) for label in labels)
    return Field("address", (*one_by_one, Labelled(Kind.ADDRESS, ADDRESS, section, lines=3)))


def number(*labels: str, symbol: bool = False) -> Field:
    """Document number: behind one of `labels`, else at its place under the agency's name.

    `symbol` says that every such paper's number bears a symbol (Decree 30/2020/NĐ-CP, annex I), so that a bare one has
    lost something.
    """
    labelled = (Labelled(Kind.DOCUMENT_NUMBER, labels),) if labels else ()
    return Field("document_number", (*labelled, At(Spot.SYMBOL_NUMBER if symbol else Spot.NUMBER)))


def issue_date(*labels: str) -> Field:
    """Date of issue: behind one of `labels` in this order, else with the place in the head or over the signature."""
    return Field("issue_date", (*(Labelled(Kind.DATE, (label,)) for label in labels), At(Spot.DATED)))


def issuer(*labels: str) -> Field:
    """Issuing agency: in the head; on certificates without one the office of registration, behind one of `labels`."""
    labelled = tuple(Labelled(Kind.ADDRESS, (label,), lines=2) for label in labels)
    return Field("issuer", (At(Spot.ISSUER), *labelled, At(Spot.SIGNED_FOR)))


def signer(*labels: str) -> Field:
    return Field("signer", (At(Spot.SIGNER), Labelled(Kind.PERSON, (*labels, *SIGNER))))


def dossier_code(*labels: str) -> Field:
    return Field("dossier_code", (Labelled(Kind.DOSSIER_CODE, labels), Printed(Kind.DOSSIER_CODE)))
