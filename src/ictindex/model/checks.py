"""Everything about a rubric that can be known without data, all problems at once."""

from __future__ import annotations

from collections.abc import Callable

from ictindex.model.check_conditions import check_conditions, check_partitions
from ictindex.model.check_nodes import check_limits, check_nodes, check_readings, check_tree
from ictindex.model.check_standing import check_awards, check_head, check_rank, check_tiers
from ictindex.model.coverage import check_coverage
from ictindex.model.findings import Findings
from ictindex.model.problems import Problem
from ictindex.model.rubric import RubricDraft

__all__ = ["rubric_problems"]

Check = Callable[[RubricDraft, Findings], None]

_CHECKS: tuple[Check, ...] = (
    check_head,
    check_partitions,
    check_nodes,
    check_tree,
    check_readings,
    check_conditions,
    check_rank,
    check_tiers,
    check_awards,
)
# These read maxima and paths, so they would only repeat what the others have found.
_CHECKS_OF_SOUND_RUBRICS: tuple[Check, ...] = (check_limits, check_coverage)


def rubric_problems(draft: RubricDraft, *, sound: bool = True) -> tuple[Problem, ...]:
    """All problems of a rubric; with `sound` False only those that make sense while others are being mended."""
    findings = Findings()
    for check in _CHECKS:
        check(draft, findings)
    if sound and not findings.problems:
        for check in _CHECKS_OF_SOUND_RUBRICS:
            check(draft, findings)
    return tuple(findings.problems)
