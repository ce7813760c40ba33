"""Scoring, node by node and unit by unit, as the design says it and no faster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ictindex.model import Against, Dataset, Group, Indicator, Rubric, View
from ictindex.testing.reference.aggregates import MEANS, aggregate, is_negative_under
from ictindex.testing.reference.members import Names, holds, names_of, parts_of
from ictindex.testing.reference.numbers import Number, compare, divide, rounded, times
from ictindex.testing.reference.policies import points_of_gap
from ictindex.testing.reference.readings import Gap, Read, is_ratio, reader
from ictindex.testing.reference.shapes import CustomShapes, Situation, limits, points_of
from ictindex.testing.reference.steps import with_steps, without_screened
from ictindex.testing.reference.weights import principal_weights

__all__ = ["NodeScore", "ReferenceScores", "score"]

_TOTAL = "total"


@dataclass(frozen=True)
class NodeScore:
    """One node of one unit.

    `exact` is the value after floor and cap, `value` the same after the node's own rounding (what its parent
    reads), `decided` the one that ranks, conditions and tiers look at. None where the node does not apply.
    """

    applies: bool
    exact: Number | None = None
    value: Number | None = None
    decided: Number | None = None
    maximum: Number | None = None


@dataclass(frozen=True)
class ReferenceScores:
    """The scores of all units, excluded ones included: `nodes[unit_id][node_id]`."""

    rubric: Rubric
    dataset: Dataset
    units: tuple[str, ...]
    excluded: Mapping[str, str]
    names: Mapping[str, Names]
    nodes: Mapping[str, Mapping[str, NodeScore]]

    def cell(self, unit: str, node: str) -> NodeScore:
        """One node of one unit."""
        return self.nodes[unit][node]

    def percent(self, unit: str) -> Number | None:
        """The total that decides over the unit's own maximum, times 100; None where there is none."""
        total = self.cell(unit, _TOTAL)
        if total.decided is None or total.maximum is None or compare(total.maximum, Fraction(0)) == 0:
            return None
        return divide(times(total.decided, Fraction(100)), total.maximum)

    def number(self, unit: str, subject: str) -> tuple[Number | None, Number | None]:
        """What a condition looks at on a node or on percent: the value that decides, and the maximum."""
        if subject == "percent":
            # The sign of "80%" is decoration here: it is 80 of a hundred.
            return self.percent(unit), Fraction(100)
        cell = self.cell(unit, subject)
        return cell.decided, cell.maximum


def score(dataset: Dataset, rubric: Rubric, shapes: CustomShapes | None = None) -> ReferenceScores:
    """Score every unit on every node and view.

    Parameters
    ----------
    dataset
        Data that the checks have passed.
    rubric
        The law.
    shapes
        The exact functions of plugin shapes by name: ``(reading, arguments) -> points``.

    Raises
    ------
    ValueError
        Where a policy that says "refuse" is violated.
    """
    seen = dataset.with_partitions(it.name for it in rubric.partitions)
    law = without_screened(seen, rubric)
    if rubric.steps:
        seen = with_steps(seen, law, lambda changed: _scored(changed, law, shapes or {}))
    return replace(_scored(seen, law, shapes or {}), dataset=dataset, rubric=rubric)


def _scored(dataset: Dataset, rubric: Rubric, shapes: CustomShapes) -> ReferenceScores:
    """The same of data that holds every column that is read."""
    work = _Work(dataset, rubric, shapes)
    nodes = {node: work.node(node) for node in [*rubric.tree.nodes, *rubric.tree.views]}
    return ReferenceScores(
        rubric=rubric,
        dataset=dataset,
        units=tuple(work.names),
        excluded=work.excluded,
        names=work.names,
        nodes={unit: {node: cells[unit] for node, cells in nodes.items()} for unit in work.names},
    )


