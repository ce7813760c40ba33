"""`ictindex rubric check` finds what can be known without data: one lawful rubric, one fault a case."""

from __future__ import annotations

import pytest

from ictindex.codec import rubric_from_dict
from ictindex.codec.syntax import parse_toml
from ictindex.model import RubricError
from ictindex.model.rubric_remarks import rubric_remarks

LAWFUL = """
schema = 1
id = "demo/it@2026"
status = "reconstructed"
assumed = ["node", "total", "tier", "award", "view", "partition"]
total = { decimals = 2, max = 100 }
partition.block = { so = "Sở", xa = "Xã" }
node = [
  { id = "a", max = 40 },
  { id = "b", in = "a", max = 25, read = "may / can_bo" },
  { id = "c", in = "a", read = "ke_hoach", levels = [["đủ", 15], ["một phần", 5], ["chưa", 0]] },
  { id = "d", max = 30 },
  { id = "e", in = "d", read = "hop", steps = [[4, 10], [2, 12], [1, 5]], else = 0 },
  { id = "f", in = "d", read = "web", curve = [[0, 0], [0.5, 18]] },
  { id = "g", max = 30, aggregate = "mean", weight_sum = 1 },
  { id = "h", in = "g", max = 30, weight = 0.1 },
  { id = "i", in = "g", max = 30, weight = 0.9, read = "tuoi" },
  { id = "k", max = 5, extra = true },
]
view = [ { id = "v", over = { b = 0.4, c = 0.6 }, weight_sum = 1 } ]
tier = [ { id = "tot", from = "80%" }, { id = "kha", from = "65%", where = { a = "50%.." } }, { id = "yeu" } ]
award = [
  { id = "p", per = "block", among = { tier = ["tot"], b = "5..", block = ["so"] }, prizes = ["Nhất 1", "Nhì 2"] },
  { id = "q", among = { prize = "-Nhất" }, prizes = ["Khen 3"] },
]
column.web = { kind = "percent" }
"""

