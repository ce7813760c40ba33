"""What a node is worth: its maximum for each kind of unit, and its weight in its parent and in the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from ictindex.model.bounds import children_of, counts
from ictindex.model.nodes import ROOT, Indicator
from ictindex.model.numbers import number_text
from ictindex.model.profiles import Profile, profiles_of
from ictindex.model.rubric import RubricDraft

__all__ = ["Worth", "maxima_of_total", "percent_text", "worths"]

_UNWEIGHTED = ("best", "least")


@frozen(kw_only=True)
class Worth:
    """What one node counts.

    `maxima` are its different maxima over all kinds of units, greatest first; empty where it has none. `local`
    are its different shares in its parent over the kinds of units that have it, least first, and `global_` those
    in the total: its maximum over that of the parent under a sum, its weight over all weights under a mean;
    empty where there is no such share.
    """

    maxima: tuple[Fraction, ...] = ()
    local: tuple[Fraction, ...] = ()
    global_: tuple[Fraction, ...] = ()

    @property
    def maximum_text(self) -> str:
        """The maxima as text: ``100 | 92``."""
        return " | ".join(map(number_text, self.maxima))


def worths(rubric: RubricDraft) -> dict[str, Worth]:
    """The worth of every node and view.

    >>> from ictindex.model.nodes import Group, Indicator
    >>> from ictindex.model.rubric import Rubric
    >>> nodes = [Indicator(id="a", max=15), Indicator(id="b", max=5)]
    >>> found = worths(Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=nodes))
    >>> found["total"].maximum_text, percent_text(found["a"].local)
    ('20', '75 %')
    """
    names = (*rubric.tree.depth_first(), *rubric.tree.views)
    maxima: dict[str, set[Fraction]] = {name: set() for name in names}
    local: dict[str, set[Fraction]] = {name: set() for name in names}
    global_: dict[str, set[Fraction]] = {name: set() for name in names}
    for kind in _kinds(rubric):
        greatest = {name: kind.maximum(name) for name in names}
        shares = dict(_shares(kind, greatest))
        for name in names:
            _keep(maxima[name], greatest[name])
            _keep(local[name], shares.get(name))
            _keep(global_[name], _share_of_total(rubric, name, shares))
    return {
        name: Worth(
            maxima=tuple(sorted(maxima[name], reverse=True)),
            local=tuple(sorted(local[name])),
            global_=tuple(sorted(global_[name])),
        )
        for name in names
    }


def maxima_of_total(rubric: RubricDraft) -> tuple[Fraction, ...]:
    """The different maxima of the total over all kinds of units, greatest first."""
    found: set[Fraction] = set()
    for kind in _kinds(rubric):
        _keep(found, kind.maximum(ROOT))
    return tuple(sorted(found, reverse=True))


def percent_text(shares: tuple[Fraction, ...]) -> str:
    """Shares in percent with at most two decimals, halves up: one, the least and the greatest, or a dash.

    >>> percent_text((Fraction(1, 4), Fraction(25, 92)))
    '25–27.17 %'
    """
    ends = dict.fromkeys(_percent(share) for share in (shares[:1] + shares[-1:]))
    return f"{'–'.join(ends)} %" if ends else "–"


def _percent(share: Fraction) -> str:
    hundredths = (share * 10_000 + Fraction(1, 2)).__floor__()
    return number_text(Fraction(hundredths, 100))


@frozen
class _Kind:
    """A kind of unit, and which nodes and views it may have."""

    rubric: RubricDraft
    profile: Profile

    def has(self, name: str) -> bool:
        """Whether a unit of this kind may have the node; a view belongs to everybody."""
        return name in self.rubric.tree.views or self.profile.applies(name)

    def maximum(self, name: str) -> Fraction | None:
        """The maximum of a node that the unit may have; None where there is none."""
        return self.profile.maximum(name) if self.has(name) else None


def _kinds(rubric: RubricDraft) -> Iterator[_Kind]:
    """Every kind of unit that can exist; those that no node and no limit tells apart once."""
    tree = rubric.tree
    sized = {part for node in tree.leaves() if node.max is not None for part, _ in node.max.parts}
    seen: set[tuple[frozenset[str], frozenset[str]]] = set()
    for profile in rubric.once(profiles_of):
        had = frozenset(name for name in tree.nodes if profile.applies(name))
        key = (profile.parts & sized, had)
        if key not in seen:
            seen.add(key)
            yield _Kind(rubric, profile)


def _keep(found: set[Fraction], value: Fraction | None) -> None:
    if value is not None:
        found.add(value)


def _shares(kind: _Kind, greatest: Mapping[str, Fraction | None]) -> Iterator[tuple[str, Fraction]]:
    """The share in its parent of each node that the kind of unit has."""
    tree = kind.rubric.tree
    for parent in tree.children:
        node = tree.nodes.get(parent)
        if node is None or isinstance(node, Indicator) or node.aggregate in _UNWEIGHTED or node.weighs_by_data:
            continue  # the last are not known before the data are
        had = [(name, weight) for name, weight in children_of(tree, parent) if kind.has(name)]
        held = [(name, weight) for name, weight in had if counts(node, weight) and not tree.nodes[name].extra]
        is_sum = node.aggregate == "sum"
        whole = greatest.get(parent) if is_sum else sum((weight for _, weight in held), Fraction(0))
        for name, weight in held:
            size = greatest[name] if is_sum else weight
            if whole is not None and whole > 0 and size is not None:
                yield name, size / whole


def _share_of_total(rubric: RubricDraft, name: str, local: Mapping[str, Fraction]) -> Fraction | None:
    share = Fraction(1)
    while name != ROOT:
        if name not in local:
            return None
        share *= local[name]
        name = rubric.tree.nodes[name].parent
    return share
