"""Every scenario is the ranking of its own rubric (law L13 on the scenario axis), whatever the pieces (L17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from ictindex import DataError, Dataset, Group, Indicator, Partition, Rubric, RubricError, Tier, TieRefused, Unit, rank
from ictindex.analysis import Scenarios, own_weights, rank_scenarios, what_if
from ictindex.analysis.design import refused_by
from ictindex.analysis.outcome import followed
from ictindex.analysis.together import Together
from ictindex.model.nodes import ROOT
from ictindex.ranking import Ranking
from ictindex.testing.case import Case
from ictindex.testing.strategies import rubrics_with_data


def told(scenarios: Scenarios, number: int, *, ticks: bool = True) -> dict[str, Any]:
    """What a scenario says, as `said` puts it of a ranking."""
    sheet = scenarios.sheet
    one = Scenarios(sheet=sheet, count=1, source=_Only(scenarios.source, number))
    tiers = [*(tier.id for tier in sheet.rubric.tiers), ""]
    return {
        "ranks": scenarios.ranks()[number].tolist(),
        "overall": scenarios.ranks("all")[number].tolist(),
        "ticks": scenarios.ticks()[number].tolist() if ticks else [],
        "tiers": [tiers[code] for code in np.argmax(one.tiers(), axis=1).tolist()],
        "prizes": {name: np.flatnonzero(rows).tolist() for name, rows in one.prizes().items() if rows.any()},
    }


@attrs.frozen
class _Only:
    """One scenario of a source, so that its tiers and prizes can be read off the counts."""

    source: Any
    number: int
    how = ""
    threads = False

    def stack(self, sheet: Any, scenarios: range) -> Any:
        """The stack of that one."""
        del scenarios
        return self.source.stack(sheet, range(self.number, self.number + 1))


def said(ranking: Ranking, *, ticks: bool = True) -> dict[str, Any]:
    """Ranks, ticks, tiers and followed prizes of a ranking."""
    rows = {unit.id: row for row, unit in enumerate(ranking.scores.dataset.units)}
    names = followed(ranking.rubric)
    given_to: dict[str, set[int]] = {}
    for award in ranking.awards:
        name = f"{award.award}/{award.prize}"
        if name in names:
            given_to.setdefault(name, set()).add(rows[award.unit])
    applies = ranking.scores.applicable()
    return {
        "ranks": ranking.ranks().tolist(),
        "overall": ranking.ranks(within="all").tolist(),
        "ticks": np.where(applies, ranking.scores.printed_ticks()[0], 0).tolist() if ticks else [],
        "tiers": ranking.tiers().tolist(),
        "prizes": {name: sorted(found) for name, found in given_to.items()},
    }


def ranked(case: Case, rubric: Rubric | None = None) -> Ranking:
    """The ranking; a case whose ties are refused is left out."""
    try:
        return rank(case.dataset, rubric or case.rubric)
    except TieRefused:
        assume(condition=False)
        raise


def groups_of(rubric: Rubric) -> list[str]:
    """The total and the groups below it."""
    below = (ROOT, *rubric.tree.descendants(ROOT))
    return [it for it in below if isinstance(rubric.tree.nodes[it], Group)]


def holders_of(rubric: Rubric) -> list[str]:
    """These and the views: whatever has fewer children where a node is left out."""
    return [*groups_of(rubric), *(view.id for view in rubric.views)]


@given(case=rubrics_with_data(history=False))
def test_the_rubrics_own_weights_are_the_ranking(case: Case) -> None:
    """The weights that a rubric has give its own ranks, ticks, tiers and prizes, whatever the rubric."""
    ranking = ranked(case)
    own = {node: own_weights(case.rubric, node) for node in groups_of(case.rubric)}
    weights = {node: np.array([list(row.values())], dtype=object) for node, row in own.items() if row}
    assume(weights and not refused_by(case.rubric, groups_of(case.rubric)))
    try:
        found = rank_scenarios(ranking.scores, weights=weights)
    except ValueError:  # the maximum of a geometric mean has no 18 digits
        assume(condition=False)
        raise
    assert said(ranking) == told(found, 0)


def without(rubric: Rubric, left_out: str) -> Rubric:
    """The rubric without a node and all below it; groups that are empty then go too."""
    gone = {left_out, *rubric.tree.descendants(left_out)}
    while True:
        kept = [node for node in rubric.nodes if node.id not in gone]
        parents = {node.parent for node in kept}
        empty = {node.id for node in kept if isinstance(node, Group) and node.id not in parents}
        if not empty:
            break
        gone |= empty
    nodes = [attrs.evolve(it, max=None, weight_sum=None) if isinstance(it, Group) else it for it in kept]
    views = [
        attrs.evolve(it, over=[(name, weight) for name, weight in it.over if name not in gone], weight_sum=None)
        for it in rubric.views
    ]
    total = attrs.evolve(rubric.total, max=None, weight_sum=None)
    return attrs.evolve(rubric, total=total, nodes=nodes, views=[it for it in views if it.over])


@given(case=rubrics_with_data(history=False, unbounded=False), which=st.sampled_from(["leaves", "children"]))
def test_leaving_a_node_out_is_the_ranking_without_it(case: Case, which: str) -> None:
    """Each scenario of leave-one-out equals the ranking of the rubric that never had the node."""
    ranking = ranked(case)
    assume(not refused_by(case.rubric, holders_of(case.rubric), leaves_out=True))
    found = rank_scenarios(ranking.scores, leave_out=which)
    compared = 0
    for number, node in enumerate(found.names):
        try:
            rebuilt = without(case.rubric, node)
        except RubricError:
            continue  # a key or condition looks at what is left out, or nothing is left
        compared += 1
        assert said(ranked(case, rebuilt)) == told(found, number), node
    assume(compared)


@given(case=rubrics_with_data(history=False), data=st.data())
def test_weights_of_means_are_the_ranking_with_them(case: Case, data: st.DataObject) -> None:
    """Each weight set of a mean of any kind equals the ranking of the rubric that says these weights."""
    ranking = ranked(case)
    means = [it for it in groups_of(case.rubric) if case.rubric.tree.nodes[it].aggregate in MEANS]
    assume(means and not refused_by(case.rubric, groups_of(case.rubric)))
    sets = data.draw(st.integers(1, 3))
    weights = {}
    for node in means:
        row = st.lists(st.integers(1, 9), min_size=len(own_weights(case.rubric, node)))
        weights[node] = np.array(
            [data.draw(row.map(lambda it, node=node: it[: len(own_weights(case.rubric, node))])) for _ in range(sets)]
        )
    found = rank_scenarios(ranking.scores, weights=weights)
    for number in range(sets):
        try:
            rebuilt = weighing(case.rubric, {node: table[number].tolist() for node, table in weights.items()})
        except RubricError:  # with these weights a tier, say, is beyond everybody's reach: there is no such ranking
            continue
        assert said(ranked(case, rebuilt)) == told(found, number)


MEANS = ("mean", "geometric", "harmonic", "power")


def weighing(rubric: Rubric, weights: Mapping[str, list[int]]) -> Rubric:
    """The rubric with other weights."""
    new = {
        child: Decimal(weight)
        for node, row in weights.items()
        for child, weight in zip(own_weights(rubric, node), row, strict=True)
    }
    nodes = [attrs.evolve(it, weight=new.get(it.id, it.weight)) for it in rubric.nodes]
    nodes = [attrs.evolve(it, weight_sum=None) if isinstance(it, Group) else it for it in nodes]
    return attrs.evolve(rubric, nodes=nodes, total=attrs.evolve(rubric.total, weight_sum=None))


@st.composite
def plain_sums(draw: st.DrawFn) -> tuple[Rubric, Dataset, list[list[int]]]:
    """A sum of columns as given, in blocks, with silent units, percent tiers and ties; and weight sets for it."""
    count, units = draw(st.integers(1, 4)), draw(st.integers(1, 9))
    sizes = draw(st.lists(st.sampled_from([10, 20, 40, 50]), min_size=count, max_size=count))
    nodes = [Indicator(id=f"c{place}", max=size, missing="not-applicable") for place, size in enumerate(sizes)]
    by = draw(st.sampled_from(["total", "percent", "-total"]))
    rubric = Rubric(
        id="demo/sum@2026",
        total=Group(decimals=draw(st.integers(0, 2)), half=draw(st.sampled_from(["up", "even", "away"]))),
        partitions=[Partition(name="block", parts={"a": "A", "b": "B"})],
        rank={"by": [by], "ties": draw(st.sampled_from(["competition", "dense", "modified"]))},
        nodes=nodes,
        tiers=[Tier(id="tot", bound="80%"), Tier(id="kha", share="50%"), Tier(id="yeu")],
    )
    cell = st.one_of(st.none(), st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(3, 4), Fraction(1)]))
    columns = {
        node.id: [
            None if part is None else Decimal(str(float(part * size)))
            for part in draw(st.lists(cell, min_size=units, max_size=units))
        ]
        for node, size in zip(nodes, sizes, strict=True)
    }
    rows = [Unit(id=f"u{row}", parts={"block": draw(st.sampled_from("ab"))}) for row in range(units)]
    weight = st.lists(st.integers(1, 60), min_size=count, max_size=count)
    return rubric, Dataset.from_columns(units=rows, columns=columns), draw(st.lists(weight, min_size=1, max_size=4))


@given(case=plain_sums())
def test_weights_of_sums_are_the_ranking_with_them_as_maxima(case: tuple[Rubric, Dataset, list[list[int]]]) -> None:
    """Each weight set of a sum equals the ranking of the sum whose children have these maxima and these shares."""
    rubric, dataset, weights = case
    found = rank_scenarios(dataset, rubric, weights=weights)
    for number, row in enumerate(weights):
        columns = {}
        nodes = []
        for node, weight in zip(rubric.nodes, row, strict=True):
            column = dataset.column(node.id)
            factor = Fraction(weight) / Fraction(node.max.default)
            columns[node.id] = [
                None if column.state[unit] else decimal_of(column.fraction(unit) * factor)
                for unit in range(len(dataset))
            ]
            nodes.append(attrs.evolve(node, max=weight))
        rebuilt = attrs.evolve(rubric, nodes=nodes)
        data = Dataset.from_columns(units=dataset.units, columns=columns)
        assert said(rank(data, rebuilt)) == told(found, number)


@st.composite
def nested(draw: st.DrawFn) -> Case:
    """Sums and means, two levels deep, of columns and shares, with silent units: the way of many at once."""
    units = draw(st.integers(1, 8))
    nodes: list[Indicator | Group] = []
    columns: dict[str, list[object]] = {}
    total = Group(decimals=draw(st.integers(0, 2)), aggregate=draw(st.sampled_from(["sum", "mean"])))
    for place in range(draw(st.integers(1, 3))):
        decimals = draw(st.sampled_from([None, 1, 2]))
        nodes.append(Group(id=f"g{place}", aggregate=draw(st.sampled_from(["sum", "mean"])), decimals=decimals))
        for leaf in range(draw(st.integers(1, 3))):
            name, share = f"c{place}{leaf}", draw(st.booleans())
            read = f"{name} / {name}b" if share else None
            nodes.append(Indicator(id=name, parent=f"g{place}", max=10, read=read, missing="not-applicable"))
            tops = st.one_of(st.integers(0, 10), st.none()) if draw(st.booleans()) else st.integers(0, 10)
            columns[name] = draw(st.lists(tops, min_size=units, max_size=units))
            if share:
                bottoms = st.sampled_from([10, 11, 12, 14, 30, 999_983, 999_979, 999_961])
                columns[f"{name}b"] = draw(st.lists(bottoms, min_size=units, max_size=units))
    rows = [Unit(id=f"u{row}", parts={"block": draw(st.sampled_from("ab"))}) for row in range(units)]
    rubric = Rubric(
        id="demo/nested@2026",
        total=total,
        nodes=nodes,
        partitions=[Partition(name="block", parts={"a": "A", "b": "B"})],
        tiers=[Tier(id="tot", bound="60%"), Tier(id="yeu")],
    )
    return Case(rubric, Dataset.from_columns(units=rows, columns=columns))


@given(case=nested(), data=st.data())
def test_nested_sums_and_means_are_the_ranking_many_at_once(case: Case, data: st.DataObject) -> None:
    """Two levels of sums and means of shares, under weights and without each leaf, equal their own rankings."""
    ranking = rank(case.dataset, case.rubric)
    found = rank_scenarios(ranking.scores, leave_out="leaves")
    assert isinstance(found.source.way, Together)
    for number, node in enumerate(found.names):
        try:
            rebuilt = without(case.rubric, node)
        except RubricError:
            continue  # nothing is left
        assert said(rank(case.dataset, rebuilt)) == told(found, number)
    means = [it for it in groups_of(case.rubric) if case.rubric.tree.nodes[it].aggregate == "mean"]
    if means:
        rows = {it: st.lists(st.integers(1, 9), min_size=n, max_size=n) for it, n in sizes(case.rubric, means)}
        row = {it: data.draw(draws) for it, draws in rows.items()}
        found = rank_scenarios(ranking.scores, weights={it: [one] for it, one in row.items()})
        assert said(rank(case.dataset, weighing(case.rubric, row))) == told(found, 0)


def sizes(rubric: Rubric, nodes: list[str]) -> list[tuple[str, int]]:
    """How many weights each node has."""
    return [(it, len(own_weights(rubric, it))) for it in nodes]


def decimal_of(value: Fraction) -> Decimal:
    """A fraction of tenths and the like as a decimal."""
    found = Decimal(value.numerator) / Decimal(value.denominator)
    assert Fraction(found) == value
    return found


@given(case=rubrics_with_data(history=False), cells=st.sampled_from([1, 7, 50]), threads=st.sampled_from([1, 2]))
def test_no_piece_and_no_thread_changes_a_result(case: Case, cells: int, threads: int) -> None:
    """Ranks, ticks, counts and tiers are the same in pieces of any size on any number of threads."""
    ranking = ranked(case)
    assume(not refused_by(case.rubric, holders_of(case.rubric), leaves_out=True))
    whole = rank_scenarios(ranking.scores, leave_out="leaves", threads=1)
    pieces = rank_scenarios(ranking.scores, leave_out="leaves", threads=threads, cells=cells)
    for ask in (Scenarios.ranks, Scenarios.ticks, Scenarios.counts, Scenarios.tiers):
        assert ask(whole).tolist() == ask(pieces).tolist()
    assert {name: it.tolist() for name, it in whole.prizes().items()} == {
        name: it.tolist() for name, it in pieces.prizes().items()
    }


@given(case=rubrics_with_data(history=False, unbounded=False))
def test_summaries_are_those_of_all_ranks(case: Case) -> None:
    """Counts, order statistics and places up to a rank follow from the ranks of all scenarios."""
    ranking = ranked(case)
    assume(not refused_by(case.rubric, holders_of(case.rubric), leaves_out=True))
    found = rank_scenarios(ranking.scores, leave_out="leaves")
    distribution = found.distribution()
    for unit, column in enumerate(found.ranks().T.tolist()):
        counts = Counter(column)
        assert {rank_: n for rank_, n in enumerate(distribution.counts()[unit].tolist()) if n} == dict(counts)
        ranks = sorted(it for it in column if it)
        assert distribution.ranked()[unit] == len(ranks)
        assert distribution.at_most(2)[unit] == sum(it <= 2 for it in ranks)
        for share in ("0", "0.05", "0.5", "0.95", "1"):
            place = max(-(-Fraction(share) * len(ranks) // 1), 1)
            assert distribution.quantile(share)[unit] == (ranks[int(place) - 1] if ranks else 0)


@given(case=rubrics_with_data(history=False), data=st.data())
def test_other_answers_are_the_ranking_of_the_other_data(case: Case, data: st.DataObject) -> None:
    """Each alternative of what-if equals the ranking of the data set in which these cells are other ones."""
    ranking = ranked(case)
    units, columns = [unit.id for unit in case.dataset.units], case.dataset.columns
    assume(columns)
    cell = st.tuples(st.sampled_from(units), st.sampled_from([name for name, _ in columns]))
    changes = [
        {(unit, name): text_of(case.dataset, name, data.draw(st.sampled_from(units))) for unit, name in cells}
        for cells in data.draw(st.lists(st.lists(cell, min_size=1, max_size=3), min_size=1, max_size=3))
    ]
    for change in changes:
        try:
            other = rank(changed(case.dataset, change), case.rubric)
        except (DataError, TieRefused):
            continue
        found = what_if(case.dataset, case.rubric, [{}, change, {}], cells=2 * len(units))
        assert said(other) == told(found, 1)
        assert said(ranking) == told(found, 2)


def text_of(dataset: Dataset, name: str, unit: str) -> Any:
    """The cell of a unit as it was written, None where it is missing."""
    row = [it.id for it in dataset.units].index(unit)
    column = dataset.column(name)
    return "n/a" if column.state[row] == 2 else None if column.state[row] == 1 else column.text(row)


def changed(dataset: Dataset, change: Mapping[tuple[str, str], Any]) -> Dataset:
    """The data set with other cells, made from texts."""
    columns = {name: [text_of(dataset, name, unit.id) for unit in dataset.units] for name, _ in dataset.columns}
    for (unit, name), answer in change.items():
        columns[name][[it.id for it in dataset.units].index(unit)] = answer
    return Dataset.from_columns(units=dataset.units, columns=columns, decimal=dataset.decimal)
