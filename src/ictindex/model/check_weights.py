"""Checks of weights: where they say nothing, are all 0, do not add up to what the law prints, or come from the data."""

from __future__ import annotations

from fractions import Fraction

from ictindex.model.bounds import children_of
from ictindex.model.check_nodes import numbered
from ictindex.model.findings import Findings
from ictindex.model.nodes import WEIGHTINGS, Group, Indicator, View
from ictindex.model.numbers import fraction_text, plain
from ictindex.model.profiles import profiles_of
from ictindex.model.rubric import RubricDraft

__all__ = ["check_data_maxima", "check_data_weights", "check_weight_sums", "check_weights"]

_MEANS = ("mean", "geometric", "harmonic", "power")
_MOST_DECIMALS = 12


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


def check_data_weights(draft: RubricDraft, findings: Findings) -> None:
    """Weights from the data: of a plain mean, with their decimals, and with none written beside them."""
    paths = {node.id: path for path, node in numbered(draft)}
    for path, node in numbered(draft):
        if isinstance(node, Indicator) or not findings.one_of(f"{path}.weights", node.weights, WEIGHTINGS):
            continue
        children = children_of(draft.tree, node.id)
        _check_weight_decimals(path, node, len(children), findings)
        if not node.weighs_by_data:
            continue
        if node.aggregate != "mean":
            message = f'weights from the data are those of a mean, and "{node.id}" is a {node.aggregate}'
            findings.add("data-weights", f"{path}.weights", message, hint='aggregate = "mean"')
        written = [] if node.weight_sum is None else [f"{path}.weight_sum"]
        for name, weight in children:
            if weight != 1:
                written.append(f"{path}.over" if isinstance(node, View) else f"{paths.get(name, name)}.weight")
        for place in dict.fromkeys(written):
            message = f'the weights under "{node.id}" are taken from the data, so none is written'
            findings.add("data-weights", place, message, hint="drop it, or drop `weights`")


def _check_weight_decimals(path: str, node: Group | View, children: int, findings: Findings) -> None:
    """Published numbers have decimals: enough of them that of so many weights the greatest is not rounded to 0."""
    decimals, place = node.weight_decimals, f"{path}.weight_decimals"
    if not node.weighs_by_data:
        if decimals is not None:
            message = "written weights are taken as they are"
            findings.add("weight-decimals", place, message, hint='`weight_decimals` goes with weights = "pca"')
    elif decimals is None:
        message = "nothing says how weights from the data are rounded"
        findings.add("weight-decimals", place, message, expected="weight_decimals = 4, or as many as are published")
    elif not 1 <= decimals <= _MOST_DECIMALS or children > 10**decimals:
        expected = f"a whole number from 1 to {_MOST_DECIMALS}, with room for {children} weights"
        findings.add("weight-decimals", place, f"{decimals} decimals of weights", expected=expected)


def check_data_maxima(draft: RubricDraft, findings: Findings) -> None:
    """Under weights from the data every child has the same maximum, so that the mean has it whatever they are."""
    for path, node in numbered(draft):
        if isinstance(node, Indicator) or not node.weighs_by_data:
            continue
        for profile in draft.once(profiles_of):
            held = [name for name, _ in children_of(draft.tree, node.id) if profile.applies(name)]
            maxima = {profile.maximum(name) for name in held if not draft.tree.nodes[name].extra}
            if len(maxima) > 1 and None not in maxima:
                known = sorted(it for it in maxima if it is not None)
                ends = f"{fraction_text(known[0])} and {fraction_text(known[-1])}"
                message = f'the children of "{node.id}" have different maxima, such as {ends}'
                hint = "bring them to one scale; weights from the data would else change the maximum"
                findings.add("data-weights", f"{path}.weights", message, hint=hint)
                break


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
