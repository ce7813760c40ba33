"""The 120 indicators of examples/rubrics/digital@2026.toml: invented, eight groups of fifteen.

A line is `id | form | name`; the form is a word of `SHAPES`, a share with what it is divided by.
"""

from __future__ import annotations

__all__ = ["GROUPS", "INDICATORS"]

GROUPS = {
    "nhan-thuc": "Nhận thức số",
    "the-che": "Thể chế số",
    "ha-tang": "Hạ tầng số",
    "nhan-luc": "Nhân lực số",
    "an-toan": "An toàn thông tin mạng",
    "noi-bo": "Hoạt động nội bộ",
    "dich-vu": "Dịch vụ công trực tuyến",
    "xa-hoi": "Xã hội số",
}
_LINES = """
nhan-thuc
nguoi-dung-dau | levels | Người đứng đầu là trưởng ban chỉ đạo
so-hop | steps | Cuộc họp của ban chỉ đạo trong năm
hop-chu-tri | share / cuoc_hop | Cuộc họp do người đứng đầu chủ trì
chuyen-muc | yes | Có chuyên mục chuyển đổi số trên trang thông tin
tin-bai | count | Tin, bài về chuyển đổi số
loa-truyen-thanh | yes | Phát tin về chuyển đổi số trên truyền thanh
hoi-nghi | steps | Hội nghị, hội thảo về chuyển đổi số
van-ban-nguoi-dung-dau | share / van_ban | Văn bản chỉ đạo do người đứng đầu ký
ngay-chuyen-doi-so | yes | Tổ chức Ngày chuyển đổi số quốc gia
sang-kien | count | Sáng kiến được công nhận
khao-sat | target / can_bo | Cán bộ trả lời khảo sát nhận thức
cam-ket | yes | Người đứng đầu cam kết mục tiêu của năm
hoc-kinh-nghiem | steps | Đợt học tập kinh nghiệm
thi-tim-hieu | target / can_bo | Cán bộ tham gia thi tìm hiểu
bao-cao-cham-nhan-thuc | late | Số ngày báo cáo chậm về nhận thức
the-che
ke-hoach | levels | Kế hoạch chuyển đổi số của năm
ngay-ban-hanh-cham | late | Số ngày ban hành kế hoạch chậm
nhiem-vu-xong | share / nhiem_vu | Nhiệm vụ của kế hoạch đã hoàn thành
quy-che-van-hanh | yes | Có quy chế vận hành hệ thống
quy-che-du-lieu | yes | Có quy chế chia sẻ dữ liệu
quy-trinh-iso | share / quy_trinh | Quy trình nội bộ được chuẩn hóa
to-cong-nghe | levels | Tổ công nghệ số cộng đồng
kinh-phi-chi | share / kinh_phi | Kinh phí chuyển đổi số đã giải ngân
kiem-tra | steps | Đợt kiểm tra việc thực hiện
quy-che-an-toan | yes | Có quy chế bảo đảm an toàn thông tin
khen-thuong | yes | Đưa chuyển đổi số vào thi đua, khen thưởng
van-ban-so | target / van_ban | Văn bản chỉ đạo có mục tiêu đo được
phan-cong | levels | Phân công lãnh đạo phụ trách
giam-sat | count | Kiến nghị đã được giải quyết
bao-cao-cham-the-che | late | Số ngày báo cáo chậm về thể chế
ha-tang
may-tinh | share / can_bo | Cán bộ có máy tính làm việc
bang-thong | best / can_bo | Băng thông Internet trên đầu cán bộ
mang-chuyen-dung | levels | Kết nối mạng truyền số liệu chuyên dùng
may-trong-mang | share / may | Máy tính trong mạng nội bộ
phong-hop-truc-tuyen | yes | Có phòng họp trực tuyến
may-quet | steps | Máy quét tài liệu
ky-so-thiet-bi | share / can_bo | Cán bộ được cấp chữ ký số
dam-may | levels | Dùng nền tảng điện toán đám mây
luu-tru | yes | Có hệ thống lưu trữ dự phòng
camera | yes | Có camera tại bộ phận một cửa
wifi | yes | Có wifi miễn phí cho người dân
ipv6 | target / may | Thiết bị hỗ trợ IPv6
may-moi | target / may | Máy tính dưới năm năm sử dụng
kiosk | count | Thiết bị tra cứu cho người dân
su-co-mang | late | Số ngày mất kết nối trong năm
nhan-luc
can-bo-chuyen-trach | steps | Cán bộ chuyên trách công nghệ thông tin
tap-huan | share / can_bo | Cán bộ được tập huấn kỹ năng số
tap-huan-an-toan | share / can_bo | Cán bộ được tập huấn an toàn thông tin
chung-chi | target / can_bo | Cán bộ có chứng chỉ kỹ năng số
lanh-dao-tap-huan | levels | Lãnh đạo tham gia bồi dưỡng chuyển đổi số
khoa-truc-tuyen | best / can_bo | Lượt học trực tuyến trên đầu cán bộ
to-vien | share / to_vien | Thành viên tổ công nghệ được tập huấn
dai-hoc-cntt | yes | Có cán bộ đại học công nghệ thông tin
che-do | yes | Có chế độ hỗ trợ cán bộ chuyên trách
thi-ky-nang | target / can_bo | Cán bộ đạt kiểm tra kỹ năng số
ke-hoach-dao-tao | levels | Kế hoạch đào tạo của năm
chuyen-gia | count | Chuyên gia phối hợp
on-dinh | yes | Cán bộ chuyên trách làm việc trên hai năm
gioi-thieu | steps | Buổi sinh hoạt chuyên đề
bao-cao-cham-nhan-luc | late | Số ngày báo cáo chậm về nhân lực
an-toan
cap-do | levels | Hệ thống được phê duyệt cấp độ an toàn
diet-virus | share / may | Máy tính có phần mềm diệt virus bản quyền
giam-sat-an-toan | yes | Kết nối trung tâm giám sát
dien-tap | steps | Đợt diễn tập ứng cứu sự cố
tuong-lua | yes | Có tường lửa
sao-luu | levels | Sao lưu dữ liệu định kỳ
xac-thuc | target / can_bo | Tài khoản xác thực hai lớp
va-loi | share / may | Máy tính được cập nhật bản vá
danh-gia-an-toan | yes | Đánh giá an toàn thông tin trong năm
su-co | late | Số ngày khắc phục sự cố
ke-hoach-ung-cuu | yes | Có kế hoạch ứng cứu sự cố
mat-khau | target / can_bo | Cán bộ đổi mật khẩu theo quy định
kiem-ke | levels | Kiểm kê tài sản thông tin
canh-bao | count | Cảnh báo đã xử lý
bao-cao-cham-an-toan | late | Số ngày báo cáo chậm về an toàn thông tin
noi-bo
van-ban-dien-tu | share / van_ban | Văn bản trao đổi hoàn toàn trên mạng
van-ban-ky-so | share / van_ban | Văn bản ký số cá nhân và tổ chức
ho-so-cong-viec | target / quy_trinh | Hồ sơ công việc lập trên mạng
hop-khong-giay | share / cuoc_hop | Cuộc họp không giấy tờ
bao-cao-dien-tu | levels | Báo cáo qua hệ thống thông tin báo cáo
thu-dien-tu | target / can_bo | Cán bộ dùng thư điện tử công vụ
lich-lam-viec | yes | Lịch làm việc điện tử
quan-ly-can-bo | yes | Phần mềm quản lý cán bộ
ke-toan | yes | Phần mềm kế toán
tai-san | yes | Phần mềm quản lý tài sản
so-hoa | target / ho_so | Hồ sơ lưu trữ được số hóa
du-lieu-mo | steps | Bộ dữ liệu mở đã công bố
chia-se | count | Dịch vụ dữ liệu đã kết nối
van-ban-cham | late | Số ngày xử lý văn bản quá hạn
lam-viec-tu-xa | levels | Làm việc từ xa
dich-vu
toan-trinh | share / thu_tuc | Thủ tục cung cấp trực tuyến toàn trình
phat-sinh | share / thu_tuc | Thủ tục trực tuyến có phát sinh hồ sơ
ho-so-truc-tuyen | target / ho_so | Hồ sơ nộp trực tuyến
thanh-toan | target / ho_so | Hồ sơ thanh toán trực tuyến
dung-han | share / ho_so | Hồ sơ giải quyết đúng hạn
ket-qua-dien-tu | share / ho_so | Hồ sơ trả kết quả điện tử
hai-long | levels | Mức độ hài lòng của người dân
mot-cua | yes | Kết nối hệ thống một cửa dùng chung
phan-anh | share / y_kien | Phản ánh được trả lời đúng hạn
dai-ly | steps | Điểm hỗ trợ nộp hồ sơ
huong-dan | yes | Có hướng dẫn bằng hình ảnh
ho-tro | count | Buổi hỗ trợ người dân nộp hồ sơ
tai-su-dung | target / ho_so | Hồ sơ dùng lại giấy tờ đã số hóa
cong-khai | levels | Công khai thủ tục trên trang thông tin
ho-so-qua-han | late | Số ngày quá hạn của hồ sơ chậm nhất
xa-hoi
dinh-danh | share / dan_so | Người dân có định danh điện tử
cap-quang | share / ho_dan | Hộ có cáp quang
dien-thoai | share / dan_so | Người dân có điện thoại thông minh
chu-ky-so-dan | target / dan_so | Người dân có chữ ký số
vi-dien-tu | target / dan_so | Người dân có tài khoản thanh toán
ho-kinh-doanh | target / ho_dan | Hộ kinh doanh bán hàng trực tuyến
suc-khoe | share / dan_so | Người dân có hồ sơ sức khỏe điện tử
hoc-phi | levels | Trường học thu phí không tiền mặt
ho-tro-so | count | Tổ hỗ trợ tại thôn
dia-chi-so | share / ho_dan | Hộ có địa chỉ số
camera-thon | yes | Có camera an ninh tại thôn
mang-xa-hoi | yes | Có kênh thông tin trên mạng xã hội
cho-khong-tien-mat | yes | Chợ không tiền mặt
lop-binh-dan | steps | Lớp bình dân học vụ số
bao-cao-cham-xa-hoi | late | Số ngày báo cáo chậm về xã hội số
"""


def _read() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    group = ""
    for line in _LINES.split("\n"):
        words = [word.strip() for word in line.split("|")]
        if len(words) == 1:
            group = words[0] or group
        else:
            found.setdefault(group, []).append((words[0], words[1], words[2]))
    return found


# By group: id, form and name.
INDICATORS = _read()
