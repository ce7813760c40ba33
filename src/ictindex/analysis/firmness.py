"""Firmness: what an analysis of robustness finds, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import asdict, field, frozen

__all__ = ["Held", "LeftOut", "Policy", "RankSpan", "Robustness", "UnitRobustness"]


@frozen(kw_only=True)
class RankSpan:
    """The ranks of a unit over many scenarios: order statistics, and the percent with its own rank.

    `least` and `most` are the ends, `low` and `high` the 5th and 95th percentile, `median` the middle, `same` the
    percent.
    """

    least: int
    low: int
    median: int
    high: int
    most: int
    same: Decimal


@frozen(kw_only=True)
class Held:
    """A tier or prize that a unit has, and the percent of the draws in which it has it.

    `name` is the id of the tier, or ``award/prize``; `percent` has two decimals.
    """

    name: str
    percent: Decimal


@frozen(kw_only=True)
class UnitRobustness:
    """One ranked unit: what moves its rank, and how firm its tier and prizes are; None where that was not tried.

    `weights` is over the drawn weight sets, `digits` over answers that round to the printed ones, `left_out` over the
    indicators left out one at a time; `by` is the one that moves it most, the first of equals, empty where none does.

    `unit`, `name`, `block` and `rank` are as in the ranking; `tier` and `prizes` are those it has, each with the
    percent of draws that give it.
    """

    unit: str
    name: str
    block: str | None
    rank: int
    weights: RankSpan | None
    left_out: RankSpan | None
    by: str
    digits: RankSpan | None
    tier: Held | None
    prizes: tuple[Held, ...]


@frozen(kw_only=True)
class LeftOut:
    """What leaving one indicator out does: how many units change their rank, and the most places that one moves.

    `indicator` is its id, `units` and `places` are the two numbers.
    """

    indicator: str
    units: int
    places: int


@frozen(kw_only=True)
class Policy:
    """One thing that was done, or was not: its name, and the values that belong to it; reports say it in words.

    `name` and `values` as they stand in the JSON.
    """

    name: str
    values: Mapping[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class Robustness:
    """How firm a ranking is; `units` are the ranked ones, block by block, the best first.

    `indicators` are those left out, the strongest first. `tiers` and `prizes` hold for each the mean over those who
    have it of the percent of draws in which they do. `policies` says how everything was worked out, and what was not.

    `rubric`, `status` and `law` say what was analysed.
    """

    rubric: str
    status: str
    law: str
    units: tuple[UnitRobustness, ...]
    indicators: tuple[LeftOut, ...]
    tiers: tuple[Held, ...]
    prizes: tuple[Held, ...]
    policies: tuple[Policy, ...]

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain values; numbers are Decimals with their printed digits."""
        return {"format": 1, **asdict(self)}
