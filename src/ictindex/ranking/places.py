"""Who is ranked, in which order, and at which place: the ranked key and its last resort."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NoReturn

import numpy as np
from attrs import field, frozen
from attrs.converters import optional
from numpy.typing import NDArray

from ictindex.language import Listed, Sentence, Subject, sentence
from ictindex.model.arrays import Rebuilt, read_only, somewhere
from ictindex.model.collation import alphabetical, collation_key
from ictindex.model.nodes import ROOT
from ictindex.model.problems import TieRefused
from ictindex.model.standing_rules import RankRule
from ictindex.ranking.order import NO_MERIT, TIES, from_zero, merged, rank_many
from ictindex.ranking.remarks import Remark
from ictindex.ranking.sheet import Sheet
from ictindex.ranking.words import ids_or_names, key_ids
from ictindex.scoring.cohort import Cohort

__all__ = ["Places", "divisions_of", "groups_of_equals", "place_units"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@frozen(kw_only=True, eq=False, slots=False)
class Places(Rebuilt):
    """Who is ranked, the ranked key as one merit, ranks inside `block` and over all; arrays are (units,).

    Ranks are 0 where a unit is not ranked; `overall` is None where the rubric ranks inside blocks only.
    """

    sheet: Sheet = field(repr=False)
    ranked: Bools = field(converter=read_only)
    merits: Ints = field(converter=read_only)
    ranks: NDArray[np.int32] = field(converter=read_only)
    overall: NDArray[np.int32] | None = field(converter=optional(read_only))
    reasons: Mapping[int, str]
    remarks: tuple[Remark, ...]

    @cached_property
    def listed(self) -> NDArray[np.intp]:
        """(units,) rows by merit, those that are not ranked last, equals by name."""
        return read_only(self.sheet.listed(self.merits))


def place_units(sheet: Sheet) -> Places:
    """Order the units that are ranked by the ranked key, and number them.

    Raises
    ------
    TieRefused
        If the rubric refuses ties and there is one; the message names the units.
    """
    rule = sheet.rubric.rank
    parts = sheet.parts(sheet.within)
    reasons = _reasons(sheet)
    ranked = np.ones(len(sheet), dtype=np.bool_)
    ranked[list(reasons)] = False
    merits = sheet.merits(rule.key)
    if somewhere(ranked & (merits == NO_MERIT)):
        # A ranked unit whose key is unknown still stands above the units that are not ranked.
        merits = from_zero(merits)
    if reasons:
        merits = np.where(ranked, merits, NO_MERIT)
    merits, remarks = _LAST[rule.last](merits, ranked, sheet)
    method = TIES[rule.ties]
    if not sheet.rubric.rank_partition or rule.overall:
        divisions = (parts, np.zeros_like(parts))
        ranks, overall = (rank_many(merits[None, :], it, ranked[None, :], method)[0] for it in divisions)
    else:
        ranks, overall = rank_many(merits[None, :], parts, ranked[None, :], method)[0], None
    return Places(
        sheet=sheet,
        ranked=ranked,
        merits=merits,
        ranks=ranks,
        overall=overall,
        reasons=reasons,
        remarks=(*_of_no_part(sheet, ranked), *remarks),
    )


def _reasons(sheet: Sheet) -> dict[int, str]:
    """Why units are not ranked, by row."""
    reasons = dict.fromkeys(sheet.scores.cohort.once(_homeless).get(sheet.within, ()), "no-block")
    reasons.update(dict.fromkeys((~sheet.scores.applicable(ROOT)).nonzero()[0].tolist(), "not-applicable"))
    reasons.update((row, f"excluded: {why}") for row, why in sheet.scores.excluded.items())
    return reasons


def _homeless(cohort: Cohort) -> Mapping[str, Sequence[int]]:
    """The rows that are in no part, by partition; partitions that hold everybody are left out."""
    rows = {it.name: (cohort.codes(it.name) < 0).nonzero()[0].tolist() for it in cohort.rubric.partitions}
    return MappingProxyType({name: found for name, found in rows.items() if found})


def _of_no_part(sheet: Sheet, ranked: Bools) -> list[Remark]:
    """Units that the conditions of a partition leave in no part; the block's are not ranked for it."""
    remarks = []
    for partition, rows in sheet.scores.cohort.once(_homeless).items():
        is_block = partition == sheet.within
        counted = sheet.scores.cohort.active if is_block else ranked
        units = {sheet.ids[row]: sheet.rows[row] for row in rows if counted[row]}
        if units:
            lost = alphabetical(units)
            names = ids_or_names(units[unit] for unit in lost)
            told = sentence("no-part-unranked" if is_block else "no-part", partition=Subject(partition), units=names)
            remarks.append(Remark(code="no-part", sentence=told, units=lost, subject=f"partition.{partition}"))
    return remarks


