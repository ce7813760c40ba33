"""Where the engine and the reference disagree (law L13): one sentence per difference, none where they agree.

Each function looks at one thing on its own: applicability, unrounded values, printed ticks, maxima, ties,
percents, ranges, standings, tiers, changes, prizes. Equal ranks prove little about ticks, and equal ticks little
about ties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

import numpy as np

from ictindex.model.ranges import Range
from ictindex.ranking import Ranking
from ictindex.scoring import Scores
from ictindex.scoring.deciding import order_codes, within
from ictindex.scoring.quantity import Quantity
from ictindex.testing.case import exact_value
from ictindex.testing.reference import (
    Number,
    ReferenceRanking,
    ReferenceScores,
    compare,
    ticks_of,
)
from ictindex.testing.reference.members import in_range

__all__ = [
    "RANKING",
    "SCORING",
    "applicability",
    "awards",
    "changes",
    "maxima",
    "percents",
    "places_left",
    "ranges",
    "standings",
    "ticks",
    "tiers",
    "ties",
    "values",
]


def _nodes(reference: ReferenceScores) -> Iterable[str]:
    return reference.rubric.node_ids


def _differs(found: Number | None, wanted: Number | None) -> bool:
    if found is None or wanted is None:
        return (found is None) != (wanted is None)
    return compare(found, wanted) != 0


def applicability(scores: Scores, reference: ReferenceScores) -> Iterator[str]:
    """Nodes that apply to a unit in one of the two only; excluded units and their reasons."""
    for node in _nodes(reference):
        live = scores.applicable(node)
        for row, unit in enumerate(reference.units):
            if bool(live[row]) != reference.cell(unit, node).applies:
                yield f"{node} of {unit} applies: {bool(live[row])}"
    found = {reference.units[row]: why for row, why in scores.excluded.items()}
    if found != reference.excluded:
        yield f"excluded: {found}, not {reference.excluded}"


def values(scores: Scores, reference: ReferenceScores) -> Iterator[str]:
    """Unrounded values."""
    for node in _nodes(reference):
        for row, unit in enumerate(reference.units):
            found, wanted = scores.exact(node, row), reference.cell(unit, node).exact
            if _differs(found, wanted):
                yield f"{node} of {unit} is {found}, not {wanted}"


def ticks(scores: Scores, reference: ReferenceScores) -> Iterator[str]:
    """Printed values in units of the last printed digit."""
    for node in _nodes(reference):
        found, decimals = scores.printed_ticks(node)
        half = reference.rubric.node(node).half
        for row, unit in enumerate(reference.units):
            value = reference.cell(unit, node).value
            wanted = 0 if value is None else ticks_of(value, decimals, half)
            if int(found[row]) != wanted:
                yield f"{node} of {unit} prints {found[row]}, not {wanted} (of {value})"


def maxima(scores: Scores, reference: ReferenceScores) -> Iterator[str]:
    """Each unit's own maximum of each node."""
    for node in _nodes(reference):
        bounded, quantity = scores.bounded(node), scores.maxima(node)
        for row, unit in enumerate(reference.units):
            found = exact_value(quantity, row) if quantity is not None and bounded[row] else None
            wanted = reference.cell(unit, node).maximum
            if _differs(found, wanted):
                yield f"the maximum of {node} of {unit} is {found}, not {wanted}"


def ties(scores: Scores, reference: ReferenceScores) -> Iterator[str]:
    """Order and equality of the values that decide, for every pair of units."""
    for node in _nodes(reference):
        wanted = {row: reference.cell(unit, node).decided for row, unit in enumerate(reference.units)}
        yield from _pairs(node, scores.decided(node), wanted, len(scores))


def _pairs(what: str, quantity: Quantity, wanted: Mapping[int, Number | None], units: int) -> Iterator[str]:
    known = {row: value for row, value in wanted.items() if value is not None}
    among = np.zeros(units, dtype=np.bool_)
    among[list(known)] = True
    codes = order_codes(quantity, among)
    for one, other in combinations(known, 2):
        found = int(np.sign(codes[one] - codes[other]))
        if found != compare(known[one], known[other]):
            yield f"{what}: rows {one} and {other} compare {found}: {known[one]} and {known[other]}"


def percents(scores: Scores, reference: ReferenceScores) -> Iterator[str]:
    """The deciding total over the own maximum: values, order and equality."""
    quantity, live = scores.percents(), scores.has_percent()
    wanted = {row: reference.percent(unit) for row, unit in enumerate(reference.units)}
    for row, value in wanted.items():
        found = exact_value(quantity, row) if quantity is not None and live[row] else None
        if _differs(found, value):
            yield f"the percent of row {row} is {found}, not {value}"
    if quantity is not None:
        yield from _pairs("percent", quantity, wanted, len(scores))


