"""What is said about prizes: each winner's award and its reason, remarks on ties, shortages, open places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, partial

from attrs import frozen

from ictindex.model.collation import alphabetical
from ictindex.model.standing_rules import Key, Prize
from ictindex.model.where import Member
from ictindex.ranking.award import Award, Rival
from ictindex.ranking.facts import Facts
from ictindex.ranking.figures import Figure, more_digits
from ictindex.ranking.ladder import EDGE_RULES, Edge, Rung
from ictindex.ranking.remarks import Remark, listed
from ictindex.ranking.words import keys_text, name_of_node, name_of_part, name_of_unit

__all__ = ["EXCLUSIVE", "Deed", "awards_of", "not_given", "open_edges", "remarks_of", "waits_for"]


@frozen(kw_only=True)
class Deed:
    """One ladder that was climbed: rule, keys, part (None: all), candidates best first, and the rungs."""

    prize: Prize
    keys: tuple[Key, ...]
    part: str | None
    candidates: tuple[int, ...]
    levels: Mapping[int, int]
    rungs: tuple[Rung, ...]


def awards_of(deed: Deed, facts: Facts) -> Iterator[Award]:
    """One award per winner and role, in the order of the ladder."""
    prize = deed.prize
    places = _places(deed)
    figures = [facts.figure(key.name) for key in deed.keys]
    for rung in deed.rungs:
        against = None
        if rung.next is not None:
            against = Rival(unit=facts.sheet.ids[rung.next], values=_values(deed, figures, rung.next))
        told = _Telling(deed=deed, rung=rung, facts=facts, figures=figures)
        for row in rung.winners:
            values = _values(deed, figures, row)
            reason = partial(told.reason, row, places[row])
            for role in prize.to or (None,):
                yield Award(
                    award=prize.id,
                    prize=rung.prize.name,
                    unit=facts.sheet.ids[row],
                    role=role,
                    part=deed.part,
                    vi=prize.vi,
                    en=prize.en,
                    values=values,
                    against=against,
                    told=reason,
                )


def _places(deed: Deed) -> dict[int, int]:
    """The place of every winner among the candidates; equals share it."""
    won = {row for rung in deed.rungs for row in rung.winners}
    first: dict[int, int] = {}
    places: dict[int, int] = {}
    for place, row in enumerate(deed.candidates, 1):
        if len(places) == len(won):
            break
        shared = first.setdefault(deed.levels[row], place)
        if row in won:
            places[row] = shared
    return places


def _values(deed: Deed, figures: Sequence[Figure], row: int) -> tuple[tuple[str, Decimal | None], ...]:
    return tuple([(key.name, figure.printed(row)) for key, figure in zip(deed.keys, figures, strict=True)])


@frozen(kw_only=True, slots=False)
class _Telling:
    """The reasons of all who won on one rung; what they share is put into words once."""

    deed: Deed
    rung: Rung
    facts: Facts
    figures: Sequence[Figure]

    def reason(self, row: int, place: int) -> str:
        """Why this unit won: its place, its values, and who stood next."""
        if self.rung.prize.count is None and len(self.deed.rungs) == 1:
            return self._recognised
        text = f"{self._head}: place {place} of {self._order}: {self._said(row, self.rung.next)}"
        if self.rung.edge is not None and row in self.rung.edge.tied:
            rivals = alphabetical(name_of_unit(self.facts.sheet.rows[it]) for it in self.rung.edge.tied if it != row)
            text += f"; equal with {listed(rivals)}, {EDGE_RULES[self.deed.prize.tie].told}"
        if self.rung.next is None:
            return f"{text}; no candidate is left behind"
        rival = name_of_unit(self.facts.sheet.rows[self.rung.next])
        return f"{text}; decided against {rival}: {self._said(self.rung.next, row)}"

    @cached_property
    def _head(self) -> str:
        return f"{self.rung.prize.name} ({_title(self.deed.prize)}){_where(self.deed, self.facts)}"

    @cached_property
    def _recognised(self) -> str:
        return f"{self._head}: meets every condition, one of {len(self.deed.candidates)}"

    @cached_property
    def _order(self) -> str:
        prize = self.deed.prize
        order = f"the selector {prize.select}" if prize.select else keys_text(self.facts.sheet.rubric, self.deed.keys)
        return f"{len(self.deed.candidates)} who qualify, by {order}"

    @cached_property
    def _names(self) -> list[str]:
        return [name_of_node(self.facts.sheet.rubric, key.name) for key in self.deed.keys]

    def _said(self, row: int, other: int | None) -> str:
        """The key values of a unit, with more digits where the printed ones do not show who is ahead."""
        texts = []
        for name, figure in zip(self._names, self.figures, strict=True):
            value = figure.said(row)
            if other is not None and figure.codes[row] != figure.codes[other] and value == figure.said(other):
                value = more_digits(figure, row)
            texts.append(f"{name} {value}")
        return ", ".join(texts)


def remarks_of(deed: Deed, facts: Facts) -> Iterator[Remark]:
    """Every tie at an edge, every place that was not given, with its number (law L10)."""
    for rung in deed.rungs:
        head = f"{_title(deed.prize)}, {rung.prize}{_where(deed, facts)}"
        if rung.edge is not None:
            yield _tie(deed, rung, rung.edge, head, facts)
        elif rung.closed:
            yield _remark(deed, rung, "left-open", f"{head}: left open behind the tie that the jury decides")
        elif rung.left:
            message = f"{head}: {rung.left} of {rung.prize.count} not given, nobody else qualifies"
            yield _remark(deed, rung, "shortage", message)
        elif not rung.winners:
            yield _remark(deed, rung, "shortage", f"{head}: not given, nobody qualifies")


def _tie(deed: Deed, rung: Rung, edge: Edge, head: str, facts: Facts) -> Remark:
    units = facts.sheet.rows
    names = listed(alphabetical(name_of_unit(units[row]) for row in edge.tied))
    keys = keys_text(facts.sheet.rubric, deed.keys)
    count = len(edge.tied)
    places = f"{edge.places} place{'s' if edge.places > 1 else ''} for {count} units"
    message = f"{head}: {names} are equal in {keys} at the edge ({places}); {EDGE_RULES[deed.prize.tie].told}"
    return _remark(deed, rung, "prize-tie", message, [facts.sheet.ids[row] for row in edge.tied])


def _remark(deed: Deed, rung: Rung, code: str, message: str, units: Sequence[str] = ()) -> Remark:
    subject = "/".join(filter(None, (f"award.{deed.prize.id}", rung.prize.name, deed.part)))
    return Remark(code=code, message=message, units=tuple(units), subject=subject, left=rung.left)


# Stands for the prizes of exclusive awards in what is still open.
EXCLUSIVE = "/exclusive"


def open_edges(deed: Deed) -> Iterator[frozenset[int]]:
    """The units of every tie that is left to the jury."""
    if deed.prize.tie == "jury":
        yield from (frozenset(rung.edge.tied) for rung in deed.rungs if rung.edge is not None)


def waits_for(prize: Prize, pending: Mapping[str, frozenset[int]], facts: Facts) -> Iterator[Remark]:
    """A remark where a prize looks at earlier ones that the jury has still to decide."""
    conditions = () if prize.among is None else prize.among.walk()
    named = {
        name
        for it in conditions
        if isinstance(it, Member) and it.subject == "prize"
        for name in (*it.names, *it.none_of)
    }
    rows = sorted(frozenset().union(*(pending.get(name, frozenset()) for name in (*named, EXCLUSIVE))))
    if rows:
        units = [facts.sheet.rows[row] for row in rows]
        names = listed(alphabetical(map(name_of_unit, units)))
        message = (
            f"{_title(prize)}: an earlier prize among {names} is left to the jury, whose decision can change this one"
        )
        ids = tuple(sorted(unit.id for unit in units))
        yield Remark(code="waits-for-jury", message=message, units=ids, subject=f"award.{prize.id}")


def not_given(prize: Prize, why: str) -> Remark:
    """The remark on a prize that cannot be decided at all."""
    left = sum(it.count or 0 for it in prize.prizes)
    return Remark(
        code="not-given", message=f"{_title(prize)}: not given, {why}", subject=f"award.{prize.id}", left=left
    )


def _title(prize: Prize) -> str:
    return prize.vi or prize.en or prize.id


def _where(deed: Deed, facts: Facts) -> str:
    return "" if deed.part is None else f" in {name_of_part(facts.sheet.rubric, deed.prize.per, deed.part)}"
