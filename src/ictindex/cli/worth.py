"""What a node is worth: its maximum for each kind of unit, and its weight in its parent and in the total."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ictindex.cli.language import number_text
from ictindex.model.bounds import children_of, maximum_of
from ictindex.model.membership import applies_to, members_of, parts_held
from ictindex.model.nodes import ROOT
from ictindex.model.profiles import part_profiles
from ictindex.model.rubric import RubricDraft

__all__ = ["Worth", "percent_text", "worths"]

_UNWEIGHTED = ("best", "least")


@frozen(kw_only=True)
class Worth:
    """What one node counts.

    `maxima` are its different maxima over all kinds of units, greatest first; empty where it has none. Its
    share in its parent is `local` and that in the total `global_`, for a unit to which every node applies: of
    the maximum under a sum, of the weights under a mean; None where there is no such share.
    """

    maxima: tuple[Fraction, ...] = ()
    local: Fraction | None = None
    global_: Fraction | None = None

    @property
    def maximum_text(self) -> str:
        """The maxima as text: ``100 | 92``."""
        return " | ".join(map(number_text, self.maxima))


def worths(rubric: RubricDraft) -> dict[str, Worth]:
    """The worth of every node and view.

    >>> from ictindex.model.nodes import Group, Indicator
    >>> from ictindex.model.rubric import Rubric
    >>> nodes = [Indicator(id="a", max=15), Indicator(id="b", max=5)]
    >>> found = worths(Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=nodes))
    >>> found["total"].maximum_text, percent_text(found["a"].local)
    ('20', '75 %')
    """
    local = _local_weights(rubric)
    maxima = _maxima(rubric)
    return {
        name: Worth(maxima=maxima[name], local=local.get(name), global_=_global_weight(rubric, name, local))
        for name in (*rubric.tree.depth_first(), *rubric.tree.views)
    }


def percent_text(share: Fraction | None) -> str:
    """A share in percent with at most two decimals, halves up; a dash where there is none."""
    if share is None:
        return "–"
    hundredths = (share * 10_000 + Fraction(1, 2)).__floor__()
    return f"{number_text(Fraction(hundredths, 100))} %"


def _maxima(rubric: RubricDraft) -> dict[str, tuple[Fraction, ...]]:
    tree = rubric.tree
    names = (*tree.depth_first(), *tree.views)
    found: dict[str, set[Fraction]] = {name: set() for name in names}
    for unit in part_profiles(rubric):
        members = members_of(rubric.partitions, unit)
        parts, applies = parts_held(rubric.partitions, members), applies_to(tree, members)
        for name in names:
            value = maximum_of(tree, name, parts, applies) if name in tree.views or applies(name) else None
            if value is not None:
                found[name].add(value)
    return {name: tuple(sorted(values, reverse=True)) for name, values in found.items()}


def _local_weights(rubric: RubricDraft) -> dict[str, Fraction]:
    tree = rubric.tree
    found: dict[str, Fraction] = {}
    for parent in tree.children:
        node = tree.nodes.get(parent)
        aggregate = getattr(node, "aggregate", None)
        if aggregate is None or aggregate in _UNWEIGHTED:
            continue
        children = [(name, weight) for name, weight in children_of(tree, parent) if not tree.nodes[name].extra]
        sizes = [
            maximum_of(tree, name, (), lambda _: True) if aggregate == "sum" else weight for name, weight in children
        ]
        known = [size for size in sizes if size is not None]
        whole = sum(known, Fraction(0))
        if len(known) == len(sizes) and whole > 0:
            found |= {name: size / whole for (name, _), size in zip(children, known, strict=True)}
    return found


def _global_weight(rubric: RubricDraft, name: str, local: dict[str, Fraction]) -> Fraction | None:
    share = Fraction(1)
    while name != ROOT:
        if name not in local:
            return None
        share *= local[name]
        name = rubric.tree.nodes[name].parent
    return share