def ranges(scores: Scores, reference: ReferenceScores, tested: Iterable[Range]) -> Iterator[str]:
    """Comparisons of totals with bounds in points and in percent of the own maximum."""
    live = scores.applicable("total")
    for span in tested:
        among = live & scores.bounded("total") if span.uses_percent else live
        found = within(scores.decided("total"), span, scores.maxima("total"), among)
        for row, unit in enumerate(reference.units):
            cell = reference.cell(unit, "total")
            wanted = cell.decided is not None and in_range(span, cell.decided, cell.maximum)
            if bool(found[row]) != wanted:
                yield f"{cell.decided} of {cell.maximum} in {span}: {bool(found[row])}"


def standings(ranking: Ranking, reference: ReferenceRanking) -> Iterator[str]:
    """Ranks in the block, overall and at every node, reasons, order."""
    overall = reference.scores.rubric.rank.overall
    for row, unit in enumerate(reference.scores.units):
        standing = ranking[unit]
        pairs = [
            ("rank", standing.rank, reference.rank[unit]),
            ("rank_reason", standing.rank_reason, reference.rank_reason[unit]),
            ("rank_overall", standing.rank_overall if overall else None, reference.rank_overall.get(unit)),
        ]
        for node, ranks in reference.node_ranks.items():
            pairs.append((f"rank at {node}", int(ranking.ranks(node)[row]) or None, ranks.get(unit)))
        yield from (f"{unit}: {what} {found}, not {wanted}" for what, found, wanted in pairs if found != wanted)
    ordered = [unit for groups in reference.order.values() for group in groups for unit in group]
    found_order = [standing.unit.id for standing in ranking.standings if standing.rank is not None]
    if found_order != ordered:
        yield f"the order is {found_order}, not {ordered}"


def tiers(ranking: Ranking, reference: ReferenceRanking) -> Iterator[str]:
    """The tier of every unit, and the equals at the edges of quotas."""
    for unit in reference.scores.units:
        found, wanted = ranking[unit].tier, reference.tiers.get(unit)
        if found != wanted:
            yield f"{unit} is {found}, not {wanted}"
    told = {(it.subject, it.units) for it in ranking.remarks if it.code == "tier-tie"}
    known = {("/".join(filter(None, (f"tier.{it.tier}", it.part))), it.units) for it in reference.quota_ties}
    if told != known:
        yield f"ties at quotas: {told}, not {known}"


def changes(ranking: Ranking, reference: ReferenceRanking) -> Iterator[str]:
    """Places gained, or the reason why that is not known."""
    for unit, change in reference.changes.items():
        found = ranking[unit].change, ranking[unit].change_reason
        if found != (change.places, change.reason):
            yield f"{unit}: change {found}, not {change}"


def awards(ranking: Ranking, reference: ReferenceRanking) -> Iterator[str]:
    """Who won what, in which part and role; the order inside a prize is the order of the ladder."""
    found = [(it.award, it.prize, it.unit, it.role, it.part or "") for it in ranking.awards]
    wanted = [(it.award, it.prize, it.unit, it.role, it.part) for it in reference.granting.grants]
    if len(set(found)) != len(found):
        yield "an award stands twice"
    differing = {*found} ^ {*wanted}
    for row in sorted(differing, key=str):
        yield f"{row} is given by {'the engine' if row in found else 'the reference'} only"
    if not differing and found != wanted:
        yield f"the awards are listed as {found}, not {wanted}"


def places_left(ranking: Ranking, reference: ReferenceRanking) -> Iterator[str]:
    """Ties at the edges of prizes with their names, and places that nobody got with their number."""
    edges = {(it.subject, tuple(sorted(it.units))) for it in ranking.remarks if it.code == "prize-tie"}
    ties_known = {(_subject(it.award, it.prize, it.part), it.units) for it in reference.granting.ties}
    if edges != ties_known:
        yield f"ties at prizes: {edges}, not {ties_known}"
    left = {_subject(*place): count for place, count in reference.granting.left.items()}
    for remark in ranking.remarks:
        if remark.code in ("prize-tie", "left-open", "shortage") and remark.left != left.get(remark.subject, 0):
            yield f"{remark.subject} has {remark.left} places left, not {left.get(remark.subject, 0)}"
    given_up = tuple(it.subject.removeprefix("award.") for it in ranking.remarks if it.code == "not-given")
    if given_up != reference.granting.not_given:
        yield f"not given: {given_up}, not {reference.granting.not_given}"


def _subject(award: str, prize: str, part: str) -> str:
    return "/".join(filter(None, (f"award.{award}", prize, part)))


# Everything that scores and that rankings are compared in, by name.
SCORING: Mapping[str, Callable[[Scores, ReferenceScores], Iterator[str]]] = {
    "applicability": applicability,
    "values": values,
    "ticks": ticks,
    "maxima": maxima,
    "ties": ties,
    "percents": percents,
}
RANKING: Mapping[str, Callable[[Ranking, ReferenceRanking], Iterator[str]]] = {
    "standings": standings,
    "tiers": tiers,
    "changes": changes,
    "awards": awards,
    "places left": places_left,
}