# What is replaced, by what, the code and the path, and a piece of the hint where a near name is due.
FAULTS = {
    "maximum of a group": ('id = "a", max = 40', 'id = "a", max = 41', "sum-of-maxima", "node[0].max", ""),
    "minimum of a group": ('id = "a", max = 40', 'id = "a", min = -1, max = 40', "sum-of-minima", "node[0].min", ""),
    "minimum of an unbounded group": (
        'id = "a", max = 40',
        'id = "z", min = 0 },\n  { id = "y", in = "z", against = "zscore" },\n  { id = "a", max = 40',
        "unbounded",
        "node[0].min",
        "min",
    ),
    "maximum of the total": ("max = 100", "max = 90", "sum-of-maxima", "total.max", ""),
    "maximum of a shape": ('read = "hop"', 'max = 10, read = "hop"', "max-of-shape", "node[4].max", ""),
    "double bound": ("[2, 12]", "[4, 12]", "double-id", "node[4].steps[1]", ""),
    "step that no number of days ends in": (
        'read = "hop", steps = [[4, 10]',
        'read = "nop - han", steps = [[">3", 9], [4, 10]',
        "unreachable-step",
        "node[4].steps[0]",
        "days",
    ),
    "step before the first day": (
        'read = "hop", steps = [[4, 10]',
        'read = "nop", steps = [[0, 9], [4, 10]',
        "unreachable-step",
        "node[4].steps[0]",
        "day",
    ),
    "cap below floor": ('id = "k"', 'id = "k", cap = 5, floor = 6', "floor-above-cap", "node[9].floor", ""),
    "cap below minimum": ('id = "k"', 'id = "k", cap = 5, min = 6', "cap-below-min", "node[9].cap", ""),
    "maximum above cap": ('id = "k"', 'id = "k", cap = 4', "max-above-cap", "node[9].max", ""),
    "floor above maximum": ('id = "k"', 'id = "k", floor = 6', "floor-above-max", "node[9].floor", ""),
    "group maximum above cap": ('id = "a", max', 'id = "a", cap = 30, max', "sum-of-maxima", "node[0].max", ""),
    "knots out of order": ("[[0, 0], [0.5, 18]]", "[[0.5, 18], [0, 0]]", "curve-order", "node[5].curve[1]", ""),
    "own parent": ('id = "a", max', 'id = "a", in = "a", max', "cycle", "node[0].in", ""),
    "parents in a circle": (
        '"a", max = 40 },\n',
        '"a", in = "l", max = 40 },\n{ id = "l", in = "a" },\n',
        "cycle",
        "node[0].in",
        "",
    ),
    "gate on itself": ('id = "k"', 'id = "k", only = { k = ">0" }', "cycle", "node[9].only.k", ""),
    "gate on its group": ('id = "c"', 'id = "c", only = { a = ">0" }', "cycle", "node[2].only.a", ""),
    "gate of a group on its child": ('id = "a"', 'id = "a", only = { b = ">0" }', "cycle", "node[0].only.b", ""),
    "unknown parent": ('id = "b", in = "a"', 'id = "b", in = "aa"', "unknown-name", "node[1].in", '"a"'),
    "unknown node in a gate": (
        'id = "k"',
        'id = "k", only = { totl = ">0" }',
        "unknown-name",
        "node[9].only.totl",
        '"total"',
    ),
    "unknown part": ('block = ["so"]', 'block = ["sso"]', "unknown-name", "award[0].among.block", '"so"'),
    "unknown partition": ('block = ["so"]', 'blok = ["so"]', "unknown-name", "award[0].among.blok", '"block"'),
    "unknown tier": ('tier = ["tot"]', 'tier = ["tott"]', "unknown-name", "award[0].among.tier", '"tot"'),
    "unknown prize": ('"-Nhất"', '"-Nhât"', "unknown-name", "award[1].among.prize", '"Nhất"'),
    "unknown node in a view": ("over = { b =", "over = { bb =", "unknown-name", "view[0].over", '"b"'),
    "later award": (
        'block = ["so"] }',
        'block = ["so"], prize = "Khen" }',
        "too-early",
        "award[0].among.prize",
        "down",
    ),
    "the award itself": ('prize = "-Nhất"', 'prize = "q"', "too-early", "award[1].among.prize", "down"),
    "empty range": ('b = "5.."', 'b = "5..3"', "empty-range", "award[0].among.b", "lower end"),
    "empty range in a tier": ('a = "50%.."', 'a = "50%..<50%"', "empty-range", "tier[1].where.a", ""),
    "bounded lowest tier": ('id = "yeu"', 'id = "yeu", from = 5', "closed-lowest", "tier[2]", ""),
    "lowest tier with a condition": (
        'id = "yeu"',
        'id = "yeu", where = { a = ">0" }',
        "closed-lowest",
        "tier[2]",
        "",
    ),
    "tier above the maximum": ('from = "80%"', "from = 106", "unreachable-tier", "tier[0].from", ""),
    "tier above all percents": ('from = "80%"', 'from = "106%"', "unreachable-tier", "tier[0].from", ""),
    "tier strictly above the maximum": ('from = "80%"', "above = 105", "unreachable-tier", "tier[0].above", ""),
    "tier below a lower one": (
        'id = "tot", from = "80%"',
        'id = "tot", from = "60%"',
        "unreachable-tier",
        "tier[1].from",
        "",
    ),
    "tier below a lower one in points": (
        '"tot", from = "80%"',
        '"tot", from = 60',
        "unreachable-tier",
        "tier[1].from",
        "",
    ),
    "tier that takes all": ('from = "80%"', "from = 0", "open-tier", "tier[0].from", ""),
    "tier without a bound": ('"tot", from = "80%"', '"tot"', "open-tier", "tier[0]", ""),
    "quota of all": ('"tot", from = "80%"', '"tot", share = "100%"', "open-tier", "tier[0].share", ""),
    "quota of none": ('"tot", from = "80%"', '"tot", count = 0', "unreachable-tier", "tier[0].count", ""),
    "double level by case": ('["chưa", 0]', '["ĐỦ", 0]', "double-id", "node[2].levels[2]", ""),
    "level n/a": ('["chưa", 0]', '["N/A", 0]', "no-level", "node[2].levels[2]", ""),
    "level dash": ('["chưa", 0]', '["–", 0]', "no-level", "node[2].levels[2]", ""),
    "level without a name": ('["chưa", 0]', '["", 0]', "no-level", "node[2].levels[2]", ""),
    "no source": ('"view", ', "", "no-source", "view.v.over", ""),
    "unknown source": ('id = "k"', 'id = "k", source = "qd"', "unknown-name", "node.k.extra", ""),
    "pattern of nothing": ('"view", ', '"view", "nodes", ', "idle-pattern", "assumed", ""),
    "reserved id of a node": ('id = "k"', 'id = "percent"', "reserved-id", "node[9].id", ""),
    "column of the result": ('id = "k"', 'id = "score"', "reserved-id", "node[9].id", ""),
    "reserved partition": (
        "partition.block =",
        'partition.tag = { x = "X" }\npartition.block =',
        "reserved-id",
        "partition.tag",
        "",
    ),
    "partition named as a key": (
        "partition.block =",
        'partition.why = { x = "X" }\npartition.block =',
        "reserved-id",
        "partition.why",
        "",
    ),
    "partition named as a column": (
        "partition.block =",
        'partition.name = { x = "X" }\npartition.block =',
        "reserved-id",
        "partition.name",
        "",
    ),
    "tier without a name": ('id = "tot"', 'id = ""', "bad-id", "tier[0].id", ""),
    "tier that reads as not": ('id = "kha"', 'id = "-kha"', "bad-id", "tier[1].id", ""),
    "award with a slash": ('id = "q"', 'id = "q/1"', "bad-id", "award[1].id", ""),
    "prize that reads as not": ('"Khen 3"', '"-Khen 3"', "prize-name", "award[1].prizes", ""),
    "weights below their sum": ("weight = 0.9", "weight = 0.8999999", "sum-of-weights", "node[6].weight_sum", ""),
    "weights above their sum": ("c = 0.6", "c = 0.7", "sum-of-weights", "view[0].weight_sum", ""),
    "sum of weights under a sum": (
        'id = "d"',
        'id = "d", weight_sum = 1',
        "weight-under-sum",
        "node[3].weight_sum",
        "",
    ),
    "weight under a sum": ('id = "k"', 'id = "k", weight = 2', "weight-under-sum", "node[9].weight", ""),
    "weights from the data without decimals": (
        'id = "g", max = 30, aggregate = "mean", weight_sum = 1',
        'id = "g", max = 30, aggregate = "mean", weights = "pca"',
        "weight-decimals",
        "node[6].weight_decimals",
        "",
    ),
    "decimals of written weights": (
        "weight_sum = 1 },",
        "weight_sum = 1, weight_decimals = 4 },",
        "weight-decimals",
        "node[6].weight_decimals",
        "",
    ),
    "weights beside those of the data": (
        "weight_sum = 1 },",
        'weights = "pca", weight_decimals = 4 },',
        "data-weights",
        "node[7].weight",
        "",
    ),
    "a sum of weights from the data": (
        "over = { b = 0.4, c = 0.6 }, weight_sum = 1",
        'over = ["h", "i"], weight_sum = 1, weights = "pca", weight_decimals = 4',
        "data-weights",
        "view[0].weight_sum",
        "",
    ),
    "weights from the data under a sum": (
        'id = "d", max = 30',
        'id = "d", max = 30, weights = "pca", weight_decimals = 4',
        "data-weights",
        "node[3].weights",
        "",
    ),
    "weights from the data of different maxima": (
        "over = { b = 0.4, c = 0.6 }, weight_sum = 1",
        'over = ["b", "c"], weights = "pca", weight_decimals = 4',
        "data-weights",
        "view[0].weights",
        "one scale",
    ),
    "an unknown source of weights": (
        "weight_sum = 1 },",
        'weights = "pcs" },',
        "unknown-word",
        "node[6].weights",
        "pca",
    ),
    "unknown key": ("weight_sum = 1 },", "weight_sums = 1 },", "unknown-key", "node[6].weight_sums", "weight_sum"),
}


