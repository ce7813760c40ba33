"""Make examples/danang-2016.csv: raw answers of 24 departments for danang/agencies@2016.

The rubric is fixed in `groups` before any unit is drawn. Two units were named in print: the answers of Sở
Thông tin và Truyền thông are drawn until they give 96.08 points; those of Sở Khoa học và Công nghệ are drawn
group by group until it stands where it stood, and the whole table again until its overall rank follows too.
"""

from __future__ import annotations

from fractions import Fraction

from drawing import CO, Draw, Row, slug, write_table
from scoring import competition_ranks, half_up, ratio, steps

__all__ = ["groups", "main"]

SEED = 2016
# Where two other units are equal around the wanted place no answer gives it; the table is drawn again.
TRIES = 400
COMMENTS = (
    "illustrative, not official data; made by examples/make/danang_2016.py",
    "raw answers for danang/agencies@2016",
)
HEADER = (
    "id,name,block,can_bo,may_tinh,bang_thong,may_wan,ung_dung_wan,phong_may_chu,dung_ttdl_thanh_pho,van_ban,"
    "van_ban_dien_tu,cong_viec,cong_viec_tren_mang,ho_so,ho_so_qua_mang,trang_co_thu_tuc,trang_co_hoi_dap,"
    "trang_co_tieng_anh,can_bo_cntt,can_bo_tap_huan,ke_hoach,kinh_phi_duoc_giao,kinh_phi_da_chi,so_cuoc_hop"
)
DEPARTMENTS = (
    "Văn phòng UBND thành phố",
    "Văn phòng HĐND thành phố",
    "Thanh tra thành phố",
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
    "Sở Văn hóa và Thể thao",
    "Sở Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Ngoại vụ",
    "Ban Quản lý các khu công nghiệp và chế xuất",
    "Ban Quản lý Khu công nghệ cao",
    "Viện Nghiên cứu phát triển kinh tế - xã hội",
    "Trung tâm Xúc tiến đầu tư",
)
LEADER, NAMED = "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"
GROUPS = ("ha-tang", "ung-dung", "nhan-luc", "chinh-sach")
# Printed: the ranks of Sở Khoa học và Công nghệ in the four groups and overall, and the leader's points.
PRINTED_RANKS = {"ha-tang": 24, "ung-dung": 6, "nhan-luc": 9, "chinh-sach": 4}
PRINTED_OVERALL = 6
LEADER_POINTS = Fraction("96.08")

SERVER_ROOMS = {"đạt chuẩn": 3, "chưa đạt chuẩn": 1, "không có": 0}
PLANS = {"đã ban hành": 8, "đang dự thảo": 4, "chưa có": 0}
OFFICERS = ((3, 5), (2, 4), (1, 2))
MEETINGS = ((4, 5), (3, 4), (2, 3), (1, 1))


def bandwidth(row: Row) -> Fraction:
    """Bandwidth per officer, which is measured against the best of the block."""
    return Fraction(int(row["bang_thong"]), int(row["can_bo"]))


def groups(row: Row, best_bandwidth: Fraction) -> dict[str, Fraction]:
    """Points of the four groups, each with two decimals."""
    servers = max(SERVER_ROOMS[str(row["phong_may_chu"])], 4 * (row["dung_ttdl_thanh_pho"] == CO))
    network = ratio(row["may_wan"], row["may_tinh"], 4) + min(2, int(row["ung_dung_wan"]))
    site = (
        3 * (row["trang_co_thu_tuc"] == CO)
        + 3 * (row["trang_co_hoi_dap"] == CO)
        + 2 * (row["trang_co_tieng_anh"] == CO)
    )
    paperless = ratio(row["van_ban_dien_tu"], row["van_ban"], 12) + ratio(
        row["cong_viec_tren_mang"], row["cong_viec"], 8
    )
    points = {
        "ha-tang": ratio(row["may_tinh"], row["can_bo"], 5) + bandwidth(row) / best_bandwidth * 5 + network + servers,
        "ung-dung": paperless + ratio(row["ho_so_qua_mang"], row["ho_so"], 12) + site,
        "nhan-luc": steps(row["can_bo_cntt"], OFFICERS) + ratio(row["can_bo_tap_huan"], row["can_bo"], 10),
        "chinh-sach": PLANS[str(row["ke_hoach"])]
        + ratio(row["kinh_phi_da_chi"], row["kinh_phi_duoc_giao"], 12)
        + steps(row["so_cuoc_hop"], MEETINGS),
    }
    return {name: half_up(Fraction(value), 2) for name, value in points.items()}


def infrastructure(draw: Draw, staff: int, quality: float) -> Row:
    """Answers on computers, networks and servers."""
    computers = int(staff * draw.real(quality, quality + 0.2) + 0.5)
    return {
        "may_tinh": computers,
        "bang_thong": max(1, int(staff * quality * draw.real(0.4, 0.9) + 0.5)),
        "may_wan": draw.share(computers, quality + 0.1),
        "ung_dung_wan": draw.level((3, 2, 1, 0), quality),
        "phong_may_chu": draw.level(list(SERVER_ROOMS), quality),
        "dung_ttdl_thanh_pho": draw.answer(quality - 0.1),
    }


