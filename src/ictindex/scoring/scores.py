"""Scores: the values of all nodes of all units, exact."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.language import Sentence, sentence
from ictindex.model.arrays import everywhere, read_only, somewhere
from ictindex.model.cell_checks import cell_problems
from ictindex.model.columns import MISSING, NOT_APPLICABLE, PRESENT
from ictindex.model.dataset import Dataset
from ictindex.model.membership import Members
from ictindex.model.nodes import ROOT, View
from ictindex.model.problems import DataError, Problem, UnknownName
from ictindex.model.rubric import Rubric, RubricDraft
from ictindex.model.shapes import Custom
from ictindex.model.standing_rules import RESERVED_KEYS
from ictindex.model.text import near_hint
from ictindex.scoring.arithmetic import choose, divide
from ictindex.scoring.binding import bind
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.deciding import fits, is_zero, round_to
from ictindex.scoring.evaluation import Evaluation, NodeResult, evaluate
from ictindex.scoring.exact import AGREEING_DIGITS, Irrational, to_decimal
from ictindex.scoring.placement import placement_problems
from ictindex.scoring.quantity import BoolArray, FloatArray, IntArray, Quantity, constant, spread
from ictindex.scoring.reading import Cells
from ictindex.scoring.remarks import remarks_on
from ictindex.scoring.shapes import Context, Statistics
from ictindex.scoring.stepping import Imputation, Screening, Stepped, Treatment, Verification
from ictindex.scoring.steps import Prepared, prepare

if TYPE_CHECKING:  # loaded for plugins that add shapes
    from ictindex.scoring.shape_spec import ShapeSpec

__all__ = ["Scores", "check", "score"]

_ONE, _HUNDRED = constant(Fraction(1)), Fraction(100)
# Threads gain from some ten thousand units on; of few they cost more than they save.
_SIDE_BY_SIDE = 1 << 16
_MOST_WORKERS = 4


@frozen(eq=False, slots=False)
class Scores:
    """The values of all nodes, (units,) in unit order, excluded units included.

    Arrays handed out are read-only.
    """

    rubric: Rubric
    dataset: Dataset
    _evaluation: Evaluation = field(repr=False)
    _prepared: Prepared = field(repr=False)
    _printed: dict[str, tuple[IntArray, int]] = field(init=False, repr=False, factory=dict)
    _ratios: dict[str, tuple[Quantity, BoolArray] | None] = field(init=False, repr=False, factory=dict)

    def __len__(self) -> int:
        return len(self.dataset)

    def __reduce__(self) -> tuple[Any, ...]:
        # The evaluation holds closures; scoring again is exact and therefore gives the same.
        context = self._evaluation.context
        return _score_again, (self.dataset, self.rubric, dict(context.shapes), context.statistics)

    def _result(self, node_id: str) -> NodeResult:
        return self._evaluation.result(node_id)

    def _maximum(self, node_id: str) -> tuple[Quantity, BoolArray]:
        """The unit's own maximum, and whether the node applies to it and has one (units,)."""
        maximum, bounded = self._evaluation.maximum(node_id)
        return maximum, bounded & self._result(node_id).applies

    def _row(self, unit: str | int) -> int:
        if isinstance(unit, int):
            return unit
        for row, it in enumerate(self.dataset.units):
            if it.id == unit:
                return row
        known = [it.id for it in self.dataset.units]
        msg = f'there is no unit "{unit}": {near_hint(unit, known)}'
        raise UnknownName(msg, name=unit, known=known)

    def values(self, node_id: str = ROOT) -> FloatArray:
        """Values after the node's own rounding as float64, NaN where the node does not apply."""
        result = self._result(node_id)
        return read_only(np.where(result.applies, spread(result.printed.floats(), len(self)), np.nan))

    def exact(self, node_id: str, unit: str | int) -> Fraction | Decimal | None:
        """One unit's value before the node's own rounding; a Decimal of 50 digits where it is irrational.

        None where the node does not apply.
        """
        row = self._row(unit)
        result = self._result(node_id)
        if not result.applies[row]:
            return None
        value = result.value.exact(row)
        return value if isinstance(value, Fraction) else to_decimal(value)

    def ticks(self, node_id: str = ROOT) -> IntArray:
        """Printed values in units of ``10**-decimals``, 0 where the node does not apply.

        Raises
        ------
        ValueError
            If the node has no decimals of its own.
        """
        if self.rubric.node(node_id).decimals is None:
            msg = f'"{node_id}" has no decimals of its own; printed_ticks gives it as printed'
            raise ValueError(msg)
        return self.printed_ticks(node_id)[0]

    def printed_ticks(self, node_id: str = ROOT) -> tuple[IntArray, int]:
        """Ticks and decimals as printed, for every node."""
        if node_id not in self._printed:
            node, result = self.rubric.node(node_id), self._result(node_id)
            decimals = self.rubric.printed_decimals(node_id)
            while node.decimals is None and decimals and not fits(result.printed, decimals, result.applies):
                decimals -= 1
            ticks = round_to(result.printed, decimals, node.half, result.applies).value.numerators
            ticks = spread(ticks, len(self))
            shown = ticks if everywhere(result.applies) else np.where(result.applies, ticks, 0)
            self._printed[node_id] = read_only(shown), decimals
        return self._printed[node_id]

    def state(self, node_id: str = ROOT) -> NDArray[np.uint8]:
        """0 scored, 1 missing and counted as 0, 2 not applicable."""
        applies = self._result(node_id).applies
        zeroed = self._evaluation.zeroed.get(node_id, np.zeros(len(self), dtype=np.bool_))
        return read_only(np.where(applies, np.where(zeroed, MISSING, PRESENT), NOT_APPLICABLE).astype(np.uint8))

    def maximum(self, node_id: str = ROOT) -> FloatArray:
        """The unit's own maximum as float64, NaN where it has none."""
        maximum, known = self._maximum(node_id)
        return read_only(np.where(known, spread(maximum.floats(), len(self)), np.nan))

    def percent(self, node_id: str = ROOT) -> FloatArray:
        """The deciding value in percent of the unit's own maximum as float64, NaN where there is none."""
        found = self._ratio(node_id)
        if found is None:
            return read_only(np.full(len(self), np.nan))
        value, live = found
        return read_only(np.where(live, spread(value.floats(), len(self)), np.nan))

    def _ratio(self, node_id: str) -> tuple[Quantity, BoolArray] | None:
        if node_id not in self._ratios:
            self._ratios[node_id] = self._make_ratio(node_id)
        return self._ratios[node_id]

    def _make_ratio(self, node_id: str) -> tuple[Quantity, BoolArray] | None:
        maximum, bounded = self._maximum(node_id)
        live = bounded & ~is_zero(maximum, bounded)
        if not somewhere(live):
            return None
        whole = maximum if everywhere(live) else choose(live, maximum, _ONE)
        return divide(self.decided(node_id), whole, _HUNDRED), live

    # What ranking looks at.

    @cached_property
    def cohort(self) -> Cohort:
        """The units seen through the rubric's partitions."""
        return self._evaluation.context.cohort

    @property
    def members(self) -> tuple[Members, ...]:
        """For every unit its part in each partition, its tags and its id."""
        return self.cohort.members

    @property
    def excluded(self) -> Mapping[int, str]:
        """Row of every excluded unit, with the reason."""
        return self.cohort.excluded

    def applicable(self, node_id: str = ROOT) -> BoolArray:
        """Whether the node applies to each unit."""
        return read_only(self._result(node_id).applies)

    def passes(self, node_id: str = ROOT) -> BoolArray:
        """Whether each unit passes the node's own `only` and those of the groups above it; a view has none."""
        node = self.rubric.node(node_id)
        own = self._evaluation.context.cells.everyone if isinstance(node, View) else self._evaluation.gate(node_id)
        return read_only(own)

    def decided(self, node_id: str = ROOT) -> Quantity:
        """The value that decides order, tiers and conditions."""
        return self._evaluation.decided(node_id)

    def printed(self, node_id: str = ROOT) -> Quantity:
        """The value after the node's own rounding, which its parent reads."""
        return self._result(node_id).printed

    def maxima(self, node_id: str = ROOT) -> Quantity | None:
        """The unit's own maximum, exact; None where no unit has one."""
        maximum, bounded = self._maximum(node_id)
        return maximum if somewhere(bounded) else None

    def bounded(self, node_id: str = ROOT) -> BoolArray:
        """Whether the unit has a maximum of this node."""
        return read_only(self._maximum(node_id)[1])

    def percents(self) -> Quantity | None:
        """The deciding total in percent of the unit's own maximum, exact; None where no unit has one."""
        found = self._ratio(ROOT)
        return None if found is None else found[0]

    def has_percent(self) -> BoolArray:
        """Units whose total has a maximum other than 0, so that a percent of it can be taken."""
        found = self._ratio(ROOT)
        return self._evaluation.context.cells.nothing if found is None else found[1]

    def unrounded(self, node_id: str = ROOT) -> Quantity:
        """The value before the node's own rounding, as it is held."""
        return self._result(node_id).value

    def how(self) -> Mapping[str, tuple[str, int]]:
        """For every node how its values are held, and how many units were decided one by one."""
        results = {name: self._result(name) for name in self.rubric.node_ids}
        return {name: (result.value.kind, result.undecided) for name, result in results.items()}

    def silenced(self) -> Mapping[str, int]:
        """For every leaf that leaves units that have no answer, how many."""
        return {name: int(rows.sum()) for name, rows in self._evaluation.silenced.items() if rows.any()}

    @property
    def weights_from_data(self) -> Mapping[str, Mapping[str, Decimal]]:
        """For every node whose mean takes its weights from the data, the weight of each child as it counts."""
        return MappingProxyType({node: found.weights for node, found in self._evaluation.weighed.items()})

    def units_behind_weights(self, node_id: str) -> int:
        """How many units the weights of such a node rest on: the ranked ones that have all its children."""
        return self._evaluation.weighed[node_id].units

    @property
    def verifications(self) -> tuple[Verification, ...]:
        """Every cell that a council verified: as reported, as found, as counted; empty without such a step."""
        return self._prepared.done.verifications

    @property
    def imputations(self) -> tuple[Imputation, ...]:
        """Every empty cell that a step filled: with what, and from how many units; empty without such a step."""
        return self._prepared.done.imputations

    @property
    def treatments(self) -> tuple[Treatment, ...]:
        """Every cell that a step moved inward: what stood there and what stands there; empty without such a step."""
        return self._prepared.done.treatments

    @property
    def screenings(self) -> tuple[Screening, ...]:
        """Every unit that has too little data to be ranked: what it lacks; empty without such a step."""
        return self._prepared.done.screenings

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader of the scores should know, in English and in the rubric's order."""
        return tuple(map(str, self.sentences))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The remarks as data: each is `said` in either language."""
        found = [*remarks_on(self.rubric, self.dataset, self._evaluation, self._prepared)]
        if self.rubric.total.decimals is None:
            found.append(sentence("total-without-decimals", decimals=self.printed_ticks(ROOT)[1]))
        found += [
            sentence("irrational", node=self.rubric.called(key.name), digits=AGREEING_DIGITS)
            for key in self.rubric.rank.by
            if key.name not in RESERVED_KEYS and self._is_irrational(key.name)
        ]
        return tuple(found)

    def _is_irrational(self, node_id: str) -> bool:
        """Whether the deciding values of a node are known by their digits only; roots are compared exactly."""
        value = self.decided(node_id)
        if value.kind != "irrational":
            return False
        live = np.flatnonzero(self._result(node_id).applies)
        return bool(len(live)) and isinstance(value.exact(int(live[0])), Irrational)


def _score_again(
    dataset: Dataset, rubric: Rubric, shapes: Mapping[str, ShapeSpec], statistics: Statistics | None
) -> Scores:
    return score(dataset, rubric, shapes=shapes, statistics=statistics)


def _look(dataset: Dataset, rubric: Rubric) -> tuple[Prepared, Cells, Cohort, tuple[Problem, ...]]:
    """The cells as the rubric's steps leave and type them, the units as it divides them, what speaks against either."""
    seen = dataset.with_partitions(it.name for it in rubric.partitions if not it.is_derived)
    cohort = Cohort(rubric, seen)
    prepared = prepare(seen, rubric, cohort)
    problems = (*cell_problems(seen, rubric), *prepared.problems, *placement_problems(cohort))
    return prepared, Cells(prepared.dataset, rubric), prepared.cohort, problems


