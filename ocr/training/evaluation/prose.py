"""Text of kinds that the model was not made for, written by us: a story, newspaper items, English letters."""

NOVEL = (
    "Đêm ấy trời trở gió, con đò nhỏ nằm im bên bến vắng, chỉ có tiếng nước vỗ lách tách vào mạn gỗ đã mục.",
    "Bà lão kéo tấm chăn sờn lên ngang vai đứa cháu, rồi ngồi lặng nhìn ngọn đèn dầu leo lét.",
    "- Ngoại ơi, bao giờ thì má con về? - thằng bé hỏi, mắt nhắm nghiền mà giọng tỉnh khô.",
    "- Qua mùa nước nổi, con à. Ngủ đi cho mau lớn!",
    "Ngoài kia, lũ ễnh ương gọi nhau ồm ộp dưới ruộng, lẫn trong tiếng mưa rơi lộp độp trên mái lá.",
    "Chị Thắm nhớ mùi khói rạ, nhớ cái chõng tre kê ở đầu hè, nhớ cả tiếng bố quát con mèo mướp ăn vụng cá kho.",
    "Hắn cười khẩy, vứt điếu thuốc cháy dở xuống vũng nước, quay lưng bước thẳng vào ngõ tối không ngoái lại.",
    "Sáng hôm sau, sương còn giăng trắng cả triền đê, người ta đã thấy ông giáo lọ mọ chống gậy đi về phía chợ.",
    "Cái nắng tháng ba hanh hao, vàng rộm như mật ong rót xuống những vạt cải đang trổ ngồng ven sông.",
    "Nó huýt sáo, đá tung hòn sỏi, rồi bỗng khựng lại: trước mặt là chiếc cầu khỉ chênh vênh nó chưa dám qua bao giờ.",
    "“Mình già thật rồi”, bà nghĩ, tay run run xâu mãi không lọt sợi chỉ qua lỗ kim.",
    "Tiếng trống trường vọng lại, giục giã; lũ trẻ ùa ra như bầy sẻ, ríu rít, xô đẩy nhau, quên cả dép.",
)

NEWSPAPER = (
    "Đội tuyển nữ giành vé vào bán kết sau loạt sút luân lưu nghẹt thở trên sân khách",
    "Thị trường chứng khoán phiên sáng 14/8: VN-Index giảm 7,35 điểm, thanh khoản đạt hơn 9.800 tỉ đồng",
    "Theo bác sĩ, người bệnh nên uống đủ nước, tránh thức khuya và tập thể dục ít nhất 30 phút mỗi ngày.",
    "Giá cà phê Tây Nguyên hôm nay tăng nhẹ, dao động quanh mốc 96.500 - 97.200 đồng/kg.",
    "Ca sĩ trẻ bật khóc trên sân khấu khi kể về chuyến lưu diễn xuyên Việt kéo dài suốt ba tháng mưa bão.",
    "Bão số 5 giật cấp 12 đang hướng vào Vịnh Bắc Bộ; ngư dân được khuyến cáo không ra khơi trước thứ sáu.",
    "Quán phở gần nửa thế kỉ ở góc phố cổ vẫn đỏ lửa từ 4 giờ sáng, khách xếp hàng dài tới tận ngã tư.",
    "Nhóm sinh viên chế tạo rô-bốt hái cam, mong giúp nhà vườn tiết kiệm một phần ba công thu hoạch.",
    "Phim hoạt hình mới thu về 42 triệu USD sau ba ngày công chiếu tại Bắc Mỹ, vượt xa dự đoán.",
    "Kẹt xe kéo dài 5 km trên cao tốc chiều cuối tuần do xe tải chết máy ở làn khẩn cấp.",
    "Bạn đọc viết: Vỉa hè trước cổng chợ bị lấn chiếm, trẻ em phải đi bộ xuống lòng đường rất nguy hiểm.",
)

ENGLISH = (
    "Dear Mr. Harrison,",
    "Thank you for your letter of 12 March regarding the delivery of the replacement parts.",
    "We regret that the shipment was delayed at the port because of an error in the customs form.",
    "Our forwarding agent has now confirmed that the goods will leave the warehouse on Friday.",
    "Please find enclosed a revised invoice for USD 1,482.50, which takes your discount into account.",
    "Should you have any further questions, do not hesitate to call our office between 9 a.m. and 5 p.m.",
    "The engineers who visited your factory were impressed by the quality of the new assembly line.",
    "We would be glad to discuss a longer contract with you when we meet at the trade fair in Hamburg.",
    "Meanwhile, kindly keep the damaged boxes until our insurance company has inspected them.",
    "Yours sincerely, Margaret Whitfield, Export Department",
)
