"""Faults of steps that need no data: each with its code and its path."""

from __future__ import annotations

import pytest

from ictindex.codec import rubric_from_dict, rubric_to_dict
from ictindex.model import RubricError
from ictindex.model.rubric_remarks import rubric_remarks

HOP = {"id": "hop", "max": 10, "decimals": 0}
ABOVE = {"id": "cac-xa", "read": "tong / so", "max": 10}
VERIFY = {"kind": "verify", "columns": ["hop"], "self": "*_tu", "verified": "*_hd"}
CARRY = {"kind": "carry-up", "into": ["tong", "so"], "node": "hop"}

IMPUTE = {"kind": "impute", "columns": ["hop"], "method": "mean", "decimals": 1}


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
]


@pytest.mark.parametrize(("steps", "fault"), FAULTS)
def test_a_faulty_step_is_refused_by_code_and_path(steps, fault) -> None:
    """One fault, one problem, where it stands."""
    with pytest.raises(RubricError) as error:
        rubric_from_dict(table(*steps))
    assert fault in [(it.code, str(it.where)) for it in error.value.problems]


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
    ],
)
def test_imputations_are_written_as_they_are_read(step) -> None:
    """Every key there and back; all units together is the default."""
    for given in (step, step | {"by": "all"}):
        written = table(given, nodes=(HOP,), source={"kdt": {"title": "Kế hoạch"}})
        assert rubric_to_dict(rubric_from_dict(written))["step"] == [step]


@pytest.mark.parametrize(("node", "column"), [({"id": "a", "yes": 5}, {}), ({"id": "a"}, {"a": {"kind": "date"}})])
def test_only_numbers_are_imputed(node, column) -> None:
    """Words have no mean, and the mean of two days is nobody's answer."""
    with pytest.raises(RubricError, match="only numbers are imputed") as error:
        rubric_from_dict(table(IMPUTE | {"columns": "a"}, nodes=(node,), column=column))
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
