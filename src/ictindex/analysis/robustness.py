"""Robustness: how many places each unit moves under other weights, without each indicator, and with hidden digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import frozen

from ictindex.analysis.design import CannotMove
from ictindex.analysis.drawing import PARTS, draw_weights
from ictindex.analysis.firmness import Held, LeftOut, Policy, RankSpan, Robustness, UnitRobustness
from ictindex.analysis.outcome import followed
from ictindex.analysis.scenarios import Scenarios
from ictindex.analysis.weighted import rank_scenarios
from ictindex.analysis.what_ifs import rounded_columns, with_hidden_digits
from ictindex.api import law_of, rank
from ictindex.model.dataset import Dataset
from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.model.problems import DataError
from ictindex.model.rubric import Rubric
from ictindex.plugins import Registry
from ictindex.ranking import Ranking

__all__ = ["robustness"]

_DECIMALS = 1
_LOW, _MIDDLE, _HIGH = Decimal("0.05"), Decimal("0.5"), Decimal("0.95")


def robustness(
    dataset: Dataset,
    rubric: Rubric,
    *,
    draws: int = 1000,
    seed: int = 1,
    width: float = 0.25,
    spread: str = "relative",
    registry: Registry | None = None,
) -> Robustness:
    """How firm the ranking is against other weights, against each indicator, and against rounding in the answers.

    Parameters
    ----------
    dataset, rubric
        The data and the law.
    draws, seed
        How many weight sets, and how many tables of hidden digits; the seed of both.
    width, spread
        How far weights move; see `draw_weights`.
    registry
        Where plugin shapes come from; the installed plugins where it is not given.

    Raises
    ------
    DataError
        If the data cannot be scored.
    ValueError
        If a number lies outside its limits.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> rubric = Rubric(
    ...     id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=50), Indicator(id="b", max=50)]
    ... )
    >>> data = Dataset.from_columns(units=["x", "y", "z"], columns={"a": [40, 33, 9], "b": [30, 35, 8]})
    >>> for it in robustness(data, rubric, draws=200).units:
    ...     print(it.unit, it.rank, it.weights.least, it.weights.most, it.left_out.most, it.by or "-")
    x 1 1 2 2 a
    y 2 1 2 2 a
    z 3 3 3 3 -
    """
    ranking = rank(dataset, rubric, registry=registry)
    asked = _Asked(draws=draws, seed=seed, width=width, spread=spread)
    sets = draw_weights(rubric, draws=draws, seed=seed, width=width, spread=spread)
    tried = {
        "weights": _tried(lambda: _weighted(ranking, sets)),
        "left_out": _tried(lambda: rank_scenarios(ranking.scores, leave_out="leaves")),
        "digits": _tried(lambda: _digits(dataset, rubric, asked, registry)),
    }
    spans = {name: _spans(found, ranking) for name, found in tried.items()}
    tiers, prizes = _firm(tried["weights"], ranking)
    movers = _movers(tried["left_out"], ranking)
    rows = [row for row in ranking.order.tolist() if ranking.places.ranked[row]]
    units = tuple(
        UnitRobustness(
            unit=ranking.sheet.ids[row],
            name=ranking.sheet.rows[row].name,
            block=ranking.sheet.blocks[row],
            rank=int(ranking.places.ranks[row]),
            by=movers.get(row, ""),
            tier=tiers.get(row),
            prizes=prizes.get(row, ()),
            **{name: found.get(row) for name, found in spans.items()},
        )
        for row in rows
    )
    return Robustness(
        rubric=rubric.id,
        status=rubric.status,
        law=law_of(rubric, registry=registry),
        units=units,
        indicators=_effects(tried["left_out"], ranking),
        tiers=_means(it.tier for it in units if it.tier is not None),
        prizes=_means(held for it in units for held in it.prizes),
        policies=tuple(_policies(ranking, tried, asked)),
    )


@frozen(kw_only=True)
class _Asked:
    draws: int
    seed: int
    width: float
    spread: str


Tried = Scenarios | str


def _tried(make: Callable[[], Scenarios]) -> Tried:
    """The scenarios with their ranks, or why there are none."""
    try:
        found = make()
        found.distribution()
    except CannotMove as error:
        return str(error)
    except DataError as error:
        return f"some of these answers cannot be scored: {error.problems[0]}"
    return found


def _weighted(ranking: Ranking, sets: Mapping[str, Any]) -> Scenarios:
    if not sets:
        raise CannotMove(("no group has two children whose weights can be set",))
    return rank_scenarios(ranking.scores, weights=sets)


def _digits(dataset: Dataset, rubric: Rubric, asked: _Asked, registry: Registry | None) -> Scenarios:
    if not rounded_columns(dataset, rubric):
        raise CannotMove(("no column of numbers has decimals",))
    return with_hidden_digits(dataset, rubric, draws=asked.draws, seed=asked.seed, registry=registry)


def _percent(part: int, whole: int) -> Decimal:
    return decimal_of_ticks(round_ticks(Fraction(100 * part, whole), _DECIMALS), _DECIMALS)


def _spans(found: Tried, ranking: Ranking) -> dict[int, RankSpan]:
    """The ranks of each unit by row."""
    if isinstance(found, str):
        return {}
    spread = found.distribution()
    own = ranking.places.ranks
    columns = [spread.quantile(share).tolist() for share in (Decimal(0), _LOW, _MIDDLE, _HIGH, Decimal(1))]
    # Whoever has this rank or a better one, less those with a better one.
    ranks = found.ranks()
    same = (ranks == own[None, :]).sum(axis=0).tolist()
    return {
        row: RankSpan(least=least, low=low, median=median, high=high, most=most, same=_percent(same[row], len(found)))
        for row, (least, low, median, high, most) in enumerate(zip(*columns, strict=True))
    }


def _firm(found: Tried, ranking: Ranking) -> tuple[dict[int, Held], dict[int, tuple[Held, ...]]]:
    """The tier and the prizes of each unit by row, with the percent of draws that give it the same."""
    if isinstance(found, str):
        return {}, {}
    tiers: dict[int, Held] = {}
    if ranking.rubric.tiers:
        counts = found.tiers()
        for row, code in enumerate(ranking.tier_codes.tolist()):
            if code >= 0:
                name = ranking.rubric.tiers[code].id
                tiers[row] = Held(name=name, percent=_percent(int(counts[row, code]), len(found)))
    rows = {unit: row for row, unit in enumerate(ranking.sheet.ids)}
    given: dict[int, dict[str, Held]] = {}
    shares = found.prizes()
    for award in ranking.awards:
        name, row = f"{award.award}/{award.prize}", rows[award.unit]
        if name in shares:
            held = Held(name=name, percent=_percent(int(shares[name][row]), len(found)))
            given.setdefault(row, {}).setdefault(name, held)
    return tiers, {row: tuple(held.values()) for row, held in given.items()}


def _moves(found: Scenarios, ranking: Ranking) -> Any:
    """(scenarios, units) places between a unit's rank in a scenario and its own, 0 where it has none in one of them."""
    ranks, own = found.ranks().astype(np.int64), ranking.places.ranks.astype(np.int64)
    return np.where((ranks > 0) & (own > 0), np.abs(ranks - own), 0)


