"""``ictindex rubric show``: everything that makes a ranking, in words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from ictindex.api import law_of
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import refuse_inputs, show_pieces
from ictindex.language import Language
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Prize, Source
from ictindex.model.units import Partition
from ictindex.model.where import Where
from ictindex.wording.heading import heading
from ictindex.wording.node_lines import node_lines
from ictindex.wording.parameters import parameters_of
from ictindex.wording.policies import keys_text, policies
from ictindex.wording.tables import Column, Piece, Table
from ictindex.wording.words import path_text, value_words

__all__ = ["how_lines", "pieces_of", "run"]

_STEP = "  "


def run(options: Namespace) -> int:
    """Print the whole rubric, or its plan."""
    if options.plan is not None:
        from ictindex.cli.rubric_plan import run as run_plan

        return run_plan(options)
    if options.units is not None or options.format != "text":
        msg = "--units and --format go with --plan; `rubric export --format json` writes the rubric itself"
        raise UsageError(msg)
    refuse_inputs(options.out, files_of(options.rubric))
    plugins = not options.no_plugins
    rubric = rubric_of(options.rubric, plugins=plugins)
    law = law_of(rubric, registry=registry_of(plugins=plugins))
    show_pieces(pieces_of(rubric, law, Language(options.lang)), options.out)
    return OK


def pieces_of(rubric: Rubric, law: str, language: Language) -> Iterator[Piece]:
    """Head, partitions, nodes, views, policies, tiers, prizes, exclusions, parameters and sources."""
    yield heading(rubric, language, law=law)
    about = "\n".join(_about(rubric, language))
    if about:
        yield about
    for partition in rubric.partitions:
        yield _partition(partition, rubric, language)
    yield language.written(node_lines(rubric, language))
    yield f"{language.say('how-title')}\n" + "\n".join(how_lines(rubric, language))
    if rubric.awards:
        yield language.say("prizes-title") + "\n" + "\n".join(_awards(rubric, language))
    if rubric.exclude:
        lines = [f"{_STEP}{it.where.said(language.code)}: {it.why}" for it in rubric.exclude]
        yield "\n".join([language.say("excluded-title"), *lines])
    yield _parameters(rubric, language)
    if rubric.sources:
        yield "\n".join([language.say("sources-title"), *(f"{_STEP}{_source(it)}" for it in rubric.sources)])


def how_lines(rubric: Rubric, language: Language) -> Iterator[str]:
    """Every policy on a line of its own."""
    for label, text in policies(rubric, language):
        yield f"{_STEP}{label}: {language.written(text)}"


def _about(rubric: Rubric, language: Language) -> Iterator[str]:
    if rubric.valid is not None:
        first, last = rubric.valid
        yield language.say("valid", first=first.isoformat(), last=last.isoformat())
    if rubric.follows:
        yield language.say("follows", follows=rubric.follows)
    for rule in rubric.columns:
        said = value_words("kind", rule.kind, language)
        kind = f"{said} ({rule.format})" if rule.kind == "date" else said
        yield language.say("column-kind", name=rule.name, kind=kind)


def _partition(partition: Partition, rubric: Rubric, language: Language) -> Table:
    inside = "partition-ranked" if partition.name == rubric.rank_partition else "partition-other"
    rows = [(part.id, language.name(part), (part.where or Where(())).said(language.code)) for part in partition.parts]
    derived = partition.is_derived
    columns = [Column(language.say("part")), Column(language.say("name"))]
    columns += [Column(language.say("where"))] if derived else []
    return Table(
        title=language.say(inside, name=language.subject(partition.name)),
        columns=columns,
        rows=[row if derived else row[:2] for row in rows],
    )


def _awards(rubric: Rubric, language: Language) -> Iterator[str]:
    for award in rubric.awards:
        yield f"{_STEP}{award.id}  {language.name(award)}"
        yield from (f"{_STEP * 3}{line}" for line in _award(rubric, award, language))


def _award(rubric: Rubric, award: Prize, language: Language) -> Iterator[str]:
    prizes = ", ".join(map(str, award.prizes))
    if award.per:
        yield language.say("award-per", prizes=prizes, partition=language.subject(award.per))
    else:  # the next line says among whom, where it is not among all
        yield prizes if award.among is not None else language.say("award-all", prizes=prizes)
    if award.among is not None:
        yield language.say("award-among", where=award.among.said(language.code))
    if not award.is_recognition:
        keys = keys_text(rubric, (*(award.by or rubric.rank.key), *award.break_by), language)
        by = language.say("award-selector", name=award.select) if award.select else language.say("award-by", keys=keys)
        yield f"{by}; {language.say(f'tie-{award.tie}')}"
    if award.to:
        yield language.say("award-to", roles=", ".join(award.to))
    if award.exclusive:
        yield language.say("award-exclusive")


def _parameters(rubric: Rubric, language: Language) -> Table:
    titles = ("parameter", "origin", "value")
    rows = []
    for it in parameters_of(rubric, language):
        origin = language.say(f"origin-{it.origin}")
        rows.append((path_text(it.path, language), f"{origin} {it.source}".rstrip(), language.written(it.value)))
    return Table(
        title=language.say("parameters-title"),
        columns=[Column(language.say(title)) for title in titles],
        rows=rows,
    )


def _source(source: Source) -> str:
    said = [source.title, "" if source.date is None else source.date.isoformat(), source.url, source.note]
    return f"{source.key}: " + ", ".join(filter(None, said))
