"""The previous edition on this year's units: carried along a lineage and ranked again.

The rule is the one that the ministry printed for 2024: a merged unit has the mean of the printed main indices of
its predecessors, each rounded as it is printed; the total follows by the rubric, and all units are ranked again.
The main indices are the nodes directly below the total.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import compress

import attrs
from attrs import field, frozen

from ictindex.language import Listed, Sayable, sentence
from ictindex.model.carrying import Carried, NotCarried, carry
from ictindex.model.dataset import Dataset
from ictindex.model.lineage import Lineage, Passage
from ictindex.model.nodes import ROOT, ByPart, Group, Indicator, View
from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.model.problems import NotComparable
from ictindex.model.published import Published, PublishedRow
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Key
from ictindex.model.units import BLOCK, Partition, Unit
from ictindex.ranking.remarks import Remark
from ictindex.ranking.result import Ranking

__all__ = ["CarriedEdition", "carry_edition", "passage_of"]

_SHOWN = 5
_PRINTED = "printed"
_MOST_DECIMALS = 12

# Who was founded has no past to speak of; who was abolished, or is not known to the lineage, has no present.
_OF_OTHERS = frozenset({"founded", "abolished", "not-in-lineage", "unknown-size"})


@frozen(kw_only=True)
class CarriedEdition:
    """A previous table on the units of another day: `why` says by unit id why it has no row there."""

    passage: Passage
    table: Published
    why: Mapping[str, str] = field(factory=dict)
    remarks: tuple[Remark, ...] = ()


def passage_of(lineage: Lineage | Passage, previous: Rubric | None, rubric: Rubric) -> Passage:
    """The days between which a table is carried: those of a Passage, else the last days that the two rubrics assess.

    Raises
    ------
    NotComparable
        If a rubric does not say its period, or the previous edition is a printed table, which has none.
    LineageError
        If the lineage does not speak of these days.
    """
    if isinstance(lineage, Passage):
        return lineage
    if previous is None or previous.valid is None or rubric.valid is None:
        who = "the previous table" if previous is None else (previous if previous.valid is None else rubric).id
        msg = f"{who} does not say its period; give the days: lineage.between(since, until)"
        raise NotComparable(msg)
    return lineage.between(previous.valid[1], rubric.valid[1])


def carry_edition(previous: Ranking | Published, passage: Passage) -> CarriedEdition:
    """The previous edition on the units of the passage's later day.

    Parameters
    ----------
    previous
        A ranking, whose main indices are carried; or a printed table, which has none: its units are only followed
        where they stayed whole, and no rank is given in a block of which anything did not.
    passage
        A lineage with its two days.
    """
    carried = carry(passage, _indices(previous), back=False)
    rows = _rows_of(previous)
    blocks, split = _blocks(carried, rows)
    # Some remarks are on units of the day before, whose code another unit may have now.
    why = {it.id: it.code for it in carried.remarks if it.code not in _OF_OTHERS} | dict.fromkeys(
        split, "blocks-differ"
    )
    lists = previous.to_published() if isinstance(previous, Ranking) else previous
    merged = sorted(unit for unit in carried.values if unit not in carried.kept)
    followed = {unit: carried.sources[unit][0] for unit in sorted(carried.kept)}
    unranked = _unranked(passage, lists, why)
    if all(row.rank is None or row.id in followed.values() for row in lists.rows):
        table = attrs.evolve(lists, rows=[*_as_printed(followed, rows), *unranked])
        return CarriedEdition(passage=passage, table=table, why=why, remarks=_about(passage, carried, split, lists, 0))
    if isinstance(previous, Published):
        return _without_indices(previous, carried, why, unranked)
    again = _ranked_again(previous, carried, blocks)
    table = attrs.evolve(again.to_published(), rubric=lists.rubric, rows=[*again.to_published().rows, *unranked])
    remarks = (
        *_about(passage, carried, split, lists, len([unit for unit in merged if unit in blocks])),
        *_recomputed(previous, again, followed),
        *_dropped(previous.rubric),
    )
    return CarriedEdition(passage=passage, table=table, why=why, remarks=remarks)


def _indices(previous: Ranking | Published) -> dict[str, dict[str, object]]:
    """The printed main indices of all ranked units; of a printed table only who was ranked."""
    if isinstance(previous, Published):
        return {row.id: {_PRINTED: 0} for row in previous.rows if row.rank is not None}
    main = previous.rubric.tree.children[ROOT]
    return {
        it.unit.id: {node: it.nodes[node].score for node in main} for it in previous.standings if it.rank is not None
    }


def _rows_of(previous: Ranking | Published) -> Mapping[str, PublishedRow]:
    return (previous.to_published() if isinstance(previous, Ranking) else previous).by_id


def _unranked(passage: Passage, table: Published, why: dict[str, str]) -> list[PublishedRow]:
    """Units that were listed without a rank, where they are still the same; the rest has none to be carried."""
    lineage, known = passage.lineage, passage.lineage.at(passage.since)
    found = {
        it.id: PublishedRow(id=it.id, block=row.block)
        for row in table.rows
        if row.rank is None and row.id in known
        for it in lineage.successors(row.id, passage.since, passage.until)
        if it.id not in why
    }
    return list(found.values())


def _as_printed(followed: Mapping[str, str], rows: Mapping[str, PublishedRow]) -> list[PublishedRow]:
    return [attrs.evolve(rows[old], id=new) for new, old in followed.items()]


def _blocks(carried: Carried, rows: Mapping[str, PublishedRow]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The block of each carried unit, and the merged units whose predecessors stood in different blocks."""
    blocks: dict[str, str] = {}
    split: dict[str, tuple[str, ...]] = {}
    for unit, sources in carried.sources.items():
        found = {rows[it].block for it in sources}
        if len(found) == 1:
            blocks[unit] = found.pop()
        else:
            split[unit] = sources
    return blocks, split


