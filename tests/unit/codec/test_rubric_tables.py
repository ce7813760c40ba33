"""Tables become rubrics, or say everything that is wrong with them, each at its path."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ictindex.codec import rubric_from_dict, rubric_to_dict
from ictindex.codec.records import TOP_KEYS
from ictindex.codec.rubric_tables import HEAD
from ictindex.model import (
    Against,
    ByPart,
    Curve,
    Custom,
    Given,
    Group,
    Indicator,
    Levels,
    RubricError,
    RubricPath,
    Steps,
    Yes,
)

BASE: dict[str, Any] = {
    "schema": 1,
    "id": "demo/it@2026",
    "total": {"decimals": 1},
    "node": [
        {"id": "ha-tang", "max": 25},
        {"id": "may", "in": "ha-tang", "max": 15, "read": "may / can_bo"},
        {"id": "mang", "in": "ha-tang", "yes": 10},
    ],
    "partition": {"block": {"so": "Sở", "xa": "Xã"}},
}


def problems(**changes: object) -> dict[str, str]:
    """Path and code of every problem that the changed rubric has."""
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({**BASE, **changes})
    return {str(problem.where): problem.code for problem in caught.value.problems}


def with_leaf(**leaf: object) -> list[dict[str, object]]:
    """The nodes of the rubric and one more leaf, which is node[3]."""
    return [*BASE["node"], {"id": "them", **leaf}]


def hint_of(path: str, **changes: object) -> str:
    """The hint of the problem at a path."""
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({**BASE, **changes})
    return next(problem.hint for problem in caught.value.problems if str(problem.where) == path)


def test_a_node_with_children_is_a_group_and_others_are_indicators() -> None:
    """Neither is said in the table: children or an aggregate make the group."""
    rubric = rubric_from_dict(BASE)
    assert isinstance(rubric.node("ha-tang"), Group)
    assert Indicator(id="may", parent="ha-tang", max=15, read="may / can_bo") == rubric.node("may")
    assert rubric.bounds() == (Fraction(0), Fraction(25))


@pytest.mark.parametrize(
    ("keys", "shape"),
    [
        ({"max": 5}, Given()),
        ({"yes": 5}, Yes(points=5)),
        ({"levels": [["đủ", 2], ["chưa", 0]]}, Levels(table=[("đủ", 2), ("chưa", 0)])),
        ({"levels": {"đủ": 2, "chưa": 0}}, Levels(table=[("đủ", 2), ("chưa", 0)])),
        ({"steps": [[4, 5], [">1", 2]], "else": 0}, Steps(table=[(4, 5), (">1", 2)], otherwise=0)),
        ({"curve": [[0, 0], [Decimal("0.5"), 4]]}, Curve(knots=[(0, 0), ("0.5", 4)])),
        (
            {"against": "minmax", "of": "block", "to": [0, 10], "better": "lower", "constant": "zero"},
            Against(method="minmax", of="block", to=(0, 10), better="lower", constant="zero"),
        ),
        ({"against": "zscore", "mean": 50, "sd": 10}, Against(method="zscore", mean=50, sd=10)),
    ],
)
def test_every_shape_is_one_key_and_its_companions(keys: dict[str, object], shape: object) -> None:
    """The key names the shape, and the rubric is written back with the same keys."""
    rubric = rubric_from_dict({**BASE, "node": with_leaf(**keys)})
    assert rubric.node("them").shape == shape
    assert rubric_from_dict(rubric_to_dict(rubric)) == rubric


def test_a_plugin_shape_has_a_name_and_arguments() -> None:
    """Arguments are numbers by name."""
    rubric = rubric_from_dict({**BASE, "node": with_leaf(shape="hue/log", args={"base": 10}, max=3)})
    assert rubric.node("them").shape == Custom(name="hue/log", arguments={"base": 10})


def test_a_float_is_read_through_its_shortest_repr() -> None:
    """0.1 is a tenth."""
    rubric = rubric_from_dict({**BASE, "node": with_leaf(max=0.1)})
    assert rubric.node("them").max == ByPart.of(Decimal("0.1"))


def test_a_rubric_is_written_without_its_defaults() -> None:
    """What is written is what was meant, in the order of a file."""
    spelled = {
        **BASE,
        "status": "illustrative",
        "comparable": ["rank"],
        "rank": {"by": "total", "ties": "competition", "last": "share"},
        "node": with_leaf(max=Decimal("2.50"), missing="refuse", weight=1, half="up", extra=False),
    }
    written = rubric_to_dict(rubric_from_dict(spelled))
    assert list(written) == ["schema", "id", "status", "total", "partition", "node"]
    assert written["node"][3] == {"id": "them", "max": Decimal("2.5")}


def test_a_total_and_a_ranking_at_their_defaults_are_not_written() -> None:
    """Only what is said differently stands in the table."""
    table = {"schema": 1, "id": "demo/it@2026", "status": "illustrative", "rank": {"value": "exact"}}
    table["node"] = [{"id": "may", "max": 5}]
    assert rubric_to_dict(rubric_from_dict(table)) == table
    assert rubric_to_dict(rubric_from_dict({**table, "total": {}})) == table


def test_everything_that_a_rubric_can_say_reads_back() -> None:
    """All keys at once, written and read, give an equal rubric."""
    table = {
        **BASE,
        "status": "reconstructed",
        "title": {"vi": "Đánh giá", "en": "Assessment"},
        "valid": [date(2026, 1, 1), date(2026, 12, 31)],
        "follows": "demo/it@2025",
        "comparable": ["rank", "score"],
        "assumed": ["node", "total", "view", "tier"],
        "inferred": ["rank"],
        "source": {"kdt": {"title": "Báo", "date": date(2013, 1, 24), "url": "https://x", "note": "trang 3"}},
        "printed": {"kdt": ["partition", "award", "exclude"]},
        "total": {"decimals": 2, "half": "even", "cap": 200},
        "rank": {"by": ["percent"], "break_by": ["-may"], "ties": "dense", "last": "lot", "seed": 7, "overall": True},
        "partition": {
            "block": {"so": {"vi": "Sở", "en": "Departments"}, "xa": "Xã"},
            "prizes": {"do-thi": {"vi": "Đô thị", "tag": ["thi-xa"]}, "khac": {"tag": "-thi-xa"}},
        },
        "node": [
            *BASE["node"],
            {"id": "them", "max": {"default": 20, "xa": 15}, "min": 0, "only": {"block": "so", "may": "50%.."}},
            {"id": "phat", "max": 0, "min": -5, "extra": True, "missing": "zero", "zero": "full", "range": "clip"},
            {"id": "nghin", "in": "none", "aggregate": "power", "power": 2, "floor": 1},
            {"id": "a", "in": "nghin", "max": 1, "weight": Decimal("0.4"), "origin": "survey", "evidence": "phiếu"},
            {"id": "b", "in": "nghin", "max": 1, "weight": Decimal("0.6"), "source": "kdt", "decimals": 3},
        ],
        "view": [
            {"id": "ky-thuat", "over": {"may": 1, "mang": 2}},
            {"id": "tron", "aggregate": "sum", "over": ["may"]},
        ],
        "tier": [
            {"id": "tot", "vi": "Tốt", "from": "80%", "where": {"at_least": [1, {"may": "50%.."}, {"tag": "x"}]}},
            {"id": "kha", "above": 15},
            {"id": "tb", "share": "20%", "per": "block", "tie": "extend", "round": "nearest"},
            {"id": "yeu"},
        ],
        "award": [
            {"id": "so", "per": "block", "among": {"block": ["so"], "tier": "tot"}, "prizes": ["Nhất 1", "Nhì 2"]},
            {
                "id": "ca-nhan",
                "among": {"any": [{"prize": "so/Nhất"}, {"change": ">2"}], "percent": "..<90"},
                "by": ["-may", "change"],
                "break_by": "mang",
                "prizes": "Cá nhân",
                "to": ["lãnh đạo"],
                "tie": "lot",
                "seed": "công bố trước",
                "exclusive": True,
                "select": "demo/chon",
            },
        ],
        "exclude": [{"unit": "bo-cong-an", "why": "an ninh"}],
        "column": {"them": {"kind": "date", "format": "dd/mm/yyyy"}},
    }
    rubric = rubric_from_dict(table)
    written = rubric_to_dict(rubric)
    assert rubric_from_dict(written) == rubric
    assert set(written) == set(table)
    assert written["rank"]["seed"] == "7"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (True, "found true"),
        ("10", 'found the text "10"'),
        (math.inf, "found inf"),
        (Decimal("NaN"), "found NaN"),
        ([1], "found a list"),
        (None, "found nothing (null)"),
        (Decimal("1e999999999"), "found 1E+999999999"),
        (10**40, "found 1"),
    ],
)
def test_what_is_no_number_is_refused_where_a_number_is_meant(value: object, found: str) -> None:
    """Inf, nan, true and texts are refused at their path, and nothing else is complained about."""
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({**BASE, "node": with_leaf(max=value)})
    (problem,) = caught.value.problems
    assert str(problem.where) == "node[3].max"
    assert problem.message.startswith(found)


def test_a_number_in_quotes_says_to_drop_the_quotes() -> None:
    """The text of a number is the commonest wrong kind."""
    assert hint_of("node[3].max", node=with_leaf(max="10")) == "write it without quotes, with a point"


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ({"levels": [["đủ", "2"], ["chưa", 0], 5]}, {"node[3].levels[0]", "node[3].levels[2]"}),
        ({"curve": [[0, 0], [1]]}, {"node[3].curve[1]"}),
        ({"steps": [["<4", 5]], "else": 0}, {"node[3].steps[0]"}),
        ({"steps": [[4, 5]]}, {"node[3].else"}),
        ({"steps": [["1e9999", 5]], "else": 0}, {"node[3].steps[0]"}),
        ({"else": 0, "max": 5}, {"node[3].else"}),
        ({"yes": 5, "curve": [[0, 0], [1, 5]]}, {"node[3].curve"}),
        ({"against": "minmax", "to": [1]}, {"node[3].to"}),
        ({"max": {"xa": "5", "default": 10}}, {"node[3].max.xa"}),
        ({"max": {}}, {"node[3].max"}),
        ({"max": 5, "decimals": 2.0}, {"node[3].decimals"}),
        ({"max": 5, "extra": 1}, {"node[3].extra"}),
        ({"max": 5, "only": {"block": 3, "may": "85"}}, {"node[3].only.block", "node[3].only.may"}),
        ({"max": 5, "only": {"any": [{"block": 3}, {"tag": "x"}]}}, {"node[3].only.any[0].block"}),
        ({"max": 5, "only": {"at_least": [3, {"tag": "x"}]}}, {"node[3].only.at_least"}),
        ({"max": 5, "only": ["so"]}, {"node[3].only"}),
        ({"max": 5, "read": "a / b / c"}, {"node[3].read"}),
        ({"max": 5, "vi": 3}, {"node[3].vi"}),
    ],
)
def test_a_broken_key_is_reported_once_at_its_path(leaf: dict[str, object], expected: set[str]) -> None:
    """Substitutes keep the checks of the model from repeating what is reported already."""
    assert set(problems(node=with_leaf(**leaf))) == expected


def test_all_problems_come_at_once() -> None:
    """Form and law, in every part of the rubric."""
    found = problems(
        title=3,
        valid=[date(2026, 1, 1)],
        rank={"by": ["toatl"], "tise": "dense"},
        tier=[{"id": "tot", "from": "80 phần trăm"}, {"vi": "Yếu"}],
        award=[{"id": "a", "prizes": ["Nhất 1"], "tie": "juri"}, "b"],
        exclude=[{"why": "an ninh"}],
        column={"may": {"kind": "percents"}},
        node=with_leaf(max=5, maxx=3),
    )
    assert found == {
        "title": "wrong-kind",
        "valid": "wrong-kind",
        "rank.tise": "unknown-key",
        "rank.by[0]": "unknown-name",
        "tier[0].from": "bad-value",
        "tier[1].id": "missing-key",
        "award[1]": "wrong-kind",
        "award[0].tie": "unknown-word",
        "exclude[0]": "missing-key",
        "column.may.kind": "unknown-word",
        "node[3].maxx": "unknown-key",
    }


def test_an_unknown_key_names_the_near_one_and_stands_for_it() -> None:
    """One slip is one problem: the value is taken for that of the near key."""
    assert problems(node=with_leaf(levls=[["đủ", 2], ["chưa", 0]])) == {"node[3].levls": "unknown-key"}
    assert hint_of("node[3].levls", node=with_leaf(levls=[["đủ", 2]])) == 'did you mean "levels"?'
    assert problems(tier=[{"id": "tot", "form": "80%"}, {"id": "yeu"}]) == {"tier[0].form": "unknown-key"}
    assert problems(total={"decimal": 1}) == {"total.decimal": "unknown-key"}


def test_a_key_that_stands_under_the_wrong_kind_of_node_says_so() -> None:
    """Policies for missing values belong to indicators, `else` to steps."""
    nodes = [{**BASE["node"][0], "missing": "zero"}, *BASE["node"][1:]]
    assert problems(node=nodes) == {"node[0].missing": "misplaced-key"}
    nodes = [{**BASE["node"][0], "aggregate": "mean", "read": "x"}, *BASE["node"][1:]]
    assert problems(node=nodes)["node[0].read"] == "misplaced-key"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"total": {"decimals": 1, "tier": []}}, "total.tier"),
        ({"column": {"tier": [{"id": "tot"}]}}, "column.tier"),
        ({"node": with_leaf(max=5, award=[])}, "node[3].award"),
        ({"partition": {"block": {"so": "Sở", "xa": "Xã", "node": [1]}}}, "partition.block.node"),
        ({"partition": {"block": {"so": "Sở", "xa": "Xã"}, "rank": 3}}, "partition.rank"),
        ({"source": {"kdt": {"title": "x", "status": "official"}}}, "source.kdt.status"),
    ],
)
def test_a_key_of_the_head_below_a_table_header_says_where_it_belongs(changes: dict[str, Any], path: str) -> None:
    """The trap of TOML: what follows a [header] belongs to that table."""
    assert "above the first [table] header" in hint_of(path, **changes)


@pytest.mark.parametrize("schema", [2, "1", True, 1.5])
def test_another_schema_is_refused_and_nothing_else_is_said(schema: object) -> None:
    """Complaints about the keys of another schema would mislead."""
    assert problems(schema=schema, node=3) == {"schema": "unknown-schema"}


def test_a_missing_schema_is_reported_with_the_rest() -> None:
    """The rest is read as what this version knows."""
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({"id": "demo/it@2026", "nodes": []})
    assert {str(problem.where) for problem in caught.value.problems} == {"schema", "nodes", "total", "total.decimals"}


def test_the_file_stands_in_every_path() -> None:
    """Problems of form and problems of law alike."""
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({**BASE, "total": {"decimals": 1, "max": 30}}, "a.toml")
    assert [problem.where for problem in caught.value.problems] == [RubricPath(path="total.max", file="a.toml")]
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({**BASE, "tite": "x"}, "a.toml")
    assert [problem.where for problem in caught.value.problems] == [RubricPath(path="tite", file="a.toml")]


def test_from_and_above_exclude_each_other() -> None:
    """Both are the bound of the tier."""
    tier = [{"id": "tot", "from": 20, "above": 10}, {"id": "yeu"}]
    assert problems(tier=tier) == {"tier[0].above": "two-keys"}


def test_a_share_is_a_percentage_in_quotes() -> None:
    """0.2 would be 20 % to one reader and 0.2 % to another."""
    assert problems(tier=[{"id": "tot", "share": 0.2}, {"id": "yeu"}]) == {"tier[0].share": "wrong-kind"}


def test_printed_names_sources_that_exist() -> None:
    """A slip in the key of a source is found."""
    found = problems(source={"kdt": {"title": "x"}}, printed={"kdtt": ["node"]})
    assert found == {"printed.kdtt": "unknown-name"}


@pytest.mark.parametrize("value", ["2026-13-01", 2026, datetime(2026, 1, 1)])  # noqa: DTZ001 - refused either way
def test_what_is_no_day_is_refused(value: object) -> None:
    """Days are TOML dates or texts of ISO 8601."""
    assert problems(valid=["2026-01-01", value]) == {"valid": "wrong-kind"}


def test_names_are_read_in_one_unicode_form() -> None:
    """Keys typed on another system, or with eth for Đ, name the same things."""
    nodes = with_leaf(levels=[["Ðủ  điều kiện", 2], ["chu\u031ba", 0]])
    rubric = rubric_from_dict({**BASE, "node": nodes})
    assert rubric.node("them").shape == Levels(table=[("Đủ điều kiện", 2), ("chưa", 0)])


def test_a_rubric_is_a_table() -> None:
    """A list, say from a JSON file, is refused in one sentence."""
    with pytest.raises(RubricError, match="a rubric is a table"):
        rubric_from_dict([])  # type: ignore[arg-type]


def test_the_head_of_a_rubric_is_one_list() -> None:
    """The keys that hints call the head are those that are read."""
    assert set(TOP_KEYS) == {*HEAD.keys, "schema", "printed"}


def test_the_model_s_checks_keep_their_paths_behind_a_broken_node() -> None:
    """A table that cannot be read keeps its place in the list."""
    nodes = ["?", *BASE["node"], {"id": "them", "max": 5, "missing": "zro"}]
    assert problems(node=nodes) == {"node[0]": "wrong-kind", "node[4].missing": "unknown-word"}
    assert problems(node={"id": "a"}) == {"node": "wrong-kind"}
    assert problems(partition={"block": 3})["partition.block"] == "wrong-kind"


def test_a_condition_that_looks_at_one_subject_twice_cannot_be_written() -> None:
    """A table has each key once, so the writer refuses rather than drops one."""
    from ictindex.codec.conditions import write_where
    from ictindex.model import Where

    twice = Where((*Where.of({"tag": "a"}).conditions, *Where.of({"tag": "b"}).conditions))
    with pytest.raises(ValueError, match="looks at tag twice"):
        write_where(twice)


def test_a_name_that_looks_like_a_range_is_written_in_a_list() -> None:
    """Outside a list "2014" would be a bound without a side."""
    from ictindex.codec.conditions import read_where, write_where
    from ictindex.codec.place import Place

    table = {"tag": ["..2014"]}
    assert write_where(read_where(table, Place())) == table


@pytest.mark.parametrize("key", ["from", "above"])
def test_a_bound_in_quotes_says_percent(key: str) -> None:
    """Without its sign it may be meant either way, so it is refused."""
    head = {"schema": 1, "id": "demo/it@2026", "total": {"decimals": 1, "max": 10}, "node": [{"id": "a", "max": 10}]}
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({**head, "tier": [{"id": "x", key: "50"}, {"id": "y"}]})
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.where)) == ("wrong-kind", f"tier[0].{key}")
    assert "percent" in problem.hint
    assert rubric_from_dict({**head, "tier": [{"id": "x", key: "50%"}, {"id": "y"}]}).tiers[0].bound.percent
