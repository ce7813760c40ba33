"""What a rubric says without effect: lawful, because a law may print it, and worth a second look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

import attrs

from ictindex.model.bounds import silence_pays
from ictindex.model.check_conditions import value_conditions
from ictindex.model.check_nodes import numbered
from ictindex.model.findings import Findings
from ictindex.model.nodes import ROOT, Indicator
from ictindex.model.numbers import fraction_text, plain
from ictindex.model.problems import Problem
from ictindex.model.profiles import tells_all_apart
from ictindex.model.ranges import Bound, Range
from ictindex.model.reach import Reach, bare_reaches, reaches
from ictindex.model.rubric import Rubric
from ictindex.model.shapes import Curve, Given, Shape, Steps
from ictindex.model.steps import CarryUp
from ictindex.model.tree import EVERY

__all__ = ["rubric_remarks"]


def rubric_remarks(rubric: Rubric) -> tuple[Problem, ...]:
    """Caps and floors that change nothing or leave one value, conditions that nobody meets, silence that pays.

    They refuse nothing: "at most 100 points" may stand in a law whose criteria give 95. `ictindex rubric check` prints
    them below the problems.

    >>> from ictindex.model.nodes import Group
    >>> leaf = Indicator(id="may", max=5, cap=8)
    >>> [str(it) for it in rubric_remarks(Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[leaf]))]
    ['node[0].cap: the cap 8 does nothing: the value is at most 5 [idle-cap]']
    """
    findings = Findings()
    for look in (_clamps, _conditions, _percents, _silences, _means_of_points):
        look(rubric, findings)
    return tuple(findings.problems)


def _clamps(rubric: Rubric, findings: Findings) -> None:
    for path, node in numbered(rubric):
        if node.cap is None and node.floor is None:
            continue
        spans = bare_reaches(rubric, node.id)
        highs, lows = [it.high for it in spans if it.high is not None], [it.low for it in spans if it.low is not None]
        if node.cap is not None and spans:
            if len(highs) == len(spans) and max(highs) < node.cap:
                message = f"the cap {plain(node.cap)} does nothing: the value is at most {fraction_text(max(highs))}"
                findings.add("idle-cap", f"{path}.cap", message)
            if len(lows) == len(spans) and min(lows) >= node.cap:
                findings.add("constant-node", f"{path}.cap", f"every unit has the cap {plain(node.cap)}")
        if node.floor is not None and spans:
            if len(lows) == len(spans) and min(lows) > node.floor:
                message = (
                    f"the floor {plain(node.floor)} does nothing: the value is at least {fraction_text(min(lows))}"
                )
                findings.add("idle-floor", f"{path}.floor", message)
            if len(highs) == len(spans) and max(highs) <= node.floor:
                findings.add("constant-node", f"{path}.floor", f"every unit has the floor {plain(node.floor)}")


def _conditions(rubric: Rubric, findings: Findings) -> None:
    for path, condition in value_conditions(rubric):
        if condition.subject.startswith("change") or condition.subject in EVERY:
            continue
        is_percent = condition.subject == "percent"
        wanted = _of_percent(condition.range) if is_percent else condition.range
        spans = reaches(rubric, ROOT if is_percent else condition.subject)
        if spans and all(span.misses(wanted) for span in spans):
            findings.add("never-met", path, f'no unit can have "{condition.range}" here: {_ends(spans, wanted)}')


def _percents(rubric: Rubric, findings: Findings) -> None:
    """Steps and points of curves above 1 on a percent column: lawful, because growth may be 150 %."""
    for index, node in enumerate(rubric.nodes):
        if not isinstance(node, Indicator) or node.reading.operator:
            continue
        if rubric.column_kind(node.reading.column) != "percent":
            continue
        for key, place, x in _marks(node.shape):
            if x > 1:
                message = f"{plain(x)} on a percent column is {plain(100 * x)} %"
                hint = f"for {plain(x)} % write {fraction_text(Fraction(x) / 100)}"
                findings.add("beyond-percent", f"node[{index}].{key}[{place}]", message, hint=hint)


def _silences(rubric: Rubric, findings: Findings) -> None:
    """Silence that counts as 0 where every answer costs points: lawful, and nobody would answer."""
    hint = 'the policy "refuse" asks for the answer'
    for index, node in enumerate(rubric.nodes):
        if isinstance(node, Indicator):
            for key in silence_pays(node):
                what = "an empty cell" if key == "missing" else "a denominator of 0"
                effect = "" if node.extra else "; percents may pass 100"
                message = f"{what} is worth 0 points, and every answer less{effect}"
                findings.add("silence-pays", f"node[{index}].{key}", message, hint=hint)


def _means_of_points(rubric: Rubric, findings: Findings) -> None:
    """A mean of points that are carried up, taken for a share: 15 of 20 points times 20 are 300."""
    carried = {step.into: step.node for step in rubric.steps if isinstance(step, CarryUp) and step.share is None}
    for index, node in enumerate(rubric.nodes):
        if not isinstance(node, Indicator) or node.max is None or not isinstance(node.shape, Given):
            continue
        name = carried.get(node.reading.columns) if node.reading.is_share else None
        low, high = rubric.bounds(node_id=name) if name and tells_all_apart(rubric) else (None, None)
        if low is not None and high is not None and high > 1:
            most = fraction_text(high)
            message = f'the mean of "{name}", points from {fraction_text(low)} to {most}, is multiplied by it'
            hint = f"for points as they are: curve = [[0, 0], [{most}, {most}]] in place of `max`"
            findings.add("mean-times-max", f"node[{index}].max", message, hint=hint)


def _marks(shape: Shape) -> list[tuple[str, int, Decimal]]:
    """The bounds of steps or the points of a curve: key, place and number."""
    if isinstance(shape, Curve):
        return [("curve", place, x) for place, (x, _) in enumerate(shape.knots)]
    if isinstance(shape, Steps):
        return [("steps", place, bound.value) for place, (bound, _) in enumerate(shape.table)]
    return []


def _of_percent(wanted: Range) -> Range:
    def turned(bound: Bound | None) -> Bound | None:
        return None if bound is None else attrs.evolve(bound, percent=True)

    return Range(low=turned(wanted.low), high=turned(wanted.high))


def _ends(spans: tuple[Reach, ...], wanted: Range) -> str:
    percent = wanted.uses_percent
    lows = [it.low_percent if percent else it.low for it in spans]
    highs = [it.high_percent if percent else it.high for it in spans]
    low, high = _end(lows, min), _end(highs, max)
    return f"its values lie between {low} and {high}{' %' if percent else ''}"


def _end(ends: Sequence[Fraction | None], choose: Callable[[Iterable[Fraction]], Fraction]) -> str:
    known = [end for end in ends if end is not None]
    return fraction_text(choose(known)) if len(known) == len(ends) else "…"
