"""Prizes whose order a plugin decides: the candidates as it sees them, its order as a ladder's."""

from __future__ import annotations

from collections.abc import Mapping

from ictindex.model.problems import UnknownName
from ictindex.model.standing_rules import Key, Prize
from ictindex.model.text import near_hint
from ictindex.ranking.facts import Facts
from ictindex.ranking.ladder import Candidates
from ictindex.ranking.places import Places
from ictindex.ranking.selector_spec import Candidate, SelectorSpec

__all__ = ["select"]


def select(
    selectors: Mapping[str, SelectorSpec],
    prize: Prize,
    keys: tuple[Key, ...],
    candidates: Candidates,
    part: str,
    facts: Facts,
    places: Places,
) -> Candidates:
    """The candidates of one part in the selector's order, which leaves no tie.

    Raises
    ------
    UnknownName
        If there is no such selector.
    PluginError
        If the selector fails or returns something else than its candidates.
    """
    spec = selectors.get(prize.select)
    if spec is None:
        hint = near_hint(prize.select, selectors)
        msg = f'the prize "{prize.id}" needs the selector "{prize.select}": {hint}'
        raise UnknownName(msg, name=prize.select, known=selectors)
    seen = {facts.sheet.ids[row]: row for row in candidates.rows}
    shown = [_candidate(row, keys, part, facts, places) for row in candidates.rows]
    rows = tuple(seen[unit] for unit in spec.order(prize.select, shown))
    return candidates._replace(rows=rows, levels={row: -place for place, row in enumerate(rows)})


def _candidate(row: int, keys: tuple[Key, ...], part: str, facts: Facts, places: Places) -> Candidate:
    tier = facts.tiers[row]
    return Candidate(
        unit=facts.sheet.ids[row],
        part=part,
        rank=int(places.ranks[row]),
        tier="" if tier < 0 else facts.sheet.rubric.tiers[tier].id,
        values={key.name: facts.figure(key.name).exact(row) for key in keys},
    )
