"""Make examples/hanoi-2012.csv: raw answers of 118 units for hanoi/awards@2012.

The rubric is fixed in `points` before any unit is drawn. A draw is thrown away when two units are equal at
the edge of a prize, because the published results name no tie, and when the commune that serves best is also
the first of its block, because then the personal prize would not show that it has a key of its own.
"""

from __future__ import annotations

from fractions import Fraction

import units_hanoi as hanoi
from drawing import CO, Draw, Row, slug, write_table
from scoring import half_up, no_tie_at, ratio, steps, winners

__all__ = ["main", "points"]

SEED = 2012
COMMENTS = (
    "illustrative, not official data; made by examples/make/hanoi_2012.py",
    "raw answers for hanoi/awards@2012; the tags place a unit in its prize block",
)
HEADER = (
    "id,name,block,tags,can_bo,may_tinh,ket_noi,van_ban,van_ban_dien_tu,thu_cong_vu,ho_so,ho_so_dung_han,"
    "thu_tuc_cong_khai,co_chuyen_trach,can_bo_tap_huan,ke_hoach,van_ban_chi_dao"
)

CONNECTIONS = {"cáp quang": 10, "ADSL": 6, "chưa có": 0}
PUBLISHED = {"đầy đủ": 8, "một phần": 4, "chưa": 0}
PLANS = {"đã ban hành": 7, "đang dự thảo": 3, "chưa có": 0}
DIRECTIVES = ((4, 8), (3, 6), (2, 4), (1, 2))
# Number of collective prizes Nhất, Nhì, Ba in each prize block.
LADDERS = {"so": (1, 2, 2), "quan": (1, 1, 2), "huyen": (1, 1, 2), "xa": (1, 1, 2)}
PRIZE_BLOCK = {
    "": "so",
    "quan": "quan",
    "thi-xa": "quan",
    "huyen": "huyen",
    "phuong": "xa",
    "thi-tran": "xa",
    "xa": "xa",
}
STAFF = {"so": (60, 220), "huyen": (120, 280), "xa": (18, 42)}


def service(row: Row) -> Fraction:
    """Points for serving citizens and businesses."""
    return ratio(row["ho_so_dung_han"], row["ho_so"], 12) + PUBLISHED[str(row["thu_tuc_cong_khai"])]


def points(row: Row) -> Fraction:
    """The total of a unit, with two decimals."""
    infrastructure = ratio(row["may_tinh"], row["can_bo"], 15) + CONNECTIONS[str(row["ket_noi"])]
    documents = ratio(row["van_ban_dien_tu"], row["van_ban"], 15) + ratio(row["thu_cong_vu"], row["can_bo"], 10)
    people = ratio(row["can_bo_tap_huan"], row["can_bo"], 10) + 5 * (row["co_chuyen_trach"] == CO)
    policy = PLANS[str(row["ke_hoach"])] + steps(row["van_ban_chi_dao"], DIRECTIVES)
    return half_up(infrastructure + documents + service(row) + people + policy, 2)


def units() -> list[Row]:
    """The 118 units: 27 departments, 29 districts, 62 communes."""
    found: list[Row] = [{"id": slug(name), "name": name, "block": "so", "tags": ""} for name in hanoi.DEPARTMENTS_2012]
    districts = [("quận", name) for name in hanoi.URBAN_DISTRICTS]
    districts += [("thị xã", hanoi.TOWN), *(("huyện", name) for name in (*hanoi.RURAL_DISTRICTS, "Từ Liêm"))]
    for kind, name in districts:
        title = f"UBND {kind} {name}"
        found.append({"id": slug(f"{kind} {name}"), "name": title, "block": "huyen", "tags": slug(kind)})
    for kind, name, district in (*hanoi.WARDS_2012, *hanoi.COMMUNES_2012):
        title = f"UBND {kind} {name} ({district})"
        found.append({"id": slug(f"{kind} {name}"), "name": title, "block": "xa", "tags": slug(kind)})
    return found


def answers(draw: Draw, unit: Row) -> Row:
    """What one unit reports."""
    quality = draw.real(0.35, 0.95)
    staff = draw.between(*STAFF[str(unit["block"])])
    documents = staff * draw.between(8, 20)
    files = staff * draw.between(5, 40)
    return unit | {
        "can_bo": staff,
        "may_tinh": int(staff * draw.real(quality, quality + 0.15) + 0.5),
        "ket_noi": draw.level(list(CONNECTIONS), quality),
        "van_ban": documents,
        "van_ban_dien_tu": draw.share(documents, quality),
        "thu_cong_vu": draw.share(staff, quality),
        "ho_so": files,
        "ho_so_dung_han": draw.share(files, 0.5 + quality / 2, 0.05),
        "thu_tuc_cong_khai": draw.level(list(PUBLISHED), quality),
        "co_chuyen_trach": draw.answer(quality),
        "can_bo_tap_huan": draw.share(staff, quality - 0.1),
        "ke_hoach": draw.level(list(PLANS), quality),
        "van_ban_chi_dao": draw.level((5, 4, 3, 2, 1, 0), quality),
    }


def prize_blocks(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each of the four prize blocks."""
    return {name: [row for row in rows if PRIZE_BLOCK[str(row["tags"])] == name] for name in LADDERS}


def is_telling(rows: list[Row]) -> bool:
    """Whether no two units are equal at the edge of a prize, and the two keys choose differently."""
    blocks = prize_blocks(rows)
    collective = all(
        no_tie_at(
            {str(row["id"]): points(row) for row in blocks[name]},
            first,
            first + second,
            first + second + third,
        )
        for name, (first, second, third) in LADDERS.items()
    )
    communes = {str(row["id"]): points(row) for row in blocks["xa"]}
    serving = {str(row["id"]): service(row) for row in blocks["xa"]}
    return collective and no_tie_at(serving, 1) and winners(communes, 1) != winners(serving, 1)


def main() -> None:
    """Draw until the table is telling, write the table, and check the published numbers."""
    draw = Draw(SEED)
    rows = [answers(draw, unit) for unit in units()]
    while not is_telling(rows):
        rows = [answers(draw, unit) for unit in units()]

    blocks = prize_blocks(rows)
    assert [len([row for row in rows if row["block"] == block]) for block in ("so", "huyen", "xa")] == [
        27,
        29,
        62,
    ]
    assert len({row["id"] for row in rows}) == len({row["name"] for row in rows}) == 118
    prizes = {
        name: winners({str(row["id"]): points(row) for row in blocks[name]}, sum(LADDERS[name])) for name in blocks
    }
    assert sum(map(len, prizes.values())) == 17
    assert len(prizes["so"]) == 5
    persons = [*(prizes[name][0] for name in ("so", "quan", "huyen") for _ in ("leader", "specialist"))]
    persons += winners({str(row["id"]): service(row) for row in blocks["xa"]}, 1)
    assert len(persons) == 7
    write_table("hanoi-2012.csv", COMMENTS, HEADER, rows)


if __name__ == "__main__":
    main()