def _plugin_shapes(rubric: RubricDraft) -> tuple[str, ...]:
    return tuple(leaf.shape.name for leaf in rubric.tree.leaves() if isinstance(leaf.shape, Custom))


def _with_shapes(
    cells: Cells,
    cohort: Cohort,
    rubric: Rubric,
    shapes: Mapping[str, ShapeSpec] | None,
    statistics: Statistics | None,
    workers: int | None,
) -> Context:
    known = shapes or {}
    missing = [name for name in rubric.once(_plugin_shapes) if name not in known]
    if missing:
        msg = f"{rubric.id} uses the plugin shape {missing[0]}: {near_hint(missing[0], known)}"
        raise UnknownName(msg, name=missing[0], known=known)
    if workers is None:
        workers = 1 if len(cohort) < _SIDE_BY_SIDE else min(_MOST_WORKERS, os.cpu_count() or 1)
    return Context(cells, cohort, rubric.once(bind), known, statistics, workers)


def _run(
    dataset: Dataset,
    rubric: Rubric,
    shapes: Mapping[str, ShapeSpec] | None,
    statistics: Statistics | None = None,
    workers: int | None = None,
) -> tuple[Evaluation, Prepared, tuple[Problem, ...]]:
    prepared, cells, cohort, problems = dataset.kept_for(rubric, _look)
    context = _with_shapes(cells, cohort, rubric, shapes, statistics, workers)
    if prepared.problems or not prepared.done.whole:
        # Without its steps the data says nothing about the nodes that read what they write.
        return Evaluation(context), prepared, problems
    evaluation = evaluate(context)
    if not prepared.generations:
        return evaluation, prepared, (*problems, *evaluation.problems)
    done = Stepped()
    for _ in range(prepared.generations):
        done = prepared.carried(evaluation, cohort)
        cells = Cells(prepared.with_columns(done.columns), rubric)
        evaluation = evaluate(attrs.evolve(context, cells=cells))
    told = attrs.evolve(prepared, remarks=(*prepared.remarks, *done.remarks))
    return evaluation, told, (*problems, *done.problems, *evaluation.problems)


