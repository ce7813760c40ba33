"""Digests change with what they stand for, and with nothing else."""

from __future__ import annotations

import pickle
import re
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.codec import data_digest, law_digest, rubric_from_dict, text_digest
from ictindex.model import Dataset, Rubric, Unit
from ictindex.testing.strategies import rubrics

LAW: dict[str, Any] = {
    "schema": 1,
    "id": "demo/it@2026",
    "total": {"decimals": 1},
    "rank": {"break_by": ["may"]},
    "partition": {"block": {"so": "Sở", "xa": "Xã"}},
    "node": [
        {"id": "ha-tang", "vi": "Hạ tầng"},
        {"id": "may", "in": "ha-tang", "max": 15, "read": "may / can_bo"},
        {
            "id": "mang",
            "in": "ha-tang",
            "levels": [["đủ", 10], ["chưa", 0]],
            "only": {"block": ["so", "xa"], "tag": "-x"},
        },
        {"id": "hop", "steps": [[4, 5], [1, Decimal("0.5")]], "else": 0},
        {"id": "tl", "against": "best", "max": 1},
    ],
    "view": [{"id": "v", "over": {"may": 1, "mang": 2}}],
    "tier": [{"id": "tot", "from": "80%"}, {"id": "yeu"}],
    "award": [{"id": "a", "prizes": ["Nhất 1"], "among": {"any": [{"tag": "b"}, {"tag": "c"}]}}],
    "exclude": [{"unit": "x", "why": "1"}, {"unit": "y", "why": "2"}],
}


def law(**changes: object) -> str:
    """The law digest of the changed rubric."""
    return law_digest(rubric_from_dict({**LAW, **changes}))


def nodes(index: int, **keys: object) -> dict[str, object]:
    """The nodes with some keys of one of them changed."""
    changed = deepcopy(LAW["node"])
    changed[index] |= keys
    return {"node": [{key: it for key, it in node.items() if it is not None} for node in changed]}


def test_a_digest_is_sha256_in_hexadecimal() -> None:
    """64 digits."""
    assert re.fullmatch(r"[0-9a-f]{64}", law())


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "other/it@2027", "title": "Tên", "status": "reconstructed", "assumed": ["*"]},
        {"valid": [date(2026, 1, 1), date(2026, 12, 31)], "source": {"k": {"title": "x"}}},
        {"partition": {"block": {"xa": {"vi": "Xã, phường", "en": "Communes"}, "so": "Sở, ban"}}},
        {"comparable": "rank", "rank": {"break_by": ["may"], "by": "total", "ties": "competition", "value": "rounded"}},
        {"total": {"decimals": 1, "aggregate": "sum", "half": "up", "weight": 1}},
        {"node": list(reversed(LAW["node"]))},
        {"view": [{"id": "v", "over": {"mang": Decimal("2.0"), "may": 1}, "aggregate": "mean", "vi": "Kỹ thuật"}]},
        {"exclude": [{"unit": "y", "why": "lý do khác"}, {"unit": "x", "why": "1"}]},
        {
            "award": [
                {
                    "id": "a",
                    "by": ["total", "may"],
                    "prizes": "Nhất 1",
                    "among": {"at_least": [1, {"tag": "c"}, {"tag": "b"}]},
                }
            ]
        },
        {"column": {"may": {"kind": "number", "format": "dd/mm/yyyy"}}},
        nodes(0, vi="Khác", en="Other", max={"default": 25}),
        nodes(1, min=0, weight=Decimal("1.00"), missing="refuse", zero="refuse", evidence="báo cáo", origin="reported"),
        nodes(2, levels={"chưa": 0, "đủ": Decimal("10.0")}, max=10, min=0, only={"tag": ["-x"], "block": ["xa", "so"]}),
        nodes(3, steps=[["1..", Decimal("0.50")], [">=4", 5]], read="hop"),
        nodes(4, max=None),
        nodes(4, of="all", better="higher", constant="refuse", mean=0, sd=1),
    ],
)
def test_names_order_and_spelled_defaults_are_no_law(changes: dict[str, object]) -> None:
    """Whatever cannot change a result leaves the digest as it is."""
    assert law(**changes) == law()


