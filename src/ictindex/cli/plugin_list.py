"""``ictindex plugin list``: the plugins that were found and what became of each."""

from __future__ import annotations

import sys
from argparse import Namespace

from ictindex.cli.exits import OK
from ictindex.cli.tables import print_pieces
from ictindex.plugins import Plugin, Registry
from ictindex.wording.tables import Column, Piece, Table

__all__ = ["plugin_table", "run"]


def run(options: Namespace) -> int:
    """Print a row for each plugin, and how many problems there are."""
    del options
    registry = Registry.discover()
    pieces: list[Piece] = [plugin_table(registry)]
    if registry.problems:
        count = len(registry.problems)
        pieces.append(f'{count} problem{"" if count == 1 else "s"}; "ictindex plugin doctor" lists them')
    print_pieces(pieces, sys.stdout)
    return OK


def plugin_table(registry: Registry) -> Table:
    """Namespace, distribution, version, state, and how much each plugin offers."""
    columns = [Column(title) for title in ("Plugin", "Distribution", "Version", "State")]
    columns += [Column(title, right=True) for title in ("Rubrics", "Shapes", "Selectors")]
    return Table(columns=columns, rows=[_row(plugin, registry) for plugin in registry.plugins])


def _row(plugin: Plugin, registry: Registry) -> tuple[str, ...]:
    # A plugin that was not loaded offers nothing, even where another of its namespace does.
    loaded = plugin.state in ("whole", "partial")
    offered = (registry.loaders, registry.shapes, registry.selectors)
    counts = [sum(name.startswith(f"{plugin.name}/") for name in names) if loaded else 0 for names in offered]
    return (plugin.name, plugin.distribution, plugin.version, plugin.state, *map(str, counts))
