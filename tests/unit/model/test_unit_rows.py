"""Units held as columns are the units that they would be one by one."""

from __future__ import annotations

import pickle

import numpy as np

from ictindex.codec.array_columns import texts_of_codes
from ictindex.model import Dataset, Exclusion, Group, Indicator, Partition, Rubric, Unit
from ictindex.model.columns import column_of
from ictindex.model.unit_rows import UnitRows, ids_of, labels_of, tags_of
from ictindex.ranking import rank

UNITS = (
    Unit(id="a", name="Một", parts={"block": "so"}, tags=["Đảo", "xa"]),
    Unit(id="b", parts={"block": "Xã"}),
    Unit(id="c", tags=["xa"]),
)
ROWS = UnitRows(
    ids=["a", "b", "c"],
    names=["Một", "", ""],
    labels={"block": texts_of_codes(["so", "Xã"], np.array([0, 1, 0]), np.array([False, False, True]))},
    tags=texts_of_codes(["đảo|xa", "", "XA| "], np.array([0, 1, 2])),
)


def test_units_are_made_when_looked_at() -> None:
    """By row, by slice, from the end, in a loop; after a pickle as well."""
    assert tuple(ROWS) == UNITS
    assert (ROWS[1], ROWS[-1], ROWS[:2], len(ROWS)) == (UNITS[1], UNITS[2], UNITS[:2], 3)
    assert tuple(pickle.loads(pickle.dumps(ROWS))) == UNITS


def test_what_is_asked_of_all_of_them() -> None:
    """Ids, labels and tags are the same as of units one by one."""
    for units in (ROWS, UNITS):
        assert list(ids_of(units)) == ["a", "b", "c"]
        texts, codes = labels_of(units, "block")
        assert [texts[code] for code in codes] == ["so", "Xã", ""]
        sets, which = tags_of(units)
        assert [sets[code] for code in which] == [{"đảo", "xa"}, frozenset(), {"xa"}]
    texts, codes = labels_of(ROWS, "vùng")
    assert [texts[code] for code in codes] == ["", "", ""]
    assert tags_of(UnitRows(ids=["a"]))[1].tolist() == [0]


def test_a_data_set_of_them_ranks_the_same() -> None:
    """Gates, exclusions and derived parts look at units; nothing tells the two kinds apart."""
    rubric = Rubric(
        id="demo/rows@2026",
        total=Group(decimals=0),
        nodes=[Indicator(id="may"), Indicator(id="tau", only={"tag": "đảo"})],
        partitions=[
            Partition(name="block", parts={"gan": {"tag": "-đảo"}, "dao": {"tag": "đảo"}}),
        ],
        exclude=[Exclusion(where={"unit": ["b"]}, why="quân sự")],
    )
    columns = {"may": column_of(np.array([3, 2, 1])), "tau": column_of(np.array([4, 5, 6]))}
    by_column = rank(Dataset(units=ROWS, columns=columns), rubric)
    one_by_one = rank(Dataset(units=UNITS, columns=columns), rubric)
    assert [str(it) for it in by_column.standings] == [str(it) for it in one_by_one.standings]
    told = [(it.unit, it.block, it.score, it.rank, it.rank_reason) for it in one_by_one.standings]
    assert told == [(it.unit, it.block, it.score, it.rank, it.rank_reason) for it in by_column.standings]
