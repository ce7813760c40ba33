"""Values carried along a lineage, exact, and by name whatever cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from attrs import define, field, frozen

from ictindex.language import Listed, Sentence, Told, sentence
from ictindex.model.days import as_code
from ictindex.model.lineage import Identity, Passage, Stage
from ictindex.model.numbers import HALVES, as_decimal, decimal_of_ticks, round_ticks
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.text import shown
from ictindex.model.typed import expect

__all__ = ["Carried", "NotCarried", "Row", "Table", "carry"]

_MOST_DECIMALS = 18
# Nothing stands on the other side of the day, seen from either side.
_FOUNDED, _ABOLISHED = "founded", "abolished"

Row: TypeAlias = Mapping[str, Fraction]
# Numbers by unit code and name of the value; None is a value that is not there.
Table: TypeAlias = Mapping[str, Mapping[str, object]]


@frozen(kw_only=True)
class NotCarried(Told):
    """A unit without a value, and why.

    `code` is ``divided`` (it has a part of a unit that was divided), ``merged`` (going back: its value is one with
    that of others), ``founded``, ``abolished``, ``no-value`` (something that it is made of has no value),
    ``no-size``, ``not-in-lineage`` or ``unknown-size`` (a size is given for a unit that is none on the day of the
    table, and counts for nobody). `of` holds the codes of the units that stand in the way.
    """

    id: str
    code: str
    sentence: Sentence
    of: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class Carried:
    """A table on the units of another day.

    `values` are exact; `sources` names, for each unit that has values, the codes in the table that they come from;
    `kept` are the units that are the same on both days, or have only another code.
    """

    passage: Passage
    values: Mapping[str, Row]
    sources: Mapping[str, tuple[str, ...]]
    remarks: tuple[NotCarried, ...] = ()

    @property
    def kept(self) -> frozenset[str]:
        """The units whose values were taken over as they are."""
        return frozenset(unit for unit, sources in self.sources.items() if len(sources) == 1)

    def rounded(self, decimals: int, half: str = "up") -> Mapping[str, Mapping[str, Decimal]]:
        """The values with so many decimals, an exact half as `half` says.

        Raises
        ------
        ValueError
            If `decimals` is no whole number from 0 to 18, or `half` no rule for halves.
        """
        if type(decimals) is not int or not 0 <= decimals <= _MOST_DECIMALS:
            msg = f"decimals: expected a whole number from 0 to {_MOST_DECIMALS}, found {shown(decimals)}"
            raise ValueError(msg)
        if half not in tuple(HALVES):
            msg = f"half: expected one of {', '.join(HALVES)}; found {shown(half)}"
            raise ValueError(msg)
        return {
            unit: {name: decimal_of_ticks(round_ticks(value, decimals, half), decimals) for name, value in row.items()}
            for unit, row in self.values.items()
        }


@define
class _State:
    """A table on its way: what is known of each unit, and why nothing is known of others."""

    rows: dict[str, Row]
    sources: dict[str, tuple[str, ...]]
    sizes: dict[str, Fraction] | None
    lost: dict[str, NotCarried] = field(factory=dict)


def carry(passage: Passage, table: Table, *, back: bool) -> Carried:
    """Carry a table forward, or back; see `Lineage.carry_forward`.

    >>> from datetime import date
    >>> from ictindex.model import Event, Lineage, LineageUnit
    >>> day = date(2025, 7, 1)
    >>> merge = Event(kind="merge", on=day, before=["a", "b"], after=[LineageUnit(id="c")])
    >>> units = [LineageUnit(id="a"), LineageUnit(id="b")]
    >>> lineage = Lineage(id="x/y@1", valid=(date(2025, 1, 1), day), units=units, events=[merge])
    >>> carried = lineage.carry_forward({"a": {"i": "0.5"}, "b": {"i": "0.6001"}}, date(2025, 6, 30), day)
    >>> carried.values["c"]["i"], carried.rounded(4)["c"]["i"]
    (Fraction(11001, 20000), Decimal('0.5501'))
    """
    here = passage.lineage.at(passage.until if back else passage.since)
    rows = _rows(table)
    remarks = [_strange(unit, passage, back=back) for unit in rows if unit not in here]
    remarks += [_sized(unit, passage, back=back) for unit, _ in passage.weights or () if unit not in here]
    rows = {unit: row for unit, row in rows.items() if unit in here}
    sizes = None if passage.weights is None else dict(passage.weights)
    state = _State(rows=rows, sources={unit: (unit,) for unit in rows}, sizes=sizes)
    changes = passage.changes
    eves = {after.on: before.units for before, after in pairwise(passage.lineage.stages)}
    for index in reversed(range(len(changes))) if back else range(len(changes)):
        stage = changes[index]
        step = _Step.of(stage, eves[stage.on], back=back)
        state, gone = step.taken(state)
        remarks += gone
    return Carried(
        passage=passage,
        values=MappingProxyType(state.rows),
        sources=MappingProxyType(state.sources),
        remarks=(*remarks, *(state.lost[unit] for unit in sorted(state.lost))),
    )


def _rows(table: Table) -> dict[str, Row]:
    """The numbers of a table, exact.

    Raises
    ------
    DataError
        With every code that is no text or stands twice, and every value that is no number.
    """
    expect(table, Mapping, "table", "numbers by the code of the unit and the name of the value")
    rows: dict[str, Row] = {}
    problems: list[Problem] = []
    for unit, values in table.items():
        try:
            code = as_code(unit)
            expect(values, Mapping, f'"{code}"', "numbers by the name of the value")
        except TypeError as error:
            problems.append(Problem(code="bad-unit", where=Cell(), message=str(error)))
            continue
        if code in rows:
            problems.append(Problem(code="double-id", where=Cell(), message=f'"{code}" stands twice'))
        rows[code] = _row(code, values, problems)
    if problems:
        raise DataError(tuple(problems))
    return rows


def _row(unit: str, values: Mapping[str, object], problems: list[Problem]) -> Row:
    row = {}
    for name, value in values.items():
        if value is None:
            continue
        try:
            row[str(name)] = value if isinstance(value, Fraction) else Fraction(as_decimal(value))
        except (TypeError, ValueError) as error:
            where = Cell(column=str(name))
            problems.append(Problem(code="bad-cell", where=where, message=f'"{unit}": {error}', cause=error))
    return row


def _strange(unit: str, passage: Passage, *, back: bool) -> NotCarried:
    day = passage.until if back else passage.since
    told = sentence("lost-not-in-lineage", lineage=passage.lineage.id, unit=unit, day=day.isoformat())
    return NotCarried(id=unit, code="not-in-lineage", sentence=told)


def _sized(unit: str, passage: Passage, *, back: bool) -> NotCarried:
    """Of a size that counts for nobody, perhaps for a slip in its code."""
    strange = _strange(unit, passage, back=back)
    told = sentence("lost-unknown-size", unit=unit, strange=strange.sentence)
    return NotCarried(id=unit, code="unknown-size", sentence=told)


@frozen(kw_only=True)
class _Step:
    """One day's events, read in the direction in which a table goes."""

    here: Mapping[str, Identity]
    there: Mapping[str, Identity]
    # By code there, what it is made of here, with the shares that the event writes.
    made_of: Mapping[str, tuple[tuple[str, Fraction | None], ...]]
    # By code here, into how many units it goes.
    goes: Mapping[str, int]
    stays: frozenset[str]
    back: bool

    @classmethod
    def of(cls, stage: Stage, eve: Mapping[str, Identity], *, back: bool) -> _Step:
        here, there = (stage.units, eve) if back else (eve, stage.units)
        made_of: dict[str, list[tuple[str, Fraction | None]]] = {}
        goes: dict[str, int] = {}
        for old, new, share in stage.links:
            source, target = (new, old) if back else (old, new)
            made_of.setdefault(target, []).append((source, None if back else share))
            goes[source] = goes.get(source, 0) + 1
        moved = {old if back else new for old, new, _ in stage.links}
        stays = {unit for unit in there if unit not in moved and unit in here and here[unit] == there[unit]}
        return cls(
            here=here,
            there=there,
            made_of={unit: tuple(parts) for unit, parts in made_of.items()},
            goes=goes,
            stays=frozenset(stays),
            back=back,
        )

    def taken(self, state: _State) -> tuple[_State, list[NotCarried]]:
        """The table on the units there, and what ends here with a value."""
        after = _State(rows={}, sources={}, sizes=None if state.sizes is None else {})
        for unit in self.there:
            parts = ((unit, None),) if unit in self.stays else self.made_of.get(unit, ())
            self._give(unit, parts, state, after)
        gone = [
            self._lost(unit, _FOUNDED if self.back else _ABOLISHED, (unit,), self.here)
            for unit in sorted(state.rows)
            if unit not in self.stays and unit not in self.goes
        ]
        return after, gone

    def _give(self, unit: str, parts: tuple[tuple[str, Fraction | None], ...], state: _State, after: _State) -> None:
        names = tuple(part for part, _ in parts)
        if state.sizes is not None and after.sizes is not None and all(name in state.sizes for name in names) and names:
            after.sizes[unit] = sum((state.sizes[name] for name in names), Fraction(0))
        present = [name for name in names if name in state.rows]
        broken = [name for name in names if self.goes.get(name, 1) > 1]
        lost = [name for name in names if name in state.lost]
        if unit in self.stays and lost:
            after.lost[unit] = state.lost[unit]
        elif not names:
            after.lost[unit] = self._lost(unit, _ABOLISHED if self.back else _FOUNDED, (), self.there)
        elif broken and (present or lost):
            word = "merged" if self.back else "divided"
            after.lost[unit] = self._lost(unit, word, broken, self.there, others=self._named(broken))
        elif lost:
            first = state.lost[lost[0]]
            # What joined something new with something old is not new.
            code = "no-value" if present and first.code in ("founded", "abolished") else first.code
            after.lost[unit] = self._lost(unit, code, lost, self.there, told="made-of", first=first.sentence)
        elif present:
            self._join(unit, parts, state, after)

    def _join(self, unit: str, parts: tuple[tuple[str, Fraction | None], ...], state: _State, after: _State) -> None:
        names = [part for part, _ in parts]
        absent = [name for name in names if name not in state.rows]
        known = {name for part in names for name in state.rows.get(part, ())}
        gaps = [part for part in names if part not in absent and known - state.rows[part].keys()]
        shares = _shares(parts, state.sizes)
        if absent or gaps:
            gone = (*absent, *gaps)
            after.lost[unit] = self._lost(unit, "no-value", gone, self.there, others=self._named(gone))
        elif shares is None:
            sizeless = [name for name in names if name not in (state.sizes or {})]
            of, told = (sizeless, "no-size") if sizeless else (names, "size-zero")
            after.lost[unit] = self._lost(unit, "no-size", of, self.there, told=told, others=self._named(of))
        else:
            after.rows[unit] = {
                name: sum((shares[part] * state.rows[part][name] for part in names), Fraction(0))
                for name in state.rows[names[0]]
            }
            after.sources[unit] = tuple(sorted({it for part in names for it in state.sources[part]}))

    def _named(self, units: Iterable[str]) -> Listed:
        return Listed((str(self.here.get(unit, unit)) for unit in units), ", ")

    def _lost(
        self,
        unit: str,
        code: str,
        of: Iterable[str],
        names: Mapping[str, Identity],
        *,
        told: str = "",
        **values: object,
    ) -> NotCarried:
        """What is lost; its text is that of the code, where `told` names no other."""
        said = sentence(f"lost-{told or code}", unit=str(names.get(unit, unit)), **values)
        return NotCarried(id=unit, code=code, sentence=said, of=tuple(of))


def _shares(
    parts: tuple[tuple[str, Fraction | None], ...], sizes: Mapping[str, Fraction] | None
) -> dict[str, Fraction] | None:
    """What each part counts: by size where sizes are given, else as the event says, else alike."""
    if len(parts) == 1:
        return {parts[0][0]: Fraction(1)}
    if sizes is not None:
        total = sum((sizes.get(part, Fraction(0)) for part, _ in parts), Fraction(0))
        if any(part not in sizes for part, _ in parts) or not total:
            return None
        return {part: sizes[part] / total for part, _ in parts}
    written = {part: share for part, share in parts if share is not None}
    return written if len(written) == len(parts) else {part: Fraction(1, len(parts)) for part, _ in parts}
