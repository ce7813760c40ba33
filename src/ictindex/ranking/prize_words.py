"""What is said about prizes: each winner's award and its reason, remarks on ties, shortages, open places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from attrs import frozen

from ictindex.language import Listed, Sayable, Sentence, sentence
from ictindex.model.standing_rules import Key, Prize
from ictindex.model.where import Member
from ictindex.ranking.award import Award, Rival
from ictindex.ranking.facts import Facts
from ictindex.ranking.figures import Figure, more_digits
from ictindex.ranking.ladder import Candidates, Edge, Rung
from ictindex.ranking.remarks import Remark
from ictindex.ranking.words import UnitNames, keys_text, name_of_node, name_of_unit, partition_and_part

__all__ = ["EXCLUSIVE", "Deed", "awards_of", "not_given", "open_edges", "remarks_of", "waits_for"]


class Deed(NamedTuple):
    """One ladder that was climbed: rule, keys, part (None: all), who stood on it, and the rungs."""

    prize: Prize
    keys: tuple[Key, ...]
    part: str | None
    candidates: Candidates
    rungs: tuple[Rung, ...]


def awards_of(deed: Deed, facts: Facts) -> list[Award]:
    """One award per winner and role, in the order of the ladder."""
    prize, ids = deed.prize, facts.sheet.ids
    part, roles = deed.part, prize.to or (None,)
    awards: list[Award] = []
    figures = [facts.figure(key.name) for key in deed.keys]
    for rung in deed.rungs:
        rows = rung.winners if rung.next is None else (*rung.winners, rung.next)
        columns = [
            [(key.name, value) for value in figure.printed_of(rows)]
            for key, figure in zip(deed.keys, figures, strict=True)
        ]
        shown = list(zip(*columns, strict=True))
        against = None if rung.next is None else Rival(ids[rung.next], shown[-1])
        told = _Telling(deed, rung, facts, figures)
        name, reason = rung.prize.name, told.reason
        # By place: to name ten values takes half as long again.
        awards += [
            Award(prize.id, name, ids[row], role, part, prize.vi, prize.en, values, against, partial(reason, row))
            for row, values in zip(rung.winners, shown, strict=False)
            for role in roles
        ]
    return awards


@frozen(slots=False)
class _Telling:
    """The reasons of all who won on one rung; what they share is made once."""

    deed: Deed
    rung: Rung
    facts: Facts
    figures: Sequence[Figure]

    def reason(self, row: int) -> Sayable:
        """Why this unit won: its place, its values, and who stood next."""
        count = len(self.deed.candidates.rows)
        if self.rung.prize.count is None and len(self.deed.rungs) == 1:
            return sentence("award-recognised", head=self._head, count=count)
        values = self._said(row, self.rung.next)
        place = self._place(row)
        told = [sentence("award-place", head=self._head, place=place, count=count, order=self._order, values=values)]
        if self.rung.edge is not None and row in self.rung.edge.tied:
            rivals = UnitNames(self.facts.sheet.rows[it] for it in self.rung.edge.tied if it != row)
            told.append(sentence("award-equal", rivals=rivals, effect=_at_edge(self.deed)))
        return Listed([*told, self._behind(row)], "; ")

    def _place(self, row: int) -> int:
        """The place of a winner among the candidates; equals share it."""
        rows, levels = self.deed.candidates
        return next(place for place, it in enumerate(rows, 1) if levels[it] == levels[row])

    def _behind(self, row: int) -> Sentence:
        if self.rung.next is None:
            return sentence("award-none-behind")
        rival = name_of_unit(self.facts.sheet.rows[self.rung.next])
        return sentence("award-against", rival=rival, values=self._said(self.rung.next, row))

    @cached_property
    def _head(self) -> Sentence:
        head = sentence("prize-of", prize=self.rung.prize.name, title=_title(self.deed.prize))
        return _placed(head, self.deed, self.facts)

    @cached_property
    def _order(self) -> Sayable:
        prize = self.deed.prize
        if prize.select:
            return sentence("by-selector", name=prize.select)
        return keys_text(self.facts.sheet.rubric, self.deed.keys)

    @cached_property
    def _names(self) -> list[str | Sentence]:
        return [name_of_node(self.facts.sheet.rubric, key.name) for key in self.deed.keys]

    def _said(self, row: int, other: int | None) -> Listed:
        """The key values of a unit, with more digits where the printed ones do not show who is ahead."""
        said = []
        for name, figure in zip(self._names, self.figures, strict=True):
            value = figure.said(row)
            if other is not None and figure.codes[row] != figure.codes[other] and value == figure.said(other):
                value = more_digits(figure, row)
            said.append(sentence("key-value", key=name, value=value))
        return Listed(said, ", ")


def remarks_of(deed: Deed, facts: Facts) -> Iterator[Remark]:
    """Every tie at an edge, every place that was not given, with its number (law L10)."""
    for rung in deed.rungs:
        if rung.edge is None and not rung.closed and not rung.left and rung.winners:
            continue
        head = _placed(sentence("prize-of-rule", title=_title(deed.prize), prize=str(rung.prize)), deed, facts)
        if rung.edge is not None:
            yield _tie(deed, rung, rung.edge, head, facts)
        elif rung.closed:
            yield _remark(deed, rung, "left-open", sentence("left-open", head=head))
        elif rung.left:
            told = sentence("shortage", head=head, left=rung.left, count=rung.prize.count)
            yield _remark(deed, rung, "shortage", told)
        else:
            yield _remark(deed, rung, "shortage", sentence("shortage-of-all", head=head))


def _tie(deed: Deed, rung: Rung, edge: Edge, head: Sentence, facts: Facts) -> Remark:
    told = sentence(
        "prize-tie",
        head=head,
        names=UnitNames(facts.sheet.rows[row] for row in edge.tied),
        keys=keys_text(facts.sheet.rubric, deed.keys),
        places=edge.places,
        count=len(edge.tied),
        effect=_at_edge(deed),
    )
    return _remark(deed, rung, "prize-tie", told, [facts.sheet.ids[row] for row in edge.tied])


def _at_edge(deed: Deed) -> Sentence:
    """What a tie at the edge does."""
    return sentence(f"edge-{deed.prize.tie}")


def _remark(deed: Deed, rung: Rung, code: str, told: Sentence, units: Sequence[str] = ()) -> Remark:
    subject = "/".join(filter(None, (f"award.{deed.prize.id}", rung.prize.name, deed.part)))
    return Remark(code=code, sentence=told, units=units, subject=subject, left=rung.left)


# Stands for the prizes of exclusive awards in what is still open.
EXCLUSIVE = "/exclusive"


def open_edges(deed: Deed) -> Iterator[frozenset[int]]:
    """The units of every tie that is left to the jury."""
    if deed.prize.tie == "jury":
        yield from (frozenset(rung.edge.tied) for rung in deed.rungs if rung.edge is not None)


def waits_for(prize: Prize, pending: Mapping[str, frozenset[int]], facts: Facts) -> Iterator[Remark]:
    """A remark where a prize looks at earlier ones that the jury has still to decide."""
    if not pending:
        return
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
        told = sentence("waits-for-jury", title=_title(prize), names=UnitNames(units))
        ids = sorted(unit.id for unit in units)
        yield Remark(code="waits-for-jury", sentence=told, units=ids, subject=f"award.{prize.id}")


def not_given(prize: Prize, why: Sentence) -> Remark:
    """The remark on a prize that cannot be decided at all."""
    told = sentence("not-given", title=_title(prize), why=why)
    left = sum(it.count or 0 for it in prize.prizes)
    return Remark(code="not-given", sentence=told, subject=f"award.{prize.id}", left=left)


def _title(prize: Prize) -> str:
    return prize.vi or prize.en or prize.id


def _placed(head: Sentence, deed: Deed, facts: Facts) -> Sentence:
    """A prize with the part that it was decided in."""
    if deed.part is None:
        return head
    return sentence("prize-in", prize=head, part=partition_and_part(facts.sheet.rubric, deed.prize.per, deed.part))
