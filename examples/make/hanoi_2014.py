"""Make examples/hanoi-2014.csv (raw answers for hanoi/agencies@2014) and hanoi-2013.csv (ranks of 2013).

Rubric and bounds are fixed in `leaves`, `MAXIMA` and `TIERS` before any unit is drawn. Each unit is drawn for
a tier and drawn again until its answers reach it, so that the published number of units per tier follows from
the answers. The ranks of 2013 are those of 2014 shuffled a little, six units apart that rose from a low
place.
"""

from __future__ import annotations

from fractions import Fraction

import units_hanoi as hanoi
from drawing import CO, Draw, Row, slug, write_table
from scoring import competition_ranks, half_up, no_tie_at, ratio, steps, winners

__all__ = ["leaves", "main", "tier", "total"]

SEED = 2014
NOTE = "illustrative, not official data; made by examples/make/hanoi_2014.py"
HEADER = (
    "id,name,block,can_bo,may_tinh,may_diet_virus,mang_lan,phong_may_chu,van_ban,van_ban_dien_tu,thu_cong_vu,phan_mem,"
    "trang_tin,muc_dich_vu,ho_so,ho_so_qua_mang,ho_so_mot_cua,can_bo_cntt,can_bo_tap_huan,ke_hoach,co_kinh_phi,so_cuoc_hop"
)

SERVER_ROOMS = {"đạt chuẩn": 5, "chưa đạt chuẩn": 3, "chưa có": 0}
SITES = {"hằng ngày": 5, "hằng tuần": 3, "không thường xuyên": 1, "không có": 0}
SERVICES = {"mức 4": 4, "mức 3": 3, "mức 2": 1, "mức 1": 0}
PLANS = {"đã ban hành": 5, "đang dự thảo": 2, "chưa có": 0}
OFFICERS = ((3, 5), (2, 4), (1, 2))
MEETINGS = ((4, 6), (3, 4), (2, 2), (1, 1))
NO_SERVER_ROOM = ("phuong", "xa")
NO_ONE_STOP = ("hiep-quan",)
MAXIMA = {"so-nganh": 100, "hiep-quan": 92, "quan": 100, "huyen": 100, "phuong": 95, "xa": 95}
# Lower bounds in percent of the unit's own maximum, and the quality a unit of the tier is drawn with.
TIERS = {"tot": 80, "kha": 65, "trung-binh": 50, "yeu": 0}
QUALITY = {"tot": (0.78, 0.96), "kha": (0.60, 0.84), "trung-binh": (0.45, 0.68), "yeu": (0.25, 0.50)}
PUBLISHED = {
    "so-nganh": (6, 13, 3, 0),
    "hiep-quan": (5, 1, 2, 1),
    "quan": (3, 10, 0, 0),
    "huyen": (0, 17, 0, 0),
    "phuong": (6, 23, 0, 0),
    "xa": (0, 17, 4, 0),
}
COMMENDED = {"so-nganh": 4, "hiep-quan": 3, "quan": 3, "huyen": 3, "phuong": 3, "xa": 3}
STAFF = {
    "so-nganh": (60, 220),
    "hiep-quan": (90, 500),
    "quan": (160, 300),
    "huyen": (120, 240),
    "phuong": (22, 45),
    "xa": (18, 32),
}
# Places that the six units of the effort award rose, by block; the one of 5 is printed.
RISES = {"so-nganh": (4, 3), "quan": (3,), "huyen": (4,), "phuong": (5,), "xa": (3,)}

# Từ Liêm was divided in December 2013; one of its communes became a ward and kept its id.
MOVED, RENAMED = "xa-xuan-dinh", "phuong-xuan-dinh"
NEW_IN_2014 = ("quan-bac-tu-liem", "quan-nam-tu-liem", "phuong-my-dinh-1")
GONE_BY_2014 = {"huyen": "huyen-tu-liem", "xa": "xa-my-dinh"}