def problems(old="", new=""):
    """Problems of the lawful rubric after one replacement, which must find its place."""
    assert LAWFUL.count(old) or not old
    text = LAWFUL.replace(old, new, 1) if old else LAWFUL
    dates = [name for name in ("nop", "han") if name in new]
    text += "".join(f'column.{name} = {{ kind = "date" }}\n' for name in dates)
    try:
        rubric_from_dict(parse_toml(text))
    except RubricError as error:
        return error.problems
    return ()


def test_the_rubric_of_all_cases_is_lawful():
    """And says nothing without effect: whatever a case shows comes from its one fault."""
    assert problems() == ()
    assert rubric_remarks(rubric_from_dict(parse_toml(LAWFUL))) == ()


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_is_named_by_code_path_and_near_name(name):
    """Each fault gives its own code at its own place."""
    old, new, code, path, hint = FAULTS[name]
    found = [it for it in problems(old, new) if (it.code, str(it.where)) == (code, path)]
    assert len(found) == 1, [str(it) for it in problems(old, new)]
    assert hint in found[0].hint


def test_faults_of_many_kinds_are_found_at_once():
    """What can be said although something else is wrong is said in the same run."""
    text = LAWFUL
    wanted = set()
    for name in ("level n/a", "empty range", "weights above their sum", "tier above the maximum", "no source"):
        old, new, code, path, _ = FAULTS[name]
        text = text.replace(old, new, 1)
        wanted.add((code, path))
    with pytest.raises(RubricError) as error:
        rubric_from_dict(parse_toml(text))
    assert wanted <= {(it.code, str(it.where)) for it in error.value.problems}