def _without_indices(
    previous: Published,
    carried: Carried,
    why: dict[str, str],
    unranked: Sequence[PublishedRow],
) -> CarriedEdition:
    """A printed table of ranks of which not all units stayed: its ranks hold in blocks in which all of them did."""
    rows = previous.by_id
    followed = {unit: carried.sources[unit][0] for unit in sorted(carried.kept)}
    touched = {row.block for row in rows.values() if row.rank is not None and row.id not in followed.values()}
    kept = {unit: old for unit, old in followed.items() if rows[old].block not in touched}
    merged = sorted(unit for unit in carried.values if unit not in carried.kept)
    why = {
        **dict.fromkeys(followed.keys() - kept.keys(), "not-re-ranked"),
        **dict.fromkeys(merged, "no-indices"),
        **why,
    }
    told = sentence("table-not-re-ranked", previous=previous.rubric or sentence("previous-edition-first"))
    remarks = (
        _remark("not-re-ranked", told, merged),
        *_about(carried.passage, carried, {}, previous, 0),
    )
    table = attrs.evolve(previous, rows=[*_as_printed(kept, rows), *unranked])
    return CarriedEdition(passage=carried.passage, table=table, why=why, remarks=remarks)


def _ranked_again(previous: Ranking, carried: Carried, blocks: Mapping[str, str]) -> Ranking:
    """All carried units scored from their main indices and ranked by the rubric."""
    from ictindex.ranking.run import rank

    rubric = previous.rubric
    main = rubric.tree.children[ROOT]
    units = sorted(blocks)
    columns = {
        _column(place): [_printed(rubric, node, carried.values[unit].get(node)) for unit in units]
        for place, node in enumerate(main)
    }
    parted = rubric.rank_partition
    rows = [Unit(id=unit, parts={BLOCK: blocks[unit]} if parted and blocks[unit] else {}) for unit in units]
    return rank(Dataset.from_columns(units=rows, columns=columns, decimal="."), _law_of_indices(previous))


def _column(place: int) -> str:
    return f"index_{place + 1}"


def _printed(rubric: Rubric, node: str, value: Fraction | None) -> str:
    if value is None:
        return "n/a"
    decimals = rubric.printed_decimals(node)
    found = rubric.node(node)
    assert not isinstance(found, View)
    return f"{decimal_of_ticks(round_ticks(value, decimals, found.half), decimals):f}"


def _law_of_indices(previous: Ranking) -> Rubric:
    """The same total and ranking rule over the main indices as they are given."""
    rubric = previous.rubric
    keep = {ROOT, "percent", *rubric.tree.children[ROOT]}
    by, break_by = (tuple(key for key in keys if key.name in keep) for keys in (rubric.rank.by, rubric.rank.break_by))
    # A carried table decides nothing by itself, so that equals may share what only a jury could separate.
    last = "share" if rubric.rank.last in ("jury", "refuse") else rubric.rank.last
    block = rubric.partition(BLOCK)
    named = () if block is None else (Partition(name=BLOCK, parts={part: part for part in block.part_ids()}),)
    total = rubric.total
    return Rubric(
        id=rubric.id,
        total=attrs.evolve(total, max=None, source="", only=None),
        nodes=[_as_given(previous, node, place) for place, node in enumerate(rubric.tree.children[ROOT])],
        rank=attrs.evolve(rubric.rank, by=by or (Key.of(ROOT),), break_by=break_by, last=last),
        partitions=named,
    )


