"""``ictindex rubric show --plan``: by which arithmetic a rubric is worked out, on data or for a number of units."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from sys import maxsize
from typing import Any

from attrs import asdict

from ictindex.api import law_of, read, score
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import deliver, refuse_inputs, show_pieces
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
    law, kernel = law_of(rubric, registry=registry), rank_kernel(units, _cells(rubric))
    if options.format == "json":
        from ictindex.ranking.json_text import dumps

        deliver(dumps(_tree(rubric, law, nodes, kernel, units)) + "\n", options.out)
    else:
        language = Language(options.lang)
        pieces = [heading(rubric, language, law=law), *_pieces(nodes, kernel, units, language)]
        show_pieces(pieces, options.out)
    return OK


def _cells(rubric: Rubric) -> int:
    """Parts of the block times the places that printed totals can have; more than any table where that is open."""
    block, decimals = rubric.partition(rubric.rank_partition), rubric.total.decimals
    try:
        low, high = rubric.bounds()
    except ValueError:  # too many kinds of units to look at each
        return maxsize
    if low is None or high is None or decimals is None or rubric.rank.value == "exact":
        return maxsize
    return (int((high - low) * 10**decimals) + 1) * (1 if block is None else len(block.parts))


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
