"""How units, nodes, parts and keys are called in the sentences of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Key
from ictindex.model.units import Unit

__all__ = ["keys_text", "name_of_node", "name_of_part", "name_of_unit"]

_RESERVED: Mapping[str, str] = MappingProxyType(
    {
        "total": "the total",
        "percent": "percent of the maximum",
        "change": "places gained",
        "change_points": "points gained",
    }
)


def name_of_unit(unit: Unit) -> str:
    """Its name, else its id."""
    return unit.name or unit.id


def name_of_node(rubric: Rubric, name: str) -> str:
    """The Vietnamese name of a node or view, its English one, or what a reserved key means."""
    node = rubric.tree.nodes.get(name) or rubric.tree.views.get(name)
    given = "" if node is None else node.vi or node.en
    return given or _RESERVED.get(name, name)


def name_of_part(rubric: Rubric, partition: str, part: str) -> str:
    """The Vietnamese name of a part, its English one, or its id."""
    declared = rubric.partition(partition)
    found = None if declared is None else next((it for it in declared.parts if it.id == part), None)
    return part if found is None else found.vi or found.en or part


def keys_text(rubric: Rubric, keys: Iterable[Key]) -> str:
    """Keys as a reader says them: ``Hạ tầng, then the total``."""
    names = [name_of_node(rubric, key.name) + (" (lower is better)" if key.lower_is_better else "") for key in keys]
    return ", then ".join(names)
