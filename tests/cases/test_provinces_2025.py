"""The provinces of Vietnam from 63 to 34, and what was there before: Resolution 202/2025/QH15 and its commune table."""

from __future__ import annotations

import csv
import importlib.util
import json
import sqlite3
from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ictindex import get_lineage, get_rubric, rank, read
from ictindex.model import Event, Lineage, LineageUnit
from ictindex.naming import spelling_of

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
REUSED = {"15", "24", "44", "52", "80", "82", "91"}


@pytest.fixture(scope="module")
def provinces() -> Lineage:
    """The shipped lineage."""
    return get_lineage("vietnam/provinces@2025")


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def communes_of(rows: list[dict[str, str]]) -> Lineage:
    """The commune table as a lineage: an event for each new commune, its parts declared where the table says so."""
    old_names: dict[str, str] = {}
    new_names: dict[str, str] = {}
    parts: dict[str, list[str]] = defaultdict(list)
    divided: set[str] = set()
    for row in rows:
        new_names[row["new_commune_code"]] = row["new_commune_name"]
        parts[row["new_commune_code"]]
        if row["old_commune_code"]:
            old_names[row["old_commune_code"]] = row["old_commune_name"]
            parts[row["new_commune_code"]].append(row["old_commune_code"])
        if row["old_is_divided"] == "True":
            divided.add(row["old_commune_code"])
    events = []
    for new, olds in parts.items():
        after = [LineageUnit(id=new, name=new_names[new])]
        cut = [old for old in olds if old in divided]
        if not olds:
            events.append(Event(kind="found", on=DAY, after=after))
        elif len(olds) == 1 and not cut and olds != [new]:
            events.append(Event(kind="recode", on=DAY, before=olds, after=after))
        elif len(olds) == 1 and not cut:
            events.append(Event(kind="rename", on=DAY, before=olds, after=after))
        else:
            events.append(Event(kind="merge", on=DAY, before=olds, after=after, divided=cut))
    units = [LineageUnit(id=code, name=name) for code, name in old_names.items()]
    return Lineage(id="vietnam/communes@2025", valid=(EVE, DAY), units=units, events=events)


def test_52_units_became_23_and_11_stayed(provinces: Lineage) -> None:
    """The counts of the resolution; no province was divided."""
    before, after = provinces.at(EVE), provinces.at(DAY)
    assert (len(before), len(after)) == (63, 34)
    stayed = {code for code in after if before.get(code) == after[code]}
    assert len(stayed) == 11
    merges = [event for event in provinces.events if event.kind == "merge"]
    assert (len(merges), sum(len(event.before) for event in merges)) == (23, 52)
    assert all(len(provinces.successors(code, EVE, DAY)) == 1 for code in before)


def test_seven_codes_mean_another_name(provinces: Lineage) -> None:
    """15 was Yên Bái and is Lào Cai; so an id alone never says who it is."""
    before, after = provinces.at(EVE), provinces.at(DAY)
    assert {code for code in after if before[code].name != after[code].name} == REUSED
    assert [str(provinces.identity("15", day)) for day in (EVE, DAY)] == ["Tỉnh Yên Bái (15)", "Tỉnh Lào Cai (15)"]


def test_a_name_is_kept_for_other_territory(provinces: Lineage) -> None:
    """Lào Cai is code 10, then code 15; the unit of the same name has two predecessors."""
    assert [it.id for it in provinces.predecessors("15", DAY, EVE)] == ["10", "15"]
    assert str(provinces.successors("10", EVE, DAY)[0]) == "Tỉnh Lào Cai (15)"


def test_from_63_to_34_and_back(provinces: Lineage) -> None:
    """Every old unit is among the predecessors of its successors; units that stayed come back as they were."""
    before, after = provinces.at(EVE), provinces.at(DAY)
    for code, identity in before.items():
        (there,) = provinces.successors(code, EVE, DAY)
        back = provinces.predecessors(there.id, DAY, EVE)
        assert identity in back
        assert (back == (identity,)) is (there == identity)
    assert sorted(old.id for code in after for old in provinces.predecessors(code, DAY, EVE)) == sorted(before)


def test_values_of_units_that_stayed_come_back_exactly(provinces: Lineage) -> None:
    """11 forward and back; the 52 others are reported by name, each as one with others."""
    values = {code: {"x": Fraction(1, int(code))} for code in provinces.at(EVE)}
    forth = provinces.carry_forward(values, EVE, DAY)
    assert len(forth.values) == 34
    back = provinces.carry_back(forth.values, DAY, EVE)
    assert back.values == {code: values[code] for code in back.values}
    assert (len(back.values), Counter(it.code for it in back.remarks)) == (11, {"merged": 52})


