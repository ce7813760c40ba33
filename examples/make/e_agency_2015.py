"""Make examples/e-agency-2015.csv: raw answers of 20 units for the invented rubric hanoi/e-agency@2015.

The rubric is fixed in `points` and `conditions` before any unit is drawn. Five units are drawn until they
meet all six conditions, and for each condition one unit until it fails that one alone, so that the report of
what is met and what is not has something to say; the others are drawn freely.
"""

from __future__ import annotations

from fractions import Fraction

import units_hanoi as hanoi
from drawing import CO, Draw, Row, slug, write_table
from scoring import half_up, ratio

__all__ = ["conditions", "main", "points"]

SEED = 2015
COMMENTS = (
    "illustrative, not official data; made by examples/make/e_agency_2015.py",
    "raw answers for hanoi/e-agency@2015; the tag thi-diem marks a pilot unit; an empty sang_kien is missing",
)
HEADER = (
    "id,name,block,tags,can_bo,may_tinh,may_noi_mang,van_ban,van_ban_dien_tu,van_ban_ky_so,so_cuoc_hop,hop_truc_tuyen,"
    "dich_vu_muc_3,ho_so,ho_so_qua_mang,tu_danh_gia_an_toan,da_kiem_tra_an_toan,sang_kien,bao_cao_cham"
)
DEPARTMENTS = hanoi.DEPARTMENTS_2014[2:14]
DISTRICTS = hanoi.URBAN_DISTRICTS[:8]
CONDITIONS = 6
SELF_ASSESSMENT = {"đầy đủ": 6, "một phần": 3, "chưa": 0}


def points(row: Row) -> dict[str, Fraction]:
    """Points of the nodes that the conditions look at, and the total."""
    networked = min(Fraction(int(row["may_noi_mang"]), int(row["may_tinh"])) / Fraction("0.9"), Fraction(1)) * 10
    meetings = ratio(row["hop_truc_tuyen"], row["so_cuoc_hop"], 10) if int(row["so_cuoc_hop"]) else Fraction(0)
    found = {
        "may-tinh": ratio(row["may_tinh"], row["can_bo"], 10),
        "van-ban": ratio(row["van_ban_dien_tu"], row["van_ban"], 20),
        "chu-ky-so": ratio(row["van_ban_ky_so"], row["van_ban"], 10),
        "ho-so-mang": ratio(row["ho_so_qua_mang"], row["ho_so"], 20),
        "an-toan": max(Fraction(SELF_ASSESSMENT[str(row["tu_danh_gia_an_toan"])]), Fraction(10 * inspected(row))),
        "thuong": Fraction(min(3, int(row["sang_kien"] or 0))),
        "tru": -Fraction(min(5, int(row["bao_cao_cham"]))),
    }
    rest = networked + meetings + min(10, int(row["dich_vu_muc_3"]))
    found["nen-tang"] = half_up(found["may-tinh"] + networked + found["an-toan"], 2)
    total = rest + sum(value for name, value in found.items() if name != "nen-tang")
    found["total"] = half_up(min(Fraction(100), max(Fraction(0), total)), 2)
    return found


def inspected(row: Row) -> bool:
    """Whether information security was inspected and confirmed."""
    return row["da_kiem_tra_an_toan"] == CO


def conditions(row: Row) -> tuple[bool, ...]:
    """The six conditions of recognition, each met or not."""
    value = points(row)
    strengths = (
        value["may-tinh"] >= Fraction("9.5"),
        value["ho-so-mang"] >= 12,
        value["nen-tang"] >= Fraction("25.5"),
    )
    return (
        value["total"] >= 80,
        value["van-ban"] >= 16,
        value["an-toan"] > 5,
        value["tru"] >= -2,
        value["chu-ky-so"] >= 5 or row["tags"] == "thi-diem",
        sum(strengths) >= 2,
    )


def units() -> list[Row]:
    """Twelve departments and eight districts, the first two of each pilots."""
    found: list[Row] = [{"id": slug(name), "name": name, "block": "so"} for name in DEPARTMENTS]
    found += [{"id": slug(f"quận {name}"), "name": f"UBND quận {name}", "block": "quan"} for name in DISTRICTS]
    for unit in found:
        unit["tags"] = "thi-diem" if unit["id"] in {slug(name) for name in (*DEPARTMENTS[:2], *pilots())} else ""
    return found


def pilots() -> tuple[str, ...]:
    """The pilot districts."""
    return tuple(f"quận {name}" for name in DISTRICTS[:2])


def answers(draw: Draw, unit: Row) -> Row:
    """What one unit reports, with a quality for each field of work."""
    technology, paperless, service, security = (draw.real(0.55, 1.0) for _ in range(4))
    staff = draw.between(60, 260)
    computers = int(staff * draw.real(technology, technology + 0.2) + 0.5)
    documents = staff * draw.between(10, 25)
    files = staff * draw.between(6, 45)
    meetings = draw.between(0, 12)
    initiatives: tuple[int | str, ...] = (4, 2, 1, 0, "")
    return unit | {
        "can_bo": staff,
        "may_tinh": computers,
        "may_noi_mang": draw.share(computers, technology),
        "van_ban": documents,
        "van_ban_dien_tu": draw.share(documents, paperless),
        "van_ban_ky_so": draw.share(documents, paperless - 0.25),
        "so_cuoc_hop": meetings,
        "hop_truc_tuyen": draw.share(meetings, paperless),
        "dich_vu_muc_3": draw.between(int(service * 8), 14),
        "ho_so": files,
        "ho_so_qua_mang": draw.share(files, service - 0.1),
        "tu_danh_gia_an_toan": draw.level(list(SELF_ASSESSMENT), security),
        "da_kiem_tra_an_toan": draw.answer(security - 0.3),
        "sang_kien": draw.level(initiatives, service - 0.2),
        "bao_cao_cham": draw.level((0, 0, 1, 2, 3, 6), draw.real(0.2, 1.0)),
    }


def draw_unit(draw: Draw, unit: Row, wanted: set[int] | None) -> Row:
    """Answers of one unit that fails just the wanted conditions; any answers where nothing is wanted."""
    while True:
        row = answers(draw, unit)
        if wanted is None or {place for place, met in enumerate(conditions(row)) if not met} == wanted:
            return row


def main() -> None:
    """Draw the units, write the table."""
    draw = Draw(SEED)
    members = units()
    # A pilot cannot fail the condition that being a pilot meets: those that fail one alone are no pilots.
    ordinary = [str(unit["id"]) for unit in members if not unit["tags"]]
    order = draw.shuffled(ordinary)
    wanted: dict[str, set[int]] = {unit: {failed} for failed, unit in enumerate(order[:CONDITIONS])}
    wanted |= {unit: set() for unit in (*order[CONDITIONS : CONDITIONS + 4], str(members[0]["id"]))}
    rows = [draw_unit(draw, unit, wanted.get(str(unit["id"]))) for unit in members]

    met = [conditions(row) for row in rows]
    assert {unit.index(False) for unit in met if unit.count(False) == 1} == set(range(CONDITIONS))
    assert 5 <= sum(map(all, met)) < 10
    assert len({row["id"] for row in rows}) == 20
    write_table("e-agency-2015.csv", COMMENTS, HEADER, rows)


if __name__ == "__main__":
    main()