def groups_of_equals(merits: Ints, divisions: Sequence[NDArray[np.intp]], ranked: Bools) -> list[list[int]]:
    """Rows that share a merit inside a part of any division, each group once, best first."""
    rows = np.flatnonzero(ranked)
    found: dict[tuple[int, ...], None] = {}
    for parts in divisions:
        order = rows[np.lexsort((-merits[rows], parts[rows]))]
        same = (merits[order][1:] == merits[order][:-1]) & (parts[order][1:] == parts[order][:-1])
        for group in np.split(order, np.flatnonzero(~same) + 1):
            if len(group) > 1:
                found[tuple(group.tolist())] = None
    return [list(group) for group in found]


def divisions_of(sheet: Sheet) -> list[NDArray[np.intp]]:
    """The divisions that ranks are inside of: the blocks, and all units together where those are ranked too."""
    parts = sheet.parts(sheet.within)
    return [parts, np.zeros_like(parts)] if sheet.rubric.rank.overall else [parts]


def _share(merits: Ints, ranked: Bools, sheet: Sheet) -> tuple[Ints, list[Remark]]:
    del ranked, sheet
    return merits, []


def _separate(merits: Ints, ranked: Bools, sheet: Sheet) -> tuple[Ints, list[Remark]]:
    from ictindex.ranking.lots import SEPARATING  # most rubrics let equals share

    rule = sheet.rubric.rank
    places = np.zeros(len(merits), dtype=np.int64)
    for group in groups_of_equals(merits, [np.zeros(len(merits), dtype=np.intp)], ranked):
        for place, row in enumerate(SEPARATING[rule.last](group, sheet.ids, rule.seed or "")):
            places[row] = -place
    apart = np.where(ranked, merged([merits, places]), NO_MERIT)
    told = sentence(f"rank-tie-{rule.last}", seed=rule.seed)
    groups = groups_of_equals(merits, divisions_of(sheet), ranked)
    return apart, [_tie(sheet, sorted(group, key=lambda row: -apart[row]), told) for group in groups]


def _jury(merits: Ints, ranked: Bools, sheet: Sheet) -> tuple[Ints, list[Remark]]:
    groups = groups_of_equals(merits, divisions_of(sheet), ranked)
    told = sentence("rank-tie-jury")
    return merits, [_tie(sheet, sorted(group, key=lambda row: collation_key(sheet.ids[row])), told) for group in groups]


def _refuse(merits: Ints, ranked: Bools, sheet: Sheet) -> tuple[Ints, list[Remark]]:
    groups = groups_of_equals(merits, divisions_of(sheet), ranked)
    if groups:
        _refused(sheet.rubric.rank, groups, sheet.ids)
    return merits, []


def _refused(rule: RankRule, groups: Sequence[Sequence[int]], ids: Sequence[str]) -> NoReturn:
    keys = ", ".join(map(str, rule.key))
    named = [alphabetical(ids[row] for row in group) for group in groups]
    ties = Listed(map(Listed, named), "; ")
    msg = f"the rubric refuses ties, and these units are equal in {keys}: {ties}"
    raise TieRefused(msg, groups=named)


def _tie(sheet: Sheet, group: Sequence[int], effect: Sentence) -> Remark:
    names = ids_or_names(sheet.rows[row] for row in group)
    told = sentence("rank-tie", keys=key_ids(sheet.rubric, sheet.rubric.rank.key), units=names, effect=effect)
    return Remark(code="rank-tie", sentence=told, units=[sheet.ids[row] for row in group], subject="rank")


# What rank.last does with units that are equal in every key.
_LAST: Mapping[str, Callable[[Ints, Bools, Sheet], tuple[Ints, list[Remark]]]] = MappingProxyType(
    {"share": _share, "id": _separate, "lot": _separate, "jury": _jury, "refuse": _refuse}
)
