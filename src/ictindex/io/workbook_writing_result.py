"""The sheets of what was decided: standings, points, tiers, prizes, reasons, remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from attrs import frozen

from ictindex.io.workbook_writing_cells import Head, Sheet, Value
from ictindex.io.workbook_writing_steps import step_sheets
from ictindex.io.workbook_writing_top import Top
from ictindex.language import Language
from ictindex.model.nodes import ROOT
from ictindex.model.numbers import number_text
from ictindex.ranking import Ranking, Standing
from ictindex.wording.prizes import prize_pieces
from ictindex.wording.tables import Table
from ictindex.wording.worth import worths

__all__ = ["result_sheets", "standings_sheets"]

_NOT_APPLICABLE = "n/a"


def result_sheets(top: Top, *, reasons: bool) -> Iterator[Sheet]:
    """Every sheet of the result that has something to say."""
    yield from standings_sheets(top)
    yield from _unranked(top)
    yield _points(top)
    yield from _tiers(top)
    yield from _prizes(top)
    yield from step_sheets(top)
    if reasons:
        yield _reasons(top)
    yield from _remarks(top)


@frozen(kw_only=True)
class _Field:
    """A column of the standings: the key of its title, whether a ranking has it, and its cell for one unit."""

    title: str
    cell: Callable[[Standing, Language], Value]
    shown: Callable[[Ranking], bool] = lambda ranking: True  # noqa: ARG005 - most rankings have most columns
    right: bool = True
    signed: bool = False


def _tier(it: Standing, language: Language) -> Value:
    del language
    return next((tier.vi or tier.en or tier.id for tier in it.ranking.rubric.tiers if tier.id == it.tier), "")


def _change(it: Standing, language: Language) -> Value:
    return it.change if it.change is not None else language.say(f"change-{it.change_reason}")


def _awards(it: Standing, language: Language) -> Value:
    """The prizes of a unit, each with those in it who receive it."""
    del language
    roles: dict[tuple[str, str], list[str]] = {}
    for award in it.awards:
        roles.setdefault((award.award, award.prize), []).extend([award.role] if award.role else [])
    return "; ".join(f"{prize} ({', '.join(to)})" if to else prize for (_, prize), to in roles.items())


_FIELDS = (
    _Field(title="rank", cell=lambda it, _: it.rank),
    _Field(
        title="overall",
        cell=lambda it, _: it.rank_overall,
        shown=lambda ranking: ranking.rubric.rank.overall and bool(ranking.rubric.rank_partition),
    ),
    _Field(title="unit", cell=lambda it, _: it.unit.name or it.unit.id, right=False),
    _Field(title="score", cell=lambda it, _: it.score),
    _Field(
        title="percent",
        cell=lambda it, _: it.percent,
        shown=lambda ranking: any(it.percent is not None for it in ranking.standings),
    ),
    _Field(title="tier", cell=_tier, shown=lambda ranking: bool(ranking.rubric.tiers), right=False),
    _Field(title="change", cell=_change, shown=lambda ranking: ranking.previous is not None, signed=True),
    _Field(title="awards", cell=_awards, shown=lambda ranking: bool(ranking.awards), right=False),
)


def standings_sheets(top: Top) -> Iterator[Sheet]:
    """A sheet for each block that has ranked units, or one of all units."""
    ranking = top.ranking
    ranked = [it for it in ranking.standings if it.rank is not None]
    partition = ranking.rubric.partition(ranking.rubric.rank_partition)
    if partition is None:
        yield _standings(top, top.said("all-sheet"), top.say("all-ranked", count=len(ranked)), ranked)
        return
    for part in partition.parts:
        rows = [it for it in ranked if it.block == part.id]
        if rows:
            title = top.say("units-in", name=top.language.both(part), count=len(rows))
            yield _standings(top, part.vi or part.en or part.id, title, rows)


def _standings(top: Top, name: str, title: str, rows: Sequence[Standing]) -> Sheet:
    fields = [it for it in _FIELDS if it.shown(top.ranking)]
    heads = [Head.of(top.say(it.title), right=it.right, signed=it.signed) for it in fields]
    places = {it.title: place for place, it in enumerate(fields)}
    cells: list[list[Value]] = [[it.cell(row, top.language) for it in fields] for row in rows]
    maxima = _maxima(top.ranking)
    # The id before the name, and of how many points a score is behind it: from the back, so that places hold.
    heads.insert(places["score"] + 1, Head.of(top.said("maximum"), right=True))
    heads.insert(places["unit"], Head.of(top.said("id")))
    for row, line in zip(rows, cells, strict=True):
        line.insert(places["score"] + 1, maxima.get(row.unit.id))
        line.insert(places["unit"], row.unit.id)
    more = f"{title}. {_against(top)}"
    return top.sheet(name, heads, cells, more=more, fixed=places["unit"] + 2)


def _against(top: Top) -> str:
    """What changes in rank are against."""
    if top.ranking.previous is None:
        return top.say("no-previous")
    return top.say("previous", previous=top.ranking.previous.rubric or top.say("previous-unnamed"))


def _maxima(ranking: Ranking) -> Mapping[str, Decimal]:
    """The own maximum of each unit that has one, with as many digits as a report prints."""
    pairs = zip(ranking.scores.dataset.units, ranking.scores.maximum().tolist(), strict=True)
    return {unit.id: Decimal(number_text(Fraction(value))) for unit, value in pairs if isfinite(value)}


def _unranked(top: Top) -> Iterator[Sheet]:
    rows = [it for it in top.ranking.standings if it.rank is None]
    if rows:
        heads = [Head.of(top.said("id")), Head.of(top.say("unit")), Head.of(top.say("why"))]
        cells = [[it.unit.id, it.unit.name, _why_not(it, top)] for it in rows]
        title = top.say("not-ranked-title", count=len(rows))
        yield top.sheet(top.said("unranked-sheet"), heads, cells, more=title)


def _why_not(it: Standing, top: Top) -> str:
    reason, _, why = (it.rank_reason or "").partition(": ")
    return top.say(f"not-ranked-{reason}", why=why)


def _points(top: Top) -> Sheet:
    """The points of every unit at every node and view, the total first."""
    ranking, language = top.ranking, top.language
    rubric = ranking.rubric
    names = (*rubric.tree.depth_first(), *rubric.tree.views)
    found = worths(rubric)
    heads = [Head.of(top.say("block")), Head.of(top.say("rank"), right=True), Head.of(top.said("id"))]
    heads.append(Head.of(top.say("unit")))
    for name in names:
        title = language.name(rubric.node(name), otherwise=" ").strip() or name
        title = top.say("score") if name == ROOT and title == ROOT else title
        most = top.said("at-most", maximum=language.written(found[name].maximum_text)) if found[name].maxima else ""
        heads.append(Head.of(title, name, most, right=True))
    labels = _block_names(top)
    rows = []
    for it in ranking.standings:
        nodes = it.nodes
        points = [_NOT_APPLICABLE if nodes[name].score is None else nodes[name].score for name in names]
        rows.append([labels.get(it.block or "", it.block), it.rank, it.unit.id, it.unit.name, *points])
    return top.sheet(top.said("points-sheet"), heads, rows, fixed=4)


def _block_names(top: Top) -> Mapping[str, str]:
    partition = top.ranking.rubric.partition(top.ranking.rubric.rank_partition)
    return {} if partition is None else {part.id: part.vi or part.en or part.id for part in partition.parts}


def _tiers(top: Top) -> Iterator[Sheet]:
    """How many units each tier has in each block, and over all with their shares."""
    ranking = top.ranking
    tiers = ranking.rubric.tiers
    if not tiers:
        return
    partition = ranking.rubric.partition(ranking.rubric.rank_partition)
    heads = [Head.of(top.say("block")), *(Head.of(top.language.both(it), right=True) for it in tiers)]
    rows: list[list[Value]] = []
    if partition is not None:
        counts = ranking.tier_counts(partition.name)
        rows += [[top.language.both(part), *(counts[part.id][it.id] for it in tiers)] for part in partition.parts]
    pooled, shares = ranking.tier_counts(), ranking.tier_shares()
    rows.append([top.say("all"), *(pooled[it.id] for it in tiers)])
    rows.append([top.said("share"), *(shares[it.id] for it in tiers)])
    yield top.sheet(top.said("tiers-sheet"), heads, rows, fixed=1)


# The columns of tables of prizes, by the keys of their titles; a table has some of them.
_OF_PRIZES = ("part", "prize", "unit", "to", "why", "not-met")


def _prizes(top: Top) -> Iterator[Sheet]:
    """Every prize that was given, on which values and against whom; rules that gave none say so."""
    if not top.ranking.rubric.awards:
        return
    titles = [top.say(key) for key in _OF_PRIZES]
    rows: list[dict[str, str]] = []
    for piece in prize_pieces(top.ranking, top.language):
        if isinstance(piece, Table):
            names = [column.title for column in piece.columns]
            rows += [{"": piece.title, **dict(zip(names, row, strict=True))} for row in piece.rows]
        else:
            rows.append({"": piece})
    held = [title for title in titles if any(title in row for row in rows)]
    heads = [Head.of(top.said("award")), *map(Head.of, held)]
    yield top.sheet(top.said("prizes-sheet"), heads, [[row.get(it, "") for it in ("", *held)] for row in rows])


def _reasons(top: Top) -> Sheet:
    """Every sentence on each unit, in the order of the standings."""
    heads = [Head.of(top.said("id")), Head.of(top.say("unit")), Head.of(top.said("reason"))]
    rows = [
        [it.unit.id, it.unit.name, sentence]
        for it in top.ranking.standings
        for sentence in it.reasons(top.language.code)
    ]
    return top.sheet(top.said("reasons-sheet"), heads, rows, fixed=2)


def _remarks(top: Top) -> Iterator[Sheet]:
    # What the data file says of itself stands above every sheet.
    code = top.language.code
    rows = [[it.said(code), ", ".join(it.units)] for it in top.ranking.remarks if it.code != "data-note"]
    if rows:
        heads = [Head.of(top.said("remark")), Head.of(top.said("units"))]
        yield top.sheet(top.said("remarks-sheet"), heads, rows)
