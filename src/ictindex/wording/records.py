"""A rubric as records by path, as its file would write them: what `show` and `diff` look values up in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ictindex.codec import rubric_to_dict
from ictindex.model.rubric import RubricDraft

__all__ = ["LISTS", "Records", "records_of"]

Records: TypeAlias = Mapping[str, Mapping[str, Any]]

# Lists of tables that are told apart by their ids, and tables of tables by name.
LISTS = ("node", "view", "tier", "downgrade", "award")
_NAMED = ("source", "column")
_TABLES = ("total", "rank", "printed")


def records_of(rubric: RubricDraft) -> Records:
    """Every table of the rubric under its path; the keys of the head under the empty path.

    >>> from ictindex.model.nodes import Group, Indicator
    >>> from ictindex.model.rubric import Rubric
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=5)])
    >>> {path: dict(table) for path, table in records_of(rubric).items()}["node.may"]
    {'max': 5}
    """
    return dict(_records(rubric, rubric_to_dict(rubric)))


def _records(rubric: RubricDraft, written: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    apart = {*LISTS, *_NAMED, *_TABLES, "partition", "step"}
    yield "", {key: value for key, value in written.items() if key not in apart}
    yield from ((key, written.get(key, {})) for key in _TABLES)
    for name, parts in written.get("partition", {}).items():
        # A part that is only a name has it in Vietnamese.
        tables = {part: it if isinstance(it, Mapping) else {"vi": it} for part, it in parts.items()}
        yield from _under(f"partition.{name}", tables.items())
    for kind in LISTS:
        yield from _under(kind, ((it["id"], it) for it in written.get(kind, ())))
    for kind in _NAMED:
        yield from _under(kind, written.get(kind, {}).items())
    steps = (step.name for step in rubric.steps)
    yield from _under("step", zip(steps, written.get("step", ()), strict=True))


def _under(path: str, tables: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, table in tables:
        yield f"{path}.{name}", {key: value for key, value in table.items() if key != "id"}
