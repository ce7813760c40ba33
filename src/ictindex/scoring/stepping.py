"""What a step leaves behind: columns, problems, remarks, and the table of what was verified."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from attrs import field, frozen

from ictindex.model.columns import Column
from ictindex.model.problems import Problem

__all__ = ["Stepped", "Verification"]

_NONE: Mapping[str, Column] = MappingProxyType({})


@frozen(kw_only=True)
class Verification:
    """One cell that a council verified.

    `reported` and `verified` are the cells (numbers as plain decimals, days as yyyy-mm-dd), `counted` what the rubric
    takes; each is empty where it is missing. `differs` says whether the council found otherwise: another number, or a
    word of another meaning. `difference` is verified minus reported, of days their number, None where one of them is no
    number. `evidence` is the document named, None where the rubric asks for none.
    """

    unit: str
    column: str
    reported: str
    verified: str
    counted: str
    differs: bool
    difference: Decimal | None
    evidence: str | None


@frozen(kw_only=True, eq=False)
class Stepped:
    """The work of one step, or of several; `whole` where every column was there that it reads."""

    whole: bool = True
    columns: Mapping[str, Column] = field(default=_NONE)
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    verifications: tuple[Verification, ...] = ()

    def and_then(self, other: Stepped) -> Stepped:
        """What both steps leave behind, the other one later."""
        return Stepped(
            whole=self.whole and other.whole,
            columns={**self.columns, **other.columns},
            problems=(*self.problems, *other.problems),
            remarks=(*self.remarks, *other.remarks),
            verifications=(*self.verifications, *other.verifications),
        )
