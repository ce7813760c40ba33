"""Faults of steps that need no data: each with its code and its path."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex.codec import law_digest, rubric_from_dict, rubric_to_dict
from ictindex.model import RubricError
from ictindex.model.rubric_remarks import rubric_remarks

HOP = {"id": "hop", "max": 10, "decimals": 0}
ABOVE = {"id": "cac-xa", "read": "tong / so", "max": 10}
VERIFY = {"kind": "verify", "columns": ["hop"], "self": "*_tu", "verified": "*_hd"}
CARRY = {"kind": "carry-up", "into": ["tong", "so"], "node": "hop"}

IMPUTE = {"kind": "impute", "columns": ["hop"], "method": "mean", "decimals": 1}
CALM = {"kind": "treat", "columns": ["hop"], "method": "winsorise"}
CLIP = {"kind": "treat", "columns": ["hop"], "method": "clip"}
SCREEN = {"kind": "screen", "least": "66%", "why": "thiếu số liệu"}


def table(*steps, nodes=(HOP, ABOVE), **head):
    """A rubric as a table."""
    return {
        "schema": 1,
        "id": "demo/steps@2026",
        "total": {"decimals": 1},
        "node": list(nodes),
        "step": list(steps),
        **head,
    }


FAULTS = [
    ([{"kind": "verif"}], ("unknown-word", "step[0].kind")),
    ([{"columns": ["hop"]}], ("missing-key", "step[0].kind")),
    ([VERIFY | {"counts": "higher"}], ("unknown-word", "step[0].counts")),
    ([VERIFY | {"unverified": "zero"}], ("unknown-word", "step[0].unverified")),
    ([VERIFY | {"columns": []}], ("no-column", "step[0].columns")),
    ([VERIFY | {"columns": ["hop", "tong"], "self": "tu"}], ("bad-pattern", "step[0].self")),
    ([VERIFY | {"verified": "*_*"}], ("bad-pattern", "step[0].verified")),
    ([VERIFY | {"unproved": "missing"}], ("no-evidence", "step[0].unproved")),
    ([VERIFY | {"columns": ["hopp"]}], ("unknown-name", "step[0].columns")),
    ([VERIFY, VERIFY], ("double-column", "step[1].columns")),
    ([VERIFY | {"self": "tong", "columns": "hop"}, CARRY], ("too-early", "step[0]")),
    ([CARRY | {"into": ["tong"]}], ("bad-pair", "step[0].into")),
    ([CARRY | {"into": ["tong", "tong"]}], ("bad-pair", "step[0].into")),
    ([CARRY | {"into": ["a", "b"]}], ("unknown-name", "step[0].into")),
    ([CARRY | {"column": "x"}], ("two-keys", "step[0].node")),
    ([{"kind": "carry-up", "into": ["tong", "so"]}], ("missing-key", "step[0].node")),
    ([CARRY | {"node": "hup"}], ("unknown-name", "step[0].node")),
    ([CARRY | {"node": "cac-xa"}], ("unrounded", "step[0].node")),
    ([CARRY | {"missing": "mean"}], ("unknown-word", "step[0].missing")),
    ([CARRY | {"share": "50"}], ("bad-value", "step[0].share")),
    ([CARRY | {"among": {"hop": "5.."}}], ("too-early", "step[0].among.hop")),
    ([{"kind": "carry-up", "into": ["tong", "so"], "column": "x", "share": "5%.."}], ("wrong-test", "step[0].share")),
    ([CARRY | {"into": ["id", "so"]}], ("reserved-id", "step[0].into")),
    ([CARRY | {"parent": "id"}], ("reserved-id", "step[0]")),
    ([CARRY | {"share": "50..40"}], ("empty-range", "step[0].share")),
    ([IMPUTE | {"method": "mode"}], ("unknown-word", "step[0].method")),
    ([{"kind": "impute", "columns": "hop"}], ("missing-key", "step[0].method")),
    ([IMPUTE | {"columns": []}], ("no-column", "step[0].columns")),
    ([IMPUTE | {"columns": "hup"}], ("unknown-name", "step[0].columns")),
    ([IMPUTE | {"by": "blok"}], ("unknown-name", "step[0].by")),
    ([IMPUTE | {"decimals": 13}], ("bad-decimals", "step[0].decimals")),
    ([IMPUTE | {"decimals": -1}], ("bad-decimals", "step[0].decimals")),
    ([IMPUTE | {"value": 3}], ("two-keys", "step[0].value")),
    ([{"kind": "impute", "columns": "hop", "method": "median"}], ("missing-key", "step[0].decimals")),
    ([IMPUTE | {"method": "constant"}], ("missing-key", "step[0].value")),
    ([IMPUTE | {"method": "constant", "value": 3}], ("two-keys", "step[0].decimals")),
    ([IMPUTE, IMPUTE], ("double-column", "step[1].columns")),
    ([IMPUTE, VERIFY], ("too-early", "step[0]")),
    ([CARRY, IMPUTE | {"columns": "tong"}], ("too-early", "step[1]")),
    ([CALM | {"method": "trim"}], ("unknown-word", "step[0].method")),
    ([CALM | {"unmet": "log"}], ("unknown-word", "step[0].unmet")),
    ([CALM | {"columns": []}], ("no-column", "step[0].columns")),
    ([CALM | {"columns": "hup"}], ("unknown-name", "step[0].columns")),
    ([CALM | {"by": "blok"}], ("unknown-name", "step[0].by")),
    ([CALM | {"most": 0}], ("bad-limit", "step[0].most")),
    ([CALM | {"skew": 0}], ("bad-limit", "step[0].skew")),
    ([CALM | {"high": 9}], ("two-keys", "step[0].high")),
    ([CALM | {"decimals": 1}], ("two-keys", "step[0].decimals")),
    ([CLIP], ("missing-key", "step[0].high")),
    ([CLIP | {"high": 9, "most": 3}], ("two-keys", "step[0].most")),
    ([CLIP | {"high": 9, "unmet": "undo"}], ("two-keys", "step[0].unmet")),
    ([CLIP | {"high": 9, "sd": 3, "decimals": 1}], ("two-keys", "step[0].high")),
    ([CLIP | {"low": 9, "sd": 3, "decimals": 1}], ("two-keys", "step[0].low")),
    ([CLIP | {"sd": 0, "decimals": 1}], ("bad-limit", "step[0].sd")),
    ([CLIP | {"sd": 3}], ("missing-key", "step[0].decimals")),
    ([CLIP | {"sd": 3, "decimals": 13}], ("bad-decimals", "step[0].decimals")),
    ([CLIP | {"high": "95%"}], ("missing-key", "step[0].decimals")),
    ([CLIP | {"high": "101%", "decimals": 1}], ("bad-limit", "step[0].high")),
    ([CLIP | {"low": "-1%", "decimals": 1}], ("bad-limit", "step[0].low")),
    ([CLIP | {"low": ">5%", "decimals": 1}], ("bad-limit", "step[0].low")),
    ([CLIP | {"low": 9, "high": 8}], ("empty-range", "step[0].high")),
    ([CLIP | {"low": 1, "high": "95%", "decimals": 1}], ("mixed-bounds", "step[0].high")),
    ([CLIP | {"low": 1, "decimals": 1}], ("two-keys", "step[0].decimals")),
    ([CALM, CLIP | {"high": 9}], ("double-column", "step[1].columns")),
    ([CALM, IMPUTE], ("too-early", "step[0]")),
    ([CALM, VERIFY], ("too-early", "step[0]")),
    ([CARRY, CALM | {"columns": "tong"}], ("too-early", "step[1]")),
    ([SCREEN | {"least": "0%"}], ("bad-limit", "step[0].least")),
    ([SCREEN | {"least": "101%"}], ("bad-limit", "step[0].least")),
    ([SCREEN | {"least": 66}], ("wrong-kind", "step[0].least")),
    ([{"kind": "screen", "least": "66%"}], ("missing-key", "step[0].why")),
    ([{"kind": "screen", "why": "thiếu"}], ("missing-key", "step[0].least")),
    ([SCREEN | {"columns": "hup"}], ("unknown-name", "step[0].columns")),
    ([SCREEN | {"columns": "tong"}, CARRY], ("too-early", "step[0].columns")),
    ([SCREEN, SCREEN | {"least": "50%"}], ("double-column", "step[1].columns")),
    ([IMPUTE, SCREEN], ("too-early", "step[0]")),
    ([CARRY, SCREEN], ("too-early", "step[0]")),
    ([SCREEN, VERIFY], ("too-early", "step[0]")),
]


@pytest.mark.parametrize(("steps", "fault"), FAULTS)
def test_a_faulty_step_is_refused_by_code_and_path(steps, fault) -> None:
    """One fault, one problem, where it stands."""
    with pytest.raises(RubricError) as error:
        rubric_from_dict(table(*steps))
    assert fault in [(it.code, str(it.where)) for it in error.value.problems]


def test_a_column_may_be_verified_counted_filled_and_treated() -> None:
    """In this order, which is the only one."""
    steps = [VERIFY, SCREEN | {"columns": ["hop"]}, IMPUTE, CALM]
    assert [it.kind for it in rubric_from_dict(table(*steps, nodes=(HOP,))).steps] == [
        "verify",
        "screen",
        "impute",
        "treat",
    ]


def test_the_lower_of_two_words_is_refused() -> None:
    """Levels have points, words have no order."""
    nodes = ({"id": "hop", "levels": [["đủ", 5], ["chưa", 0]]},)
    with pytest.raises(RubricError, match="holds words, of which none is the lower"):
        rubric_from_dict(table(VERIFY | {"counts": "lower"}, nodes=nodes))


def test_what_is_carried_up_may_not_be_measured_inside_what_it_is_carried_from() -> None:
    """No value of such a circle would be the first; a group beside it may be carried."""
    measured = {"id": "cac-xa", "read": "tong / so", "against": "minmax", "max": 10, "constant": "zero"}
    with pytest.raises(RubricError, match="looks at a cohort of what is carried up") as error:
        rubric_from_dict(table(CARRY | {"node": "total"}, nodes=(HOP, measured)))
    assert [(it.code, str(it.where)) for it in error.value.problems] == [("step-circle", "step[0].node")]
    assert rubric_from_dict(table(CARRY, nodes=(HOP, measured))).steps[0].node == "hop"


def test_steps_are_written_as_they_are_read() -> None:
    """Every key there and back, defaults left out."""
    steps = [
        VERIFY | {"evidence": "*_vb", "counts": "lower", "unverified": "self", "unproved": "missing", "source": "kdt"},
        CARRY | {"parent": "thuoc", "among": {"tag": "xa"}, "weight": "dan", "share": ">50%", "missing": "zero"},
    ]
    written = table(*steps, source={"kdt": {"title": "Kế hoạch"}})
    assert rubric_to_dict(rubric_from_dict(written))["step"] == steps
    plain = table(VERIFY | {"counts": "verified", "unproved": "remark"}, CARRY | {"parent": "parent"})
    assert rubric_to_dict(rubric_from_dict(plain))["step"] == [VERIFY, CARRY]


@pytest.mark.parametrize(
    "step",
    [
        {"kind": "impute", "columns": ["hop"], "method": "median", "decimals": 0, "source": "kdt"},
        {"kind": "impute", "columns": ["hop"], "method": "constant", "value": 2},
        {"kind": "treat", "columns": ["hop"], "method": "winsorise", "source": "kdt"},
        {"kind": "treat", "columns": ["hop"], "method": "winsorise", "most": 3, "skew": 1, "unmet": "refuse"},
        {"kind": "treat", "columns": ["hop"], "method": "clip", "low": "5%", "high": "95%", "decimals": 2},
        {"kind": "treat", "columns": ["hop"], "method": "clip", "low": -1},
        {"kind": "treat", "columns": ["hop"], "method": "clip", "sd": 3, "decimals": 0},
    ],
)
def test_steps_that_change_cells_are_written_as_they_are_read(step) -> None:
    """Every key there and back; all units together is the default."""
    for given in (step, step | {"by": "all"}):
        written = table(given, nodes=(HOP,), source={"kdt": {"title": "Kế hoạch"}})
        assert rubric_to_dict(rubric_from_dict(written))["step"] == [step]


@pytest.mark.parametrize("columns", [{}, {"columns": ["hop"]}])
def test_screens_are_written_as_they_are_read(columns) -> None:
    """The reason is no law: another one gives the same digest, another share does not."""
    step = {"kind": "screen"} | columns | {"least": "66.5%", "why": "thiếu số liệu"}
    rubric = rubric_from_dict(table(step, nodes=(HOP,)))
    assert rubric_to_dict(rubric)["step"] == [step]
    other, stricter = (rubric_from_dict(table(step | it, nodes=(HOP,))) for it in ({"why": "ít"}, {"least": "66.6%"}))
    assert law_digest(rubric) == law_digest(other) != law_digest(stricter)


@pytest.mark.parametrize(
    ("step", "alike"),
    [
        (CALM, {"most": 5, "skew": Decimal("2.0"), "kurtosis": Decimal("3.5"), "unmet": "keep", "by": "all"}),
        (CLIP | {"high": 9}, {"by": "all"}),
    ],
)
def test_a_spelled_default_of_a_treatment_is_the_same_law(step, alike) -> None:
    """And another limit is another law."""
    first, second = (rubric_from_dict(table(it, nodes=(HOP,))) for it in (step, step | alike))
    assert law_digest(first) == law_digest(second)
    key = {"most": 4} if step is CALM else {"high": 8}
    assert law_digest(rubric_from_dict(table(step | key, nodes=(HOP,)))) != law_digest(first)


@pytest.mark.parametrize(("step", "done"), [(IMPUTE, "imputed"), (CALM, "treated")])
@pytest.mark.parametrize(("node", "column"), [({"id": "a", "yes": 5}, {}), ({"id": "a"}, {"a": {"kind": "date"}})])
def test_only_numbers_are_imputed_and_treated(node, column, step, done) -> None:
    """Words have no mean and no order, and the mean of two days is nobody's answer."""
    with pytest.raises(RubricError, match=f"only numbers are {done}") as error:
        rubric_from_dict(table(step | {"columns": "a"}, nodes=(node,), column=column))
    assert ("not-numbers", "step[0].columns") in [(it.code, str(it.where)) for it in error.value.problems]


