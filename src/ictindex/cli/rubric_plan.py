"""``ictindex rubric show --plan``: by which arithmetic a rubric is worked out, on data or for a number of units."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from attrs import asdict

from ictindex.api import law_of, score
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import deliver, refuse_inputs, show_pieces
from ictindex.codec import read
from ictindex.language import Language
from ictindex.model.rubric import Rubric
from ictindex.ranking.order import RankKernel, rank_kernel
from ictindex.scoring.plan import NodePlan, node_plans
from ictindex.wording.heading import heading
from ictindex.wording.tables import Column, Piece, Table

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the plan as text or JSON."""
    file = options.plan or None
    if (file is None) == (options.units is None):
        msg = (
            "--plan takes a FILE, from which every choice is read off, or --units N, which tells how so many are ranked"
        )
        raise UsageError(msg)
    refuse_inputs(options.out, [*files_of(options.rubric), file])
    plugins = not options.no_plugins
    rubric, registry = rubric_of(options.rubric, plugins=plugins), registry_of(plugins=plugins)
    nodes: tuple[NodePlan, ...] = ()
    units = options.units
    if file is not None:
        dataset = read(file, rubric)
        nodes, units = node_plans(score(dataset, rubric, registry=registry)), len(dataset)
    law = law_of(rubric, registry=registry)
    if options.format == "json":
        from ictindex.ranking.json_text import dumps

        deliver(dumps(_tree(rubric, law, nodes, rank_kernel(units), units)) + "\n", options.out)
    else:
        language = Language(options.lang)
        pieces = [heading(rubric, language, law=law), *_pieces(nodes, rank_kernel(units), units, language)]
        show_pieces(pieces, options.out)
    return OK


def _tree(rubric: Rubric, law: str, nodes: tuple[NodePlan, ...], kernel: RankKernel, units: int) -> dict[str, Any]:
    return {
        "format": 1,
        "rubric": rubric.id,
        "law": law,
        "units": units,
        "nodes": [asdict(it) for it in nodes],
        "rank": asdict(kernel),
    }


def _pieces(nodes: tuple[NodePlan, ...], kernel: RankKernel, units: int, language: Language) -> Iterator[Piece]:
    if nodes:
        names = ("node", "class", "kernel", "types", "undecided", "why")
        yield Table(
            title=language.say("plan-nodes", units=units),
            columns=[Column(language.say(f"plan-{name}"), right=name == "undecided") for name in names],
            rows=[[it.node, it.kind, it.kernel, it.types, str(it.undecided), it.why] for it in nodes],
        )
    lines = [f"{kernel.name}: {kernel.types}", kernel.chunk, kernel.why]
    yield "\n".join([language.say("plan-rank", units=units), *(f"  {line}" for line in lines)])
