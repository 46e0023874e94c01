"""Words that stand on official forms and headings everywhere, written down by us."""

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

LABELS = (
    *("Họ và tên", "Họ, chữ đệm, tên", "Họ và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Dân tộc"),
    *("Quốc tịch", "Tôn giáo", "Quê quán", "Nơi sinh", "Nơi cư trú", "Nơi thường trú", "Nơi ở hiện tại", "Nghề nghiệp"),
    *("Số định danh cá nhân", "Số CCCD", "Số CMND", "Số giấy tờ tùy thân", "Ngày cấp", "Nơi cấp", "Có giá trị đến"),
    *("Họ và tên cha", "Họ và tên mẹ", "Họ và tên vợ", "Họ và tên chồng", "Quan hệ với chủ hộ", "Chủ hộ", "Số hộ khẩu"),
    *("Điện thoại", "Email", "Mã số thuế", "Mã số doanh nghiệp", "Tên doanh nghiệp", "Vốn điều lệ", "Ngành nghề"),
    *("Địa chỉ trụ sở chính", "Người đại diện theo pháp luật", "Chức danh", "Thửa đất số", "Tờ bản đồ số", "Diện tích"),
    *("Mục đích sử dụng", "Thời hạn sử dụng", "Nguồn gốc sử dụng", "Số tiền", "Bằng chữ", "Lý do nộp", "Người nộp"),
    *("Mã hồ sơ", "Ngày nhận hồ sơ", "Ngày hẹn trả kết quả", "Thời gian giải quyết", "Hình thức nhận kết quả"),
    *("Kính gửi", "Căn cứ", "Lý do", "Mục đích", "Ghi chú", "Người yêu cầu", "Người khai ký tên", "Cán bộ tiếp nhận"),
)

TITLES = (
    *("QUYẾT ĐỊNH", "THÔNG BÁO", "TỜ TRÌNH", "KẾ HOẠCH", "BÁO CÁO", "GIẤY MỜI", "GIẤY PHÉP", "GIẤY XÁC NHẬN"),
    *(
        "TỜ KHAI",
        "ĐƠN ĐỀ NGHỊ",
        "ĐƠN XIN XÁC NHẬN",
        "GIẤY ỦY QUYỀN",
        "GIẤY KHAI SINH",
        "TRÍCH LỤC KHAI SINH",
        "BIÊN BẢN",
    ),
    *("GIẤY CHỨNG NHẬN KẾT HÔN", "TRÍCH LỤC KHAI TỬ", "BIÊN LAI THU TIỀN", "GIẤY TIẾP NHẬN HỒ SƠ", "PHIẾU HẸN"),
    *("GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH", "PHIẾU LÝ LỊCH TƯ PHÁP", "SỔ HỘ KHẨU", "HỢP ĐỒNG", "CÔNG VĂN"),
    *("XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ", "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "BẢN CAM KẾT", "PHỤ LỤC", "DANH SÁCH"),
)

OFFICES = (
    *("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "SỞ TƯ PHÁP", "SỞ XÂY DỰNG", "SỞ NỘI VỤ", "SỞ TÀI CHÍNH", "SỞ Y TẾ"),
    *("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "SỞ CÔNG THƯƠNG"),
    *("VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI", "CHI CỤC THUẾ", "CÔNG AN", "BẢO HIỂM XÃ HỘI", "VĂN PHÒNG CÔNG CHỨNG"),
    *("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "PHÒNG TƯ PHÁP", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "THANH TRA"),
)

POSTS = (
    *("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG", "CHI CỤC TRƯỞNG"),
    *("KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "TUQ. CHỦ TỊCH", "KT. GIÁM ĐỐC", "TL. CHỦ TỊCH", "NGƯỜI KHAI"),
    *(
        "HIỆU TRƯỞNG",
        "Công chức tư pháp - hộ tịch",
        "Người làm đơn",
        "Người nộp tiền",
        "Cán bộ địa chính",
        "Thủ trưởng đơn vị",
    ),
)

SYMBOLS = (
    *("QĐ-UBND", "UBND-TH", "QĐ-TTg", "TB-UBND", "KH-UBND", "TTr-STP", "BC-SNV", "NQ-HĐND", "TT-BTC", "NĐ-CP", "XN"),
    *("GP-UBND", "UBND-NC", "CV-VP", "SXD-QLĐT", "SNNMT-TL", "STC-QLNS", "TLKT", "GCN", "BB-VPHC", "QĐ-XPHC", "TB-CCT"),
    *("UBND-KGVX", "VPUB-HC", "QLĐĐ", "CT-UBND", "HD-SNV", "GM-UBND", "QH15", "BHXH-TST", "CAT-PC06", "TP-HT"),
)

RECIPIENTS = (
    *("Như Điều 3", "Lưu: VT, NC", "Lưu: VT, TH", "CT, các PCT UBND tỉnh", "VP: LĐ, NC", "TT. HĐND, UBND", "Lưu: VT"),
    *("Văn phòng Chính phủ", "Cổng TTĐT tỉnh", "Các sở, ban, ngành", "UBND các xã, phường", "Bộ Tư pháp (b/c)"),
    *("Cục KTVBQPPL - BTP", "Đài PT-TH, Báo", "Trung tâm PVHCC", "Kho bạc Nhà nước", "TAND, VKSND", "BHXH tỉnh"),
)

PURPOSES = ("để b/c", "b/c", "để báo cáo", "để p/h", "đồng bộ", "đăng tải", "thực hiện", "theo dõi", "P1, P2", "các CV")

ABBREVIATIONS = (
    *("UBND", "HĐND", "CCCD", "CMND", "BHYT", "BHXH", "GCNQSDĐ", "TTHC", "TNMT", "NN&PTNT", "TP.HCM", "TTg", "CP"),
    *(
        "BTC",
        "PCCC",
        "QLTT",
        "VNĐ",
        "TNHH",
        "MTV",
        "CBCC",
        "ĐKKD",
        "THCS",
        "THPT",
        "KCN",
        "QSDĐ",
        "HTX",
        "XHCN",
        "TW",
        "TĐC",
    ),
)
