"""Rubric: the whole law of one assessment as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import attrs
from attrs import field, frozen

from ictindex.language import Pair, Subject
from ictindex.model.bounds import node_interval
from ictindex.model.membership import applies_to, members_of, parts_held
from ictindex.model.nodes import ROOT, Group, Indicator, Node, View
from ictindex.model.problems import RubricError, UnknownName
from ictindex.model.standing_rules import Downgrade, Exclusion, Prize, RankRule, Source, Tier
from ictindex.model.steps import Step, written_by
from ictindex.model.text import near_hint, shown
from ictindex.model.tree import Tree, build_tree
from ictindex.model.typed import expect, typed
from ictindex.model.units import BLOCK, Partition, Unit

if TYPE_CHECKING:  # it looks at rubrics
    from ictindex.model.mergeable import Mergeable

__all__ = ["COLUMN_KINDS", "COMPARABLE", "STATUSES", "ColumnRule", "Rubric", "RubricDraft", "Title"]

Made = TypeVar("Made")

STATUSES = ("official", "reconstructed", "illustrative")
COMPARABLE = ("rank", "score")
COLUMN_KINDS = ("number", "percent", "date", "text")


@frozen(kw_only=True, field_transformer=typed)
class Title:
    """What the rubric is called."""

    vi: str = ""
    en: str = ""

    @classmethod
    def of(cls, value: Title | Mapping[str, str] | str) -> Title:
        """Read a title, a table of vi and en, or one text for both."""
        if isinstance(value, Title):
            return value
        if isinstance(value, str):
            return cls(vi=value, en=value)
        expect(value, Mapping, "Title", "a text, or a mapping of vi and en")
        if not value.keys() <= {"vi", "en"}:
            msg = f"Title: expected the keys vi and en, found {shown(sorted(map(str, value)))}"
            raise TypeError(msg)
        return cls(**value)


@frozen(kw_only=True, field_transformer=typed)
class ColumnRule:
    """How a raw column is read: number (default), percent, date or text; dates name their format."""

    name: str
    kind: str = "number"
    format: str = "yyyy-mm-dd"


def _tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _title(value: Title | Mapping[str, str] | str) -> Title:
    return Title.of(value)


def _rank(value: RankRule | Mapping[str, Any]) -> RankRule:
    return RankRule.of(value)


def _period(value: Iterable[date] | None) -> tuple[date, date] | None:
    if value is None:
        return None
    first, last = value
    return first, last


@frozen(kw_only=True, slots=False, field_transformer=typed)
class RubricDraft:
    """The fields of a rubric that has not been checked yet; the codec reports on it before it becomes a `Rubric`."""

    id: str
    status: str = "illustrative"
    title: Title = field(factory=Title, converter=_title)
    valid: tuple[date, date] | None = field(default=None, converter=_period)
    follows: str = ""
    comparable: tuple[str, ...] = field(default=("rank",), converter=_tuple)
    assumed: tuple[str, ...] = field(default=(), converter=_tuple)
    inferred: tuple[str, ...] = field(default=(), converter=_tuple)
    sources: tuple[Source, ...] = field(default=(), converter=_tuple)
    total: Group = field(factory=Group)
    rank: RankRule = field(factory=RankRule, converter=_rank)
    partitions: tuple[Partition, ...] = field(default=(), converter=_tuple)
    nodes: tuple[Node, ...] = field(default=(), converter=_tuple)
    views: tuple[View, ...] = field(default=(), converter=_tuple)
    tiers: tuple[Tier, ...] = field(default=(), converter=_tuple)
    awards: tuple[Prize, ...] = field(default=(), converter=_tuple)
    downgrades: tuple[Downgrade, ...] = field(default=(), converter=_tuple)
    exclude: tuple[Exclusion, ...] = field(default=(), converter=_tuple)
    columns: tuple[ColumnRule, ...] = field(default=(), converter=_tuple)
    steps: tuple[Step, ...] = field(default=(), converter=_tuple)

    @cached_property
    def tree(self) -> Tree:
        """The nodes as a tree, with the order of evaluation."""
        return build_tree(self.total, self.nodes, self.views)

    @cached_property
    def _derived(self) -> dict[Callable[[Self], Any], Any]:
        return {}

    def once(self, make: Callable[[Self], Made]) -> Made:
        """What `make` works out from the rubric, worked out once and kept with it; never pickled, never part of it."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: Made = self._derived[make]
        return found

    @property
    def family(self) -> str:
        """The id without its edition: ``hanoi/awards``."""
        return self.id.partition("@")[0]

    @property
    def namespace(self) -> str:
        """The id's part before the slash, which a plugin owns."""
        return self.id.partition("/")[0]

    @property
    def edition(self) -> str:
        """The id's part behind the at sign."""
        return self.id.partition("@")[2]

    def __getstate__(self) -> dict[str, Any]:
        # What is worked out from the fields is worked out again: mapping proxies do not pickle.
        return {it.name: getattr(self, it.name) for it in attrs.fields(RubricDraft)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def partition(self, name: str) -> Partition | None:
        """A partition by name, or None."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> Mapping[str, Partition]:
        # Of two partitions with one name, which the checks report, the first.
        return MappingProxyType({partition.name: partition for partition in reversed(self.partitions)})

    @property
    def rank_partition(self) -> str:
        """The partition that ranks are inside of; empty where all units are ranked together."""
        return BLOCK if self.partition(BLOCK) is not None else ""

    @cached_property
    def column_kinds(self) -> Mapping[str, str]:
        """For every column that a node reads or the rubric declares: number, percent, date or text."""
        kinds: dict[str, str] = {}
        for leaf in self.tree.leaves():
            for name in leaf.reading.columns:
                kinds[name] = "text" if leaf.shape.reads_text else kinds.get(name, "number")
        kinds |= {rule.name: rule.kind for rule in self.columns}
        for step in self.steps:
            for use in step.reads:
                kinds.setdefault(use.name, kinds.get(use.like, "number") if use.like else use.kind)
        return MappingProxyType(kinds)

    @cached_property
    def written(self) -> Mapping[str, Step]:
        """The step that writes each column; such columns stand in no data set."""
        return written_by(self.steps)

    @cached_property
    def _formats(self) -> Mapping[str, str]:
        formats = {rule.name: rule.format for rule in self.columns}
        likes = {use.name: formats[use.like] for step in self.steps for use in step.reads if use.like in formats}
        return MappingProxyType(likes | formats)

    def node(self, node_id: str) -> Node | View:
        """A node or view by id.

        Raises
        ------
        UnknownName
            With the nearest known id.
        """
        found = self.tree.nodes.get(node_id) or self.tree.views.get(node_id)
        if found is None:
            known = [*self.tree.nodes, *self.tree.views]
            msg = f'{self.id} has no node "{node_id}": {near_hint(node_id, known)}'
            raise UnknownName(msg, name=node_id, known=known)
        return found

    def called(self, node_id: str) -> Pair:
        """A node or view in a sentence: by its id in English, as the rubric's file does, by its name in Vietnamese.

        >>> from ictindex.model.nodes import Group, Indicator
        >>> nodes = [Indicator(id="may", vi="Máy tính", max=5)]
        >>> rubric = RubricDraft(id="demo/it@2026", total=Group(decimals=1), nodes=nodes)
        >>> rubric.called("may").said("vi"), rubric.called("total").said("vi"), str(rubric.called("may"))
        ('Máy tính', 'tổng điểm', 'may')
        """
        node = self.tree.nodes.get(node_id) or self.tree.views.get(node_id)
        name = "" if node is None else node.vi or node.en
        return Pair(vi=name or Subject(node_id), en=node_id)

    def column_kind(self, name: str) -> str:
        """The declared kind of a column, else text where a node reads it as text, else number."""
        return self.column_kinds.get(name, "number")

    def column_format(self, name: str) -> str:
        """The declared date format of a column."""
        return self._formats.get(name, "yyyy-mm-dd")


@frozen(kw_only=True, slots=False, field_transformer=typed)
class Rubric(RubricDraft):
    """Criteria, how they score, ranks, tiers and prizes; lawful by construction.

    Parameters
    ----------
    id
        ``namespace/name@edition``.
    status
        "official", "reconstructed" or "illustrative".
    title
        A text, or one for each language.
    valid
        The first and last day of the assessed period.
    follows
        The rubric that it continues.
    comparable
        What may be compared with the edition before: "rank", "score".
    assumed, inferred
        Paths of parameters that no source prints.
    sources
        Where parameters are printed.
    total
        The root, a group without an id.
    rank
        The order: a RankRule.
    partitions
        Divisions of the units; ranks are inside ``block``.
    nodes, views
        Criteria, and figures beside the total.
    tiers, awards, downgrades
        Tiers from the best down, prize rules in the order of their granting, rules that lower a tier.
    exclude
        Units that are listed and never ranked.
    columns
        What columns hold that are no numbers.
    steps
        What is done before the readings.

    Raises
    ------
    RubricError
        From the constructor, with every problem found.

    >>> from ictindex.model.nodes import Indicator
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=25, read="a / b")])
    >>> rubric.bounds(), rubric.absolute
    ((Fraction(0, 1), Fraction(25, 1)), True)
    """

    def __attrs_post_init__(self) -> None:
        from ictindex.model.checks import rubric_problems

        problems = rubric_problems(self)
        if problems:
            raise RubricError(problems)

    @classmethod
    def from_draft(cls, draft: RubricDraft) -> Rubric:
        """The checked rubric of a draft."""
        return cls(**{it.name: getattr(draft, it.name) for it in attrs.fields(RubricDraft)})

    @property
    def node_ids(self) -> tuple[str, ...]:
        """The total, all nodes depth first, then the views."""
        return (*self.tree.depth_first(), *self.tree.views)

    def printed_decimals(self, node_id: str) -> int:
        """With how many decimals a node is printed: its own, else the total's, else 6."""
        own = self.node(node_id).decimals
        if own is not None:
            return own
        return 6 if self.total.decimals is None else self.total.decimals

    @property
    def absolute(self) -> bool:
        """Whether no unit's score depends on another unit (law L6)."""
        measured = any(isinstance(it, Indicator) and it.shape.against_cohort for it in self.nodes)
        return not measured and not self.weighs_by_data and not any(step.looks_at_others for step in self.steps)

    @property
    def weighs_by_data(self) -> bool:
        """Whether a group or view takes the weights of its mean from the data."""
        return any(not isinstance(it, Indicator) and it.weighs_by_data for it in (self.total, *self.nodes, *self.views))

    @property
    def mergeable(self) -> Mergeable:
        """Whether parts of the units can be scored apart and ranked together by counting (law L16), with reasons."""
        from ictindex.model.mergeable import mergeable

        return self.once(mergeable)

    def bounds(self, unit: Unit | None = None, node_id: str = ROOT) -> tuple[Fraction | None, Fraction | None]:
        """An interval that holds every value the node can take for this unit (law L7); None where unbounded.

        Without a unit it holds those of all kinds of units that may have the node, told apart by parts and tags.

        Raises
        ------
        ValueError
            Without a unit, where there are too many kinds of them to look at each.
        """
        if unit is None:
            return self._widest(node_id)
        members = members_of(self.partitions, unit)
        return node_interval(self.tree, node_id, parts_held(self.partitions, members), applies_to(self.tree, members))

    def _widest(self, node_id: str) -> tuple[Fraction | None, Fraction | None]:
        from ictindex.model.profiles import profiles_of, tells_all_apart

        self.node(node_id)
        if not tells_all_apart(self):
            msg = f"{self.id} knows too many kinds of units for bounds that hold all of them: ask for one, bounds(unit)"
            raise ValueError(msg)
        kinds = [it for it in self.once(profiles_of) if node_id in self.tree.views or it.applies(node_id)]
        ends = [node_interval(self.tree, node_id, it.parts, it.applies) for it in kinds]
        lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends if high is not None]
        return (
            min(lows) if lows and len(lows) == len(ends) else None,
            max(highs) if highs and len(highs) == len(ends) else None,
        )