def leaves(row: Row) -> dict[str, Fraction]:
    """Points of every criterion that applies to the unit."""
    block = row["block"]
    found = {
        "may-tinh": ratio(row["may_tinh"], row["can_bo"], 10),
        "diet-virus": ratio(row["may_diet_virus"], row["may_tinh"], 5),
        "mang": Fraction(5 * (row["mang_lan"] == CO)),
        "van-ban": ratio(row["van_ban_dien_tu"], row["van_ban"], 12),
        "thu-dien-tu": ratio(row["thu_cong_vu"], row["can_bo"], 6),
        "phan-mem": Fraction(min(4, int(row["phan_mem"]))),
        "trang-tin": Fraction(SITES[str(row["trang_tin"])]),
        "muc-do": Fraction(SERVICES[str(row["muc_dich_vu"])]),
        "ho-so-mang": ratio(row["ho_so_qua_mang"], row["ho_so"], 6),
        "chuyen-trach": steps(row["can_bo_cntt"], OFFICERS),
        "tap-huan": ratio(row["can_bo_tap_huan"], row["can_bo"], 10),
        "ke-hoach": Fraction(PLANS[str(row["ke_hoach"])]),
        "kinh-phi": Fraction(4 * (row["co_kinh_phi"] == CO)),
        "hop": steps(row["so_cuoc_hop"], MEETINGS),
    }
    if block not in NO_SERVER_ROOM:
        found["may-chu"] = Fraction(SERVER_ROOMS[str(row["phong_may_chu"])])
    if block not in NO_ONE_STOP:
        found["mot-cua"] = ratio(row["ho_so_mot_cua"], row["ho_so"], 8)
    return found


def total(row: Row) -> Fraction:
    """The total of a unit, with two decimals."""
    return half_up(sum(leaves(row).values(), Fraction(0)), 2)


def online(row: Row) -> Fraction:
    """Points for online services."""
    return leaves(row)["muc-do"] + leaves(row)["ho-so-mang"]


def tier(row: Row) -> str:
    """The first tier whose bound the total reaches, in percent of the unit's own maximum."""
    return next(name for name, bound in TIERS.items() if total(row) * 100 >= bound * MAXIMA[str(row["block"])])


def units() -> dict[str, list[Row]]:
    """The 111 units by block."""
    districts = [("quận", name) for name in (*hanoi.URBAN_DISTRICTS, *hanoi.NEW_DISTRICTS_2014)] + [
        ("thị xã", hanoi.TOWN)
    ]
    names = {
        "so-nganh": [(name, name) for name in hanoi.DEPARTMENTS_2014],
        "hiep-quan": [(name, name) for name in hanoi.VERTICAL_BODIES],
        "quan": [(f"{kind} {name}", f"UBND {kind} {name}") for kind, name in districts],
        "huyen": [(f"huyện {name}", f"UBND huyện {name}") for name in hanoi.RURAL_DISTRICTS],
        "phuong": [(f"{kind} {name}", f"UBND {kind} {name} ({district})") for kind, name, district in hanoi.WARDS_2014],
        "xa": [(f"{kind} {name}", f"UBND {kind} {name} ({district})") for kind, name, district in hanoi.COMMUNES_2014],
    }
    return {
        block: [{"id": slug(key).replace(RENAMED, MOVED), "name": name, "block": block} for key, name in pairs]
        for block, pairs in names.items()
    }


def answers(draw: Draw, unit: Row, quality: float) -> Row:
    """What one unit reports."""
    block = str(unit["block"])
    staff = draw.between(*STAFF[block])
    computers = int(staff * draw.real(quality, quality + 0.2) + 0.5)
    documents = staff * draw.between(10, 25)
    files = staff * draw.between(6, 45)
    return unit | {
        "can_bo": staff,
        "may_tinh": computers,
        "may_diet_virus": draw.share(computers, quality),
        "mang_lan": draw.answer(quality + 0.2),
        "phong_may_chu": "n/a" if block in NO_SERVER_ROOM else draw.level(list(SERVER_ROOMS), quality),
        "van_ban": documents,
        "van_ban_dien_tu": draw.share(documents, quality),
        "thu_cong_vu": draw.share(staff, quality + 0.05),
        "phan_mem": draw.level((6, 5, 4, 3, 2, 1, 0), quality),
        "trang_tin": draw.level(list(SITES), quality),
        "muc_dich_vu": draw.level(list(SERVICES), quality - 0.1),
        "ho_so": files,
        "ho_so_qua_mang": draw.share(files, quality - 0.2),
        "ho_so_mot_cua": "n/a" if block in NO_ONE_STOP else draw.share(files, quality + 0.05),
        "can_bo_cntt": draw.level((4, 3, 2, 1, 0), quality),
        "can_bo_tap_huan": draw.share(staff, quality - 0.05),
        "ke_hoach": draw.level(list(PLANS), quality),
        "co_kinh_phi": draw.answer(quality + 0.1),
        "so_cuoc_hop": draw.level((5, 4, 3, 2, 1, 0), quality),
    }