def test_the_events_are_those_of_the_crosswalk(provinces: Lineage, shared: Path) -> None:
    """Code by code and name by name, and the seven reused codes are exactly those that the data shows."""
    rows = table(shared / "lineage" / "crosswalk_provinces_63_to_34.csv")
    names = {row["old_code"]: row["old_name"] for row in rows}
    assert {code: it.name for code, it in provinces.at(EVE).items()} == names
    found = {row["old_code"]: provinces.successors(row["old_code"], EVE, DAY) for row in rows}
    assert {code: [(it.id, it.name) for it in there] for code, there in found.items()} == {
        row["old_code"]: [(row["new_code"], row["new_name_2025_07_01"])] for row in rows
    }
    reused = {row["new_code"] for row in rows if names[row["new_code"]] != row["new_name_2025_07_01"]}
    assert reused == REUSED


def test_the_34_units_are_those_of_the_printed_list(provinces: Lineage, shared: Path) -> None:
    """Codes, and the names but for what stands before them."""
    rows = table(shared / "lineage" / "provinces_34_2025.csv")
    printed = {row["new_code"]: spelling_of(row["name_printed"]).words for row in rows}
    assert {code: spelling_of(it.name).words for code, it in provinces.at(DAY).items()} == printed


def test_the_commune_table_is_a_lineage(shared: Path) -> None:
    """10,602 rows: every link is kept, 471 communes were divided, five special zones had no commune before."""
    rows = table(shared / "lineage" / "crosswalk_communes_2025.csv")
    communes = communes_of(rows)
    assert (len(rows), len(communes.at(EVE)), len(communes.at(DAY))) == (10_602, 10_035, 3_321)
    links = {(row["old_commune_code"], row["new_commune_code"]) for row in rows if row["old_commune_code"]}
    found = {(old.id, new) for new in communes.at(DAY) for old in communes.predecessors(new, DAY, EVE)}
    assert found == links
    cut = {old for old in communes.at(EVE) if len(communes.successors(old, EVE, DAY)) > 1}
    assert len(cut) == 471
    assert len([it for it in communes.at(DAY) if not communes.predecessors(it, DAY, EVE)]) == 5


def test_communes_that_draw_on_a_divided_one_are_reported(shared: Path) -> None:
    """A value for each old commune: whoever has a part of a divided one gets none, by name, and nobody else."""
    rows = table(shared / "lineage" / "crosswalk_communes_2025.csv")
    communes = communes_of(rows)
    carried = communes.carry_forward({code: {"x": 1} for code in communes.at(EVE)}, EVE, DAY)
    takers = {row["new_commune_code"] for row in rows if row["old_is_divided"] == "True"}
    lost = {it.id: it for it in carried.remarks}
    assert {code for code, it in lost.items() if it.code == "divided"} == takers
    assert len([it for it in carried.remarks if it.code == "founded"]) == 5
    assert carried.values.keys() == communes.at(DAY).keys() - lost.keys()
    assert str(lost["00008"]).startswith("Phường Ngọc Hà (00008) has a part only of Phường ")


def test_districts_cannot_be_carried_to_317_communes(shared: Path) -> None:
    """New communes that draw on several districts: a district's score says nothing of them, and none is given."""
    rows = table(shared / "lineage" / "crosswalk_communes_2025.csv")
    districts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        districts[row["new_commune_code"]].add(row["old_district_code"])
    parts: dict[str, list[str]] = defaultdict(list)
    for new, olds in districts.items():
        for old in olds:
            parts[old].append(new)
    events = [
        Event(
            kind="merge" if len(olds) > 1 else "split",
            on=DAY,
            before=sorted(olds),
            after=[LineageUnit(id=f"x{new}")],
            divided=[old for old in sorted(olds) if len(parts[old]) > 1],
        )
        for new, olds in districts.items()
        if len(olds) > 1 or len(parts[next(iter(olds))]) > 1
    ]
    alone = [(new, olds) for new, olds in districts.items() if len(olds) == 1 and len(parts[next(iter(olds))]) == 1]
    events += [
        Event(kind="recode", on=DAY, before=sorted(olds), after=[LineageUnit(id=f"x{new}")]) for new, olds in alone
    ]
    units = [LineageUnit(id=code) for code in sorted(parts)]
    lineage = Lineage(id="vietnam/districts@2025", valid=(EVE, DAY), units=units, events=events)
    several = [new for new in lineage.at(DAY) if len(lineage.predecessors(new, DAY, EVE)) > 1]
    assert (len(units), len(several)) == (696, 317)
    carried = lineage.carry_forward({code: {"x": 1} for code in lineage.at(EVE)}, EVE, DAY)
    assert carried.values.keys() == {f"x{new}" for new, _ in alone}
    assert {it.code for it in carried.remarks} == {"divided"}


