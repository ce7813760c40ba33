"""The step `treat`: outliers moved inward before any node reads them."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from ictindex.model.ranges import Bound
from ictindex.model.step_fields import WHOLE_COHORT, InPlace, names, number
from ictindex.model.text import normalise

__all__ = ["TREATMENTS", "UNMET", "Treat"]

TREATMENTS = ("winsorise", "clip")
UNMET = ("keep", "undo", "refuse")
_OF_WINSORISING = ("most", "skew", "kurtosis", "unmet")
_OF_CLIPPING = ("low", "high", "sd", "decimals")


def _bound(value: Bound | object) -> Bound | None:
    return value if value is None or isinstance(value, Bound) else Bound.at_least(value)


def _decimal(value: object) -> Decimal:
    found = number(value)
    assert found is not None
    return found


@frozen(kw_only=True)
class Treat(InPlace):
    """Outliers of number columns moved inward; every cell that is changed is listed.

    Parameters
    ----------
    columns
        Number columns; empty cells and ``n/a`` stay as they are.
    method
        "winsorise": while skewness and kurtosis of the part's values both lie beyond their limits, the outermost value
        on the side of the skew becomes the next one. "clip": values beyond two bounds become the bound.
    by
        The partition inside whose parts values are compared; "all" for all units together.
    most
        Of winsorising: no more cells than this are changed in one part and column.
    skew, kurtosis
        The limits: nothing is done where the absolute skewness is below `skew`, or the kurtosis below `kurtosis`.
    unmet
        What happens where `most` cells are not enough: "keep" what was done, "undo" it, or "refuse" the data.
    low, high
        The bounds: a number, or a percentile of the part's values such as "5%".
    sd
        In place of both: the mean of the part's values, less and plus so many standard deviations.
    decimals
        With how many decimals a bound is written that is worked out, an exact half upward.
    source
        The key of the source that prints it.

    >>> step = Treat(columns=["may"], method="clip", low="5%", high="95%", by="block", decimals=1)
    >>> step.changes, step.looks_at_others, Treat(columns=["may"], method="clip", high=100).looks_at_others
    (('may',), True, False)
    """

    columns: tuple[str, ...] = field(converter=names)
    method: str
    by: str = field(default=WHOLE_COHORT, converter=normalise)
    most: int = 5
    skew: Decimal = field(default=Decimal(2), converter=_decimal)
    kurtosis: Decimal = field(default=Decimal("3.5"), converter=_decimal)
    unmet: str = "keep"
    low: Bound | None = field(default=None, converter=_bound)
    high: Bound | None = field(default=None, converter=_bound)
    sd: Decimal | None = field(default=None, converter=number)
    decimals: int | None = None
    source: str = ""

    kind = "treat"

    @property
    def idle(self) -> tuple[str, ...]:
        """The keys that say nothing with this method."""
        return _OF_CLIPPING if self.method == "winsorise" else _OF_WINSORISING

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """The ends that are stated."""
        return tuple(it for it in (self.low, self.high) if it is not None)

    @property
    def works_out_bounds(self) -> bool:
        """Whether a bound is not written but worked out from the values."""
        return self.sd is not None or any(it.percent for it in self.bounds)

    @property
    def looks_at_others(self) -> bool:
        """Whether a cell depends on other units."""
        return self.method == "winsorise" or self.works_out_bounds
