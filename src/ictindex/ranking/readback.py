"""Law L23: whether the printed table, read back, ranks the same; where it does not, the ranking says so."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ictindex.language import sentence
from ictindex.model.nodes import ROOT
from ictindex.model.standing_rules import Key
from ictindex.ranking.order import NO_MERIT, TIES, from_zero, merged, rank_many
from ictindex.ranking.places import Places
from ictindex.ranking.remarks import Remark
from ictindex.ranking.sheet import Sheet
from ictindex.scoring.arithmetic import choose, divide
from ictindex.scoring.deciding import order_codes
from ictindex.scoring.quantity import constant, from_integers

__all__ = ["hidden_digits"]

Ints = NDArray[np.int64]

_ONE = constant(Fraction(1))


def hidden_digits(sheet: Sheet, places: Places) -> tuple[Remark, ...]:
    """The remark "ranked on hidden digits", naming the units whose rank the printed digits do not give."""
    rule = sheet.rubric.rank
    keys = (*rule.by, *rule.break_by)
    if rule.value == "rounded" and all(_is_printed(sheet, key) for key in keys):
        return ()
    parts, ranked = sheet.parts(sheet.within), places.ranked[None, :]
    orders = [sheet.merits(keys), merged([_printed_merit(sheet, key) for key in keys])]
    merits = np.where(ranked, np.stack([from_zero(order) for order in orders]), NO_MERIT)
    decided, printed = rank_many(merits, parts, np.repeat(ranked, 2, axis=0), TIES["competition"])
    differs = decided != printed
    if places.overall is not None:
        everybody = np.zeros_like(parts)
        decided, printed = rank_many(merits, everybody, np.repeat(ranked, 2, axis=0), TIES["competition"])
        differs |= decided != printed
    units = tuple(sheet.ids[row] for row in np.flatnonzero(differs).tolist())
    if not units:
        return ()
    told = sentence("hidden-digits", count=len(units))
    return (Remark(code="hidden-digits", sentence=told, units=units, subject="rank"),)


def _is_printed(sheet: Sheet, key: Key) -> bool:
    return sheet.rubric.node(ROOT if key.name == "percent" else key.name).decimals is not None


def _printed_merit(sheet: Sheet, key: Key) -> Ints:
    name = ROOT if key.name == "percent" else key.name
    live = sheet.scores.applicable(name)
    ticks, decimals = sheet.scores.printed_ticks(name)
    value = from_integers(ticks, 10**decimals)
    maximum = sheet.scores.maxima(ROOT)
    if key.name == "percent" and maximum is not None:
        live = sheet.figure("percent").known
        codes = order_codes(divide(value, choose(live, maximum, _ONE)), live)
    else:
        codes = order_codes(value, live)
    return np.where(live, -codes if key.lower_is_better else codes, NO_MERIT)
