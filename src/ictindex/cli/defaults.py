"""What holds where a rubric does not write a key: the default of the field that the key fills."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from ictindex.model.nodes import Indicator
from ictindex.model.rubric import RubricDraft
from ictindex.wording.parameters import value_text

__all__ = ["default_text"]

# A key that the model calls otherwise.
_RENAMED: Mapping[str, str] = MappingProxyType({"in": "parent"})


def default_text(path: str, rubric: RubricDraft) -> str:
    """The default at a path as text; empty where there is none, or where it depends on other keys.

    >>> from ictindex.model.nodes import Group, Indicator
    >>> from ictindex.model.rubric import Rubric
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=5)])
    >>> default_text("node.may.missing", rubric), default_text("rank.by", rubric), default_text("node.may.max", rubric)
    ('refuse', 'total', '')
    """
    record, _, key = path.rpartition(".")
    name = _RENAMED.get(key, key)
    for owner in _owners(record, rubric):
        field = getattr(attrs.fields_dict(type(owner)).get(name), "default", None)
        if isinstance(field, tuple) and field:
            return ", ".join(map(str, field))
        if isinstance(field, str | bool | int) or (field is not None and name == "weight"):
            return value_text(field)
    return ""


def _owners(record: str, rubric: RubricDraft) -> tuple[Any, ...]:
    """What the keys of a record fill: the record itself, and the shape of an indicator."""
    kind, _, name = record.partition(".")
    if kind in ("", "rank", "total"):
        return (getattr(rubric, kind, rubric) if kind else rubric,)
    held: dict[str, tuple[Any, ...]] = {
        "node": rubric.nodes,
        "view": rubric.views,
        "tier": rubric.tiers,
        "award": rubric.awards,
    }
    held |= {"downgrade": rubric.downgrades}
    steps = {str(place): step for place, step in enumerate(rubric.steps, start=1)} if kind == "step" else {}
    found = next((it for it in held.get(kind, ()) if it.id == name), steps.get(name))
    if found is None:
        return ()
    return (found, found.shape) if isinstance(found, Indicator) else (found,)
