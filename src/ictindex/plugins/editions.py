"""Which edition of a rubric is meant where none is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ictindex.model.problems import UnknownName
from ictindex.model.rubric import Rubric

__all__ = ["choose_edition", "is_valid_on"]


def choose_edition(editions: Sequence[Rubric], on: date | None) -> Rubric:
    """The one edition of a family that is valid on a date; without a date, the latest.

    The latest is the one whose period ends last or, where not all editions name their period, the one with
    the greatest edition, if all are numbers. Of several, one that another of them follows drops out.

    Raises
    ------
    UnknownName
        If no edition or more than one remains; the message names them.
    """
    left = _latest(editions) if on is None else [it for it in editions if is_valid_on(it, on)]
    followed = {it.follows for it in left}
    left = [it for it in left if it.id not in followed] or left
    if len(left) == 1:
        return left[0]
    family = editions[0].family
    choice = ", ".join(f"{it.id} ({_validity(it)})" for it in (left or editions))
    when = "is the latest" if on is None else f"is valid on {on.isoformat()}"
    number = "more than one edition" if left else "no edition"
    msg = f"{number} of {family} {when}; name one of: {choice}"
    raise UnknownName(msg, name=family, known=[it.id for it in editions])


def is_valid_on(rubric: Rubric, on: date) -> bool:
    """Whether a date lies in the period that the rubric assesses; without a period it is valid on none."""
    day = on.date() if isinstance(on, datetime) else on
    return rubric.valid is not None and rubric.valid[0] <= day <= rubric.valid[1]


def _latest(editions: Sequence[Rubric]) -> list[Rubric]:
    ends = [it.valid[1] for it in editions if it.valid is not None]
    if len(ends) == len(editions):
        return [it for it in editions if it.valid is not None and it.valid[1] == max(ends)]
    if all(it.edition.isascii() and it.edition.isdigit() for it in editions):
        greatest = max(int(it.edition) for it in editions)
        return [it for it in editions if int(it.edition) == greatest]
    return list(editions)


def _validity(rubric: Rubric) -> str:
    if rubric.valid is None:
        return "no period given"
    first, last = rubric.valid
    return f"{first.isoformat()} to {last.isoformat()}"
