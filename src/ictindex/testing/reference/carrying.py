"""Carrying along a lineage: each value asked for where it comes from, day by day, straight from the events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ictindex.model import Event, Lineage

__all__ = ["ReferenceCarried", "carry"]

Row = Mapping[str, Fraction]
# What a unit is made of, with the share of each part where the event writes one; None where no event touched it.
Parts = Sequence[tuple[str, Fraction | None]]


@dataclass(frozen=True)
class ReferenceCarried:
    """Values by unit of the other day, and the codes of the remarks by unit that has none, or that is none."""

    values: Mapping[str, Row]
    why: Mapping[str, str]
    gone: frozenset[tuple[str, str]]


def carry(
    lineage: Lineage,
    table: Mapping[str, Row],
    start: date,
    end: date,
    *,
    weights: Mapping[str, Fraction] | None = None,
) -> ReferenceCarried:
    """Carry a `table` along a `lineage` from the day `start` to the day `end`, which may be the earlier one.

    `weights` are sizes of the units; without them all count alike.
    """
    way = _Way(lineage, start, end, table, weights)
    found = {unit: way.known(unit, len(way.days)) for unit in way.alive(end)}
    values = {unit: it for unit, it in found.items() if isinstance(it, dict)}
    why = {unit: it for unit, it in found.items() if isinstance(it, str)}
    gone = {(unit, "not-in-lineage") for unit in table if unit not in way.alive(start)}
    gone |= {(unit, "unknown-size") for unit in weights or () if unit not in way.alive(start)}
    gone |= set(way.ended())
    return ReferenceCarried(values, why, frozenset(gone))


class _Way:
    """The days on the way, in the order in which they are passed; on day 0 the table is as it is given."""

    def __init__(
        self,
        lineage: Lineage,
        start: date,
        end: date,
        table: Mapping[str, Row],
        weights: Mapping[str, Fraction] | None,
    ) -> None:
        self.lineage, self.start, self.table, self.weights = lineage, start, table, weights
        self.back = end < start
        first, last = min(start, end), max(start, end)
        self.days = sorted({it.on for it in lineage.events if first < it.on <= last}, reverse=self.back)

    def alive(self, day: date) -> set[str]:
        """The codes on a day."""
        units = {it.id for it in self.lineage.units}
        for on in sorted({it.on for it in self.lineage.events if it.on <= day}):
            units -= {old for event in self.events(on) for old in event.before}
            units |= {new.id for event in self.events(on) for new in event.after}
        return units

    def events(self, day: date) -> list[Event]:
        """The events of a day."""
        return [event for event in self.lineage.events if event.on == day]

    def parts(self, unit: str, passed: int) -> Parts | None:
        """What a unit is made of, seen from the other side of the day that was passed last."""
        events = self.events(self.days[passed - 1])
        if self.back:
            mine = [event for event in events if unit in event.before]
            return [(new.id, None) for event in mine for new in event.after] if mine else None
        mine = [event for event in events if unit in [new.id for new in event.after]]
        shares = {old: Fraction(share) for event in mine for old, share in event.weights}
        return [(old, shares.get(old)) for event in mine for old in event.before] if mine else None

    def goes(self, unit: str, passed: int) -> int:
        """Into how many units a unit goes on the day that is passed next."""
        events = self.events(self.days[passed])
        if self.back:
            return sum(len(event.before) for event in events if unit in [new.id for new in event.after])
        return sum(len(event.after) for event in events if unit in event.before)

    def known(self, unit: str, passed: int) -> Row | str | None:
        """Its values after so many days, or the code of the reason for none; None where nothing is known of it."""
        if passed == 0:
            return dict(self.table[unit]) if unit in self.table else None
        parts = self.parts(unit, passed)
        if parts is None:
            return self.known(unit, passed - 1)
        if not parts:
            return "abolished" if self.back else "founded"
        found = {part: self.known(part, passed - 1) for part, _ in parts}
        if all(it is None for it in found.values()):
            return None
        if any(self.goes(part, passed - 1) > 1 for part in found):
            return "merged" if self.back else "divided"
        return self.joined(parts, found, passed)

    def joined(self, parts: Parts, found: Mapping[str, Row | str | None], passed: int) -> Row | str:
        """The mean of parts that go nowhere else, or the code of the reason for none."""
        lost = [it for it in found.values() if isinstance(it, str)]
        rows = {part: it for part, it in found.items() if isinstance(it, dict)}
        if lost:
            return "no-value" if rows and lost[0] in ("founded", "abolished") else lost[0]
        names = {name for row in rows.values() for name in row}
        if len(rows) < len(parts) or any(row.keys() != names for row in rows.values()):
            return "no-value"
        shares = self.shares(parts, passed - 1)
        if shares is None:
            return "no-size"
        return {name: sum((shares[part] * rows[part][name] for part in rows), Fraction(0)) for name in names}

    def shares(self, parts: Parts, passed: int) -> Mapping[str, Fraction] | None:
        """How much each part counts."""
        alike = {part: Fraction(1, len(parts)) for part, _ in parts}
        if len(parts) == 1:
            return alike
        if self.weights is None:
            written = {part: share for part, share in parts if share is not None}
            return written or alike
        sizes = {part: self.size(part, passed) for part, _ in parts}
        known = {part: size for part, size in sizes.items() if size is not None}
        total = sum(known.values(), Fraction(0))
        if len(known) < len(parts) or total == 0:
            return None
        return {part: size / total for part, size in known.items()}

    def size(self, unit: str, passed: int) -> Fraction | None:
        """The size of a unit: that of all that it is made of."""
        if self.weights is None:
            return None
        if passed == 0:
            return self.weights.get(unit)
        parts = self.parts(unit, passed)
        if parts is None:
            return self.size(unit, passed - 1)
        sizes = [self.size(part, passed - 1) for part, _ in parts]
        known = [size for size in sizes if size is not None]
        return sum(known, Fraction(0)) if parts and len(known) == len(parts) else None

    def ended(self) -> list[tuple[str, str]]:
        """Units with values that go into nothing on some day."""
        code = "founded" if self.back else "abolished"
        found = []
        for passed, day in enumerate(self.days):
            here: Callable[[Event], list[str]] = (
                (lambda event: [new.id for new in event.after]) if self.back else (lambda event: list(event.before))
            )
            touched = {unit for event in self.events(day) for unit in here(event)}
            found += [
                (unit, code)
                for unit in touched
                if self.goes(unit, passed) == 0 and isinstance(self.known(unit, passed), dict)
            ]
        return found
