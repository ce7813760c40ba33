"""Checks of weights: where they say nothing, where all are 0, and whether they add up to what the law prints."""

from __future__ import annotations

from fractions import Fraction

from ictindex.model.bounds import children_of
from ictindex.model.check_nodes import numbered
from ictindex.model.findings import Findings
from ictindex.model.nodes import Group, Indicator, View
from ictindex.model.numbers import fraction_text, plain
from ictindex.model.profiles import profiles_of
from ictindex.model.rubric import RubricDraft

__all__ = ["check_weight_sums", "check_weights"]

_MEANS = ("mean", "geometric", "harmonic", "power")


def check_weights(draft: RubricDraft, findings: Findings) -> None:
    """Weights that count nothing, and means in which nothing counts."""
    paths = {node.id: path for path, node in numbered(draft)}
    for path, node in numbered(draft):
        if isinstance(node, Indicator):
            continue
        children = [(name, weight) for name, weight in children_of(draft.tree, node.id) if name in draft.tree.nodes]
        if node.aggregate not in _MEANS:
            for name, weight in children:
                if weight != 1:
                    place = f"{path}.over" if isinstance(node, View) else f"{paths.get(name, name)}.weight"
                    message = f'a weight says nothing under the aggregate {node.aggregate} of "{node.id}"'
                    findings.add(
                        "weight-under-sum", place, message, hint="a node's `max` sizes it; weights count in means"
                    )
        elif children and not any(weight for _, weight in children):
            findings.add("no-weight", path, f'all weights under "{node.id}" are 0')


def check_weight_sums(draft: RubricDraft, findings: Findings) -> None:
    """Weights against the declared `weight_sum`, for every kind of unit: some kind has them all, none has more.

    Criteria that exclude each other, one for each block, may share a weight, so the sum is that of the nodes that
    a unit can have; a kind of unit that lacks some has a smaller sum, and its weights stay as they are to each other.
    """
    declaring = [(path, it) for path, it in numbered(draft) if getattr(it, "weight_sum", None) is not None]
    if not declaring:
        return
    kinds = [profile.applies for profile in draft.once(profiles_of)]
    for path, node in declaring:
        assert not isinstance(node, Indicator)
        if node.aggregate not in _MEANS:
            message = f"weights say nothing under the aggregate {node.aggregate}, so neither does their sum"
            findings.add("weight-under-sum", f"{path}.weight_sum", message, hint="sizes under a sum are `max`")
            continue
        children = children_of(draft.tree, node.id)
        sums = {sum((weight for name, weight in children if applies(name)), Fraction(0)) for applies in kinds}
        _check_sum(path, node, max(sums), findings)


def _check_sum(path: str, node: Group | View, found: Fraction, findings: Findings) -> None:
    assert node.weight_sum is not None
    if found != Fraction(node.weight_sum):
        message = f'the weights under "{node.id}" add up to {fraction_text(found)}, not {plain(node.weight_sum)}'
        findings.add("sum-of-weights", f"{path}.weight_sum", message, hint="mend a weight, or the sum")
