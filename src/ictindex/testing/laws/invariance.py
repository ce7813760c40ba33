"""Laws of invariance: what a change of order, names or other units may not change."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from itertools import combinations
from typing import Any

import attrs

from ictindex.codec import law_digest, write_csv
from ictindex.model import Against, CarryUp, Rubric
from ictindex.model.columns import Column, text_column
from ictindex.model.where import Member, Where
from ictindex.ranking import Ranking
from ictindex.ranking.json_text import dumps
from ictindex.testing.case import Case
from ictindex.testing.laws.law import Law, always
from ictindex.testing.laws.outcome import differences, key_comparison, key_value, outcome
from ictindex.testing.reference.names import place_of
from ictindex.testing.reference.order import compare_by

__all__ = ["LAWS"]


def _shuffled(count: int) -> list[int]:
    """An order of two things or more that is not their own: the odd ones, then the even ones."""
    return [*range(1, count, 2), *range(0, count, 2)]


def _units_permuted(case: Case) -> Iterator[str]:
    ranking, turned = case.ranking(), case.with_rows(_shuffled(len(case.dataset))).ranking()
    yield from differences(outcome(ranking), outcome(turned))
    lists = ("standings", _units_listed(ranking), _units_listed(turned)), ("awards", _given(ranking), _given(turned))
    for name, before, after in lists:
        if before != after:
            yield f"the {name} are listed as {after}, before as {before}"


def _units_listed(ranking: Ranking) -> list[str]:
    return [it.unit.id for it in ranking.standings]


def _given(ranking: Ranking) -> list[tuple[str, str, str, str, str]]:
    """The awards in their order: rule, part, prize, role, unit."""
    return [(it.award, it.part or "", it.prize, it.role or "", it.unit) for it in ranking.awards]


def _nodes_permuted(case: Case) -> Iterator[str]:
    rubric, dataset = case.rubric, case.dataset
    turned = attrs.evolve(
        rubric,
        nodes=[rubric.nodes[place] for place in _shuffled(len(rubric.nodes))],
        views=[attrs.evolve(view, over=tuple(reversed(view.over))) for view in reversed(rubric.views)],
    )
    columns = attrs.evolve(dataset, columns=tuple(reversed(dataset.columns)))
    again = replace(case, rubric=turned, dataset=columns)
    yield from differences(outcome(case.ranking()), outcome(again.ranking()))


def _units_removed(case: Case) -> Iterator[str]:
    scores = case.scores()
    count = len(case.dataset)
    for gone in (0, count - 1):
        rows = [row for row in range(count) if row != gone]
        others = case.with_rows(rows).scores()
        for node in case.rubric.node_ids:
            before, after = scores.printed_ticks(node)[0][rows], others.printed_ticks(node)[0]
            if before.tolist() != after.tolist():
                unit = case.dataset.units[gone].id
                yield f"{node} without {unit}: {after.tolist()}, with it {before.tolist()}"


def _is_absolute(rubric: Rubric) -> bool:
    return rubric.absolute


def _same_bytes(case: Case) -> Iterator[str]:
    texts = _printed(case.ranking())
    parts = case.rubric, case.dataset, case.previous
    rubric, dataset, previous = pickle.loads(pickle.dumps(parts))  # noqa: S301 - written a moment ago
    again = replace(case, rubric=rubric, dataset=dataset, previous=previous)
    for name, text in _printed(again.ranking()).items():
        if text != texts[name]:
            yield f"the {name} differs"


def _printed(ranking: Ranking) -> Mapping[str, str]:
    table = StringIO()
    columns = ranking.to_columns()
    write_csv(zip(*columns.values(), strict=True), list(columns), table)
    reasons = "\n".join(reason for standing in ranking.standings for reason in standing.why)
    return {"JSON": dumps(ranking.to_dict()), "CSV": table.getvalue(), "list of reasons": reasons}


def _names_changed(case: Case) -> Iterator[str]:
    rubric, dataset = case.rubric, case.dataset
    other: dict[str, Any] = {"vi": "Tên khác", "en": "another name"}
    named = attrs.evolve(
        rubric,
        title="Tên khác",
        total=attrs.evolve(rubric.total, **other),
        nodes=[attrs.evolve(node, **other) for node in rubric.nodes],
        views=[attrs.evolve(view, **other) for view in rubric.views],
        tiers=[attrs.evolve(tier, **other) for tier in rubric.tiers],
        awards=[attrs.evolve(award, **other) for award in rubric.awards],
        downgrades=[attrs.evolve(rule, **other) for rule in rubric.downgrades],
    )
    ranking = case.ranking()
    # Numbers stand by their size, so that the new names turn the alphabet round.
    alphabet = sorted(dataset.units, key=lambda unit: (place_of(unit.name), unit.id), reverse=True)
    places = {unit.id: place for place, unit in enumerate(alphabet)}
    units = [attrs.evolve(unit, name=f"{places[unit.id]} mới {places[unit.id]}") for unit in dataset.units]
    renamed = replace(case, rubric=named, dataset=attrs.evolve(dataset, units=units)).ranking()
    yield from differences(outcome(ranking), outcome(renamed))
    yield from _lists_turned(ranking, renamed)
    if law_digest(named) != law_digest(rubric):
        yield "another name gives another law"
    if _ids_say_nothing(rubric):
        yield from _ids_changed(case)


def _lists_turned(ranking: Ranking, renamed: Ranking) -> Iterator[str]:
    """Where every alphabetical list is turned round: equals stand the other way round, and nobody else moves."""
    keys = key_comparison(ranking, with_last=True)

    def equal(one: str, other: str) -> bool:
        here, there = ranking[one], ranking[other]
        if here.block != there.block or (here.rank is None) != (there.rank is None):
            return False
        return here.rank is None or keys(one, other) == 0

    wanted = [unit for group in _runs(_units_listed(ranking), equal) for unit in reversed(group)]
    if _units_listed(renamed) != wanted:
        yield f"the standings are listed as {_units_listed(renamed)}, not {wanted}"
    before, after = _given(ranking), _given(renamed)
    if [row[:-1] for row in before] != [row[:-1] for row in after] or {*before} != {*after}:
        yield "the awards are listed in another order"
        return
    for award in ranking.rubric.awards:
        by = compare_by(award.by or ranking.rubric.rank.key, key_value(ranking))
        # What a lot, a key of its own or a selector has separated stays as it was.
        separated = award.select or award.tie in ("break", "lot")
        for head in dict.fromkeys(row[:-1] for row in before if row[0] == award.id):
            first, then = ([row[-1] for row in rows if row[:-1] == head] for rows in (before, after))
            for one, other in combinations(first, 2):
                turned = then.index(one) > then.index(other)
                equals = by(one, other) == 0 and keys(one, other) == 0
                if turned != equals and not (equals and separated):
                    told = "change" if turned else "keep"
                    yield f"{' '.join(head)}: {one} and {other} {told} their places in the list"


def _runs(units: Sequence[str], equal: Callable[[str, str], bool]) -> list[list[str]]:
    runs: list[list[str]] = []
    for unit in units:
        if runs and equal(runs[-1][-1], unit):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _ids_say_nothing(rubric: Rubric) -> bool:
    """No id decides: nothing is separated by id or lot, and no condition names a unit."""
    wheres: list[Where | None] = [node.only for node in rubric.nodes]
    wheres += [tier.where for tier in rubric.tiers]
    wheres += [rule.where for rule in rubric.downgrades]
    wheres += [exclusion.where for exclusion in rubric.exclude]
    wheres += [award.among for award in rubric.awards]
    wheres += [step.among for step in rubric.steps if isinstance(step, CarryUp)]
    named = any(isinstance(it, Member) and it.subject == "unit" for where in wheres if where for it in where.walk())
    separated = rubric.rank.last in ("id", "lot") or any(
        it.tie in ("break", "lot") or it.select for it in rubric.awards
    )
    return not named and not separated


def _ids_changed(case: Case) -> Iterator[str]:
    ids = [unit.id for unit in case.dataset.units]
    new = {unit: f"đv-{len(ids) - place}" for place, unit in enumerate(sorted(ids))}
    units = [attrs.evolve(unit, id=new[unit.id]) for unit in case.dataset.units]
    rows = () if case.previous is None else case.previous.rows
    previous = case.previous and attrs.evolve(
        case.previous, rows=[attrs.evolve(row, id=new.get(row.id, row.id)) for row in rows]
    )
    dataset = attrs.evolve(case.dataset, units=units, columns=_with_parents(case, new))
    again = replace(case, dataset=dataset, previous=previous)
    renamed = {new[unit]: what for unit, what in outcome(case.ranking()).items()}
    yield from differences(renamed, outcome(again.ranking()))


def _with_parents(case: Case, new: Mapping[str, str]) -> dict[str, Column]:
    """The columns of a case, with the ids of parents renamed too."""
    columns = dict(case.dataset.columns)
    rows = list(range(len(case.dataset)))
    for name in {step.parent for step in case.rubric.steps if isinstance(step, CarryUp)}:
        columns[name] = text_column(new.get(cell, cell) if cell else "" for cell in case.cells(name, rows))
    return columns


def _blocks_alone(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    for block in case.rubric.rank_partition and sorted({it.block for it in ranking.standings if it.block}):
        rows = [row for row, unit in enumerate(case.dataset.units) if ranking[unit.id].block == block]
        inside = {unit.id for row, unit in enumerate(case.dataset.units) if row in rows}
        before, after = outcome(ranking, inside), outcome(case.with_rows(rows).ranking())
        for facts in (*before.values(), *after.values()):
            # The overall rank is of all blocks by definition.
            facts["rank"] = facts["rank"][:2]  # type: ignore[index]  # a triple
            if not _tiers_inside(case.rubric):
                facts.pop("tier")
            if not (_tiers_inside(case.rubric) and _awards_inside(case.rubric)):
                facts.pop("awards")
        yield from (f"without the other blocks, {it}" for it in differences(before, after))


def _tiers_inside(rubric: Rubric) -> bool:
    return all(not tier.is_quota or tier.per == "block" for tier in rubric.tiers)


def _awards_inside(rubric: Rubric) -> bool:
    return all(award.per == "block" for award in rubric.awards)


def _inside_blocks(rubric: Rubric) -> bool:
    cohorts = {leaf.shape.of for leaf in rubric.tree.leaves() if isinstance(leaf.shape, Against)}
    # The parent of a unit may be of another block, and then it is meant to depend on it.
    cohorts |= {getattr(step, "by", "all") for step in rubric.steps if step.looks_at_others}
    # Weights from the data are those of all blocks together.
    return bool(rubric.rank_partition) and cohorts <= {"block"} and not rubric.weighs_by_data


LAWS = (
    Law(
        id="L1", sentence="permuting units permutes results, and changes no list", check=_units_permuted, applies=always
    ),
    Law(
        id="L2",
        sentence="permuting nodes or columns changes no value, rank, tier or award",
        check=_nodes_permuted,
        applies=always,
    ),
    Law(
        id="L6",
        sentence="under an absolute rubric, adding or removing a unit changes no other's score",
        check=_units_removed,
        applies=_is_absolute,
        features={"cohort": False},
    ),
    Law(id="L17", sentence="same inputs, same bytes of every printed output", check=_same_bytes, applies=always),
    Law(
        id="L20",
        sentence="renaming names, and ids where nothing decides by them, changes only names "
        "and, in lists, the order of those who are equal",
        check=_names_changed,
        applies=always,
    ),
    Law(
        id="L21",
        sentence="under absolute rubrics or block cohorts nothing in one block depends on another",
        check=_blocks_alone,
        applies=_inside_blocks,
        features={"cohort": False, "blocks": True},
    ),
)
