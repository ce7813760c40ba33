"""Awards in list order: who stands for a prize, the ladder in each part, five rules for a tie at its edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ictindex.model import Prize, Where
from ictindex.testing.reference.history import Change
from ictindex.testing.reference.members import holds
from ictindex.testing.reference.numbers import Number
from ictindex.testing.reference.order import Comparison, compare_by, drawn_first, groups_of, in_turn
from ictindex.testing.reference.scores import ReferenceScores

__all__ = ["AwardTie", "Grant", "Granting", "grant_awards"]


@dataclass(frozen=True)
class Grant:
    """One prize given: to a unit, or to the person in a role there."""

    award: str
    prize: str
    unit: str
    role: str | None
    part: str = ""


@dataclass(frozen=True)
class AwardTie:
    """Equals at the edge of a prize, for how many of them there was a place, and the rule applied."""

    award: str
    prize: str
    part: str
    units: tuple[str, ...]
    places: int
    rule: str


@dataclass(frozen=True)
class Granting:
    """Everything about the prizes.

    `left` counts the places of a prize that nobody got, by (award, prize, part); `not_given` names the awards
    that need a previous ranking where there is none.
    """

    grants: tuple[Grant, ...]
    ties: tuple[AwardTie, ...]
    left: Mapping[tuple[str, str, str], int]
    not_given: tuple[str, ...]


class _Desk:
    """What has been given so far."""

    def __init__(
        self,
        scores: ReferenceScores,
        ranked: Sequence[str],
        tiers: Mapping[str, str],
        changes: Mapping[str, Change],
        last: Comparison,
        listing: Comparison,
    ) -> None:
        self.scores = scores
        self.ranked = ranked
        self.tiers = tiers
        self.changes = changes
        self.last = last
        self.listing = listing
        self.grants: list[Grant] = []
        self.ties: list[AwardTie] = []
        self.left: dict[tuple[str, str, str], int] = {}
        self.out: set[str] = set()

    def value(self, unit: str, name: str) -> Number | None:
        """The value of a key."""
        change = self.changes[unit]
        if name == "change":
            return None if change.places is None else Fraction(change.places)
        if name == "change_points":
            return change.points
        return self.scores.number(unit, name)[0]

    def eligible(self, where: Where | None, unit: str) -> bool:
        """Whether a unit meets the condition, with what has been won in earlier awards."""
        names = {
            **self.scores.names[unit],
            "tier": frozenset({self.tiers[unit]} if unit in self.tiers else ()),
            "prize": frozenset(
                name
                for grant in self.grants
                if grant.unit == unit
                for name in (grant.prize, grant.award, f"{grant.award}/{grant.prize}")
            ),
            "change": frozenset({"new"} if self.changes[unit].reason == "new" else ()),
        }
        return holds(where, names, lambda subject: self._number(unit, subject))

    def _number(self, unit: str, subject: str) -> tuple[Number | None, Number | None]:
        if subject in ("change", "change_points"):
            return self.value(unit, subject), None
        return self.scores.number(unit, subject)

    def give(self, award: Prize) -> None:
        """Give one award in all its parts; nothing that it gives is seen by its own condition."""
        keys = award.by or self.scores.rubric.rank.by
        candidates = [
            unit
            for unit in self.ranked
            if unit not in self.out
            and all(self.value(unit, key.name) is not None for key in keys)
            and self.eligible(award.among, unit)
        ]
        rows: list[Grant] = []
        for part, units in self._parts(award, candidates):
            for prize, winners in self._ladder(award, part, units):
                rows += [Grant(award.id, prize, unit, role, part) for unit in winners for role in (award.to or (None,))]
        self.grants += rows
        if award.exclusive:
            self.out |= {grant.unit for grant in rows}

    def _parts(self, award: Prize, candidates: list[str]) -> list[tuple[str, list[str]]]:
        partition = self.scores.rubric.partition(award.per)
        if partition is None:
            return [("", candidates)]
        return [
            (part, [unit for unit in candidates if part in self.scores.names[unit][partition.name]])
            for part in partition.part_ids()
        ]

    def _ladder(self, award: Prize, part: str, units: list[str]) -> list[tuple[str, list[str]]]:
        """Prize by prize; `waiting` holds those who have none yet, best first, equals together."""
        equal = compare_by(award.by or self.scores.rubric.rank.key, self.value)
        waiting = groups_of(units, equal, self.listing)
        given: list[tuple[str, list[str]]] = []
        open_to_jury = False
        for prize in award.prizes:
            winners: list[str] = []
            count = sum(map(len, waiting)) if prize.count is None else prize.count
            while waiting and len(winners) < count and not open_to_jury:
                places = count - len(winners)
                group = waiting[0]
                if len(group) <= places:
                    winners += waiting.pop(0)
                    continue
                self.ties.append(AwardTie(award.id, prize.name, part, tuple(sorted(group)), places, award.tie))
                if award.tie == "extend":
                    winners += waiting.pop(0)
                elif award.tie in ("break", "lot"):
                    ordered = [unit for (unit,) in groups_of(group, self._breaker(award))]
                    winners += ordered[:places]
                    waiting[0] = ordered[places:]
                elif award.tie == "jury":
                    open_to_jury = True
                break
            given.append((prize.name, winners))
            if prize.count is not None and len(winners) < count:
                self.left[award.id, prize.name, part] = count - len(winners)
        return given

    def _breaker(self, award: Prize) -> Comparison:
        rank = self.scores.rubric.rank
        if award.tie == "lot":
            return drawn_first(award.seed or rank.seed)
        broken = [compare_by(keys, self.value) for keys in (award.break_by, rank.break_by)]
        return in_turn(*broken, self.last)


def grant_awards(
    scores: ReferenceScores,
    ranked: Sequence[str],
    *,
    tiers: Mapping[str, str],
    changes: Mapping[str, Change],
    last: Comparison,
    listing: Comparison,
    comparable: tuple[bool, bool],
) -> Granting:
    """Give all awards in list order.

    `listing` is the order in which equals stand in lists, which decides nothing; `comparable` says whether ranks and
    scores have a year before to look at.

    Raises
    ------
    ValueError
        For an award whose winners a plugin selects; the reference knows none.
    """
    desk = _Desk(scores, ranked, tiers, changes, last, listing)
    not_given = []
    for award in scores.rubric.awards:
        if award.select:
            msg = f"the award {award.id} is selected by the plugin {award.select}"
            raise ValueError(msg)
        if any(not known for known in _looks_back(award, comparable)):
            not_given.append(award.id)
        else:
            desk.give(award)
    return Granting(tuple(desk.grants), tuple(desk.ties), desk.left, tuple(not_given))


def _looks_back(award: Prize, comparable: tuple[bool, bool]) -> list[bool]:
    """For each change that the award orders by or asks for, whether there is anything to compare with."""
    subjects = set() if award.among is None else set(award.among.subjects())
    subjects |= {key.name for key in award.by}
    return [known for name, known in zip(("change", "change_points"), comparable, strict=True) if name in subjects]
