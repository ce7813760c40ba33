"""Everything about a rubric that can be known without data, all problems at once."""

from __future__ import annotations

from collections.abc import Callable

from ictindex.model.check_conditions import check_conditions, check_partitions
from ictindex.model.check_nodes import check_limits, check_nodes, check_readings
from ictindex.model.check_standing import check_awards, check_head, check_rank
from ictindex.model.check_steps import check_steps
from ictindex.model.check_tiers import check_tiers
from ictindex.model.check_tree import check_tree
from ictindex.model.check_weights import check_data_maxima, check_data_weights, check_weight_sums
from ictindex.model.coverage import check_coverage
from ictindex.model.findings import Findings
from ictindex.model.problems import Problem
from ictindex.model.rubric import STATUSES, RubricDraft

__all__ = ["rubric_problems"]

Check = Callable[[RubricDraft, Findings], None]

_CHECKS_OF_NODES: tuple[Check, ...] = (
    check_partitions,
    check_nodes,
    check_tree,
    check_readings,
    check_data_weights,
)
_CHECKS_OF_RULES: tuple[Check, ...] = (check_head, check_conditions, check_rank, check_tiers, check_awards, check_steps)


# What is wrong by these codes leaves the tree, the aggregates and the ends of the shapes as they are, so that maxima
# can be worked out all the same.
_HARMLESS = frozenset(
    {
        "bad-id",
        "bad-mean",
        "cap-below-min",
        "column-read-twice",
        "curve-order",
        "double-name",
        "floor-above-cap",
        "floor-above-max",
        "full-without-max",
        "max-above-cap",
        "no-level",
        "percent-step",
        "reserved-id",
        "text-operator",
        "unreachable-step",
        "weight-under-sum",
    }
)


def rubric_problems(draft: RubricDraft, *, sound: bool = True) -> tuple[Problem, ...]:
    """All problems of a rubric; with `sound` False only those that make sense while others are being mended.

    Limits are read off sound nodes only, and origins where every record has a name of its own and the status is known:
    on broken ones they would repeat what the other checks have found.
    """
    findings = Findings()
    for check in _CHECKS_OF_NODES:
        check(draft, findings)
    findings.nodes_are_sound = sound and all(it.code in _HARMLESS for it in findings.problems)
    for check in _CHECKS_OF_RULES:
        check(draft, findings)
    if findings.nodes_are_sound:
        check_limits(draft, findings)
        check_weight_sums(draft, findings)
        check_data_maxima(draft, findings)
    named_apart = all(it.code != "double-id" for it in findings.problems)
    if sound and named_apart and draft.status in STATUSES:
        check_coverage(draft, findings)
    return tuple(findings.problems)
