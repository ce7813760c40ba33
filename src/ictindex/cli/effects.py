"""What a difference of two rubrics makes incomparable: scores and ranks, ranks alone, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from ictindex.cli.differences import Difference
from ictindex.model.behind import columns_behind, nodes_behind
from ictindex.model.nodes import ROOT, Group, Indicator
from ictindex.model.rubric import Rubric
from ictindex.model.screening import Screen
from ictindex.model.shapes import Against
from ictindex.model.steps import CarryUp
from ictindex.model.units import BLOCK

__all__ = ["EFFECTS", "effect_of"]

# In the order in which a reader wants to know of them.
EFFECTS = ("scores", "ranks", "tiers", "prizes", "figures", "link", "nothing")
# What is looked at by which rule, the strongest effect first.
_Uses = Callable[[Rubric, str], bool]


def effect_of(it: Difference, old: Rubric, new: Rubric) -> str:
    """One of `EFFECTS`.

    scores: points, and so ranks, are of another measure. ranks: the same points are ordered otherwise or among others.
    tiers, prizes: only these are given otherwise. figures: only a figure beside the total is another. link: only what
    may be compared is another. nothing: names, sources, and sums that are checked and decide nothing.

    >>> nodes = [Indicator(id="may", max=5), Indicator(id="sao", parent="none")]
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes)
    >>> paths = ("node.may.max", "node.sao.read", "rank.ties", "tier.tot.from")
    >>> [effect_of(Difference(kind="changed", path=path), rubric, rubric) for path in paths]
    ['scores', 'figures', 'ranks', 'tiers']
    """
    if it.is_text:
        return "nothing"
    kind, _, rest = it.path.partition(".")
    if kind in ("node", "view", "total"):
        return _of_node(it.path, old, new)
    if kind == "partition":
        return _first(_USES_OF_PARTITION, rest.partition(".")[0], old, new)
    if kind == "exclude" or (kind == "step" and any(_screens(rubric, rest) for rubric in (old, new))):
        # Who is not ranked is in no cohort, so the points of the others may change with it.
        return "ranks" if old.absolute and new.absolute else "scores"
    if kind in ("step", "column"):
        return _of_columns(kind, rest, old, new)
    return _BY_KIND.get(kind, "scores")


_BY_KIND: Mapping[str, str] = MappingProxyType(
    {"rank": "ranks", "tier": "tiers", "downgrade": "tiers", "award": "prizes", "follows": "link", "comparable": "link"}
)


def _of_node(path: str, old: Rubric, new: Rubric) -> str:
    kind, _, rest = path.partition(".")
    name, _, key = (ROOT, "", rest) if kind == ROOT else rest.partition(".")
    held = [rubric.tree.nodes.get(name) for rubric in (old, new)]
    # The maximum of a group is worked out from its children, whether it is declared or not.
    if key == "weight_sum" or (key in ("max", "min") and all(isinstance(node, Group) for node in held)):
        return "nothing"
    return _first(_USES_OF_NODE, name, old, new)


def _of_columns(kind: str, rest: str, old: Rubric, new: Rubric) -> str:
    """The strongest effect of the nodes that read a column, or what a step writes, directly or through other steps."""
    found = {_first(_USES_OF_NODE, leaf, old, new) for rubric in (old, new) for leaf in _readers(rubric, kind, rest)}
    return next((effect for effect in EFFECTS if effect in found), "figures")


def _screens(rubric: Rubric, rest: str) -> bool:
    """Whether a path below `step` is one of a step that says who is ranked."""
    return any(isinstance(it, Screen) and (rest == it.name or rest.startswith(f"{it.name}.")) for it in rubric.steps)


def _readers(rubric: Rubric, kind: str, rest: str) -> list[str]:
    if kind == "step":
        # A path ends in the key, or in the step itself where all of it is new or gone.
        named = [
            it
            for it in rubric.steps
            if any(rest == name or rest.startswith(f"{name}.") for name in (it.name, *it.writes))
        ]
        columns = {column for step in named for column in (*step.writes, *step.changes)}
    else:
        columns = {name for name in rubric.column_kinds if rest == name or rest.startswith(f"{name}.")}
    while True:
        further = {
            column for step in rubric.steps if columns & {use.name for use in step.reads} for column in step.writes
        }
        if further <= columns:
            break
        columns |= further
    return [leaf.id for leaf in rubric.tree.leaves() if columns.intersection(leaf.reading.columns)]


def _first(uses: Mapping[str, _Uses], name: str, old: Rubric, new: Rubric) -> str:
    found = (effect for effect, is_used in uses.items() if is_used(old, name) or is_used(new, name))
    return next(found, "figures")


def _counts(rubric: Rubric, name: str) -> bool:
    """Whether a node is part of the total, or decides what is."""
    return _stands_behind(rubric, name, {ROOT})


def _orders(rubric: Rubric, name: str) -> bool:
    return _stands_behind(rubric, name, {key.name for key in rubric.rank.key})


def _tiers_look(rubric: Rubric, name: str) -> bool:
    wheres = [tier.where for tier in rubric.tiers if tier.where is not None]
    wheres += [it.where for it in rubric.downgrades]
    return _stands_behind(rubric, name, {subject for where in wheres for subject in where.subjects()})


def _prizes_look(rubric: Rubric, name: str) -> bool:
    looked = {key.name for award in rubric.awards for key in (*award.by, *award.break_by)}
    looked |= {subject for it in rubric.awards if it.among is not None for subject in it.among.subjects()}
    return _stands_behind(rubric, name, looked)


def _stands_behind(rubric: Rubric, name: str, subjects: Collection[str]) -> bool:
    """Whether a name is one of the subjects, or a node that one of them is made of, gated by or carried up from."""
    waiting = [it for it in subjects if it in rubric.tree.nodes or it in rubric.tree.views]
    found: set[str] = set(subjects)
    while waiting:
        behind = nodes_behind(rubric, waiting.pop())
        found |= behind
        columns = {column for it in behind for column in columns_behind(rubric, it)}
        carried = {step.node for step in rubric.steps if isinstance(step, CarryUp) and columns & set(step.into)}
        waiting += sorted(carried - found - {""})
        found |= carried
    return name in found


def _measures(rubric: Rubric, name: str) -> bool:
    """Whether points depend on the parts of a partition."""
    partition = rubric.partition(name)
    parts = frozenset(() if partition is None else partition.part_ids())
    for node in (rubric.total, *rubric.nodes):
        sized = node.max is not None and not parts.isdisjoint(part for part, _ in node.max.parts)
        cohort = isinstance(node, Indicator) and isinstance(node.shape, Against) and node.shape.of == name
        if sized or cohort or (node.only is not None and name in node.only.subjects()):
            return True
    compared = any(getattr(step, "by", "") == name for step in rubric.steps)
    return compared or _derives(rubric, name, _measures)


def _divides(rubric: Rubric, name: str) -> bool:
    """Whether ranks are inside the parts of a partition, or who is ranked depends on them."""
    excluded = any(name in it.where.subjects() for it in rubric.exclude)
    return name == BLOCK or excluded or _derives(rubric, name, _divides)


def _divides_tiers(rubric: Rubric, name: str) -> bool:
    return any(tier.per == name for tier in rubric.tiers) or _tiers_look(rubric, name)


def _divides_prizes(rubric: Rubric, name: str) -> bool:
    used = any(award.per == name for award in rubric.awards) or _prizes_look(rubric, name)
    return used or _derives(rubric, name, _divides_prizes)


def _derives(rubric: Rubric, name: str, is_used: _Uses) -> bool:
    """Whether parts by condition look at a partition, and are used in this way; such parts look at named ones only."""
    return any(
        is_used(rubric, it.name)
        for it in rubric.partitions
        if it.name != name and any(part.where is not None and name in part.where.subjects() for part in it.parts)
    )


_USES_OF_NODE: Mapping[str, _Uses] = MappingProxyType(
    {"scores": _counts, "ranks": _orders, "tiers": _tiers_look, "prizes": _prizes_look}
)
_USES_OF_PARTITION: Mapping[str, _Uses] = MappingProxyType(
    {"scores": _measures, "ranks": _divides, "tiers": _divides_tiers, "prizes": _divides_prizes}
)
