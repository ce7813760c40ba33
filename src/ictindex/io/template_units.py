"""The units that a template is written for, with what is known of each before anything is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from ictindex.model.dataset import Dataset
from ictindex.model.membership import applies_to, members_of, parts_held, resolve_part
from ictindex.model.nodes import Indicator
from ictindex.model.rubric import Rubric
from ictindex.model.units import BLOCK, Unit

__all__ = ["TemplateUnit", "units_of"]


@frozen(kw_only=True, eq=False)
class TemplateUnit:
    """A unit, its row in the data, its parts by id, and the nodes that it may have."""

    unit: Unit
    row: int
    parts: frozenset[str] = field(repr=False)
    labels: Mapping[str, str] = field(repr=False)
    block: str
    nodes: frozenset[str] = field(repr=False)

    def is_asked(self, readers: Iterable[Indicator]) -> bool:
        """Whether any of the nodes that read a column can apply to the unit; a column that no node reads is asked."""
        ids = [node.id for node in readers]
        return not ids or any(it in self.nodes for it in ids)


def _labels(unit: Unit, rubric: Rubric) -> Mapping[str, str]:
    """What describes the unit, by the column that holds it."""
    return {"id": unit.id, "name": unit.name, "tags": "|".join(sorted(unit.tags)), **dict(_parts(unit, rubric))}


def _parts(unit: Unit, rubric: Rubric) -> Iterator[tuple[str, str]]:
    """The parts of a unit by their names, where the rubric has names for them."""
    for name, label in unit.parts:
        partition = rubric.partition(name)
        part = resolve_part(partition, label) if partition is not None and not partition.is_derived else None
        titles = [it.vi or it.en or it.id for it in partition.parts if it.id == part] if partition is not None else []
        yield name, titles[0] if titles else label


def units_of(dataset: Dataset | None, rubric: Rubric) -> tuple[TemplateUnit, ...]:
    """The units of a data set under a rubric."""
    if dataset is None:
        return ()
    named = [it.name for it in rubric.partitions if not it.is_derived]
    data = dataset.with_partitions(named)
    block = rubric.partition(BLOCK)
    found = []
    for row, unit in enumerate(data.units):
        members = members_of(rubric.partitions, unit)
        applies = applies_to(rubric.tree, members)
        label = unit.part(BLOCK)
        part = resolve_part(block, label) if block is not None and not block.is_derived and label else None
        found.append(
            TemplateUnit(
                unit=unit,
                row=row,
                parts=parts_held(rubric.partitions, members),
                labels={"id": unit.id, "name": unit.name, "tags": "|".join(sorted(unit.tags))}
                | dict(_parts(unit, rubric)),
                block=part or "",
                nodes=frozenset(it for it in rubric.tree.nodes if applies(it)),
            )
        )
    return tuple(found)