class _Work:
    """Nodes that have been worked out, each for all units."""

    def __init__(self, dataset: Dataset, rubric: Rubric, shapes: CustomShapes) -> None:
        self.dataset = dataset
        self.rubric = rubric
        self.shapes = shapes
        every = {"indicators": self._below(_TOTAL), "groups": frozenset(self._counted(_TOTAL))}
        self.names: dict[str, Names] = {unit.id: names_of(rubric.partitions, unit) | every for unit in dataset.units}
        self.excluded = self._excluded()
        self.done: dict[str, dict[str, NodeScore]] = {}

    def _counted(self, parent: str) -> list[str]:
        """The children of a node that are neither bonus nor penalty."""
        nodes = self.rubric.tree.nodes.values()
        return [it.id for it in nodes if it.id != _TOTAL and it.parent == parent and not it.extra]

    def _below(self, parent: str) -> frozenset[str]:
        """The indicators below a node, none below a bonus or penalty."""
        own = [it for it in self._counted(parent) if isinstance(self.rubric.node(it), Indicator)]
        return frozenset(own).union(*(self._below(it) for it in self._counted(parent)))

    def _excluded(self) -> dict[str, str]:
        """The first reason that holds for a unit; values of nodes are not known yet."""
        found: dict[str, str] = {}
        for unit, names in self.names.items():
            for exclusion in self.rubric.exclude:
                if unit not in found and holds(exclusion.where, names, _too_early):
                    found[unit] = exclusion.why
        return found

    def node(self, node_id: str) -> dict[str, NodeScore]:
        """The scores of one node, after those of everything that it looks at."""
        if node_id not in self.done:
            node = self.rubric.node(node_id)
            self.done[node_id] = self._leaf(node) if isinstance(node, Indicator) else self._group(node)
        return self.done[node_id]

    def _open(self, node: Indicator | Group | View, unit: str) -> bool:
        """Whether the node's own `only` and those of all groups above it are met."""
        if isinstance(node, View):
            return True
        above: Indicator | Group | None = node
        while above is not None:
            if not holds(above.only, self.names[unit], self._numbers(unit)):
                return False
            above = None if above.id == _TOTAL else self.rubric.tree.nodes.get(above.parent)
        return True

    def _numbers(self, unit: str) -> Callable[[str], tuple[Number | None, Number | None]]:
        def look(subject: str) -> tuple[Number | None, Number | None]:
            cell = self.node(subject)[unit]
            return cell.decided, cell.maximum

        return look

    def _leaf(self, leaf: Indicator) -> dict[str, NodeScore]:
        read = reader(leaf, self.dataset, self.rubric)
        readings: dict[str, Read] = {unit: read(row) for row, unit in enumerate(self.names) if self._open(leaf, unit)}
        return {unit: self._leaf_of(leaf, unit, readings) for unit in self.names}

    def _leaf_of(self, leaf: Indicator, unit: str, readings: Mapping[str, Read]) -> NodeScore:
        if unit not in readings:
            return NodeScore(applies=False)
        parts = parts_of(self.rubric.partitions, self.names[unit])
        cohort = self._cohort(leaf, unit, readings)
        situation = Situation(
            leaf=leaf,
            parts=parts,
            excluded=unit in self.excluded,
            ratio=is_ratio(leaf, self.rubric),
            cohort=cohort,
            custom=self.shapes,
        )
        reading = readings[unit]
        points = reading if isinstance(reading, Gap) else points_of(reading, situation)
        if isinstance(points, Gap):
            filled = points_of_gap(points, situation)
            if filled is None:
                return NodeScore(applies=False)
            points = filled
        most = limits(leaf, parts)[1]
        return self._scored(leaf, points, _cap_of(leaf) if most is None else most)

    def _cohort(self, leaf: Indicator, unit: str, readings: Mapping[str, Read]) -> list[Number]:
        """The present readings of units of the same part that are not excluded."""
        if not isinstance(leaf.shape, Against):
            return []
        of = leaf.shape.of
        if of != "all" and not self.names[unit][of] and unit not in self.excluded:
            msg = f"{unit} is in no part of {of}, which {leaf.id} measures it against"
            raise ValueError(msg)
        return [
            value
            for other, value in readings.items()
            if other not in self.excluded
            and (of == "all" or self.names[other][of] & self.names[unit][of])
            and not isinstance(value, Gap | str)
        ]

    def _group(self, group: Group | View) -> dict[str, NodeScore]:
        children = self._weighed(group)
        return {unit: self._group_of(group, children, unit) for unit in self.names}

    def _weighed(self, group: Group | View) -> list[tuple[str, Fraction, bool]]:
        """The children with weights from the data, where the group takes them from there."""
        children = self._children(group)
        if not group.weighs_by_data:
            return children
        assert group.weight_decimals is not None
        rows = [
            [self.node(child)[unit].value for child, _, _ in children]
            for unit in self.names
            if unit not in self.excluded
        ]
        complete = [[value for value in row if value is not None] for row in rows if None not in row]
        weights = principal_weights(complete, decimals=group.weight_decimals, scaled=group.weights == "pca")
        return [(child, weight, extra) for (child, _, extra), weight in zip(children, weights, strict=True)]

    def _group_of(self, group: Group | View, children: list[tuple[str, Fraction, bool]], unit: str) -> NodeScore:
        """Children that do not apply leave; a mean of nothing but weights 0 is a mean of nothing."""
        if not self._open(group, unit):
            return NodeScore(applies=False)
        cells = [(self.node(child)[unit], weight, extra) for child, weight, extra in children]
        counted = [(cell.value, weight) for cell, weight, _ in cells if cell.value is not None]
        if not _says_anything(group, [weight for _, weight in counted]):
            return NodeScore(applies=False)
        if unit in self.excluded and is_negative_under(group.aggregate, counted):
            # It is measured against a cohort that it is not part of, and refuses nobody's ranking.
            return NodeScore(applies=False)
        points = aggregate(group.aggregate, counted, _power_of(group))
        bases = [(cell.maximum, weight) for cell, weight, extra in cells if cell.applies and not extra]
        if group.aggregate in MEANS:
            bases = [(base, weight) for base, weight in bases if weight > 0]
        return self._scored(group, points, _greatest(group, bases))

    def _children(self, group: Group | View) -> list[tuple[str, Fraction, bool]]:
        """Id, weight, and whether it is kept outside the maxima."""
        nodes = self.rubric.tree.nodes
        if isinstance(group, View):
            return [(child, Fraction(weight), nodes[child].extra) for child, weight in group.over]
        return [
            (node.id, Fraction(node.weight), node.extra)
            for node in nodes.values()
            if node.id != _TOTAL and node.parent == group.id
        ]

    def _scored(self, node: Indicator | Group | View, points: Number, most: Number | None) -> NodeScore:
        """Floor, cap, rounding; the maximum goes through the same, and is the cap where nothing else bounds it."""
        if most is None and node.cap is not None:
            most = Fraction(node.cap)
        exact = _clamped(node, points)
        value = _rounded(node, exact)
        drops_rounding = self.rubric.rank.value == "exact" and (
            node.id == _TOTAL or node.id in [key.name for key in self.rubric.rank.by]
        )
        return NodeScore(
            applies=True,
            exact=exact,
            value=value,
            decided=exact if drops_rounding else value,
            maximum=None if most is None else _rounded(node, _clamped(node, most)),
        )