def check(dataset: Dataset, rubric: Rubric, *, shapes: Mapping[str, ShapeSpec] | None = None) -> tuple[Problem, ...]:
    """Every problem that keeps the data set from being scored under the rubric; empty if there is none."""
    return _run(dataset, rubric, shapes)[2]


def score(
    dataset: Dataset,
    rubric: Rubric,
    *,
    shapes: Mapping[str, ShapeSpec] | None = None,
    statistics: Statistics | None = None,
    workers: int | None = None,
) -> Scores:
    """Score all units.

    Parameters
    ----------
    dataset, rubric
        The answers and the law.
    shapes
        Plugin shapes by full name, where the rubric uses any.
    statistics
        The cohorts, where these units are one part of many.
    workers
        How many nodes are worked out side by side; by the number of units and of processors where not given. The
        values are the same.

    Raises
    ------
    DataError
        With every problem that `check` finds.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> rubric = Rubric(
    ...     id="demo/it@2026", total=Group(decimals=2), nodes=[Indicator(id="may", max=20, read="may / can_bo")]
    ... )
    >>> data = Dataset.from_columns(units=["a", "b"], columns={"may": [1, 3], "can_bo": [3, 3]})
    >>> score(data, rubric).values().tolist()
    [6.67, 20.0]
    """
    evaluation, prepared, problems = _run(dataset, rubric, shapes, statistics, workers)
    if problems:
        raise DataError(problems)
    return Scores(rubric, dataset, evaluation, prepared)
