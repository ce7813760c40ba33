"""Ranking: the order, tiers, awards and remarks that follow from scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

import attrs
import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.arrays import Rebuilt, read_only
from ictindex.model.nodes import ROOT
from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.model.problems import NotComparable, UnknownName
from ictindex.model.published import Published, PublishedRow
from ictindex.model.rubric import Rubric
from ictindex.model.text import near_hint
from ictindex.ranking.award import Award
from ictindex.ranking.conditions import Met, explain, reached
from ictindex.ranking.facts import Facts
from ictindex.ranking.history import History
from ictindex.ranking.order import TIES, rank_many
from ictindex.ranking.places import Places
from ictindex.ranking.remarks import Remark
from ictindex.ranking.sheet import ALL, Sheet
from ictindex.ranking.standing import NodeStanding, Standing, Standings
from ictindex.scoring.quantity import spread
from ictindex.scoring.scores import Scores

if TYPE_CHECKING:
    from ictindex.model.lineage import Passage

__all__ = ["Ranking"]


@frozen(kw_only=True, eq=False, repr=False, slots=False)
class Ranking(Rebuilt):
    """Standings, tiers, awards and remarks of one assessment.

    Arrays are in unit order and read-only; `order` gives the rows best first. `law_of`, `data_of` and `lineage_of`
    answer the digests, which are worked out when they are asked for. `passage` is the lineage with its two days,
    where the previous edition was carried along one.
    """

    sheet: Sheet
    places: Places
    tier_codes: NDArray[np.intp] = field(converter=read_only)
    tiers_before: NDArray[np.intp] = field(
        default=attrs.Factory(lambda self: self.tier_codes, takes_self=True), converter=read_only
    )
    history: History
    awards: tuple[Award, ...] = ()
    remarks: tuple[Remark, ...] = ()
    law_of: Callable[[], str] = str
    data_of: Callable[[], str] = str
    passage: Passage | None = None
    lineage_of: Callable[[], str] = str

    def __repr__(self) -> str:
        counts = f"{len(self)} units, {len(self.awards)} awards, {len(self.remarks)} remarks"
        return f"<Ranking {self.rubric.id} ({self.rubric.status}): {counts}>"

    def __len__(self) -> int:
        return len(self.sheet)

    def __getitem__(self, unit_id: str) -> Standing:
        """The standing of a unit.

        Raises
        ------
        UnknownName
            With the nearest unit id.
        """
        return Standing(self, self._row(unit_id))

    def _row(self, unit_id: str) -> int:
        row = self._rows.get(unit_id)
        if row is None:
            msg = f'there is no unit "{unit_id}" in this ranking: {near_hint(unit_id, self._rows)}'
            raise UnknownName(msg, name=unit_id, known=self._rows)
        return row

    @property
    def scores(self) -> Scores:
        """What was ranked."""
        return self.sheet.scores

    @property
    def rubric(self) -> Rubric:
        """The law."""
        return self.sheet.rubric

    @cached_property
    def law(self) -> str:
        """The digest of the law; empty where the caller gave none."""
        return self.law_of()

    @cached_property
    def data(self) -> str:
        """The digest of the data; empty where the caller gave none."""
        return self.data_of()

    @cached_property
    def lineage(self) -> str:
        """The digest of the lineage that the previous edition was carried along; empty where there is none."""
        return self.lineage_of()

    @property
    def previous(self) -> Published | None:
        """The previous edition that changes are against, as a table."""
        return None if self.history.edition is None else self.history.edition.table

    @property
    def standings(self) -> Standings:
        """All units best first, block by block, those that are not ranked last; equals by name."""
        return Standings(self, self.order)

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """(units,) rows in the order of the standings."""
        parts = self.sheet.parts(self.sheet.within)
        homeless = np.where(parts < 0, len(self), parts) + (len(self) + 1) * ~self.places.ranked
        best_first = self.places.listed
        return read_only(best_first[homeless[best_first].argsort(kind="stable")].astype(np.int64))

    @cached_property
    def won(self) -> Mapping[str, tuple[Award, ...]]:
        """What each unit received, by its id; units without an award are left out."""
        won: dict[str, tuple[Award, ...]] = {}
        for award in self.awards:
            won[award.unit] = (*won.get(award.unit, ()), award)
        return MappingProxyType(won)

    def ranks(self, node: str = ROOT, within: str = "block") -> NDArray[np.int32]:
        """Ranks (units,) at a node inside the parts of a partition, or over ``"all"``; 0 = not ranked.

        The total is ranked by the ranked key; every other node by its own value, the higher the better. A
        rubric without blocks ranks all units together.

        Raises
        ------
        UnknownName
            If there is no such node or partition.
        """
        key = node, self._within(within)
        if key not in self._ranks:
            self.rubric.node(node)
            self._ranks[key] = self._rank_nodes((node,), key[1])[0]
        return self._ranks[key]

    def _within(self, within: str) -> str:
        return self.sheet.within if within == "block" else within

    def _rank_nodes(self, nodes: tuple[str, ...], within: str) -> list[NDArray[np.int32]]:
        method = TIES[self.rubric.rank.ties]
        ranked = self.places.ranked
        live = [ranked if node == ROOT else ranked & self.scores.applicable(node) for node in nodes]
        merits = [self.places.merits if node == ROOT else self.facts.figure(node).codes for node in nodes]
        # Nothing separates equals at a node, so they share where the rubric's own ranks are ordinal.
        shared = TIES["competition"] if method.name == "ordinal" else method
        if len(nodes) == 1:
            found = rank_many(merits[0][None, :], self.sheet.parts(within), live[0][None, :], shared)
        else:
            found = rank_many(np.stack(merits), self.sheet.parts(within), np.stack(live), shared)
        return [read_only(row) for row in found]

    def tiers(self) -> NDArray[np.str_]:
        """Tier ids (units,), empty where a unit is not ranked or the rubric has no tiers."""
        names = np.array([*(tier.id for tier in self.rubric.tiers), ""])
        return read_only(names[self.tier_codes])

    @overload
    def tier_counts(self, per: None = None) -> dict[str, int]: ...
    @overload
    def tier_counts(self, per: str) -> dict[str, dict[str, int]]: ...
    def tier_counts(self, per: str | None = None) -> dict[str, int] | dict[str, dict[str, int]]:
        """How many units each tier has; with `per`, for each part of that partition."""
        if per is None:
            return self._counts(np.ones(len(self), dtype=np.bool_))
        parts = self.sheet.parts(per)
        return {name: self._counts(parts == code) for code, name in enumerate(self.sheet.part_names(per))}

    def tier_shares(self, per: str | None = None, *, decimals: int = 2, half: str = "up") -> dict[str, Any]:
        """The same counts in percent of the ranked units, rounded as asked; None of nobody.

        Rounded shares need not add up to 100: a source that prints 29 % and 39 % rounds each on its own.
        """
        if per is not None:
            return {part: _shares(counts, decimals, half) for part, counts in self.tier_counts(per).items()}
        return _shares(self.tier_counts(), decimals, half)

    def _counts(self, among: NDArray[np.bool_]) -> dict[str, int]:
        codes = self.tier_codes[among]
        return {tier.id: int(np.count_nonzero(codes == code)) for code, tier in enumerate(self.rubric.tiers)}

    def score_change(self, unit_id: str) -> Decimal | None:
        """The printed score less the previous one; None where the unit has no score in one of them.

        Raises
        ------
        NotComparable
            If there is no previous edition, or its law is another one and the rubric does not say that
            scores are comparable.
        UnknownName
            If there is no such unit.
        """
        row = self._row(unit_id)
        if not self.history.link.scores:
            msg = str(self.history.link.why or f"no edition before {self.rubric.id} was given")
            hint = 'scores are subtracted only under one law, or where the rubric says comparable = ["score"]'
            raise NotComparable(f"{msg} ({hint})", why=msg, hint=hint)
        return self.facts.figure("change_points").printed(row)

    def conditions(self, rule_id: str, unit_id: str) -> tuple[Met, ...]:
        """Every condition of an award (else of a downgrade, tier or gate of that id) as met or not by a unit.

        Each with the value found; the gate of a node is its `only`.

        Raises
        ------
        UnknownName
            If there is no such award, downgrade, tier, node or unit.
        """
        row = self._row(unit_id)
        rubric = self.rubric
        wheres = {node.id: node.only for node in rubric.nodes} | {tier.id: tier.where for tier in rubric.tiers}
        wheres |= {it.id: it.where for it in rubric.downgrades} | {it.id: it.among for it in rubric.awards}
        if rule_id not in wheres:
            near = near_hint(rule_id, wheres)
            msg = f'{rubric.id} has no award, downgrade, tier or node "{rule_id}": {near}'
            raise UnknownName(msg, name=rule_id, known=wheres)
        bounds = [tier for tier in rubric.tiers if tier.id == rule_id]
        facts = self._facts_at(rule_id)
        bound = tuple(met for tier in bounds for met in reached(tier, row, facts))
        return (*bound, *explain(wheres[rule_id], row, facts))

    def _facts_at(self, rule_id: str) -> Facts:
        """The facts when an award was decided: prizes given later were not known."""
        ids = [prize.id for prize in self.rubric.awards]
        if rule_id not in ids:
            return self.facts
        earlier = set(ids[: ids.index(rule_id)])
        won: dict[int, frozenset[str]] = {}
        for award in self.awards:
            if award.award in earlier:
                names = {award.award, award.prize, f"{award.award}/{award.prize}"}
                row = self._rows[award.unit]
                won[row] = won.get(row, frozenset()) | names
        return self.facts.after(self.tier_codes, won)

    def to_published(self) -> Published:
        """The ranking as a printed table: what a later edition is compared with."""
        return self._published

    @cached_property
    def _published(self) -> Published:
        standings = [Standing(self, row) for row in range(len(self))]
        rows = [PublishedRow(id=it.unit.id, block=it.block or "", rank=it.rank, score=it.score) for it in standings]
        return Published(rubric=self.rubric.id, rows=rows)

    def to_columns(self) -> dict[str, NDArray[Any]]:
        """Columns (units,) in unit order; see `order` for best first."""
        from ictindex.ranking.table import columns_of

        return columns_of(self)

    def to_dict(self, *, reasons: bool = False, lang: str = "en") -> dict[str, Any]:
        """The JSON form, with `reasons` also every sentence on each unit's place; sentences are in `lang`.

        Numbers with printed digits are Decimals, see `ictindex.ranking.json_text`.

        Raises
        ------
        ValueError
            For a language other than ``"vi"`` and ``"en"``.
        """
        from ictindex.ranking.json_tree import tree_of

        return tree_of(self, reasons=reasons, lang=lang)

    def to_json(self, *, reasons: bool = False, lang: str = "en") -> str:
        """The JSON form as text, numbers with exactly their printed digits."""
        from ictindex.ranking.json_text import dumps

        return dumps(self.to_dict(reasons=reasons, lang=lang))

    def node_standings(self, row: int) -> Mapping[str, NodeStanding]:
        """Score and rank of one row at every node and view."""
        return MappingProxyType(
            {
                name: NodeStanding(
                    score=decimal_of_ticks(ticks[row], decimals) if live[row] else None,
                    rank=ranks[row] or None,
                )
                for name, ticks, decimals, live, ranks in self._node_lists
            }
        )

    @cached_property
    def facts(self) -> Facts:
        """What keys and conditions look at."""
        return Facts(sheet=self.sheet, history=self.history, tiers=self.tier_codes)

    @cached_property
    def _ranks(self) -> dict[tuple[str, str], NDArray[np.int32]]:
        ranks = {(ROOT, self.sheet.within): self.places.ranks}
        return ranks | ({} if self.places.overall is None else {(ROOT, ALL): self.places.overall})

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {unit_id: row for row, unit_id in enumerate(self.sheet.ids)}

    @cached_property
    def _node_lists(self) -> list[tuple[str, list[int], int, list[bool], list[int]]]:
        """Ticks, decimals, applicability and ranks of all nodes as lists, quick to read one by one."""
        nodes = self.rubric.node_ids
        within = self.sheet.within
        missing = tuple(node for node in nodes if (node, within) not in self._ranks)
        if missing:
            self._ranks.update(zip(((it, within) for it in missing), self._rank_nodes(missing, within), strict=True))
        sheet = []
        for node in nodes:
            ticks, decimals = self.scores.printed_ticks(node)
            live = self.scores.applicable(node).tolist()
            sheet.append((node, spread(ticks, len(self)).tolist(), decimals, live, self._ranks[node, within].tolist()))
        return sheet


def _shares(counts: Mapping[str, int], decimals: int, half: str) -> dict[str, Decimal | None]:
    total = sum(counts.values())
    return {
        name: decimal_of_ticks(round_ticks(Fraction(100 * count, total), decimals, half), decimals) if total else None
        for name, count in counts.items()
    }
