"""Which key separated whom: units that are equal in the first key and not in a later one."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np

from ictindex.language import Listed, Sentence, sentence
from ictindex.model.standing_rules import Key
from ictindex.ranking.figures import apart
from ictindex.ranking.places import Places, divisions_of, groups_of_equals
from ictindex.ranking.remarks import Remark
from ictindex.ranking.sheet import Sheet
from ictindex.ranking.words import UnitNames, name_of_node

__all__ = ["first_difference", "separations"]


def separations(sheet: Sheet, places: Places) -> tuple[Remark, ...]:
    """A remark for every group of units that are equal in the first key and that later keys put in order."""
    first, *later = sheet.rubric.rank.key
    if not later:
        return ()
    merits = np.asarray(sheet.merits((first,)))
    told: dict[tuple[Sentence, ...], tuple[int, ...]] = {}
    for division in divisions_of(sheet):
        for group in groups_of_equals(merits, [division], places.ranked):
            ordered = sorted(group, key=lambda row: (-places.merits[row], sheet.ids[row]))
            steps = [list(equal) for _, equal in groupby(ordered, key=lambda row: places.merits[row])]
            said = tuple(step for pair in pairwise(steps) if (step := _told(sheet, tuple(later), pair)) is not None)
            if said:
                # The order among all may say what the order in a block said already.
                told.setdefault(said, tuple(ordered))
    key = name_of_node(sheet.rubric, first.name)
    return tuple(
        Remark(
            code="tie-broken",
            sentence=sentence("tie-broken", key=key, steps=Listed(said, "; ")),
            units=[sheet.ids[row] for row in rows],
            subject="rank",
        )
        for said, rows in told.items()
    )


def first_difference(sheet: Sheet, keys: tuple[Key, ...], one: int, other: int) -> Key | None:
    """The first of some keys that two units differ in."""
    for key in keys:
        figure = sheet.figure(key.name)
        alike = figure.known[one] == figure.known[other] and figure.codes[one] == figure.codes[other]
        if not alike:
            return key
    return None


def _told(sheet: Sheet, keys: tuple[Key, ...], pair: tuple[list[int], list[int]]) -> Sentence | None:
    """Who stands before whom by which key, those who share a place together; None where no key says so."""
    above, below = pair[0][0], pair[1][0]
    key = first_difference(sheet, keys, above, below)
    if key is None:
        return None
    mine, theirs = apart(sheet.figure(key.name), above, below)
    first, second = (UnitNames(sheet.rows[row] for row in rows) for rows in pair)
    name = name_of_node(sheet.rubric, key.name)
    return sentence("tie-step", above=first, below=second, key=name, mine=mine, theirs=theirs)
