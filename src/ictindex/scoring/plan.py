"""The plan of a scoring: how every node's values are held, by which arithmetic, and why, read off what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from attrs import frozen

from ictindex.model.nodes import Group, Indicator, View
from ictindex.model.shapes import Against, Curve, Custom, Given, Levels, Steps, Yes
from ictindex.scoring.binding import bind
from ictindex.scoring.composition import children_by_id
from ictindex.scoring.quantity import Filtered, Whole, is_common
from ictindex.scoring.scores import Scores

__all__ = ["NodePlan", "node_plans"]


@frozen(kw_only=True)
class NodePlan:
    """One node: its class of exactness, the arithmetic, what it is held in, and why.

    `kind` is integer, filtered or irrational; `undecided` counts the units that doubles left to exact arithmetic when
    the node was rounded.
    """

    node: str
    kind: str
    kernel: str
    types: str
    undecided: int
    why: str


def node_plans(scores: Scores) -> tuple[NodePlan, ...]:
    """The plan of every node and view, in the order of the rubric.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> from ictindex.scoring import score
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=10, read="x / y")])
    >>> data = Dataset.from_columns(units=["u", "v"], columns={"x": [1, 2], "y": [3, 4]})
    >>> for it in node_plans(score(data, rubric)):
    ...     print(it.node, "|", it.kind, "|", it.kernel, "|", it.types, "|", it.why)
    total | integer | sum | int64 over 6 | all its parts are
    a | integer | given, a quotient | int64 over 6 | the divisors have a small common multiple
    """
    undecided = {name: count for name, (_, count) in scores.how().items()}
    return tuple(
        NodePlan(
            node=name,
            kind=scores.unrounded(name).kind,
            kernel=_kernel(scores, name),
            types=_types(scores, name),
            undecided=undecided[name],
            why=_why(scores, name),
        )
        for name in scores.rubric.node_ids
    )


def _types(scores: Scores, name: str) -> str:
    value = scores.unrounded(name)
    once = ", one value for all units" if is_common(value) else ""
    if isinstance(value, Whole):
        return f"{value.numerators.dtype} over {value.denominator}{once}"
    bound = "one bound" if np.ndim(value.error) == 0 else "a bound per unit"
    return f"{value.approx.dtype} and {bound}{once}"


_SHAPES: Mapping[type, str] = MappingProxyType(
    {
        Given: "given",
        Yes: "yes",
        Levels: "levels",
        Steps: "steps",
        Curve: "curve",
        Against: "against the cohort",
        Custom: "a plugin's shape",
    }
)


def _kernel(scores: Scores, name: str) -> str:
    node = scores.rubric.node(name)
    if not isinstance(node, Indicator):
        return node.aggregate
    words = [_SHAPES[type(node.shape)]]
    words += ["a table of points"] if scores.rubric.once(bind)[name].table is not None else []
    words += ["a quotient"] if node.reading.is_share else []
    words += [node.reading.operator] if node.reading.operator and not node.reading.is_share else []
    return ", ".join(words)


def _why(scores: Scores, name: str) -> str:
    node, value = scores.rubric.node(name), scores.unrounded(name)
    if isinstance(node, Group | View):
        return _why_group(scores, name, node)
    if isinstance(value, Whole):
        if node.reading.is_share:
            return "the divisors have a small common multiple"
        return (
            "points are in a table"
            if scores.rubric.once(bind)[name].table is not None
            else "decimals over one power of ten"
        )
    return next(why for holds, why in _REASONS if holds(scores, node, value))


def _is_inexact(scores: Scores, leaf: Indicator, value: Filtered) -> bool:
    del value
    columns = [scores.dataset.column(it) for it in leaf.reading.columns]
    return any(getattr(it, "inexact", None) is not None for it in columns)


_REASONS: tuple[tuple[Callable[[Scores, Indicator, Filtered], bool], str], ...] = (
    (lambda _, __, value: value.irrational, "logarithms and deviations are irrational"),
    (_is_inexact, "a column needs more than 18 digits"),
    (lambda _, leaf, __: leaf.reading.is_share, "the divisors have no common multiple with room in int64"),
    (lambda *_: True, "the numbers have no room in int64 over one denominator"),
)


def _why_group(scores: Scores, name: str, node: Group | View) -> str:
    value = scores.unrounded(name)
    children = [child for child, _ in scores.rubric.once(children_by_id)[name]]
    others = [child for child in children if scores.printed(child).kind != "integer"]
    if isinstance(value, Whole):
        return "all its parts are" if not others else "what it takes of its parts is"
    if others:
        return f"{', '.join(others)}: no whole numbers over one denominator"
    return "roots are irrational" if value.irrational else f"the {node.aggregate} has no room over one denominator"
