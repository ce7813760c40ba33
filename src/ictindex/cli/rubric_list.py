"""``ictindex rubric list``: the ids that plugins offer, one a line."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from ictindex.cli.exits import OK
from ictindex.cli.tables import print_pieces
from ictindex.language import Language
from ictindex.model.problems import PluginError
from ictindex.plugins import Registry, default_registry
from ictindex.wording.heading import title_of
from ictindex.wording.tables import Column, Table

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the ids; with status and title where that is asked for, which parses every file."""
    registry = default_registry()
    if not options.long:
        for rubric_id in registry.list_rubrics():
            print(rubric_id)
        return OK
    language = Language(options.lang)
    columns = [Column(language.say(head)) for head in ("rubric", "status", "title")]
    print_pieces([Table(columns=columns, rows=list(_rows(registry, language)))], sys.stdout)
    return OK


def _rows(registry: Registry, language: Language) -> Iterator[tuple[str, str, str]]:
    for rubric_id in registry.list_rubrics():
        try:
            rubric = registry.get_rubric(rubric_id)
        except PluginError as error:
            # One broken file hides no other.
            yield rubric_id, "–", f"{error.problems[0].message} [{error.problems[0].code}]"
        else:
            yield rubric_id, language.say(f"word-{rubric.status}"), title_of(rubric, language)
