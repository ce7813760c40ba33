"""Remarks: everything that a reader of a result must know and that no number says."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from ictindex.language import Sayable, Told

__all__ = ["Remark"]


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen(kw_only=True)
class Remark(Told):
    """One sentence about a result, with a stable code and the ids of the units that it concerns.

    `sentence` is data until somebody reads it; what a data file says of itself is a text. `subject` names the rule
    (``award.tap-the/Nhất/quan``, ``tier.tot``, ``rank``). `left` is the number of places of a prize that were not
    given (law L10).

    >>> from ictindex.language import sentence
    >>> remark = Remark(code="shortage", sentence=sentence("shortage", head="Ba", left=1, count=2), left=1)
    >>> remark.message
    'Ba: 1 of 2 not given, nobody else qualifies'
    >>> remark.said("vi")
    'Ba: không trao 1 trong 2 giải, vì không còn đơn vị nào đủ điều kiện'
    """

    code: str
    sentence: str | Sayable
    units: tuple[str, ...] = field(default=(), converter=_texts)
    subject: str = ""
    left: int = 0
