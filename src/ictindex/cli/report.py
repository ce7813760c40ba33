"""A ranking as a text report: a table for each block, tiers, prizes, remarks, and how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from attrs import frozen

from ictindex.language import Language
from ictindex.model.nodes import ROOT
from ictindex.model.numbers import number_text, round_ticks
from ictindex.model.standing_rules import Tier
from ictindex.model.units import Part
from ictindex.ranking import Ranking, Standing
from ictindex.scoring import Imputation, Treatment
from ictindex.wording.heading import SHORT, heading
from ictindex.wording.node_lines import node_lines
from ictindex.wording.policies import policies
from ictindex.wording.prizes import prize_pieces
from ictindex.wording.tables import Column, Piece, Table, display_width
from ictindex.wording.worth import maxima_of_total

__all__ = ["report"]

# The widest name of a node that heads a column, in cells.
_ROOM = 16


def report(ranking: Ranking, language: Language, *, groups: bool = False, reasons: bool = False) -> Iterator[Piece]:
    """The whole report, status first.

    With `groups` also the score and rank at each node below the total, with `reasons` why each unit stands there.
    """
    rubric = ranking.rubric
    yield "\n".join([heading(rubric, language, law=ranking.law), *_about_data(ranking, language)])
    fields = [it for it in _FIELDS if it.shown(ranking)] + (_group_fields(ranking, language) if groups else [])
    yield from _blocks(ranking, fields, language)
    yield from _unranked(ranking, language)
    yield from _tiers(ranking, language)
    yield from prize_pieces(ranking, language)
    yield from _verified(ranking, language)
    yield from _screened(ranking, language)
    yield from _imputed(ranking, language)
    yield from _treated(ranking, language)
    if reasons:
        yield from _reasons(ranking, language)
    # What the data file says of itself stands in the heading.
    remarks = [remark for remark in ranking.remarks if remark.code != "data-note"]
    if remarks:
        yield "\n".join([language.say("remarks-title"), *(f"  {remark.said(language.code)}" for remark in remarks)])
    lines = [f"  {label}: {language.written(text)}" for label, text in policies(rubric, language)]
    yield "\n".join([language.say("how-title"), *lines, f"  {language.say('how-more', rubric=rubric.id)}"])
    yield language.written(node_lines(rubric, language))
    yield from _weighed(ranking, language)


def _weighed(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """Weights that the data gave: published numbers, without which nobody can recompute the ranking."""
    for node, found in ranking.scores.weights_from_data.items():
        weights = ", ".join(f"{child} {language.written(f'{weight:f}')}" for child, weight in found.items())
        yield language.say("weighed", node=node, units=ranking.scores.units_behind_weights(node), weights=weights)


def _about_data(ranking: Ranking, language: Language) -> Iterator[str]:
    """What the file says of itself, how many units there are, and what changes are against."""
    dataset = ranking.scores.dataset
    yield from (language.say("note", note=note) for note in dataset.notes)
    ranked = sum(it.rank is not None for it in ranking.standings)
    yield language.say("data-line", data=ranking.data[:SHORT], units=len(ranking), ranked=ranked)
    yield _previous(ranking, language)


def _previous(ranking: Ranking, language: Language) -> str:
    if ranking.previous is None:
        return language.say("no-previous")
    name = ranking.previous.rubric or language.say("previous-unnamed")
    return language.say("previous", previous=name)


def _blocks(ranking: Ranking, fields: Sequence[_Field], language: Language) -> Iterator[Table]:
    """A table for each block that has ranked units, or one of all units."""
    ranked = [it for it in ranking.standings if it.rank is not None]
    partition = ranking.rubric.partition(ranking.rubric.rank_partition)
    maxima = _maxima_that_differ(ranking, ranked)
    if partition is None:
        title = language.say("all-ranked", count=len(ranked))
        yield _standings(ranked, _with_maxima(title, ranked, maxima, language), fields, language)
        return
    for part in partition.parts:
        rows = [it for it in ranked if it.block == part.id]
        if rows:
            title = _with_maxima(_block_title(part, len(rows), language), rows, maxima, language)
            yield _standings(rows, title, fields, language)


def _maxima_that_differ(ranking: Ranking, ranked: Sequence[Standing]) -> Mapping[str, Fraction]:
    """The own maximum of each ranked unit; none where all have the full maximum of the total, or none at all."""
    pairs = zip(ranking.scores.dataset.units, ranking.scores.maximum().tolist(), strict=True)
    own = {unit.id: Fraction(value) for unit, value in pairs if isfinite(value)}
    found = {it.unit.id: own[it.unit.id] for it in ranked if it.unit.id in own}
    held, full = ({number_text(value) for value in it} for it in (found.values(), maxima_of_total(ranking.rubric)[:1]))
    return {} if held == full else found


def _with_maxima(title: str, rows: Sequence[Standing], maxima: Mapping[str, Fraction], language: Language) -> str:
    """A title that says of how many points the scores and percents below it are."""
    held = sorted({maxima[it.unit.id] for it in rows if it.unit.id in maxima})
    if not held:
        return title
    ends = dict.fromkeys(number_text(value) for value in (held[0], held[-1]))
    return language.say("of-at-most", title=title, maximum=language.written("–".join(ends)))


def _block_title(part: Part, count: int, language: Language) -> str:
    return language.say("units-in", name=language.both(part), count=count)


def _standings(rows: Sequence[Standing], title: str, fields: Sequence[_Field], language: Language) -> Table:
    columns = [Column(it.title if it.is_node else language.say(it.title), right=it.right) for it in fields]
    return Table(title=title, columns=columns, rows=[[it.cell(row, language) for it in fields] for row in rows])


@frozen(kw_only=True)
class _Field:
    """A column of the standings: its title, whether a ranking has it, and its cell for one unit."""

    title: str
    cell: Callable[[Standing, Language], str]
    shown: Callable[[Ranking], bool] = lambda ranking: True  # noqa: ARG005 - most rankings have most columns
    right: bool = True
    is_node: bool = False


def _name(it: Standing, language: Language) -> str:
    del language
    return it.unit.name or it.unit.id


def _tier(it: Standing, language: Language) -> str:
    del language
    return next((_law_name(tier) for tier in it.ranking.rubric.tiers if tier.id == it.tier), "")


def _law_name(tier: Tier) -> str:
    """The name as the law writes it, in every language."""
    return tier.vi or tier.en or tier.id


def _change(it: Standing, language: Language) -> str:
    if it.change is None:
        return language.say(f"change-{it.change_reason}")
    return f"{it.change:+d}" if it.change else "0"


def _awards(it: Standing, language: Language) -> str:
    """The prizes of a unit, each with those in it who receive it."""
    del language
    roles: dict[tuple[str, str], list[str]] = {}
    for award in it.awards:
        held = roles.setdefault((award.award, award.prize), [])
        held += [award.role] if award.role else []
    return "; ".join(f"{prize} ({', '.join(to)})" if to else prize for (_, prize), to in roles.items())


_FIELDS = (
    _Field(title="rank", cell=lambda it, _: str(it.rank)),
    _Field(
        title="overall",
        cell=lambda it, _: str(it.rank_overall),
        shown=lambda ranking: ranking.rubric.rank.overall and bool(ranking.rubric.rank_partition),
    ),
    _Field(title="unit", cell=_name, right=False),
    _Field(title="score", cell=lambda it, language: language.written(f"{it.score:f}")),
    _Field(
        title="percent",
        cell=lambda it, language: "" if it.percent is None else language.written(f"{it.percent:f}"),
        shown=lambda ranking: any(it.percent is not None for it in ranking.standings),
    ),
    _Field(title="tier", cell=_tier, shown=lambda ranking: bool(ranking.rubric.tiers), right=False),
    _Field(title="change", cell=_change, shown=lambda ranking: ranking.previous is not None),
    _Field(title="awards", cell=_awards, shown=lambda ranking: bool(ranking.awards), right=False),
)


def _group_fields(ranking: Ranking, language: Language) -> list[_Field]:
    """A column for each node directly below the total: its score, and its rank in brackets."""
    names = ranking.rubric.tree.children[ROOT]
    return [_Field(title=_node_title(ranking, name, language), cell=_at_node(name), is_node=True) for name in names]


def _node_title(ranking: Ranking, name: str, language: Language) -> str:
    """The name of a node where a column has room for it, else its id."""
    title = language.name(ranking.rubric.node(name))
    return title if display_width(title) <= _ROOM else name


def _at_node(name: str) -> Callable[[Standing, Language], str]:
    def cell(it: Standing, language: Language) -> str:
        node = it.nodes[name]
        return "n/a" if node.score is None else f"{language.written(f'{node.score:f}')} ({node.rank})"

    return cell


def _unranked(ranking: Ranking, language: Language) -> Iterator[Table]:
    rows = [(it.unit.name or it.unit.id, _why_not(it, language)) for it in ranking.standings if it.rank is None]
    if rows:
        title = language.say("not-ranked-title", count=len(rows))
        yield Table(title=title, columns=[Column(language.say("unit")), Column(language.say("why"))], rows=rows)


def _why_not(it: Standing, language: Language) -> str:
    reason, _, why = (it.rank_reason or "").partition(": ")
    return language.say(f"not-ranked-{reason}", why=why)


def _verified(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """Cells where the council found otherwise than the unit reported, where the rubric has a step that verifies."""
    rows = [it for it in ranking.scores.verifications if it.differs]
    if rows:
        titles = ("unit", "column", "reported", "verified", "counted", "difference")
        cells = [
            [
                it.unit,
                it.column,
                *map(language.written, (it.reported or "–", it.verified, it.counted or "–", _signed(it.difference))),
            ]
            for it in rows
        ]
        columns = [Column(language.say(f"verified-{title}"), right=place > 1) for place, title in enumerate(titles)]
        yield Table(title=language.say("verified-title", count=len(rows)), columns=columns, rows=cells)


def _imputed(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """Cells that were empty and hold what a step put there."""
    rows = ranking.scores.imputations
    if rows:
        titles = ("unit", "column", "value", "from")
        cells = [[it.unit, it.column, language.written(f"{it.value:f}"), _donors(it, language)] for it in rows]
        columns = [Column(language.say(f"imputed-{title}"), right=title == "value") for title in titles]
        yield Table(title=language.say("imputed-title", count=len(rows)), columns=columns, rows=cells)


def _treated(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """Cells that a step moved inward, with what stood there before."""
    rows = ranking.scores.treatments
    if rows:
        titles = ("unit", "column", "before", "after", "how")
        cells = [[it.unit, it.column, *_ends(it, language), _moved(it, language)] for it in rows]
        columns = [Column(language.say(f"treated-{title}"), right=title in ("before", "after")) for title in titles]
        yield Table(title=language.say("treated-title", count=len(rows)), columns=columns, rows=cells)


def _ends(it: Treatment, language: Language) -> tuple[str, str]:
    return language.written(f"{it.before:f}"), language.written(f"{it.after:f}")


def _moved(it: Treatment, language: Language) -> str:
    part = language.say("imputed-in", part=it.part) if it.part else ""
    return language.say(f"treated-{it.method}", count=it.values, part=part)


def _screened(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """Units that left because they answered too little, and what they would have to answer."""
    rows = ranking.scores.screenings
    if rows:
        titles = ("unit", "present", "asked", "empty")
        cells = [[it.unit, str(it.present), str(it.asked), ", ".join(it.empty)] for it in rows]
        columns = [Column(language.say(f"screened-{title}"), right=title in ("present", "asked")) for title in titles]
        yield Table(title=language.say("screened-title", count=len(rows)), columns=columns, rows=cells)


def _donors(it: Imputation, language: Language) -> str:
    part = language.say("imputed-in", part=it.part) if it.part else ""
    return language.say(f"imputed-{it.method}", count=it.donors, part=part)


def _signed(number: Decimal | None) -> str:
    return "–" if number is None else f"{number:+f}"


def _reasons(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """Every sentence on each unit, in the order of the standings."""
    yield language.say("reasons-title")
    for it in ranking.standings:
        head = f"{it.unit.name} ({it.unit.id})" if it.unit.name else it.unit.id
        yield "\n".join([head, *(f"  {sentence}" for sentence in it.reasons(language.code))])


def _tiers(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """How many units each tier has in each block, and over all with their shares."""
    rubric = ranking.rubric
    if not rubric.tiers:
        return
    pooled = ranking.tier_counts()
    names = [language.both(tier) for tier in rubric.tiers]
    partition = rubric.partition(rubric.rank_partition)
    if partition is not None:
        counts = ranking.tier_counts(partition.name)
        rows = [
            [language.both(part), *(str(counts[part.id][tier.id]) for tier in rubric.tiers)] for part in partition.parts
        ]
        columns = [Column(language.say("block")), *(Column(name, right=True) for name in names)]
        yield Table(title=language.say("tiers-title"), columns=columns, rows=rows)
    ranked = sum(pooled.values())
    shares = [_with_share(_law_name(tier), pooled[tier.id], ranked) for tier in rubric.tiers]
    head = language.say("all") if partition is not None else language.say("tiers-title")
    yield f"{head}: {', '.join(shares)}"


def _with_share(name: str, count: int, total: int) -> str:
    """``9 Tốt (29 %)``."""
    percent = round_ticks(Fraction(100 * count, total), 0) if total else 0
    return f"{count} {name} ({percent} %)"