def _as_given(previous: Ranking, node: str, place: int) -> Indicator:
    """A main index as a leaf of its own that reads the printed value.

    Its limit is what any unit can have, so that no printed value lies outside; where percents differ for it, a remark
    says so.
    """
    rubric = previous.rubric
    found = rubric.node(node)
    assert isinstance(found, Indicator | Group)
    # Units that it does not apply to have no limit of it.
    units = compress(previous.sheet.rows, previous.scores.applicable(node).tolist())
    block = rubric.partition(BLOCK)
    low, high = _widest([rubric.bounds(unit, node) for unit in units])
    if low is None and high is not None:
        low = _least(previous, node)
    largest = None if high is None else ByPart(default=_outward(rubric, node, high, up=True))
    own = found.max if isinstance(found, Indicator) else None
    by_block = own is not None and block is not None and {part for part, _ in own.parts} <= {*block.part_ids()}
    # A floor lifts points above a declared maximum.
    if own is not None and own.parts and by_block and found.floor is None:
        largest = own.each(lambda number: _outward(rubric, node, Fraction(number), up=True))
    return Indicator(
        id=node,
        read=_column(place),
        weight=found.weight,
        extra=found.extra,
        half=found.half,
        max=largest,
        min=None if low is None or low >= 0 else _outward(rubric, node, low, up=False),
        missing="not-applicable",
    )


def _least(previous: Ranking, node: str) -> Fraction:
    """The least printed value: where there is none that no unit goes below, a leaf with a maximum still needs one.

    What is carried is a value of some unit or a mean of several.
    """
    ticks, decimals = previous.scores.printed_ticks(node)
    return Fraction(int(ticks[previous.scores.applicable(node)].min()), 10**decimals)


def _widest(intervals: Sequence[tuple[Fraction | None, Fraction | None]]) -> tuple[Fraction | None, Fraction | None]:
    """What holds all of them: a limit may differ by part, and whether a node applies by more than that."""
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    complete = len(lows) == len(intervals), len(highs) == len(intervals)
    if (
        not intervals
    ):  # nobody has it: whatever the limit is, nothing lies outside, and there is one to take percents of
        return Fraction(0), Fraction(1)
    return min(lows) if complete[0] else None, max(highs) if complete[1] else None


def _outward(rubric: Rubric, node: str, limit: Fraction, *, up: bool) -> Decimal:
    """A limit as a decimal, moved to the printed value of itself where that lies beyond it."""
    decimals = rubric.printed_decimals(node)
    printed = Fraction(round_ticks(limit, decimals), 10**decimals)
    beyond = max(limit, printed) if up else min(limit, printed)
    return decimal_of_ticks(round_ticks(beyond, _MOST_DECIMALS), _MOST_DECIMALS)


def _about(
    passage: Passage, carried: Carried, split: Mapping[str, tuple[str, ...]], table: Published, merged: int
) -> tuple[Remark, ...]:
    """What was done, by which rule, and who could not be carried."""
    weighted = "weighted" if passage.weights is not None or _has_shares(passage) else "unweighted"
    told = sentence(
        "carried",
        previous=table.rubric or sentence("previous-table"),
        lineage=passage.lineage.id,
        since=passage.since.isoformat(),
        until=passage.until.isoformat(),
        rule=sentence("carried-rule", merged=merged, mean=sentence(f"mean-{weighted}")) if merged else "",
    )
    remarks = [_remark("carried", told, sorted(carried.sources))]
    sized = [it for it in carried.remarks if it.code == "unknown-size"]
    if sized:
        remarks.append(_remark("unknown-size", _first(sized), [it.id for it in sized]))
    lost = [it for it in carried.remarks if it.code not in ("founded", "abolished", "unknown-size")]
    lost += [
        NotCarried(id=unit, code="blocks-differ", sentence=sentence("lost-blocks-differ", unit=unit), of=sources)
        for unit, sources in split.items()
    ]
    if lost:
        remarks.append(_remark("not-carried", sentence("carried-without", units=_first(lost)), [it.id for it in lost]))
    return tuple(remarks)


def _first(told: Sequence[NotCarried]) -> Sayable:
    """The first few sentences, and how many there are more."""
    first = Listed(told[:_SHOWN], "; ")
    more = len(told) - _SHOWN
    return sentence("and-more-cases", sentences=first, count=more) if more > 0 else first


def _has_shares(passage: Passage) -> bool:
    return any(share is not None for stage in passage.changes for _, _, share in stage.links)


def _recomputed(previous: Ranking, again: Ranking, followed: Mapping[str, str]) -> tuple[Remark, ...]:
    """Units that stayed whole and whose printed total, or percent, the printed main indices do not give."""
    looks_at_percent = any(key.name == "percent" for key in (*previous.rubric.rank.by, *previous.rubric.rank.break_by))
    units = [
        new
        for new, old in followed.items()
        if again[new].score != previous[old].score or (looks_at_percent and again[new].percent != previous[old].percent)
    ]
    if not units:
        return ()
    return (_remark("recomputed-total", sentence("recomputed-total", units=Listed(units)), units),)


def _dropped(rubric: Rubric) -> tuple[Remark, ...]:
    keep = {ROOT, "percent", *rubric.tree.children[ROOT]}
    gone = sorted({key.name for key in (*rubric.rank.by, *rubric.rank.break_by)} - keep)
    if not gone:
        return ()
    return (_remark("carried-keys", sentence("carried-keys", keys=Listed(gone))),)


def _remark(code: str, told: Sayable, units: Sequence[str] = ()) -> Remark:
    return Remark(code=code, sentence=told, units=units, subject="change")
