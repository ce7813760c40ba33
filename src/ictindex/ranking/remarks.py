"""Remarks: everything that a reader of a result must know and that no number says."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

__all__ = ["Remark", "listed"]


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen(kw_only=True)
class Remark:
    """One sentence about a result, with a stable code and the ids of the units that it concerns.

    `subject` names the rule (``award.tap-the/Nhất/quan``, ``tier.tot``, ``rank``). `left` is the number of
    places of a prize that were not given (law L10).

    >>> str(Remark(code="shortage", message="Ba: 1 of 2 is not given", units=(), left=1))
    'Ba: 1 of 2 is not given'
    """

    code: str
    message: str
    units: tuple[str, ...] = field(default=(), converter=_texts)
    subject: str = ""
    left: int = 0

    def __str__(self) -> str:
        return self.message


def listed(names: Iterable[str]) -> str:
    """Names as a list in a sentence.

    >>> listed(["Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"])
    'Sở Y tế, Sở Tư pháp and Sở Nội vụ'
    """
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
