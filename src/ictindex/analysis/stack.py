"""Stack: several scenarios of one data set as keys and conditions see a ranking.

Everything is flat: (scenarios * units,), the units of the first scenario first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from ictindex.analysis.flat import FlatNode, repeated
from ictindex.model.nodes import ROOT
from ictindex.model.ranges import Range
from ictindex.model.standing_rules import Key
from ictindex.model.tree import EVERY
from ictindex.model.where import InRange, Member, Where
from ictindex.ranking.labels import Labels
from ictindex.ranking.order import NO_MERIT, merged
from ictindex.ranking.sheet import Sheet
from ictindex.scoring.arithmetic import affine, choose, divide
from ictindex.scoring.deciding import fits, fitting, is_zero, order_codes, round_to, within
from ictindex.scoring.quantity import Quantity, constant, spread
from ictindex.scoring.truth import truth

__all__ = ["Stack", "Values"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

_ZERO, _ONE = constant(Fraction(0)), constant(Fraction(1))
_HUNDRED = Fraction(100)
_OF_HISTORY = ("change", "change_points")


@frozen(kw_only=True, eq=False, slots=False)
class Values:
    """What decides at one name, flat: the values where they are `known`, the maximum where it is `bounded`."""

    known: Bools
    decided: Quantity
    maximum: Quantity
    bounded: Bools

    @cached_property
    def codes(self) -> Ints:
        """Integers in the order of the values."""
        return order_codes(self.decided, self.known)

    def inside(self, range_: Range) -> Bools:
        """Whether each value is known and lies in the range."""
        live = self.known & self.bounded if range_.uses_percent else self.known
        return within(self.decided, range_, self.maximum, live)


@define(eq=False, slots=False)
class Stack:
    """The scenarios of a range; `tiers` and `won` are filled in when they are decided.

    `moved` are the results of the nodes whose values differ between scenarios, `active` says who is neither excluded
    nor screened out, `absent` (scenarios,) in which of all scenarios another node is left out.
    """

    sheet: Sheet
    scenarios: range
    moved: Mapping[str, FlatNode]
    active: Bools
    absent: Mapping[str, Bools] = field(factory=dict)
    tiers: NDArray[np.intp] | None = None
    won: dict[str, Bools] = field(factory=dict)
    _values: dict[str, Values] = field(factory=dict)

    def __len__(self) -> int:
        return len(self.scenarios) * self.units

    @property
    def units(self) -> int:
        """How many units a scenario has."""
        return len(self.sheet)

    def everywhere(self, array: NDArray[np.bool_]) -> Bools:
        """An array (units,) once for every scenario."""
        return np.tile(array, len(self.scenarios))

    def values(self, name: str) -> Values:
        """What decides at a node, a view or the percent; of a change, which no scenario has, nothing is known."""
        if name not in self._values:
            self._values[name] = self._made(name)
        return self._values[name]

    def _made(self, name: str) -> Values:
        if name in _OF_HISTORY:
            nowhere = np.zeros(len(self), dtype=np.bool_)
            return Values(known=nowhere, decided=_ZERO, maximum=_ZERO, bounded=nowhere)
        if name == "percent":
            return self._percent()
        if name in self.moved:
            it = self.moved[name]
            return Values(known=it.applies, decided=it.value, maximum=it.maximum, bounded=it.bounded)
        scores, count = self.sheet.scores, len(self.scenarios)
        known = self.everywhere(scores.applicable(name))
        if name in self.absent:
            known = known & ~np.repeat(self.absent[name][self.scenarios.start : self.scenarios.stop], self.units)
        maximum = scores.maxima(name)
        return Values(
            known=known,
            decided=repeated(scores.decided(name), count, self.units),
            maximum=_ZERO if maximum is None else repeated(maximum, count, self.units),
            bounded=self.everywhere(scores.bounded(name)),
        )

    def _percent(self) -> Values:
        total = self.values(ROOT)
        live = total.known & total.bounded
        live = live & ~is_zero(total.maximum, live)
        whole = affine(total.decided, None, [(_HUNDRED, Fraction(0))])
        percent = divide(whole, choose(live, total.maximum, _ONE)) if live.any() else _ZERO
        return Values(known=live, decided=percent, maximum=_ZERO, bounded=np.zeros_like(live))

    def ticks(self, name: str = ROOT) -> Ints:
        """The printed values in units of ``10**-decimals``, 0 where the node does not apply."""
        result, rubric = self.moved[name], self.sheet.rubric
        decimals = rubric.printed_decimals(name)
        if not fits(result.printed, decimals, result.applies):
            fitting(2**62, decimals)  # which says what to do
        rounded = round_to(result.printed, decimals, rubric.node(name).half, result.applies)
        return np.where(result.applies, spread(rounded.value.numerators, len(self)), 0)

    def merits(self, keys: Sequence[Key]) -> Ints:
        """Merits by several keys, the first deciding; greater is better, and what is not known is the worst."""
        columns = []
        for key in keys:
            values = self.values(key.name)
            codes = -values.codes if key.lower_is_better else values.codes
            columns.append(codes if values.known.all() else np.where(values.known, codes, NO_MERIT))
        return merged(columns)

    def meets(self, where: Where | None) -> Bools:
        """Whether each unit meets all conditions in each scenario."""
        return truth(where, self._answer, len(self))

    def _answer(self, condition: Member | InRange) -> Bools:
        if isinstance(condition, InRange):
            return self.inside(condition.subject, condition.range)
        own = _SUBJECTS.get(condition.subject)
        if own is not None:
            return own(self).meets(condition)
        return self.everywhere(self._standing[condition.subject].meets(condition))

    def inside(self, name: str, range_: Range) -> Bools:
        """Whether the value lies in the range; of all indicators or groups, whether each one that applies does."""
        if name not in EVERY:
            return self.values(name).inside(range_)
        held = np.ones(len(self), dtype=np.bool_)
        for node in EVERY[name](self.sheet.rubric.tree):
            held &= self.values(node).inside(range_) | ~self.values(node).known
        return held

    @cached_property
    def _standing(self) -> Mapping[str, Labels]:
        """What no scenario changes: parts, tags and ids."""
        sheet = self.sheet
        members = sheet.scores.members
        found = {
            partition.name: Labels.coded(sheet.parts(partition.name), sheet.part_names(partition.name))
            for partition in sheet.rubric.partitions
        }
        found |= {name: Labels.of(member[name] for member in members) for name in ("tag", "unit")}
        return MappingProxyType(found)


def _tier_labels(stack: Stack) -> Labels:
    codes = np.full(len(stack), -1, dtype=np.intp) if stack.tiers is None else stack.tiers
    return Labels.coded(codes, [tier.id for tier in stack.sheet.rubric.tiers])


def _prize_labels(stack: Stack) -> Labels:
    """One set of names for each combination that occurs."""
    which = np.zeros(len(stack), dtype=np.intp)
    sets = [frozenset[str]()]
    for name, rows in stack.won.items():
        distinct, which = np.unique(2 * which + rows, return_inverse=True)
        sets = [sets[code // 2] | ({name} if code % 2 else set()) for code in distinct.tolist()]
    return Labels(which=which.reshape(-1).astype(np.intp), sets=tuple(sets))


def _change_labels(stack: Stack) -> Labels:
    return Labels.coded(np.full(len(stack), -1, dtype=np.intp), ["new"])


_SUBJECTS: Mapping[str, Callable[[Stack], Labels]] = MappingProxyType(
    {"tier": _tier_labels, "prize": _prize_labels, "change": _change_labels}
)