def draw_block(draw: Draw, block: str, members: list[Row]) -> list[Row]:
    """Answers of one block, each unit of the tier it is drawn for, and no two units equal."""
    while True:
        wanted = [name for name, count in zip(TIERS, PUBLISHED[block], strict=True) for _ in range(count)]
        rows = [draw_unit(draw, unit, name) for unit, name in zip(members, draw.shuffled(wanted), strict=True)]
        if len({total(row) for row in rows}) == len(rows):
            return rows


def draw_unit(draw: Draw, unit: Row, wanted: str) -> Row:
    """Answers of one unit that reach the tier it is drawn for."""
    while True:
        row = answers(draw, unit, draw.real(*QUALITY[wanted]))
        if tier(row) == wanted:
            return row


def ranking(rows: list[Row]) -> list[str]:
    """Unit ids of one block, best first."""
    return winners({str(row["id"]): total(row) for row in rows}, len(rows))


def last_year(draw: Draw, block: str, order: list[str]) -> list[str]:
    """An order of 2013 in which the chosen units stood lower by their rises and the others moved little."""
    previous = [unit for unit in order if unit not in (*NEW_IN_2014, MOVED)]
    for rise in RISES.get(block, ()):
        low = [unit for place, unit in enumerate(previous) if COMMENDED[block] + 1 <= place < len(previous) - rise]
        chosen = draw.shuffled(low)[0]
        place = previous.index(chosen)
        previous.insert(place + rise, previous.pop(place))
    for place in range(0, len(previous) - 1, 2):
        if draw.between(0, 2) == 0:
            previous[place : place + 2] = reversed(previous[place : place + 2])
    for other in (GONE_BY_2014.get(block), MOVED if block == "xa" else None):
        if other:
            previous.insert(draw.between(len(previous) // 2, len(previous)), other)
    return previous


def changes(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, int]:
    """Places risen by every unit that stood in the same block in both years."""
    return {
        unit: before[block].index(unit) - place
        for block, order in after.items()
        for place, unit in enumerate(order)
        if unit in before[block]
    }


def efforts(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, Fraction]:
    """Places risen by the units that rose and are not commended for their rank."""
    commended = {unit for block, order in after.items() for unit in order[: COMMENDED[block]]}
    risen = changes(before, after)
    return {unit: Fraction(rise) for unit, rise in risen.items() if rise >= 1 and unit not in commended}


def main() -> None:
    """Draw both years, write the tables, and check the published numbers."""
    draw = Draw(SEED)
    members = units()
    while True:
        blocks = {block: draw_block(draw, block, members[block]) for block in members}
        rows = [row for block in blocks.values() for row in block]
        if no_tie_at({str(row["id"]): online(row) for row in rows}, 4):
            break
    after = {block: ranking(block_rows) for block, block_rows in blocks.items()}
    while True:
        before = {block: last_year(draw, block, order) for block, order in after.items()}
        risen = efforts(before, after)
        if no_tie_at(risen, 6) and [*sorted(risen.values(), reverse=True)][:6] == [5, 4, 4, 3, 3, 3]:
            break

    check(rows, before, risen)
    comments = (NOTE, "raw answers for hanoi/agencies@2014; n/a: the block does not have it")
    write_table("hanoi-2014.csv", comments, HEADER, rows)
    published = [
        {"id": unit, "block": block, "rank": place}
        for block, order in before.items()
        for place, unit in enumerate(order, start=1)
    ]
    write_table("hanoi-2013.csv", ("rubric: hanoi/agencies@2013", NOTE), "id,block,rank", published)


def check(rows: list[Row], before: dict[str, list[str]], risen: dict[str, Fraction]) -> None:
    """The published numbers of 2014."""
    assert len(rows) == len({row["id"] for row in rows}) == len({row["name"] for row in rows}) == 111
    for block, counts in PUBLISHED.items():
        tiers = [tier(row) for row in rows if row["block"] == block]
        assert tuple(map(tiers.count, TIERS)) == counts
        totals = {str(row["id"]): total(row) for row in rows if row["block"] == block}
        assert sorted(competition_ranks(totals).values()) == list(range(1, len(totals) + 1))
    assert sum(COMMENDED.values()) == 19
    assert len(winners(risen, 6)) == 6
    assert list(risen.values()).count(Fraction(5)) == 1
    assert set(NEW_IN_2014) <= {row["id"] for row in rows}
    assert not {unit for order in before.values() for unit in order} & set(NEW_IN_2014)
    assert MOVED in before["xa"]
    assert MOVED in {row["id"] for row in rows if row["block"] == "phuong"}


if __name__ == "__main__":
    main()
