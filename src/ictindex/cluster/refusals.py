"""What is refused because its answer would not be the one that all units together have."""

from __future__ import annotations

from collections.abc import Sequence

from ictindex.cluster.scored import Scored, merged_digits
from ictindex.cluster.sources import Source
from ictindex.model.problems import Cell, DataError, Problem, RubricError, RubricPath
from ictindex.model.rubric import Rubric

__all__ = ["refuse_inexact", "refuse_job", "refuse_marks"]

_MOST_DIGITS = 18


def refuse_job(rubric: Rubric, suffix: str, suffixes: Sequence[str], *, skip_bad: bool) -> None:
    """Refuse a rubric that cannot be divided, or that rows may not be left out of; all reasons at once.

    Raises
    ------
    RubricError
        With a problem for every node and rule.
    ValueError
        For an output format that there is not.
    """
    if suffix not in suffixes:
        msg = (
            f'format is one of {", ".join(it.removeprefix(".") for it in suffixes)}; found "{suffix.removeprefix(".")}"'
        )
        raise ValueError(msg)
    reasons = list(rubric.mergeable.reasons)
    if skip_bad:
        for leaf in rubric.tree.leaves():
            if leaf.shape.against_cohort:
                message = "it measures against a cohort, which would be another one without the rows that are skipped"
                hint = 'mend the rows, or on_error="refuse"'
                where = RubricPath(path=f"node.{leaf.id}")
                reasons.append(Problem(code="not-mergeable", where=where, message=message, hint=hint))
    if reasons:
        raise RubricError(tuple(reasons))


def refuse_inexact(results: Sequence[Scored]) -> None:
    """Refuse columns that would be held as doubles if all units stood in one table.

    Raises
    ------
    DataError
        With every such column.
    """
    problems = []
    for name, (exponent, before, inexact) in merged_digits(results).items():
        if inexact or (exponent > 0 and exponent + before > _MOST_DIGITS):
            message = f"its numbers need more than {_MOST_DIGITS} digits over all files together"
            hint = "round them where they come from; one table would hold them as inexact doubles"
            problems.append(Problem(code="inexact-column", where=Cell(column=name), message=message, hint=hint))
    if problems:
        raise DataError(tuple(problems))


def refuse_marks(rubric: Rubric, results: Sequence[Scored], sources: Sequence[Source]) -> None:
    """Refuse percentages in texts of two decimal marks, which prizes would have to read a second time.

    Raises
    ------
    DataError
        With the files of the rarer mark.
    """
    percents = any(
        rubric.column_kind(name) == "percent" for leaf in rubric.tree.leaves() for name in leaf.reading.columns
    )
    if not (rubric.awards and percents):
        return
    commas = [source for source, it in zip(sources, results, strict=True) if "," in it.marks]
    points = [source for source, it in zip(sources, results, strict=True) if "." in it.marks]
    if commas and points:
        message = "some files use the comma as decimal mark and some the point"
        hint = 'write all of them with one mark, or declare it: decimal="." or decimal=","'
        few = min(commas, points, key=len)
        raise DataError(
            tuple(Problem(code="two-decimal-marks", where=Cell(file=it.path), message=message, hint=hint) for it in few)
        )
