"""Laws of order: keys, ranks, and what a reader of the printed table can see of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import attrs

from ictindex.model import Dataset, Group, Indicator, RankRule, Rubric, Unit
from ictindex.ranking import Ranking, rank
from ictindex.testing.case import Case
from ictindex.testing.laws.law import Law, always
from ictindex.testing.laws.outcome import key_comparison, ranked_by_block
from ictindex.testing.reference.order import Comparison

__all__ = ["LAWS"]


def _rank(ranking: Ranking, unit: str) -> int:
    found = ranking[unit].rank
    assert found is not None
    return found


def _equal_keys_share(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    compared = key_comparison(ranking, with_last=False)
    for units in ranked_by_block(ranking).values():
        for one, other in combinations(units, 2):
            same_rank = _rank(ranking, one) == _rank(ranking, other)
            if (compared(one, other) == 0) != same_rank:
                yield f"{one} and {other} have {'one rank' if same_rank else 'two ranks'}, not so their keys"


def _shares(rubric: Rubric) -> bool:
    return rubric.rank.last in ("share", "jury")


def _better_never_worse(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    compared = key_comparison(ranking, with_last=True)
    for units in ranked_by_block(ranking).values():
        for better, worse in permutations(units, 2):
            if compared(better, worse) < 0 and _rank(ranking, better) >= _rank(ranking, worse):
                yield f"{better} has the better key than {worse} and not the better rank"
    if _tiers_follow_ranks(case.rubric):
        place = {tier.id: number for number, tier in enumerate(case.rubric.tiers)}
        units = [it.unit.id for it in ranking.standings if it.rank is not None]
        for better, worse in permutations(units, 2):
            above, below = ranking[better].tier, ranking[worse].tier
            if above and below and compared(better, worse) < 0 and place[above] > place[below]:
                yield f"{better} ({above}) has the better key than {worse} ({below})"


def _tiers_follow_ranks(rubric: Rubric) -> bool:
    """Tier and rank use the same key, and no floor or veto stands between them."""
    if not rubric.tiers or not rubric.rank.by or rubric.rank.by[0].lower_is_better:
        return False
    first = rubric.rank.by[0].name
    percents = {tier.bound.percent for tier in rubric.tiers if tier.bound is not None}
    same = first in ("total", "percent") and percents <= {first == "percent"}
    return same and not rubric.downgrades and all(tier.where is None and not tier.per for tier in rubric.tiers)


def _numbers(method: str, place: int, equal: Sequence[str], better: Sequence[Sequence[str]]) -> int:
    """The rank of a unit with `better` groups before it and `equal` units in its own."""
    ahead = sum(map(len, better))
    return {"modified": ahead + len(equal), "dense": place}.get(method, ahead + 1)


def _ranks_count(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    compared = key_comparison(ranking, with_last=True)
    method = case.rubric.rank.ties
    for units in ranked_by_block(ranking).values():
        for unit in units:
            equal = [other for other in units if compared(unit, other) == 0]
            ahead = [other for other in units if compared(other, unit) < 0]
            groups = _distinct(ahead, compared)
            wanted = _numbers(method, len(groups) + 1, equal, groups)
            if _rank(ranking, unit) != wanted:
                yield f"{unit} has rank {_rank(ranking, unit)}, not {wanted} ({method})"
        if method == "ordinal" and sorted(_rank(ranking, it) for it in units) != list(range(1, len(units) + 1)):
            yield "ordinal ranks are not 1, 2, 3 and so on"


def _distinct(units: Sequence[str], compared: Comparison) -> list[list[str]]:
    groups: list[list[str]] = []
    for unit in units:
        for group in groups:
            if compared(group[0], unit) == 0:
                group.append(unit)
                break
        else:
            groups.append([unit])
    return groups


def _same_order_everywhere(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    rows = {unit.id: row for row, unit in enumerate(case.dataset.units)}
    divisions = ["all", *(it.name for it in case.rubric.partitions if it.name != "block")]
    members = ranking.scores.members
    for within in divisions:
        ranks = ranking.ranks("total", within)
        for units in ranked_by_block(ranking).values():
            for one, other in combinations(units, 2):
                there = within == "all" or members[rows[one]][within] == members[rows[other]][within] != frozenset()
                inside = _sign(_rank(ranking, one) - _rank(ranking, other))
                outside = _sign(int(ranks[rows[one]]) - int(ranks[rows[other]]))
                if there and inside != outside:
                    yield f"{one} and {other} stand {inside} in the block and {outside} within {within}"


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _printed_table_ranks_the_same(case: Case) -> Iterator[str]:
    """The printed values of the keys become given points; their order under the same rule is the order in print."""
    ranking = case.ranking()
    if any(remark.code == "hidden-digits" for remark in ranking.remarks):
        return
    again = rank(*_printed(ranking))
    for standing in ranking.standings:
        if standing.rank is not None and again[standing.unit.id].rank != standing.rank:
            yield f"{standing.unit.id} is {standing.rank}, but {again[standing.unit.id].rank} by the printed table"


def _printed(ranking: Ranking) -> tuple[Dataset, Rubric]:
    rubric = ranking.rubric
    ranked = [standing for standing in ranking.standings if standing.rank is not None]
    units = [Unit(id=it.unit.id, parts={} if it.block is None else {"block": it.block}) for it in ranked]
    names = {key.name: f"k{place}" for place, key in enumerate((*rubric.rank.by, *rubric.rank.break_by))}
    columns: dict[str, list[object]] = {new: [it.nodes[name].score for it in ranked] for name, new in names.items()}
    one = [1 for _ in ranked]

    def renamed(keys: Sequence[object]) -> list[str]:
        return [f"-{names[str(key)[1:]]}" if str(key).startswith("-") else names[str(key)] for key in keys]

    leaves = [Indicator(id=new, parent="none", missing="not-applicable") for new in names.values()]
    table = Rubric(
        id=rubric.id,
        total=Group(decimals=0),
        nodes=[Indicator(id="một"), *leaves],
        partitions=[
            attrs.evolve(it, parts=[attrs.evolve(part, where=None) for part in it.parts])
            for it in rubric.partitions
            if it.name == "block"
        ],
        rank=RankRule(
            by=renamed(rubric.rank.by),
            break_by=renamed(rubric.rank.break_by),
            ties=rubric.rank.ties,
            last=rubric.rank.last,
            seed=rubric.rank.seed,
        ),
    )
    return Dataset.from_columns(units=units, columns={"một": one, **columns}, decimal="."), table


def _ranks_by_nodes(rubric: Rubric) -> bool:
    """A percent is printed rounded and never compared so; keys that are nodes are printed as they are compared."""
    names = [key.name for key in (*rubric.rank.by, *rubric.rank.break_by)]
    return "percent" not in names and len(set(names)) == len(names)


LAWS = (
    Law(
        id="L3",
        sentence="equal ranked key if and only if equal rank, where the last resort lets equals share",
        check=_equal_keys_share,
        applies=_shares,
        hard=True,
    ),
    Law(
        id="L4",
        sentence="a higher ranked key never ranks worse, and never tiers worse under the same key and no floor",
        check=_better_never_worse,
        applies=always,
        hard=True,
    ),
    Law(
        id="L8",
        sentence="competition rank is 1 + number of better; modified, dense and ordinal by their own line",
        check=_ranks_count,
        applies=always,
        hard=True,
    ),
    Law(
        id="L22",
        sentence="two units of one block stand in the same order in the block, overall and in every partition",
        check=_same_order_everywhere,
        applies=always,
    ),
    Law(
        id="L23",
        sentence="the printed table read back as given points ranks the same, or the result says hidden digits",
        check=_printed_table_ranks_the_same,
        applies=_ranks_by_nodes,
    ),
)
