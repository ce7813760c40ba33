"""Rubric files of earlier schemas: what each is rewritten by, one schema at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

__all__ = ["MIGRATIONS", "SCHEMA", "Migration", "migrated"]

SCHEMA = 1
Migration = Callable[[Mapping[str, Any]], Mapping[str, Any]]

# From a schema to the function that gives the same rubric in a later one, `schema` included. Schema 1 is the
# first, so there is none yet; a file of any schema that stood here once is read for ever.
MIGRATIONS: Mapping[int, Migration] = MappingProxyType({})


def migrated(table: Mapping[str, Any], migrations: Mapping[int, Migration] | None = None) -> Mapping[str, Any]:
    """The table in the newest schema that there is a way to; unchanged where its schema is not known.

    Raises
    ------
    RuntimeError
        If a migration does not lead to a later schema.
    """
    known = MIGRATIONS if migrations is None else migrations
    schema = table.get("schema")
    while isinstance(schema, int) and not isinstance(schema, bool) and schema in known:
        table = known[schema](table)
        after = table.get("schema")
        if not isinstance(after, int) or after <= schema:
            msg = f"the migration of schema {schema} leads to schema {after!r}"
            raise RuntimeError(msg)
        schema = after
    return table
