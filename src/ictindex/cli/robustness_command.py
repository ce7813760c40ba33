"""``ictindex robustness``: how firm a ranking is, in one of three formats."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from types import MappingProxyType

from ictindex.analysis import Held, Policy, RankSpan, Robustness, UnitRobustness, robustness
from ictindex.api import read
from ictindex.cli.at_work import at_work
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import deliver, format_of, refuse_inputs, show_pieces
from ictindex.codec.csv_output import write_csv
from ictindex.language import Language
from ictindex.model.rubric import Rubric
from ictindex.wording.heading import heading
from ictindex.wording.tables import Column, Piece, Table

__all__ = ["run"]

_STEP = "  "


def run(options: Namespace) -> int:
    """Read, analyse and write."""
    refuse_inputs(options.out, [options.file, *files_of(options.rubric)])
    written = format_of(options, _FORMATS, otherwise="text")
    if options.draws < 1 or not 0 < options.width < 1:
        msg = f"--draws is 1 and more, --width between 0 and 1; found {options.draws} and {options.width}"
        raise UsageError(msg)
    plugins = not options.no_plugins
    rubric = rubric_of(options.rubric, plugins=plugins)
    with at_work(options):
        dataset = read(options.file, rubric, decimal=options.decimal, encoding=options.encoding, sheet=options.sheet)
        found = robustness(
            dataset,
            rubric,
            draws=options.draws,
            seed=options.seed,
            width=options.width,
            spread=options.spread,
            registry=registry_of(plugins=plugins),
        )
    _FORMATS[written](found, rubric, options)
    return OK


def _text(found: Robustness, rubric: Rubric, options: Namespace) -> None:
    show_pieces(pieces(found, rubric, Language(options.lang)), options.out)


def _json(found: Robustness, rubric: Rubric, options: Namespace) -> None:
    from ictindex.ranking.json_text import dumps

    del rubric
    deliver(dumps(found.to_dict()) + "\n", options.out)


def _csv(found: Robustness, rubric: Rubric, options: Namespace) -> None:
    header = ["id", "name", "block", "rank"]
    header += [f"{what}_{name}" for what in _SPANS for name in _SPAN]
    header += ["left_out_by", "tier", "tier_percent", "prizes"]
    stream = StringIO()
    says = [f"rubric: {rubric.id}", f"status: {found.status}", f"law: {found.law}"]
    write_csv(map(_csv_row, found.units), header, stream, comments=says)
    deliver(stream.getvalue(), options.out)


_SPANS = ("weights", "left_out", "digits")
_SPAN = ("least", "low", "median", "high", "most", "same")


def _csv_row(unit: UnitRobustness) -> list[object]:
    spans = [getattr(unit, what) for what in _SPANS]
    cells: list[object] = [unit.unit, unit.name, unit.block, unit.rank]
    cells += [None if span is None else getattr(span, name) for span in spans for name in _SPAN]
    tier = (None, None) if unit.tier is None else (unit.tier.name, unit.tier.percent)
    return [*cells, unit.by, *tier, "; ".join(f"{it.name} {it.percent}" for it in unit.prizes)]


_FORMATS: Mapping[str, Callable[[Robustness, Rubric, Namespace], None]] = MappingProxyType(
    {"text": _text, "json": _json, "csv": _csv}
)


def pieces(found: Robustness, rubric: Rubric, language: Language) -> Iterator[Piece]:
    """The heading, a table for each block, prizes, tiers, indicators, and how it was done."""
    yield heading(rubric, language, law=found.law)
    partition = rubric.partition(rubric.rank_partition)
    parts = [None] if partition is None else list(partition.parts)
    for part in parts:
        units = [it for it in found.units if part is None or it.block == part.id]
        if units:
            place = "" if part is None else language.say("robust-in", part=language.both(part))
            yield _units(units, language.say("robust-units", place=place), rubric, language)
    if found.prizes:
        yield _prizes(found, rubric, language)
    if found.tiers:
        yield _held(found.tiers, "tier", "robust-tiers-title", rubric, language)
    if found.indicators:
        yield _indicators(found, rubric, language)
    lines = [f"{_STEP}{_said(policy, language)}" for policy in found.policies]
    yield "\n".join([language.say("robust-how"), *lines])


def _units(units: list[UnitRobustness], title: str, rubric: Rubric, language: Language) -> Table:
    columns = [Column(language.say("rank"), right=True), Column(language.say("unit"))]
    columns += [Column(language.say(f"robust-{name}")) for name in ("weights", "range")]
    columns += [Column(language.say("robust-same"), right=True)]
    columns += [Column(language.say(f"robust-{name}")) for name in ("left-out", "by")]
    digits = any(it.digits is not None for it in units)
    columns += [Column(language.say("robust-digits"))] if digits else []
    columns += [Column(language.say("robust-tier"))] if rubric.tiers else []
    rows = []
    for it in units:
        cells = [str(it.rank), it.name or it.unit, _span(it.weights, "low", "high"), _span(it.weights, "least", "most")]
        cells += ["" if it.weights is None else f"{it.weights.same} %", _span(it.left_out, "least", "most")]
        cells.append(_node(it.by, rubric, language))
        cells += [_span(it.digits, "least", "most")] if digits else []
        cells += ["" if it.tier is None else f"{_tier(it.tier, rubric, language)} {it.tier.percent} %"]
        rows.append(cells[: len(columns)])
    return Table(title=title, columns=columns, rows=rows)


def _span(span: RankSpan | None, first: str, last: str) -> str:
    """Two ranks, or one where they are the same."""
    if span is None:
        return ""
    low, high = getattr(span, first), getattr(span, last)
    return str(low) if low == high else f"{low}–{high}"


def _node(name: str, rubric: Rubric, language: Language) -> str:
    return language.name(rubric.tree.nodes[name]) if name else ""


def _tier(held: Held, rubric: Rubric, language: Language) -> str:
    return language.both(next(tier for tier in rubric.tiers if tier.id == held.name))


def _prizes(found: Robustness, rubric: Rubric, language: Language) -> Table:
    names = {award.id: language.name(award) for award in rubric.awards}
    rows = []
    for unit in found.units:
        for held in unit.prizes:
            award, _, prize = held.name.partition("/")
            rows.append([f"{names[award]}: {prize}", unit.name or unit.unit, f"{held.percent} %"])
    columns = [Column(language.say("robust-prize")), Column(language.say("unit"))]
    columns.append(Column(language.say("robust-kept"), right=True))
    return Table(title=language.say("robust-prizes-title"), columns=columns, rows=sorted(rows, key=lambda row: row[0]))


def _held(held: tuple[Held, ...], word: str, title: str, rubric: Rubric, language: Language) -> Table:
    columns = [Column(language.say(word)), Column(language.say("robust-kept"), right=True)]
    order = [tier.id for tier in rubric.tiers]
    rows = [(order.index(it.name), [_tier(it, rubric, language), f"{it.percent} %"]) for it in held]
    return Table(title=language.say(title), columns=columns, rows=[row for _, row in sorted(rows)])


def _indicators(found: Robustness, rubric: Rubric, language: Language) -> Table:
    columns = [Column(language.say("robust-indicator"))]
    columns += [Column(language.say(f"robust-{name}"), right=True) for name in ("moved", "places")]
    rows = [[_node(it.indicator, rubric, language), str(it.units), str(it.places)] for it in found.indicators]
    return Table(title=language.say("robust-indicators-title"), columns=columns, rows=rows)


# Codes of policies whose text has another name, because a column has that one.
_OTHER_NAMES = MappingProxyType(
    {
        "weights": "weights-policy",
        "left-out": "left-out-policy",
        "digits": "digits-policy",
        "how": "how-values",
    }
)


def _said(policy: Policy, language: Language) -> str:
    return language.say(f"robust-{_OTHER_NAMES.get(policy.name, policy.name)}", **policy.values)
