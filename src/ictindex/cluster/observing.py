"""What a partition tells of its units: everything that can decide or is printed, as whole numbers per unit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.cluster.classes import Classes, classify, coded, refuse_many
from ictindex.model.nodes import ROOT
from ictindex.model.problems import Problem, RubricError, RubricPath
from ictindex.model.rubric import Rubric
from ictindex.model.screening import Screen
from ictindex.model.standing_rules import Key
from ictindex.ranking.conditions import meets
from ictindex.ranking.facts import Facts
from ictindex.ranking.figures import Figure, NodeFigure
from ictindex.ranking.history import no_history
from ictindex.ranking.order import NO_MERIT
from ictindex.ranking.sheet import ALL, Sheet
from ictindex.scoring.deciding import order_codes
from ictindex.scoring.quantity import Filtered, fraction_at, is_common, spread
from ictindex.scoring.scores import Scores

__all__ = [
    "APPLICABLE",
    "HAS_PERCENT",
    "Bits",
    "bits_of",
    "facts_of",
    "key_column",
    "observe",
    "partitions_of",
    "reasons_of",
]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

APPLICABLE, HAS_PERCENT = 0, 1


@frozen(kw_only=True)
class Bits:
    """Which bit of the column `bits` says what: the first two, then a key each, then a tier each, then a downgrade."""

    keys: range
    tiers: range
    downgrades: range


def bits_of(rubric: Rubric) -> Bits:
    """The layout of the bits under a rubric."""
    keys = range(2, 2 + len(rubric.rank.key))
    tiers = range(keys.stop, keys.stop + len(rubric.tiers))
    return Bits(keys=keys, tiers=tiers, downgrades=range(tiers.stop, tiers.stop + len(rubric.downgrades)))


def reasons_of(rubric: Rubric) -> tuple[str, ...]:
    """Why a unit is not ranked, by the code in the column `reason`; empty for one that is."""
    screens = [step.why for step in rubric.steps if isinstance(step, Screen)]
    whys = dict.fromkeys([*(exclusion.why for exclusion in rubric.exclude), *screens])
    return ("", "no-block", "not-applicable", *(f"excluded: {why}" for why in whys))


def partitions_of(rubric: Rubric) -> tuple[str, ...]:
    """The partitions that ranks, quotas and counts look at."""
    named = [rubric.rank_partition, *(tier.per for tier in rubric.tiers if tier.is_quota)]
    return tuple(name for name in dict.fromkeys(named) if name)


def key_column(rubric: Rubric, key: Key) -> str:
    """The column of a key: `score` where the printed total decides."""
    rounded = rubric.rank.value == "rounded"
    return "score" if key.name == ROOT and rounded else f"key.{key.name}"


def facts_of(sheet: Sheet, tiers: NDArray[np.intp] | None = None) -> Facts:
    """What keys and conditions look at where there is no year before."""
    codes = np.full(len(sheet), -1, dtype=np.intp) if tiers is None else tiers
    return Facts(sheet=sheet, history=no_history(len(sheet)), tiers=codes)


def is_irrational(figure: Figure) -> bool:
    """Whether the deciding values are known by their digits only, so that equality is a matter of all of them."""
    return isinstance(figure, NodeFigure) and isinstance(figure.decided, Filtered) and figure.decided.irrational


def observe(scores: Scores) -> tuple[Classes, NDArray[np.int32]]:
    """The classes of the units that were scored, and the class of each unit (units,).

    Raises
    ------
    RubricError
        Where a key has irrational values.
    DataError
        Where the units are alike in too little.
    """
    sheet, rubric = Sheet(scores), scores.rubric
    values: dict[str, tuple[Fraction, ...]] = {}
    columns: dict[str, Ints] = {"reason": _reasons(sheet)}
    for name in partitions_of(rubric):
        columns[f"part.{name}"] = sheet.parts(name).astype(np.int64)
    applicable = scores.applicable(ROOT)
    ticks = spread(scores.printed_ticks(ROOT)[0], len(sheet))
    columns["score"] = np.where(applicable, ticks, 0)
    values["maximum"], columns["maximum"] = _maxima(scores)
    flags = {APPLICABLE: applicable, HAS_PERCENT: np.asarray(scores.has_percent())}
    bits = bits_of(rubric)
    for bit, key in zip(bits.keys, rubric.rank.key, strict=True):
        figure = sheet.figure(key.name)
        flags[bit] = np.asarray(figure.known)
        name = key_column(rubric, key)
        if name not in columns:
            exact, columns[name] = _key(scores, key.name, figure)
            values |= {} if exact is None else {name: exact}
    if rubric.rank.value == "exact" and f"key.{ROOT}" not in columns:
        values[f"key.{ROOT}"], columns[f"key.{ROOT}"] = _exact(ROOT, sheet.figure(ROOT))
    flags |= _conditions(sheet, bits)
    columns["bits"] = _packed(flags, len(sheet))
    table, counts, codes = classify(columns)
    refuse_many(len(counts))
    return Classes(columns=table, counts=counts, values=values), codes


def _reasons(sheet: Sheet) -> Ints:
    codes = np.zeros(len(sheet), dtype=np.int64)
    if sheet.within != ALL:
        codes[sheet.parts(sheet.within) < 0] = 1
    codes[~sheet.scores.applicable(ROOT)] = 2
    known = {reason: code for code, reason in enumerate(reasons_of(sheet.rubric))}
    for row, why in sheet.scores.excluded.items():
        codes[row] = known[f"excluded: {why}"]
    return codes


def _conditions(sheet: Sheet, bits: Bits) -> dict[int, Bools]:
    rubric = sheet.rubric
    if not rubric.tiers:
        return {}
    facts = facts_of(sheet)
    flags = {}
    for bit, tier in zip(bits.tiers, rubric.tiers, strict=True):
        flags[bit] = meets(tier.where, facts)
        if tier.range is not None:
            flags[bit] = flags[bit] & facts.figure(ROOT).inside(tier.range)
    for bit, rule in zip(bits.downgrades, rubric.downgrades, strict=True):
        flags[bit] = meets(rule.where, facts)
    return flags


def _packed(flags: Mapping[int, Bools], units: int) -> Ints:
    packed = np.zeros(units, dtype=np.int64)
    for bit, held in flags.items():
        packed |= held.astype(np.int64) << bit
    return packed


def _maxima(scores: Scores) -> tuple[tuple[Fraction, ...], Ints]:
    """The own maximum of each unit, 0 where it has none, as codes."""
    maxima, nothing = scores.maxima(ROOT), np.zeros(len(scores), dtype=np.int64)
    if maxima is None:
        return (Fraction(0),), nothing
    if is_common(maxima):
        return (fraction_at(maxima, 0),), nothing
    live = scores.has_percent()
    rows, codes = _first_rows(order_codes(maxima, live), np.asarray(live))
    return coded([Fraction(0), *(fraction_at(maxima, row) for row in rows)], codes)


def _key(scores: Scores, name: str, figure: Figure) -> tuple[tuple[Fraction, ...] | None, Ints]:
    """A key as ticks where its printed value decides, else as codes into exact numbers; 0 where unknown."""
    rank = scores.rubric.rank
    exact = rank.value == "exact" and (name == ROOT or any(key.name == name for key in rank.by))
    if name == "percent" or exact or scores.rubric.node(name).decimals is None:
        return _exact(name, figure)
    ticks = spread(scores.printed_ticks(name)[0], len(scores))
    return None, np.where(figure.known, ticks, 0)


def _exact(name: str, figure: Figure) -> tuple[tuple[Fraction, ...], Ints]:
    if is_irrational(figure):
        node = ROOT if name == "percent" else name
        message = "its unrounded values are irrational, so whether two of them are equal is not known apart from others"
        where = RubricPath(path="total" if node == ROOT else f"node.{node}")
        raise RubricError((Problem(code="not-mergeable", where=where, message=message, hint="give it decimals"),))
    rows, codes = _first_rows(figure.codes, figure.known)
    refuse_many(len(rows))
    return coded([Fraction(0), *(figure.exact(row) for row in rows)], codes)


def _first_rows(codes: Ints, known: Bools) -> tuple[list[int], Ints]:
    """A row for each distinct code, and for every unit the number of its code from 1; 0 where unknown."""
    held = np.where(known, codes, NO_MERIT)
    distinct, first, place = np.unique(held, return_index=True, return_inverse=True)
    place = place.reshape(-1).astype(np.int64)
    if len(distinct) and distinct[0] == NO_MERIT:
        return first[1:].tolist(), place
    return first.tolist(), place + 1
