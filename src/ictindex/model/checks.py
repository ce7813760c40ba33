"""Everything about a rubric that can be known without data, all problems at once."""

from __future__ import annotations

from collections.abc import Callable

from ictindex.model.check_conditions import check_conditions, check_partitions
from ictindex.model.check_nodes import check_limits, check_nodes, check_readings, check_tree
from ictindex.model.check_standing import check_awards, check_head, check_rank, check_tiers
from ictindex.model.check_steps import check_steps
from ictindex.model.coverage import check_coverage
from ictindex.model.findings import Findings
from ictindex.model.problems import Problem
from ictindex.model.rubric import RubricDraft

__all__ = ["rubric_problems"]

Check = Callable[[RubricDraft, Findings], None]

_CHECKS_OF_NODES: tuple[Check, ...] = (check_partitions, check_nodes, check_tree, check_readings)
_CHECKS_OF_RULES: tuple[Check, ...] = (check_head, check_conditions, check_rank, check_tiers, check_awards, check_steps)


def rubric_problems(draft: RubricDraft, *, sound: bool = True) -> tuple[Problem, ...]:
    """All problems of a rubric; with `sound` False only those that make sense while others are being mended.

    Limits are read off sound nodes only, and origins off a rubric without any other problem: on broken ones they would
    repeat what the other checks have found.
    """
    findings = Findings()
    for check in _CHECKS_OF_NODES:
        check(draft, findings)
    findings.nodes_are_sound = sound and not findings.problems
    for check in _CHECKS_OF_RULES:
        check(draft, findings)
    if findings.nodes_are_sound:
        check_limits(draft, findings)
    if sound and not findings.problems:
        check_coverage(draft, findings)
    return tuple(findings.problems)
