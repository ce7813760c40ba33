"""Whether a ranking gives what a worked example says: every difference, with its place in the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ictindex import api
from ictindex.model.problems import Problem, RubricPath
from ictindex.model.rubric import Rubric
from ictindex.model.text import near_hint
from ictindex.plugins import Registry
from ictindex.ranking import Ranking, Standing
from ictindex.testing.worked import Expected, WorkedCase

__all__ = ["check_case"]


def check_case(
    case: WorkedCase, *, rubric: Rubric | None = None, registry: Registry | None = None
) -> tuple[Problem, ...]:
    """Every difference between a worked example and what the engine makes of its answers; empty where none.

    Parameters
    ----------
    case
        What `read_case` has read.
    rubric
        Instead of the registered rubric that the case names.
    registry
        Instead of the installed plugins.

    Raises
    ------
    DataError
        If the rubric refuses the answers.
    UnknownName, PluginError
        If there is no such rubric, or its plugin is broken.
    TieRefused
        If units are equal where the rubric says that they may not be.
    """
    law = api.get_rubric(case.rubric, registry=registry) if rubric is None else rubric
    ranking = api.rank(case.dataset(law), law, previous=case.published(), registry=registry)
    found = [*_units(case, ranking), *_tiers(case, ranking), *_prizes(case, ranking)]
    return tuple(found)


def _units(case: WorkedCase, ranking: Ranking) -> Iterator[Problem]:
    ids = {it.unit.id for it in ranking.standings}
    for unit, expected in case.expect:
        where = f"expect.{unit}"
        if unit not in ids:
            yield _unknown(case, where, "unit", unit, ids)
            continue
        strange = list(_names(case, where, expected, ranking))
        yield from strange
        known = {str(problem.where) for problem in strange}
        for key, found, wanted in _facts(ranking[unit], expected):
            problem = _differs(case, f"{where}.{key}", found, wanted)
            if found != wanted and str(problem.where) not in known:
                yield problem


def _facts(standing: Standing, expected: Expected) -> Iterator[tuple[str, object, object]]:
    """Key, what was worked out, and what is printed, for all that the source says."""
    pairs: list[tuple[str, object, object]] = [
        ("score", standing.score, expected.score),
        ("percent", standing.percent, expected.percent),
        ("rank", standing.rank or 0, expected.rank),
        ("rank_overall", standing.rank_overall or 0, expected.rank_overall),
        ("tier", standing.tier or "", expected.tier),
        ("prizes", _won(standing), None if expected.prizes is None else sorted(expected.prizes)),
        ("change", standing.change, expected.change),
    ]
    yield from (it for it in pairs if it[2] is not None)
    for node, score in expected.nodes:
        if node in standing.nodes:
            yield f"nodes.{node}", standing.nodes[node].score, score


def _won(standing: Standing) -> list[str]:
    return sorted({f"{it.award}/{it.prize}" for it in standing.awards})


def _names(case: WorkedCase, where: str, expected: Expected, ranking: Ranking) -> Iterator[Problem]:
    """Names that the rubric does not have: such an expectation could never fail."""
    rubric = ranking.rubric
    for node, _ in expected.nodes:
        if node not in rubric.node_ids:
            yield _unknown(case, f"{where}.nodes.{node}", "node", node, rubric.node_ids)
    tiers = [tier.id for tier in rubric.tiers]
    if expected.tier and expected.tier not in tiers:
        yield _unknown(case, f"{where}.tier", "tier", expected.tier, tiers)
    for prize in expected.prizes or ():
        if prize not in _all_prizes(rubric):
            yield _unknown(case, f"{where}.prizes", "prize", prize, _all_prizes(rubric))


def _all_prizes(rubric: Rubric) -> list[str]:
    return [f"{award.id}/{prize.name}" for award in rubric.awards for prize in award.prizes]


def _tiers(case: WorkedCase, ranking: Ranking) -> Iterator[Problem]:
    ids = [tier.id for tier in ranking.rubric.tiers]
    for tier, wanted in case.tiers:
        if tier not in ids:
            yield _unknown(case, f"tiers.{tier}", "tier", tier, ids)
            continue
        count = sum(it.tier == tier for it in ranking.standings)
        if count != wanted:
            yield _differs(case, f"tiers.{tier}", count, wanted)


def _prizes(case: WorkedCase, ranking: Ranking) -> Iterator[Problem]:
    names, units = _all_prizes(ranking.rubric), {it.unit.id for it in ranking.standings}
    for prize, wanted in case.prizes:
        where = f"prizes.{prize}"
        if prize not in names:
            yield _unknown(case, where, "prize", prize, names)
            continue
        yield from (_unknown(case, where, "unit", it, units) for it in wanted if it not in units)
        winners = sorted({it.unit for it in ranking.awards if f"{it.award}/{it.prize}" == prize})
        if winners != sorted(wanted):
            yield _differs(case, where, winners, sorted(wanted))


def _unknown(case: WorkedCase, where: str, what: str, name: str, known: Iterable[str]) -> Problem:
    message = f'{case.rubric} has no {what} "{name}"'
    return Problem(
        code="unknown-name", where=RubricPath(path=where, file=case.file), message=message, hint=near_hint(name, known)
    )


def _differs(case: WorkedCase, where: str, found: object, wanted: object) -> Problem:
    message = f"the engine gives {_shown(found)}"
    hint = f"{case.status} in: {case.source.title}"
    return Problem(
        code="case-differs",
        where=RubricPath(path=where, file=case.file),
        message=message,
        expected=_shown(wanted),
        hint=hint,
    )


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    if isinstance(value, Decimal):
        return format(value, "f")
    return "nothing" if value in (None, "") else str(value)