def test_the_rule_of_2024_by_hand(examples: Path, provinces: Lineage) -> None:
    """63 made-up rows: means of the printed indices rounded half-up to four decimals, total, ranks among 34."""
    weights = (100, 100, 100, 100, 100, 200, 150, 150)
    old = {row["id"]: [int(text[2:]) for text in list(row.values())[3:]] for row in printed_rows(examples, 2024)}
    assert (len(old), {len(values) for values in old.values()}) == (63, {8})
    expected: dict[str, int] = {}
    for code in provinces.at(DAY):
        before = [old[it.id] for it in provinces.predecessors(code, DAY, EVE)]
        count = len(before)
        # In ten-thousandths: the half-up mean of whole numbers, then the half-up weighted mean of those.
        means = [(2 * sum(column) + count) // (2 * count) for column in zip(*before, strict=True)]
        total = sum(weight * mean for weight, mean in zip(weights, means, strict=True))
        expected[code] = (2 * total + 1000) // 2000
    ranks = {code: 1 + sum(other > total for other in expected.values()) for code, total in expected.items()}

    rubric = get_rubric("vietnam/dti-provinces@2022")
    before = rank(read(examples / "provinces-2024.csv", rubric), rubric)
    now_data = read(examples / "provinces-2025.csv", rubric)
    now = rank(now_data, rubric, previous=before, lineage=provinces.between(date(2024, 12, 31), DAY))
    assert now.previous is not None
    found = {row.id: (row.rank, row.score) for row in now.previous.rows}
    assert {code: (rank_, int(score * 10_000)) for code, (rank_, score) in found.items()} == {
        code: (ranks[code], expected[code]) for code in expected
    }
    assert {it.unit.id: it.change for it in now.standings} == {
        it.unit.id: ranks[it.unit.id] - (it.rank or 0) for it in now.standings
    }
    assert not [it for it in now.remarks if it.code == "not-carried"]
    # A half is among them, so that another rounding would show.
    halves = [
        code
        for code in provinces.at(DAY)
        if (both := [old[it.id] for it in provinces.predecessors(code, DAY, EVE)])
        and len(both) == 2
        and any((a + b) % 2 for a, b in zip(*both, strict=True))
    ]
    assert halves


def printed_rows(examples: Path, year: int) -> list[dict[str, str]]:
    """The rows of an example by name of column, without the library."""
    with (examples / f"provinces-{year}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_one_province_worked_out_to_the_last_digit(examples: Path, provinces: Lineage) -> None:
    """Phú Thọ of Hòa Bình, Phú Thọ and Vĩnh Phúc: the third of each sum, rounded, as a person would write it."""
    old = {row["id"]: row for row in printed_rows(examples, 2024)}
    sums = [sum(int(old[code][name][2:]) for code in ("17", "25", "26")) for name in list(old["17"])[3:]]
    rounded = [(2 * it + 3) // 6 for it in sums]
    carried = provinces.carry_forward(
        {code: dict(list(row.items())[3:]) for code, row in old.items()}, date(2024, 12, 31), DAY
    )
    assert [int(value * 10_000) for value in carried.rounded(4)["25"].values()] == rounded
    assert carried.sources["25"] == ("17", "25", "26")


def test_the_script_makes_both_files_again(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One seed, the same bytes."""
    monkeypatch.syspath_prepend(str(examples / "make"))
    import drawing
    import provinces_2025

    monkeypatch.setattr(drawing, "EXAMPLES", tmp_path)
    provinces_2025.main()
    for name in ("provinces-2024.csv", "provinces-2025.csv"):
        assert (tmp_path / name).read_bytes() == (examples / name).read_bytes()


def test_another_package_has_the_same_34_units(provinces: Lineage) -> None:
    """Against vietnam-provinces, which is made from the list of the statistics office: codes and names."""
    package = pytest.importorskip("vietnam_provinces", reason="vietnam-provinces is not installed")
    theirs = {f"{it.code.value:02d}": spelling_of(it.name).words for it in package.Province.iter_all()}
    assert {code: spelling_of(it.name).words for code, it in provinces.at(DAY).items()} == theirs


def test_another_package_has_the_same_63_units_and_mergers(provinces: Lineage) -> None:
    """Against vietnamadminunits, whose data is read without importing it: codes, names, and who went where."""
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        pytest.skip("vietnamadminunits is not installed")
    data = Path(spec.origin).parent / "data"
    query = "select distinct provinceCode, province, provinceKey from {}"
    with sqlite3.connect(f"file:{data / 'dataset.db'}?mode=ro", uri=True) as base:
        kept = [
            {code: (name, key) for code, name, key in base.execute(query.format(it))}
            for it in ("admin_units_legacy", "admin_units")
        ]
    for day, theirs in zip((EVE, DAY), kept, strict=True):
        assert {code: spelling_of(it.name).words for code, it in provinces.at(day).items()} == {
            code: spelling_of(name).words for code, (name, _) in theirs.items()
        }
    merged = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))["DICT_PROVINCE"]
    keys = [{code: key for code, (_, key) in it.items()} for it in kept]
    ours = {
        keys[1][code]: sorted(keys[0][it.id] for it in provinces.predecessors(code, DAY, EVE))
        for code in provinces.at(DAY)
    }
    assert ours == {new: sorted(olds) for new, olds in merged.items()}
