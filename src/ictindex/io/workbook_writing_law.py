"""The sheets of how a ranking was made: policies, nodes with their formulas, parameters with their origin, sources."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ictindex.io.workbook_writing_cells import Head, Sheet, Value
from ictindex.io.workbook_writing_top import Top
from ictindex.model.nodes import ROOT
from ictindex.model.numbers import number_text
from ictindex.model.rubric import Rubric
from ictindex.wording.formulas import formula
from ictindex.wording.parameters import parameters_of
from ictindex.wording.policies import policies
from ictindex.wording.words import path_text
from ictindex.wording.worth import percent_text, worths

__all__ = ["law_sheets"]


def law_sheets(top: Top) -> Iterator[Sheet]:
    """Everything that makes the ranking, in words."""
    rubric, language = top.ranking.rubric, top.language
    heads = [Head.of(top.said("policy")), Head.of(top.said("rule"))]
    yield top.sheet(
        top.said("policies-sheet"),
        heads,
        [[label, language.written(text)] for label, text in policies(rubric, language)],
    )
    yield _nodes(top)
    heads = [Head.of(top.say(key)) for key in ("parameter", "origin", "value")]
    rows = [
        [
            path_text(it.path, language),
            f"{top.say(f'origin-{it.origin}')} {it.source}".rstrip(),
            language.written(it.value),
        ]
        for it in parameters_of(rubric, language)
    ]
    yield top.sheet(top.said("parameters-sheet"), heads, rows)
    if rubric.sources:
        titles = [top.said("id"), top.say("title"), top.said("date"), top.said("address"), top.said("note")]
        cells = [
            [it.key, it.title, "" if it.date is None else it.date.isoformat(), it.url, it.note] for it in rubric.sources
        ]
        yield top.sheet(top.said("sources-sheet"), [Head.of(title) for title in titles], cells)


def _nodes(top: Top) -> Sheet:
    """Every node and view: what it is worth and how it comes about, each below its parent."""
    rubric, language = top.ranking.rubric, top.language
    found = worths(rubric)
    keys = ("id", "node", "parent", "maximum", "in-parent", "in-total", "formula")
    heads = [Head.of(top.said(key), right=key in ("maximum", "in-parent", "in-total")) for key in keys]
    rows: list[list[Value]] = []
    for name in (*rubric.tree.depth_first(), *rubric.tree.views):
        node, worth = rubric.node(name), found[name]
        # One maximum is a number; several, for several kinds of units, are a text.
        maximum = (
            Decimal(number_text(worth.maxima[0])) if len(worth.maxima) == 1 else language.written(worth.maximum_text)
        )
        shares = [language.written(percent_text(it)) if it else "" for it in (worth.local, worth.global_)]
        title = language.name(node, otherwise=" ").strip()
        rows.append(
            [
                name,
                title,
                _place(name, rubric, top),
                maximum,
                *shares,
                language.written(formula(rubric, node, language)),
            ]
        )
    return top.sheet(top.said("nodes-sheet"), heads, rows, fixed=2)


def _place(name: str, rubric: Rubric, top: Top) -> str:
    if name in rubric.tree.views:
        return top.said("view")
    if name == ROOT:
        return ""
    parent = rubric.tree.nodes[name].parent
    return parent if parent in rubric.tree.nodes else top.said("no-total")