@pytest.mark.parametrize(
    "changes",
    [
        {"follows": "demo/it@2025"},
        {"comparable": ["score", "rank"]},
        {"total": {"decimals": 2}},
        {"total": {"decimals": 1, "half": "even"}},
        {"rank": {"break_by": ["mang"]}},
        {"rank": {"break_by": ["may"], "overall": True}},
        {"partition": {"block": {"so": "Sở", "xa": "Xã", "quan": "Quận"}}},
        {"partition": {"block": {"so": "Sở", "xa": "Xã"}, "khac": {"a": {"tag": "a"}}}},
        {"tier": [{"id": "tot", "above": "80%"}, {"id": "yeu"}]},
        {"tier": [{"id": "tot", "from": 24}, {"id": "yeu"}]},
        {"tier": []},
        {"award": []},
        {"exclude": []},
        {"column": {"may": {"kind": "percent"}}},
        nodes(1, max=14),
        nodes(1, read="may"),
        nodes(1, range="clip"),
        nodes(1, max={"default": 15, "xa": 14}),
        nodes(2, only={"block": ["so"], "tag": "-x"}),
        nodes(2, levels=[["đủ", 10], ["chưa", 1]]),
        nodes(3, steps=[[4, 5], [">1", Decimal("0.5")]]),
        nodes(4, better="lower"),
        nodes(4, max=2),
    ],
)
def test_whatever_can_change_a_result_changes_the_digest(changes: dict[str, object]) -> None:
    """Each of these gives other scores, ranks, tiers or prizes for some data."""
    assert law(**changes) != law()


def test_a_scale_from_0_to_1_may_be_said_in_three_ways() -> None:
    """By nothing, by `max = 1` and by `to = [0, 1]`; any other scale is another law."""
    minmax = {"against": "minmax", "max": None}
    assert law(**nodes(4, **minmax)) == law(**nodes(4, **minmax | {"max": 1}))
    assert law(**nodes(4, **minmax)) == law(**nodes(4, **minmax, to=[0, Decimal("1.0")]))
    assert law(**nodes(4, **minmax)) != law(**nodes(4, **minmax, to=[0, 2]))
    assert law(**nodes(4, **minmax)) != law()


def test_the_order_of_tiers_and_awards_is_law() -> None:
    """The first tier that holds decides; awards are granted in turn."""
    first, second = {"id": "a", "prizes": ["Nhất 1"]}, {"id": "b", "prizes": ["Nhì 1"]}
    assert law(award=[first, second]) != law(award=[second, first])


def test_versions_of_plugins_are_law_in_whatever_order_they_stand() -> None:
    """A plugin that declares another version may give other results."""
    rubric = rubric_from_dict(LAW)
    both = law_digest(rubric, [("a/x", "1"), ("b/y", "2")])
    assert both == law_digest(rubric, {"b/y": "2", "a/x": "1"})
    assert len({both, law_digest(rubric), law_digest(rubric, {"a/x": "2", "b/y": "2"})}) == 3


def test_the_digests_of_this_form_do_not_move() -> None:
    """Published editions are locked by them: a change of this number is a new canonical form."""
    assert law() == law_digest(pickle.loads(pickle.dumps(rubric_from_dict(LAW))))
    assert law()[:16] == "485858e8d6af3e1e"


@given(rubrics())
def test_shuffled_rubrics_keep_their_law(rubric: Rubric) -> None:
    """Nodes, parts, views and exclusions in another order are the same law."""
    from attrs import evolve

    turned = evolve(
        rubric,
        nodes=rubric.nodes[::-1],
        views=rubric.views[::-1],
        exclude=rubric.exclude[::-1],
        columns=rubric.columns[::-1],
        partitions=[evolve(it, parts=it.parts[::-1]) for it in reversed(rubric.partitions)],
    )
    assert law_digest(turned) == law_digest(rubric)


def test_the_text_digest_is_of_names_and_sources() -> None:
    """It moves with them, and not with the law."""

    def text(**changes: object) -> str:
        return text_digest(rubric_from_dict({**LAW, **changes}))

    assert text() == text(total={"decimals": 2})
    others = [
        text(title="Tên"),
        text(source={"k": {"title": "x"}}),
        text(**nodes(0, en="Infrastructure")),
        text(partition={"block": {"so": "Sở, ban", "xa": "Xã"}}),
        text(exclude=[{"unit": "x", "why": "lý do khác"}, {"unit": "y", "why": "2"}]),
        text(id="demo/it@2027"),
    ]
    assert len({text(), *others}) == 1 + len(others)


