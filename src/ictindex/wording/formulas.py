"""How a node comes about, in words: what it reads or aggregates, then what is done to the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import frozen

from ictindex.language import Language
from ictindex.model.bounds import children_of
from ictindex.model.nodes import ByPart, Group, Indicator, Node, View
from ictindex.model.numbers import number_text, plain
from ictindex.model.ranges import Bound
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Against, Curve, Custom, Given, Levels, Steps, Yes

__all__ = ["by_part_text", "formula"]


def formula(rubric: RubricDraft, node: Node | View, language: Language) -> str:
    """The whole formula of a node as one line.

    >>> from ictindex.model.rubric import Rubric
    >>> leaf = Indicator(id="may", max=10, read="may / can_bo", range="clip")
    >>> formula(Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[leaf]), leaf, Language("en"))
    'may / can_bo × 10'
    """
    if isinstance(node, Indicator):
        base = _SHAPES[type(node.shape)](node.shape, _Leaf(rubric, node, language))
    else:
        base = _group(rubric, node, language)
    return "; ".join([base, *_afterwards(node, language)])


def by_part_text(value: ByPart) -> str:
    """A limit with its parts: ``20 (xa 15)``."""
    parts = ", ".join(f"{part} {plain(number)}" for part, number in value.parts)
    if value.default is None:
        return parts
    return f"{plain(value.default)} ({parts})" if parts else plain(value.default)


@frozen
class _Leaf:
    """What the words of a shape are made from."""

    rubric: RubricDraft
    node: Indicator
    language: Language

    @property
    def reading(self) -> str:
        return str(self.node.reading)

    @property
    def maximum(self) -> str:
        """`` × 10``, or nothing where the leaf has no maximum."""
        return "" if self.node.max is None else f" × {by_part_text(self.node.max)}"


def _given(shape: Given, leaf: _Leaf) -> str:
    del shape
    node = leaf.node
    percent = leaf.rubric.column_kind(node.reading.column) == "percent"
    if node.max is not None and (node.reading.is_share or percent):
        return leaf.reading + leaf.maximum
    low, high = node.limits()
    if node.max is None and low is None and high is None:
        return leaf.language.say("as-given", reading=leaf.reading)
    least = "…" if low is None else number_text(low)
    greatest = "…" if node.max is None else by_part_text(node.max)
    return leaf.language.say("given-between", reading=leaf.reading, low=least, high=greatest)


def _yes(shape: Yes, leaf: _Leaf) -> str:
    return leaf.language.say("yes-no", reading=leaf.reading, points=plain(shape.points))


def _levels(shape: Levels, leaf: _Leaf) -> str:
    return f"{leaf.reading}: " + ", ".join(f"{text} → {plain(points)}" for text, points in shape.table)


def _steps(shape: Steps, leaf: _Leaf) -> str:
    falling = reversed(shape.ascending)
    rows = [f"{_bound(bound, leaf.language)} → {plain(points)}" for bound, points in falling]
    rows.append(leaf.language.say("otherwise", points=plain(shape.otherwise)))
    return f"{leaf.reading}: " + ", ".join(rows)


def _bound(bound: Bound, language: Language) -> str:
    return language.say("more-than" if bound.strict else "at-least", number=bound.number)


def _curve(shape: Curve, leaf: _Leaf) -> str:
    points = " – ".join(f"({plain(x)}; {plain(y)})" for x, y in shape.knots)
    return leaf.language.say("curve", reading=leaf.reading, points=points)


def _against(shape: Against, leaf: _Leaf) -> str:
    language = leaf.language
    of = "all-units" if shape.of == "all" else "units-of-part"
    low, high = (Decimal(0), Decimal(1)) if shape.to is None else shape.to
    text = language.say(
        f"against-{shape.method}",
        reading=leaf.reading,
        of=language.say(of, partition=language.subject(shape.of)),
        low=plain(low),
        high=plain(high),
        mean=plain(shape.mean),
        sd=plain(shape.sd),
    )
    if shape.scales_to_max:
        text += leaf.maximum
    if shape.better == "lower":
        told = "lower-best" if shape.method == "best" else "lower-other"
        text += f"; {language.say(told, reading=leaf.reading)}"
    return text


def _custom(shape: Custom, leaf: _Leaf) -> str:
    arguments = ", ".join(f"{name} = {plain(value)}" for name, value in shape.arguments)
    return leaf.language.say("custom", name=shape.name, reading=leaf.reading, arguments=arguments or "–")


_SHAPES: Mapping[type, Callable[[Any, _Leaf], str]] = MappingProxyType(
    {
        Given: _given,
        Yes: _yes,
        Levels: _levels,
        Steps: _steps,
        Curve: _curve,
        Against: _against,
        Custom: _custom,
    }
)


def _group(rubric: RubricDraft, node: Group | View, language: Language) -> str:
    weighted = node.aggregate not in ("sum", "best", "least")
    children = children_of(rubric.tree, node.id)
    alike = len({weight for _, weight in children}) <= 1
    plainly = alike or not weighted
    names = [name if plainly else f"{name} × {number_text(weight)}" for name, weight in children]
    power = "" if node.power is None else plain(node.power)
    base = language.say(f"aggregate-{node.aggregate}", nodes=", ".join(names), power=power)
    if node.weighs_by_data:
        return language.say(
            f"weights-{node.weights}", base=base, loadings=language.say("loadings"), decimals=node.weight_decimals
        )
    return base if node.weight_sum is None else language.say("weight-sum", base=base, number=plain(node.weight_sum))


def _afterwards(node: Node | View, language: Language) -> Iterator[str]:
    """What is done to the value, in the order in which it is done, and to whom it applies."""
    if node.floor is not None:
        yield language.say("floor", number=plain(node.floor))
    if node.cap is not None:
        yield language.say("cap", number=plain(node.cap))
    if node.decimals is not None:
        yield language.say("rounded", decimals=node.decimals, half=language.say(f"half-{node.half}"))
    if isinstance(node, View):
        return
    if node.only is not None:
        yield language.say("only", where=node.only.said(language.code))
    if node.extra:
        yield language.say("extra")