def test_steps_make_scores_depend_on_others_only_where_they_do() -> None:
    """A verified cell is the unit's own; what is carried up is not."""
    assert rubric_from_dict(table(VERIFY, nodes=(HOP,))).absolute
    assert not rubric_from_dict(table(CARRY)).absolute
    assert not rubric_from_dict(table(CARRY)).mergeable


def test_where_a_step_comes_from_is_stated() -> None:
    """Its parameters are covered as all others are."""
    with pytest.raises(RubricError) as error:
        rubric_from_dict(table(CARRY | {"weight": "dan"}, status="reconstructed", assumed=["node", "total"]))
    assert {str(it.where) for it in error.value.problems} == {
        "step.tong.into",
        "step.tong.node",
        "step.tong.weight",
    }
    assert rubric_from_dict(table(CARRY, status="reconstructed", assumed=["node", "total", "step"])).steps


@pytest.mark.parametrize("shape", [{"yes": 5}, {"levels": [["đủ", 5], ["chưa", 0]]}])
def test_words_are_not_carried_up_as_numbers(shape) -> None:
    """A column that a node reads as words has no sum."""
    carried = {"kind": "carry-up", "into": ["tong", "so"], "column": "a"}
    with pytest.raises(RubricError) as error:
        rubric_from_dict(table(carried, nodes=({"id": "a", **shape}, ABOVE)))
    assert ("column-read-twice", "step[0].column") in [(it.code, str(it.where)) for it in error.value.problems]


@pytest.mark.parametrize(
    ("leaf", "step", "codes"),
    [
        ({"max": 20}, {}, ["mean-times-max"]),
        ({"curve": [[0, 0], [20, 20]]}, {}, []),
        ({"max": 20}, {"share": "50%.."}, []),
    ],
)
def test_a_mean_of_points_taken_for_a_share_is_remarked(leaf, step, codes) -> None:
    """A share times a maximum is points; a mean of points is points already."""
    nodes = (HOP | {"decimals": 0}, {"id": "cac-xa", "read": "tong / so", "zero": "zero", **leaf})
    assert [it.code for it in rubric_remarks(rubric_from_dict(table(CARRY | step, nodes=nodes)))] == codes