def _movers(found: Tried, ranking: Ranking) -> dict[int, str]:
    """By row the indicator whose absence moves the unit most."""
    if isinstance(found, str):
        return {}
    moves = _moves(found, ranking)
    most = moves.argmax(axis=0).tolist()
    return {row: found.names[place] for row, place in enumerate(most) if moves[place, row]}


def _effects(found: Tried, ranking: Ranking) -> tuple[LeftOut, ...]:
    """What each indicator's absence does, the strongest first."""
    if isinstance(found, str):
        return ()
    moves = _moves(found, ranking)
    effects = [
        LeftOut(indicator=name, units=int((row > 0).sum()), places=int(row.max(initial=0)))
        for name, row in zip(found.names, moves, strict=True)
    ]
    return tuple(sorted(effects, key=lambda it: (-it.units, -it.places)))


def _means(held: Iterable[Held]) -> tuple[Held, ...]:
    """By name the mean percent of all who have it."""
    percents: dict[str, list[Decimal]] = {}
    for it in held:
        percents.setdefault(it.name, []).append(it.percent)
    return tuple(
        Held(name=name, percent=decimal_of_ticks(round_ticks(Fraction(sum(found)) / len(found), _DECIMALS), _DECIMALS))
        for name, found in percents.items()
    )


def _policies(ranking: Ranking, tried: Mapping[str, Tried], asked: _Asked) -> Iterator[Policy]:
    """What was done, and what was not, with the reason."""
    weights, left_out, digits = tried["weights"], tried["left_out"], tried["digits"]
    width = Decimal(repr(asked.width))
    if isinstance(weights, str):
        yield Policy(name="no-weights", values={"why": weights})
    else:
        yield Policy(name="weights", values={"draws": asked.draws, "seed": asked.seed, "parts": PARTS})
        yield Policy(name=f"spread-{asked.spread}", values={"low": 1 - width, "high": 1 + width, "width": width})
        yield Policy(name="sums")
        yield Policy(name="how", values={"how": weights.how})
    if isinstance(left_out, str):
        yield Policy(name="none-left-out", values={"why": left_out})
    else:
        yield Policy(name="left-out", values={"count": len(left_out)})
    if isinstance(digits, str):
        yield Policy(name="no-digits", values={"why": digits})
    else:
        yield Policy(name="digits", values={"draws": asked.draws, "seed": asked.seed})
    yield Policy(name="spans")
    if ranking.rubric.rank.last == "refuse":
        yield Policy(name="refused-ties")
    if ranking.rubric.tiers or ranking.rubric.awards:
        yield Policy(name="firm")
    names = dict.fromkeys(f"{award.id}/{prize.name}" for award in ranking.rubric.awards for prize in award.prizes)
    unfollowed = [name for name in names if name not in followed(ranking.rubric)]
    if unfollowed:
        yield Policy(name="unfollowed", values={"prizes": ", ".join(unfollowed)})
