"""JSON Schema of rubric files, for editors: made from the records that read them, so it holds what they hold."""

from __future__ import annotations

from typing import Any

from ictindex.codec.conditions import WHERE_SCHEMA
from ictindex.codec.rubric_tables import FILE

__all__ = ["rubric_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def rubric_schema() -> dict[str, Any]:
    """The schema of a rubric as TOML or JSON (draft 2020-12), as plain data.

    It knows the keys, the kinds of their values and the words of closed lists. What several tables decide together,
    such as sums of maxima or names that must exist, `ictindex rubric check` finds.

    >>> schema = rubric_schema()
    >>> schema["properties"]["rank"]["properties"]["ties"]["enum"]
    ['competition', 'modified', 'dense', 'ordinal']
    """
    return {
        "$schema": _DRAFT,
        "title": "ictindex rubric, schema 1",
        **FILE.schema,
        "required": ["schema", *(entry.key for entry in FILE.entries if entry.required)],
        "$defs": {"where": dict(WHERE_SCHEMA)},
    }