def data(**columns: object) -> Dataset:
    """Two units with columns."""
    return Dataset.from_columns(units=["a", "b"], columns=columns)


def test_one_number_has_one_spelling_in_the_data_digest() -> None:
    """Texts, floats, decimals and integers of the same value are the same data."""
    expected = data_digest(data(x=[Decimal("0.50"), 3]))
    assert expected == data_digest(data(x=np.array([0.5, 3.0])))
    assert expected == data_digest(data(x=[Decimal("5e-1"), Decimal("3.000")]))


def test_the_order_of_columns_is_no_data_and_that_of_rows_is() -> None:
    """Columns are looked up by name; equals are listed in unit order."""
    assert data_digest(data(x=[1, 2], y=["a", ""])) == data_digest(data(y=["a", None], x=[1, 2]))
    turned = Dataset.from_columns(units=["b", "a"], columns={"x": [2, 1]})
    assert data_digest(turned) != data_digest(data(x=[1, 2]))


@pytest.mark.parametrize(
    "other",
    [
        data(x=[1, 3]),
        data(x=[1, None]),
        data(x=["1", "n/a"]),
        data(y=[1, 2]),
        data(x=[-1, 2]),
        data(x=[1, 2], y=[1, 2]),
        Dataset.from_columns(units=["a", "c"], columns={"x": [1, 2]}),
        Dataset.from_columns(units=["a", Unit(id="b", name="B")], columns={"x": [1, 2]}),
        Dataset.from_columns(units=["a", Unit(id="b", parts={"block": "so"})], columns={"x": [1, 2]}),
        Dataset.from_columns(units=["a", Unit(id="b", tags=["t"])], columns={"x": [1, 2]}),
    ],
)
def test_any_other_cell_or_unit_is_other_data(other: Dataset) -> None:
    """Missing, not applicable and 0 are three things."""
    assert data_digest(other) != data_digest(data(x=[1, 2]))


@given(st.lists(st.decimals(places=4, min_value=-(10**9), max_value=10**9, allow_nan=False), min_size=1, max_size=6))
def test_decimals_and_their_texts_are_the_same_data(values: list[Decimal]) -> None:
    """The text of a cell in the digest is its shortest plain decimal."""
    from ictindex.codec.data_digest import _texts
    from ictindex.model.columns import column_of
    from ictindex.model.numbers import as_decimal, plain

    assert _texts(column_of(values)) == [plain(as_decimal(value)) for value in values]


def test_a_declared_sum_of_weights_changes_no_digest() -> None:
    """It is checked and decides nothing, as a group's declared maximum; editions that gain it keep their digests."""
    total, over = {"decimals": 1, "aggregate": "mean"}, {"id": "v", "over": {"mang": 2, "may": 1}}
    assert law(total={**total, "weight_sum": 3}) == law(total=total)
    assert law(view=[{**over, "weight_sum": 3}]) == law(view=[over])
    plain, summed = (rubric_from_dict(LAW | {"total": it}) for it in (total, {**total, "weight_sum": 3}))
    assert text_digest(plain) == text_digest(summed)


def test_weights_from_the_data_are_law_and_leave_other_laws_as_they_were() -> None:
    """Method and decimals change the digest; spelled at its default the method is the omitted one."""
    total = {"decimals": 1, "aggregate": "mean"}
    same = {"node": [{"id": "a", "max": 1}, {"id": "b", "max": 1}], "rank": {}, "view": []}
    weighed = {**total, "weights": "pca", "weight_decimals": 4}
    assert law(**same, total={**total, "weights": "given"}) == law(**same, total=total)
    others = [weighed, {**weighed, "weights": "pca-covariance"}, {**weighed, "weight_decimals": 3}]
    assert len({law(**same, total=total), *(law(**same, total=it) for it in others)}) == 4
    view = {"id": "v", "over": ["a", "b"]}
    assert law(**{**same, "view": [view]}) != law(**{**same, "view": [view | {"weights": "pca", "weight_decimals": 4}]})