def test_every_cycle_is_found():
    """Two gates on themselves are two problems."""
    text = LAWFUL.replace('id = "k"', 'id = "k", only = { k = ">0" }').replace(
        'id = "b"', 'id = "b", only = { c = ">0" }'
    )
    with pytest.raises(RubricError) as error:
        rubric_from_dict(parse_toml(text.replace('id = "c"', 'id = "c", only = { b = ">0" }')))
    paths = {str(it.where) for it in error.value.problems if it.code == "cycle"}
    assert paths == {"node[9].only.k", "node[1].only.c"}


LAWS = {
    "a higher step with fewer points": ("[1, 5]", "[1, 11]"),
    "a step beyond 1 on a share": ('"may / can_bo"', '"may / can_bo", steps = [[2, 25]], else = 0'),
    "a nested cap": ('in = "a", read = "ke_hoach"', 'in = "a", cap = 15, read = "ke_hoach"'),
    "a tier that only a bonus reaches": ('from = "80%"', 'from = "105%"'),
    "a tier just below the top": ('from = "80%"', "above = 104.99"),
    "a row above all with a condition": ('"tot", from = "80%"', '"tot", from = 0, where = { a = ">1" }'),
    "all of each part": ('"tot", from = "80%"', '"tot", share = "100%", per = "block"'),
    "a range of one number": ('b = "5.."', 'b = "5..5"'),
}


@pytest.mark.parametrize("name", sorted(LAWS))
def test_what_a_law_may_say_is_no_fault(name):
    """The near misses of the checks: whatever is not certain is allowed."""
    old, new = LAWS[name]
    assert old in LAWFUL
    assert problems(old, new) == ()


def test_a_weight_is_shared_by_criteria_that_exclude_each_other():
    """Nobody has both, so each kind of unit has weights of 1."""
    split = '{ id = "h", in = "g", max = 30, weight = 0.1, only = { block = ["so"] } },\n'
    split += '{ id = "j", in = "g", max = 30, weight = 0.1, only = { block = ["xa"] } },\n'
    old = '{ id = "h", in = "g", max = 30, weight = 0.1 },\n'
    assert problems(old, split) == ()
    assert [it.code for it in problems(old, split.replace("xa", "so"))] == ["sum-of-weights"]


def test_tenths_add_up_exactly():
    """Ten times 0.1 is 1 and three times 0.1 is 0.3, which sums of doubles are not."""
    head = {"schema": 1, "id": "demo/it@2026"}
    for count, total in ((10, "1"), (3, "0.3")):
        nodes = [{"id": f"n{place}", "max": 1, "weight": 0.1} for place in range(count)]
        sums = {"aggregate": "mean", "decimals": 2, "weight_sum": float(total)}
        rubric = rubric_from_dict(head | {"total": sums, "node": nodes})
        assert str(rubric.total.weight_sum) == total


REMARKS = {
    "cap above what it caps": (
        'in = "a", read = "ke_hoach"',
        'in = "a", cap = 16, read = "ke_hoach"',
        "idle-cap",
        "node[2].cap",
    ),
    "cap above a bonus": ('"d", max = 30', '"d", cap = 31, max = 30', "idle-cap", "node[3].cap"),
    "floor below what it floors": ('id = "k"', 'id = "k", floor = -1', "idle-floor", "node[9].floor"),
    "nothing but the cap": ("max = 5, extra = true", "cap = 0, max = 0, extra = true", "constant-node", "node[9].cap"),
    "condition that nobody meets": ('b = "5.."', 'b = "26.."', "never-met", "award[0].among.b"),
    "percent that nobody has": ('b = "5.."', 'percent = ">105"', "never-met", "award[0].among.percent"),
    "less than nothing": ('a = "50%.."', 'a = "<0"', "never-met", "tier[1].where.a"),
    "silence that pays": (
        'id = "k", max = 5',
        'id = "k", min = -5, max = -1, missing = "zero"',
        "silence-pays",
        "node[9].missing",
    ),
    "no denominator that pays": (
        'id = "k", max = 5',
        'id = "k", read = "x / y", min = -5, max = -1, zero = "zero"',
        "silence-pays",
        "node[9].zero",
    ),
    "knot beyond a percentage": ("[0.5, 18]", "[50, 18]", "beyond-percent", "node[5].curve[1]"),
    "step beyond a percentage": (
        "curve = [[0, 0], [0.5, 18]]",
        "steps = [[80, 9], [0.8, 18]], else = 0",
        "beyond-percent",
        "node[5].steps[0]",
    ),
}


@pytest.mark.parametrize("name", sorted(REMARKS))
def test_what_has_no_effect_is_remarked(name):
    """A law may print it, so it refuses nothing."""
    old, new, code, path = REMARKS[name]
    assert old in LAWFUL
    remarks = rubric_remarks(rubric_from_dict(parse_toml(LAWFUL.replace(old, new, 1))))
    assert [(it.code, str(it.where)) for it in remarks] == [(code, path)]
