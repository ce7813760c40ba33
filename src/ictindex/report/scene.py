"""What every part of the report looks at: a ranking, seen once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from ictindex.model.collation import collation_key
from ictindex.model.nodes import ROOT, Group
from ictindex.model.numbers import number_text
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Tier
from ictindex.model.units import Unit
from ictindex.ranking import Ranking, Standing
from ictindex.report.anchors import anchors_of
from ictindex.report.measures import Block, Measure, blocks_of, measures_of
from ictindex.report.palette import tier_colours
from ictindex.report.said import EN, VI, Said, localised, of_law, word
from ictindex.scoring.quantity import fraction_at
from ictindex.wording.policies import key_name

__all__ = ["Scene", "TierSeen", "key_said", "name_of"]


def name_of(unit: Unit) -> str:
    """Its name, else its id."""
    return unit.name or unit.id


def key_said(rubric: Rubric, name: str) -> Said:
    """What a key of a rank or a prize is called."""
    return Said(key_name(rubric, name, VI), key_name(rubric, name, EN))


@frozen(kw_only=True)
class TierSeen:
    """A tier with its place in the table (0 is the best) and colour.

    `name` is the word of the law, the same in every language; `title` has its English name too.
    """

    tier: Tier
    place: int
    name: str
    title: Said
    colour: str


@frozen(kw_only=True, eq=False, slots=False)
class Scene:
    """A ranking with its blocks, measures, tiers and places of units in the alphabet and in the file."""

    ranking: Ranking

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks with ranked units."""
        return blocks_of(self.ranking, word("all-units"))

    @cached_property
    def unranked(self) -> tuple[Standing, ...]:
        """The units without a rank."""
        return tuple(it for it in self.ranking.standings if it.rank is None)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Every node below the total, nodes of no total, and views."""
        return tuple(measures_of(self.ranking))

    @cached_property
    def groups(self) -> tuple[Measure, ...]:
        """What the total is made of directly."""
        top = self.ranking.rubric.tree.children.get(ROOT, ())
        return tuple(it for it in self.measures if it.id in top)

    @cached_property
    def tiers(self) -> Mapping[str, TierSeen]:
        """Tiers by id, the best first."""
        tiers = self.ranking.rubric.tiers
        colours = tier_colours(len(tiers)) if tiers else ()
        return {
            tier.id: TierSeen(
                tier=tier, place=place, name=tier.vi or tier.en or tier.id, title=of_law(tier), colour=colour
            )
            for place, (tier, colour) in enumerate(zip(tiers, colours, strict=True))
        }

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """Where each unit's sheet is, by its id."""
        return anchors_of("unit", (it.unit.id for it in self.ranking.standings))

    @cached_property
    def alphabet(self) -> Mapping[str, int]:
        """The place of each unit in the Vietnamese order of names, by its id."""
        units = [it.unit for it in self.ranking.standings]
        ordered = sorted(units, key=lambda it: (collation_key(name_of(it)), it.id))
        return {unit.id: place for place, unit in enumerate(ordered)}

    @cached_property
    def ranked_count(self) -> int:
        """How many units are ranked."""
        return sum(map(len, self.blocks))

    def key_name(self, name: str) -> Said:
        """What a key of the rank is called."""
        return key_said(self.ranking.rubric, name)

    def numbers(self, values: Iterable[Fraction]) -> Said:
        """Numbers with a dash between them, in either language."""
        text = "–".join(map(number_text, values))
        return Said(localised(text), text)

    @cached_property
    def adds_up(self) -> bool:
        """Whether what an indicator lacks the total lacks too: plain sums, no bonus, nothing clamped."""
        tree = self.ranking.rubric.tree
        around = [tree.nodes[name] for name in (ROOT, *tree.descendants(ROOT))]
        return all(not it.extra and (not isinstance(it, Group) or _is_plain_sum(it)) for it in around)

    def total_maximum(self, row: int) -> Fraction | None:
        """A unit's own maximum of the total; None where it has none."""
        return self._maxima[row]

    @cached_property
    def _maxima(self) -> list[Fraction | None]:
        maxima, bounded = self.ranking.scores.maxima(ROOT), self.ranking.scores.bounded(ROOT).tolist()
        return [fraction_at(maxima, row) if maxima is not None and has else None for row, has in enumerate(bounded)]


def _is_plain_sum(group: Group) -> bool:
    return group.aggregate == "sum" and group.cap is None and group.floor is None
