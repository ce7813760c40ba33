"""Make examples/laocai-2014.csv: raw answers of 22 departments and 9 districts for laocai/agencies@2014.

Rubric and bounds are fixed in `total` and `TIERS` before any unit is drawn. Each unit is drawn for a tier and
drawn again until its answers reach it; one of them stands exactly on the bound of Tốt, which includes it.
"""

from __future__ import annotations

from fractions import Fraction

from drawing import CO, Draw, Row, slug, write_table
from scoring import half_up, ratio, steps

__all__ = ["main", "tier", "total"]

SEED = 31
COMMENTS = (
    "illustrative, not official data; made by examples/make/laocai_2014.py",
    "raw answers for laocai/agencies@2014; n/a: a question for the other block",
)
HEADER = (
    "id,name,block,can_bo,may_tinh,ket_noi,van_ban,van_ban_dien_tu,thu_cong_vu,co_so_du_lieu,xa_truc_thuoc,xa_co_ung_dung,"
    "co_trang_tin,can_bo_cntt,can_bo_tap_huan,ke_hoach,so_cuoc_hop,hop_chu_tri"
)
DEPARTMENTS = (
    "Văn phòng UBND tỉnh",
    "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "Thanh tra tỉnh",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Sở Xây dựng",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Ngoại vụ",
    "Ban Dân tộc",
    "Ban Quản lý Khu kinh tế",
    "Đài Phát thanh - Truyền hình tỉnh",
)
# Districts with the number of their communes, wards and towns.
DISTRICTS = {
    "thành phố Lào Cai": 17,
    "huyện Bát Xát": 23,
    "huyện Mường Khương": 16,
    "huyện Si Ma Cai": 13,
    "huyện Bắc Hà": 21,
    "huyện Bảo Thắng": 15,
    "huyện Bảo Yên": 18,
    "huyện Sa Pa": 18,
    "huyện Văn Bàn": 23,
}

CONNECTIONS = {"toàn bộ đơn vị": Fraction(10), "một phần": Fraction(5), "chưa": Fraction(0)}
PLANS = {"đã ban hành": Fraction(5), "đang dự thảo": Fraction("2.5"), "chưa có": Fraction(0)}
OFFICERS = ((2, 5), (1, 3))
TIERS = {"tot": 85, "kha": 70, "trung-binh": 50, "yeu": 0}
QUALITY = {"tot": (0.84, 0.99), "kha": (0.68, 0.88), "trung-binh": (0.48, 0.72), "yeu": (0.25, 0.5)}
# Printed for both blocks together: 29 % and 39 % of 31 are 9 and 12; how the other ten divide was not.
PUBLISHED = {"tot": 9, "kha": 12, "trung-binh": 8, "yeu": 2}


def total(row: Row) -> Fraction:
    """The total of a unit, with two decimals."""
    own = ratio(row["xa_co_ung_dung"], row["xa_truc_thuoc"], 10) if row["block"] == "huyen" else databases(row)
    chaired = ratio(row["hop_chu_tri"], row["so_cuoc_hop"], 10) if int(row["so_cuoc_hop"]) else Fraction(0)
    infrastructure = ratio(row["may_tinh"], row["can_bo"], 15) + CONNECTIONS[str(row["ket_noi"])]
    use = ratio(row["van_ban_dien_tu"], row["van_ban"], 20) + ratio(row["thu_cong_vu"], row["can_bo"], 10)
    site = 5 * (row["co_trang_tin"] == CO)
    people = steps(row["can_bo_cntt"], OFFICERS) + ratio(row["can_bo_tap_huan"], row["can_bo"], 10)
    return half_up(infrastructure + use + own + site + people + PLANS[str(row["ke_hoach"])] + chaired, 2)


def databases(row: Row) -> Fraction:
    """Two points for each database, at most ten."""
    return Fraction(min(10, 2 * int(row["co_so_du_lieu"])))


def tier(row: Row) -> str:
    """The first tier whose bound the total reaches."""
    return next(name for name, bound in TIERS.items() if total(row) >= bound)


def units() -> list[Row]:
    """The 31 units of both blocks."""
    found: list[Row] = [{"id": slug(name), "name": name, "block": "so"} for name in DEPARTMENTS]
    for name, communes in DISTRICTS.items():
        found.append({"id": slug(name), "name": f"UBND {name}", "block": "huyen", "xa_truc_thuoc": communes})
    return found


def answers(draw: Draw, unit: Row, quality: float) -> Row:
    """What one unit reports."""
    is_district = unit["block"] == "huyen"
    staff = draw.between(90, 180) if is_district else draw.between(30, 120)
    documents = staff * draw.between(10, 25)
    meetings = draw.level((6, 5, 4, 3, 2, 1, 0), quality)
    own: Row = (
        {"co_so_du_lieu": "n/a", "xa_co_ung_dung": draw.share(int(unit["xa_truc_thuoc"]), quality)}
        if is_district
        else {
            "co_so_du_lieu": draw.level((6, 5, 4, 3, 2, 1, 0), quality),
            "xa_truc_thuoc": "n/a",
            "xa_co_ung_dung": "n/a",
        }
    )
    return (
        unit
        | own
        | {
            "can_bo": staff,
            "may_tinh": int(staff * draw.real(quality, quality + 0.15) + 0.5),
            "ket_noi": draw.level(list(CONNECTIONS), quality),
            "van_ban": documents,
            "van_ban_dien_tu": draw.share(documents, quality),
            "thu_cong_vu": draw.share(staff, quality),
            "co_trang_tin": draw.answer(quality + 0.1),
            "can_bo_cntt": draw.level((3, 2, 1, 0), quality),
            "can_bo_tap_huan": draw.share(staff, quality - 0.05),
            "ke_hoach": draw.level(list(PLANS), quality),
            "so_cuoc_hop": meetings,
            "hop_chu_tri": draw.share(meetings, quality),
        }
    )


def draw_unit(draw: Draw, unit: Row, wanted: str, *, on_the_bound: bool) -> Row:
    """Answers of one unit that reach the tier it is drawn for."""
    while True:
        row = answers(draw, unit, draw.real(*QUALITY[wanted]))
        if tier(row) == wanted and on_the_bound == (total(row) == TIERS[wanted]):
            return row


def main() -> None:
    """Draw, write the table, check the published numbers."""
    draw = Draw(SEED)
    wanted = draw.shuffled(name for name, count in PUBLISHED.items() for _ in range(count))
    edge = wanted.index("tot")
    rows = [
        draw_unit(draw, unit, name, on_the_bound=place == edge)
        for place, (unit, name) in enumerate(zip(units(), wanted, strict=True))
    ]
    assert [sum(row["block"] == block for row in rows) for block in ("so", "huyen")] == [22, 9]
    assert len({row["id"] for row in rows}) == 31
    tiers = [tier(row) for row in rows]
    assert {name: tiers.count(name) for name in TIERS} == PUBLISHED
    assert [round(tiers.count(name) * 100 / 31) for name in ("tot", "kha")] == [29, 39]
    write_table("laocai-2014.csv", COMMENTS, HEADER, rows)


if __name__ == "__main__":
    main()
