"""Names of public bodies of Hà Nội between 2012 and 2015.

The names are real; which bodies were assessed in which block was not published, so the choice is
illustrative.
"""

from __future__ import annotations

__all__ = [
    "COMMUNES_2012",
    "COMMUNES_2014",
    "DEPARTMENTS_2012",
    "DEPARTMENTS_2014",
    "NEW_DISTRICTS_2014",
    "RURAL_DISTRICTS",
    "TOWN",
    "URBAN_DISTRICTS",
    "VERTICAL_BODIES",
    "WARDS_2012",
    "WARDS_2014",
]

DEPARTMENTS_2014 = (
    "Văn phòng UBND Thành phố",
    "Thanh tra Thành phố",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Sở Xây dựng",
    "Sở Quy hoạch - Kiến trúc",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Ngoại vụ",
    "Ban Dân tộc",
    "Ban Quản lý các khu công nghiệp và chế xuất",
    "Ban Chỉ đạo Giải phóng mặt bằng",
)
VERTICAL_BODIES = (
    "Cục Thuế Thành phố",
    "Cục Hải quan Thành phố",
    "Kho bạc Nhà nước Hà Nội",
    "Bảo hiểm xã hội Thành phố",
    "Cục Thống kê Thành phố",
    "Cục Thi hành án dân sự Thành phố",
    "Công an Thành phố",
    "Cảnh sát Phòng cháy và Chữa cháy Thành phố",
    "Ngân hàng Nhà nước Chi nhánh Thành phố",
)
DEPARTMENTS_2012 = (
    *DEPARTMENTS_2014,
    "Cục Thuế Thành phố",
    "Cục Hải quan Thành phố",
    "Kho bạc Nhà nước Hà Nội",
    "Bảo hiểm xã hội Thành phố",
    "Công an Thành phố",
)

URBAN_DISTRICTS = (
    "Ba Đình",
    "Hoàn Kiếm",
    "Tây Hồ",
    "Long Biên",
    "Cầu Giấy",
    "Đống Đa",
    "Hai Bà Trưng",
    "Hoàng Mai",
    "Thanh Xuân",
    "Hà Đông",
)
TOWN = "Sơn Tây"
# Từ Liêm was divided into these two on 27 December 2013.
NEW_DISTRICTS_2014 = ("Bắc Từ Liêm", "Nam Từ Liêm")
RURAL_DISTRICTS = (
    "Ba Vì",
    "Chương Mỹ",
    "Đan Phượng",
    "Đông Anh",
    "Gia Lâm",
    "Hoài Đức",
    "Mê Linh",
    "Mỹ Đức",
    "Phú Xuyên",
    "Phúc Thọ",
    "Quốc Oai",
    "Sóc Sơn",
    "Thạch Thất",
    "Thanh Oai",
    "Thanh Trì",
    "Thường Tín",
    "Ứng Hòa",
)

# Wards and towns: (kind, name, district).
_WARDS = (
    ("phường", "Ngọc Hà", "Ba Đình"),
    ("phường", "Kim Mã", "Ba Đình"),
    ("phường", "Tràng Tiền", "Hoàn Kiếm"),
    ("phường", "Hàng Bạc", "Hoàn Kiếm"),
    ("phường", "Quảng An", "Tây Hồ"),
    ("phường", "Xuân La", "Tây Hồ"),
    ("phường", "Bồ Đề", "Long Biên"),
    ("phường", "Việt Hưng", "Long Biên"),
    ("phường", "Dịch Vọng", "Cầu Giấy"),
    ("phường", "Nghĩa Đô", "Cầu Giấy"),
    ("phường", "Láng Hạ", "Đống Đa"),
    ("phường", "Ô Chợ Dừa", "Đống Đa"),
    ("phường", "Vĩnh Tuy", "Hai Bà Trưng"),
    ("phường", "Minh Khai", "Hai Bà Trưng"),
    ("phường", "Đại Kim", "Hoàng Mai"),
    ("phường", "Định Công", "Hoàng Mai"),
    ("phường", "Nhân Chính", "Thanh Xuân"),
    ("phường", "Khương Đình", "Thanh Xuân"),
    ("phường", "Mộ Lao", "Hà Đông"),
    ("phường", "Văn Quán", "Hà Đông"),
    ("phường", "Lê Lợi", "Sơn Tây"),
    ("thị trấn", "Trâu Quỳ", "Gia Lâm"),
    ("thị trấn", "Đông Anh", "Đông Anh"),
    ("thị trấn", "Văn Điển", "Thanh Trì"),
    ("thị trấn", "Phùng", "Đan Phượng"),
    ("thị trấn", "Chúc Sơn", "Chương Mỹ"),
    ("thị trấn", "Sóc Sơn", "Sóc Sơn"),
)
WARDS_2014 = (
    *_WARDS,
    ("phường", "Xuân Đỉnh", "Bắc Từ Liêm"),
    ("phường", "Mỹ Đình 1", "Nam Từ Liêm"),
)
WARDS_2012 = (
    *_WARDS,
    ("phường", "Quán Thánh", "Ba Đình"),
    ("phường", "Yên Hòa", "Cầu Giấy"),
    ("phường", "Bạch Mai", "Hai Bà Trưng"),
    ("phường", "Khương Trung", "Thanh Xuân"),
    ("thị trấn", "Quang Minh", "Mê Linh"),
    ("thị trấn", "Trạm Trôi", "Hoài Đức"),
    ("thị trấn", "Vân Đình", "Ứng Hòa"),
    ("thị trấn", "Liên Quan", "Thạch Thất"),
)
COMMUNES_2014 = (
    ("xã", "Bát Tràng", "Gia Lâm"),
    ("xã", "Ninh Hiệp", "Gia Lâm"),
    ("xã", "Cổ Loa", "Đông Anh"),
    ("xã", "Hải Bối", "Đông Anh"),
    ("xã", "Tả Thanh Oai", "Thanh Trì"),
    ("xã", "Ngũ Hiệp", "Thanh Trì"),
    ("xã", "Tân Hội", "Đan Phượng"),
    ("xã", "An Khánh", "Hoài Đức"),
    ("xã", "La Phù", "Hoài Đức"),
    ("xã", "Tiền Phong", "Mê Linh"),
    ("xã", "Phù Lỗ", "Sóc Sơn"),
    ("xã", "Mai Đình", "Sóc Sơn"),
    ("xã", "Thụy Hương", "Chương Mỹ"),
    ("xã", "Sài Sơn", "Quốc Oai"),
    ("xã", "Phùng Xá", "Thạch Thất"),
    ("xã", "Bích Hòa", "Thanh Oai"),
    ("xã", "Nhị Khê", "Thường Tín"),
    ("xã", "Chuyên Mỹ", "Phú Xuyên"),
    ("xã", "Hương Sơn", "Mỹ Đức"),
    ("xã", "Vạn Thắng", "Ba Vì"),
    ("xã", "Đường Lâm", "Sơn Tây"),
)
COMMUNES_2012 = (
    *COMMUNES_2014,
    ("xã", "Xuân Đỉnh", "Từ Liêm"),
    ("xã", "Mỹ Đình", "Từ Liêm"),
    ("xã", "Cổ Nhuế", "Từ Liêm"),
    ("xã", "Phụng Thượng", "Phúc Thọ"),
    ("xã", "Quảng Phú Cầu", "Ứng Hòa"),
    ("xã", "Cự Khê", "Thanh Oai"),
)
