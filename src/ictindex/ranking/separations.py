"""Which key separated whom: units that are equal in the first key and not in a later one."""

from __future__ import annotations

from itertools import groupby, pairwise

import numpy as np

from ictindex.model.collation import alphabetical
from ictindex.model.standing_rules import Key
from ictindex.ranking.figures import more_digits
from ictindex.ranking.places import Places, divisions_of, groups_of_equals
from ictindex.ranking.remarks import Remark, listed
from ictindex.ranking.sheet import Sheet
from ictindex.ranking.words import name_of_node, name_of_unit

__all__ = ["first_difference", "separations"]


def separations(sheet: Sheet, places: Places) -> tuple[Remark, ...]:
    """A remark for every group of units that are equal in the first key and that later keys put in order."""
    first, *later = sheet.rubric.rank.key
    if not later:
        return ()
    merits = np.asarray(sheet.merits((first,)))
    told: dict[str, tuple[int, ...]] = {}
    for division in divisions_of(sheet):
        for group in groups_of_equals(merits, [division], places.ranked):
            ordered = sorted(group, key=lambda row: (-places.merits[row], sheet.ids[row]))
            steps = [list(equal) for _, equal in groupby(ordered, key=lambda row: places.merits[row])]
            said = [text for pair in pairwise(steps) if (text := _told(sheet, tuple(later), pair))]
            if said:
                # The order among all may say what the order in a block said already.
                told.setdefault("; ".join(said), tuple(ordered))
    head = f"Equal in {name_of_node(sheet.rubric, first.name)}"
    return tuple(
        Remark(code="tie-broken", message=f"{head}: {said}", units=[sheet.ids[row] for row in rows], subject="rank")
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


def _told(sheet: Sheet, keys: tuple[Key, ...], pair: tuple[list[int], list[int]]) -> str:
    """Who stands before whom by which key, those who share a place together; empty where no key says so."""
    above, below = pair[0][0], pair[1][0]
    key = first_difference(sheet, keys, above, below)
    if key is None:
        return ""
    figure = sheet.figure(key.name)
    mine, theirs = figure.said(above), figure.said(below)
    if mine == theirs:
        mine, theirs = more_digits(figure, above), more_digits(figure, below)
    names = [listed(alphabetical(name_of_unit(sheet.rows[row]) for row in rows)) for rows in pair]
    return f"{names[0]} before {names[1]} by {name_of_node(sheet.rubric, key.name)} ({mine} against {theirs})"
