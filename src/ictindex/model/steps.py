"""Steps: what is done to the columns before any node reads them, in the order of the rubric.

A step reads columns of the data and writes new ones, which stand in no data set, or changes cells of columns that are
there, or takes units out of the ranking. So a reading does not know, and need not know, whether a number was reported,
verified, carried up from other units, imputed or treated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from ictindex.model.ranges import Range
from ictindex.model.screening import Screen
from ictindex.model.step_fields import WHOLE_COHORT, ColumnUse, InPlace, names, number
from ictindex.model.text import normalise
from ictindex.model.treating import Treat
from ictindex.model.where import Where

__all__ = [
    "COUNTS",
    "FROM_OTHERS",
    "IMPUTATIONS",
    "UNPROVED",
    "UNVERIFIED",
    "CarryUp",
    "Impute",
    "Step",
    "Verify",
    "written_by",
]

# How a cell is filled; the first ones from those of other units.
FROM_OTHERS = ("mean", "median")
IMPUTATIONS = (*FROM_OTHERS, "constant")
COUNTS = ("verified", "self", "lower")
UNVERIFIED = ("missing", "self")
UNPROVED = ("remark", "missing")
_STAR = "*"


def _range(value: Range | str | None) -> Range | None:
    return value if value is None or isinstance(value, Range) else Range.parse(value)


def _where(value: Where | Mapping[str, object] | None) -> Where | None:
    return value if value is None or isinstance(value, Where) else Where.of(value)


@frozen(kw_only=True)
class Verify:
    """Each of the `columns` from two: what the unit says of itself, and what the council found.

    Parameters
    ----------
    columns
        The columns that are written, and that nodes read.
    reported, verified
        The columns they are made of; ``*`` stands for the name of the column. In TOML the first is ``self``.
    evidence
        The column that names the document of proof, the same way; empty if none is asked for.
    counts
        Which of the two counts: "verified", "self", or the "lower" of them.
    unverified
        A cell that the council left empty is "missing" (the node's own policy decides), or "self" counts.
    unproved
        A claim without evidence is "missing", or counts with a "remark". 0 and no claim nothing.
    source
        The key of the source that prints it.

    >>> step = Verify(columns=["hop"], reported="*_tu_cham", verified="*_tham_dinh")
    >>> [use.name for use in step.reads]
    ['hop_tu_cham', 'hop_tham_dinh']
    """

    columns: tuple[str, ...] = field(converter=names)
    reported: str = field(converter=normalise)
    verified: str = field(converter=normalise)
    evidence: str = field(default="", converter=normalise)
    counts: str = "verified"
    unverified: str = "missing"
    unproved: str = "remark"
    source: str = ""

    kind = "verify"

    @property
    def writes(self) -> tuple[str, ...]:
        """The columns that the step writes."""
        return self.columns

    @property
    def name(self) -> str:
        """What paths call the step: the first column that it writes, which no other step does."""
        return self.columns[0] if self.columns else ""

    @property
    def patterns(self) -> Iterator[tuple[str, str]]:
        """The keys of the file with the patterns they hold, without those that are empty."""
        pairs = (("self", self.reported), ("verified", self.verified), ("evidence", self.evidence))
        return (pair for pair in pairs if pair[1])

    def sides(self, column: str) -> tuple[str, str, str]:
        """The columns of the report, the council and the evidence for one column; the last may be empty."""
        reported, verified, evidence = (
            pattern.replace(_STAR, column) for pattern in (self.reported, self.verified, self.evidence)
        )
        return reported, verified, evidence

    @property
    def changes(self) -> tuple[str, ...]:
        """The columns that are there, and whose cells the step changes."""
        return ()

    @property
    def reads(self) -> tuple[ColumnUse, ...]:
        """The columns that the step reads."""
        found = []
        for column in self.columns:
            reported, verified, evidence = self.sides(column)
            found += [ColumnUse(name=reported, like=column), ColumnUse(name=verified, like=column)]
            found += [ColumnUse(name=evidence, kind="text")] if evidence else []
        return tuple(found)

    @property
    def looks_at_others(self) -> bool:
        """Whether a cell depends on other units."""
        return False


@frozen(kw_only=True)
class CarryUp:
    """From child units to their parent: two columns, a sum over the children and what to divide it by.

    With x the child's value and w its weight (1 without one), the columns hold the sum of ``w * x`` and the sum of
    ``w``; with a `share` the first is the sum of w over the children inside that range. So ``read = "tong / so"`` is
    the mean, the weighted mean or the share, and exact. Units without children have 0 and 0, and the node's own policy
    for a zero denominator decides.

    Parameters
    ----------
    into
        The two columns that are written.
    node, column
        What is carried up: the printed value of a node or view, or a number column. One of the two.
    parent
        The column that holds the id of each unit's parent; empty for none.
    among
        The children that count, by membership; all of them where it is None.
    weight
        A number column of 0 and more.
    share
        The range of values, for a share; `%` is of the child's own maximum of the node.
    missing
        An empty cell of a child: "refuse", "zero", or the child leaves ("not-applicable"). A child that the node does
        not apply to leaves, and so do excluded units, with a remark.
    source
        The key of the source that prints it.

    >>> step = CarryUp(into=["tong_xa", "so_xa"], node="total", share="50%..")
    >>> str(step.share), step.looks_at_others
    ('50%..', True)
    """

    into: tuple[str, ...] = field(converter=names)
    node: str = ""
    column: str = field(default="", converter=normalise)
    parent: str = field(default="parent", converter=normalise)
    among: Where | None = field(default=None, converter=_where)
    weight: str = field(default="", converter=normalise)
    share: Range | None = field(default=None, converter=_range)
    missing: str = "refuse"
    source: str = ""

    kind = "carry-up"

    @property
    def writes(self) -> tuple[str, ...]:
        """The columns that the step writes."""
        return self.into

    @property
    def name(self) -> str:
        """What paths call the step: the first column that it writes, which no other step does."""
        return self.into[0] if self.into else ""

    @property
    def changes(self) -> tuple[str, ...]:
        """The columns that are there, and whose cells the step changes."""
        return ()

    @property
    def reads(self) -> tuple[ColumnUse, ...]:
        """The columns that the step reads."""
        numbers = [ColumnUse(name=name) for name in (self.column, self.weight) if name]
        return (*numbers, ColumnUse(name=self.parent, kind="text"))

    @property
    def looks_at_others(self) -> bool:
        """Whether a cell depends on other units."""
        return True


@frozen(kw_only=True)
class Impute(InPlace):
    """Empty cells filled: from the units of the same part that have an answer, or with a constant.

    A unit gives and gets a value where it is not excluded and a node asks it for one; a step asks everybody.

    Parameters
    ----------
    columns
        Number columns; a cell that holds anything, ``n/a`` included, stays as it is.
    method
        "mean" or "median" of the part's answers, or a "constant".
    by
        The partition inside whose parts the answers are looked for; "all" for all units. A constant looks at none.
    value
        The constant.
    decimals
        With how many decimals a mean or median is written, an exact half upward.
    source
        The key of the source that prints it.

    >>> step = Impute(columns=["may"], method="median", by="block", decimals=1)
    >>> step.changes, step.looks_at_others
    (('may',), True)
    """

    columns: tuple[str, ...] = field(converter=names)
    method: str
    by: str = field(default=WHOLE_COHORT, converter=normalise)
    value: Decimal | None = field(default=None, converter=number)
    decimals: int | None = None
    source: str = ""

    kind = "impute"

    @property
    def looks_at_others(self) -> bool:
        """Whether a cell depends on other units."""
        return self.method in FROM_OTHERS


Step: TypeAlias = Verify | CarryUp | Impute | Treat | Screen


def written_by(steps: Iterable[Step]) -> Mapping[str, Step]:
    """The step that writes each column; of two that write one, which the checks refuse, the first."""
    return MappingProxyType({name: step for step in reversed(tuple(steps)) for name in step.writes})
