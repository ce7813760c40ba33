"""``ictindex rubric schema``: what an editor checks a rubric against while it is written."""

from __future__ import annotations

from argparse import Namespace

from ictindex.cli.exits import OK
from ictindex.cli.outlet import deliver
from ictindex.codec import rubric_schema

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Write the schema."""
    from ictindex.ranking.json_text import dumps

    deliver(dumps(rubric_schema()) + "\n", options.out)
    return OK
