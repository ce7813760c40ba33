"""What a step leaves behind: columns, problems, remarks, and the tables of the cells and units that it dealt with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from attrs import field, frozen

from ictindex.language import Sentence
from ictindex.model.columns import Column
from ictindex.model.problems import Problem

__all__ = ["Imputation", "Screening", "Stepped", "Treatment", "Verification"]

_NONE: Mapping[str, Column] = MappingProxyType({})


@frozen(kw_only=True)
class Verification:
    """One cell that a council verified.

    `reported` and `verified` are the cells (numbers as plain decimals, days as yyyy-mm-dd), `counted` what the rubric
    takes; each is empty where it is missing. `differs` says whether the council found otherwise: another number, or a
    word of another meaning. `difference` is verified minus reported, of days their number, None where one of them is no
    number. `evidence` is the document named, None where the rubric asks for none.

    `unit` and `column` say which.
    """

    unit: str
    column: str
    reported: str
    verified: str
    counted: str
    differs: bool
    difference: Decimal | None
    evidence: str | None


@frozen(kw_only=True)
class Imputation:
    """One empty cell that a step filled.

    `value` is what stands there now, with the step's decimals; `donors` the number of units it is worked out from, and
    `part` the part that these are of: 0 and empty for a constant, empty where all units are asked.

    `unit` and `column` say where, `method` how.
    """

    unit: str
    column: str
    method: str
    part: str
    value: Decimal
    donors: int


@frozen(kw_only=True)
class Treatment:
    """One cell that a step moved inward.

    `unit` and `column` say which, `method` how. `before` is what stood there when the step came to it, `after` what
    stands there now; `values` is the number of values that the bounds are worked out from or held against, and `part`
    the part that these are of, empty where all units are looked at.
    """

    unit: str
    column: str
    method: str
    part: str
    before: Decimal
    after: Decimal
    values: int


@frozen(kw_only=True)
class Screening:
    """One unit that left the ranking because it answered too little.

    `unit` is its id and `why` the reason of the step. `present` of the `asked` cells hold something; `empty` names the
    columns of the others.
    """

    unit: str
    why: str
    present: int
    asked: int
    empty: tuple[str, ...]


@frozen(kw_only=True, eq=False)
class Stepped:
    """The work of one step, or of several; `whole` where every column was there that it reads."""

    whole: bool = True
    columns: Mapping[str, Column] = field(default=_NONE)
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    verifications: tuple[Verification, ...] = ()
    imputations: tuple[Imputation, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    screenings: tuple[Screening, ...] = ()

    def and_then(self, other: Stepped) -> Stepped:
        """What both steps leave behind, the other one later."""
        return Stepped(
            whole=self.whole and other.whole,
            columns={**self.columns, **other.columns},
            problems=(*self.problems, *other.problems),
            remarks=(*self.remarks, *other.remarks),
            verifications=(*self.verifications, *other.verifications),
            imputations=(*self.imputations, *other.imputations),
            treatments=(*self.treatments, *other.treatments),
            screenings=(*self.screenings, *other.screenings),
        )