def _too_early(subject: str) -> tuple[None, None]:
    msg = f"{subject} is known later than this condition"
    raise ValueError(msg)


def _says_anything(group: Group | View, weights: list[Fraction]) -> bool:
    return any(weight > 0 for weight in weights) if group.aggregate in MEANS else bool(weights)


def _greatest(group: Group | View, bases: Sequence[tuple[Number | None, Fraction]]) -> Number | None:
    """The aggregate of the children's maxima; where one of them has none, the cap, if there is one."""
    known = [(base, weight) for base, weight in bases if base is not None]
    if len(known) < len(bases):
        return _cap_of(group)
    return aggregate(group.aggregate, known, _power_of(group)) if known else None


def _cap_of(node: Indicator | Group | View) -> Fraction | None:
    return None if node.cap is None else Fraction(node.cap)


def _power_of(group: Group | View) -> int | None:
    return None if group.power is None else int(group.power)


def _clamped(node: Indicator | Group | View, points: Number) -> Number:
    if node.floor is not None and compare(points, Fraction(node.floor)) < 0:
        points = Fraction(node.floor)
    if node.cap is not None and compare(points, Fraction(node.cap)) > 0:
        points = Fraction(node.cap)
    return points


def _rounded(node: Indicator | Group | View, points: Number) -> Number:
    return points if node.decimals is None else rounded(points, node.decimals, node.half)