def applications(draw: Draw, staff: int, quality: float) -> Row:
    """Answers on paperless work and services."""
    documents, cases, files = (
        staff * draw.between(12, 28),
        staff * draw.between(4, 15),
        staff * draw.between(8, 60),
    )
    return {
        "van_ban": documents,
        "van_ban_dien_tu": draw.share(documents, quality, 0.08),
        "cong_viec": cases,
        "cong_viec_tren_mang": draw.share(cases, quality, 0.08),
        "ho_so": files,
        "ho_so_qua_mang": draw.share(files, quality - 0.1, 0.08),
        "trang_co_thu_tuc": draw.answer(quality + 0.2),
        "trang_co_hoi_dap": draw.answer(quality + 0.1),
        "trang_co_tieng_anh": draw.answer(quality - 0.1),
    }


def people(draw: Draw, staff: int, quality: float) -> Row:
    """Answers on officers."""
    return {
        "can_bo_cntt": draw.level((4, 3, 2, 1, 0), quality),
        "can_bo_tap_huan": draw.share(staff, quality),
    }


def policy(draw: Draw, staff: int, quality: float) -> Row:
    """Answers on plans and money."""
    budget = staff * draw.between(4, 20)
    return {
        "ke_hoach": draw.level(list(PLANS), quality),
        "kinh_phi_duoc_giao": budget,
        "kinh_phi_da_chi": draw.share(budget, quality),
        "so_cuoc_hop": draw.level((5, 4, 3, 2, 1, 0), quality),
    }


QUESTIONS = {"ha-tang": infrastructure, "ung-dung": applications, "nhan-luc": people, "chinh-sach": policy}


def answers(draw: Draw, name: str, low: float, high: float) -> Row:
    """What one unit reports, with a quality for each group."""
    staff = draw.between(35, 160)
    row: Row = {"id": slug(name), "name": name, "block": "so", "can_bo": staff}
    for ask in QUESTIONS.values():
        row |= ask(draw, staff, draw.real(low, high))
    return row


def leader(draw: Draw) -> Row:
    """Answers of the first department; it has the best bandwidth, so its points depend on nobody."""
    while True:
        row = answers(draw, LEADER, 0.94, 1.0)
        row["bang_thong"] = row["can_bo"]
        if sum(groups(row, bandwidth(row)).values()) == LEADER_POINTS:
            return row


def named(draw: Draw, others: list[Row]) -> Row:
    """Answers of the named unit: each group is asked again until it stands where it stood in print."""
    best = max(map(bandwidth, others))
    row = answers(draw, NAMED, 0.3, 0.9)
    for group, ask in QUESTIONS.items():
        scores = [groups(other, best)[group] for other in others]
        for _ in range(TRIES):
            row |= ask(draw, int(row["can_bo"]), draw.real(0.2, 0.95))
            points = groups(row, best)[group]
            if points not in scores and 1 + sum(score > points for score in scores) == PRINTED_RANKS[group]:
                break
    return row


def draw_table(draw: Draw, first: Row) -> list[Row]:
    """Answers of all departments in the order of the list."""
    others = {LEADER: first}
    for name in DEPARTMENTS:
        if name not in (LEADER, NAMED):
            level = draw.real(0.58, 0.74)
            others[name] = answers(draw, name, level - 0.2, level + 0.2)
    others[NAMED] = named(draw, list(others.values()))
    return [others[name] for name in DEPARTMENTS]


def table_of_points(rows: list[Row]) -> dict[str, dict[str, Fraction]]:
    """Points by group, then by unit; the total under its own name."""
    best = max(map(bandwidth, rows))
    scored = {str(row["name"]): groups(row, best) for row in rows}
    found = {group: {name: points[group] for name, points in scored.items()} for group in GROUPS}
    return found | {"total": {name: sum(points.values(), Fraction(0)) for name, points in scored.items()}}


def is_as_printed(rows: list[Row]) -> bool:
    """Whether every printed number follows from the answers, with no unit equal to the named one."""
    points = table_of_points(rows)
    ranks = {group: competition_ranks(scores) for group, scores in points.items()}
    by_group = {group: ranks[group][NAMED] for group in GROUPS}
    alone = all(list(scores.values()).count(scores[NAMED]) == 1 for scores in points.values())
    led = ranks["total"][LEADER] == 1 and points["total"][LEADER] == LEADER_POINTS
    return alone and led and by_group == PRINTED_RANKS and ranks["total"][NAMED] == PRINTED_OVERALL


def main() -> None:
    """Draw until the printed numbers follow, write the table."""
    draw = Draw(SEED)
    first = leader(draw)
    rows = draw_table(draw, first)
    while not is_as_printed(rows):
        rows = draw_table(draw, first)
    assert len(rows) == len({row["id"] for row in rows}) == 24
    write_table("danang-2016.csv", COMMENTS, HEADER, rows)


if __name__ == "__main__":
    main()
