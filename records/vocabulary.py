"""Vietnamese names of paper types, fields, copy kinds and levels, as they stand in sentences to clerks and citizens."""

from collections.abc import Mapping

from models.agency import Level
from models.identifiers import DocumentType
from models.procedure import CopyKind

_PAPERS = {
    "identity-card": "căn cước",
    "birth-certificate": "giấy khai sinh",
    "marriage-certificate": "giấy chứng nhận kết hôn",
    "marital-status": "giấy xác nhận tình trạng hôn nhân",
    "death-extract": "trích lục khai tử",
    "household-book": "sổ hộ khẩu",
    "residence-confirmation": "xác nhận thông tin về cư trú",
    "land-certificate": "giấy chứng nhận quyền sử dụng đất",
    "household-business": "giấy chứng nhận đăng ký hộ kinh doanh",
    "enterprise": "giấy chứng nhận đăng ký doanh nghiệp",
    "criminal-record": "phiếu lý lịch tư pháp",
    "building-permit": "giấy phép xây dựng",
    "application": "đơn, tờ khai",
    "decision": "quyết định",
    "fee-receipt": "biên lai thu phí, lệ phí",
    "appointment-slip": "giấy tiếp nhận hồ sơ và hẹn trả kết quả",
}

PAPERS: Mapping[DocumentType, str] = {DocumentType(slug): name for slug, name in _PAPERS.items()}
"""Every known paper type but `unknown`."""

FIELDS: Mapping[str, str] = {
    "full_name": "họ tên",
    "personal_id": "số định danh cá nhân",
    "date_of_birth": "ngày sinh",
    "document_number": "số giấy tờ",
    "issue_date": "ngày cấp",
    "issuer": "nơi cấp",
    "signer": "người ký",
    "address": "địa chỉ",
    "expiry_date": "ngày hết hạn",
    "sex": "giới tính",
    "old_personal_id": "số CMND cũ",
    "place_of_origin": "quê quán",
    "mother_name": "họ tên mẹ",
    "father_name": "họ tên cha",
    "place_of_birth": "nơi sinh",
    "husband_name": "họ tên chồng",
    "wife_name": "họ tên vợ",
    "marital_status": "tình trạng hôn nhân",
    "purpose": "mục đích sử dụng",
    "date_of_death": "ngày chết",
    "head_of_household": "chủ hộ",
    "members": "thành viên hộ",
    "parcel_number": "số thửa",
    "map_sheet": "số tờ bản đồ",
    "area_m2": "diện tích",
    "serial": "số phát hành",
    "business_name": "tên hộ kinh doanh, doanh nghiệp",
    "capital_vnd": "vốn",
    "enterprise_code": "mã số doanh nghiệp",
    "representative": "người đại diện",
    "record_status": "tình trạng án tích",
    "addressed_to": "nơi nhận đơn",
    "subject": "trích yếu",
    "amount_vnd": "số tiền",
    "dossier_code": "mã hồ sơ",
    "due_date": "ngày hẹn trả",
}

COPIES: Mapping[CopyKind, str] = {
    CopyKind.ORIGINAL: "bản chính",
    CopyKind.CERTIFIED: "bản sao chứng thực",
    CopyKind.PLAIN: "bản chụp",
    CopyKind.ELECTRONIC: "bản điện tử",
}

LEVELS: Mapping[Level, str] = {
    Level.CENTRAL: "cơ quan trung ương",
    Level.PROVINCE: "cơ quan cấp tỉnh",
    Level.DISTRICT: "cơ quan cấp huyện",
    Level.COMMUNE: "cơ quan cấp xã",
}


def paper_name(type: DocumentType) -> str:
    return PAPERS.get(type, "giấy tờ chưa rõ loại")


def field_name(field: str) -> str:
    return FIELDS.get(field, field)
