"""What stands in the wrong place of a constructor is refused there, by the name of the field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ictindex.model import (
    Against,
    ColumnRule,
    Curve,
    Dataset,
    Exclusion,
    Group,
    Indicator,
    Key,
    Levels,
    Part,
    Partition,
    Prize,
    PrizeCount,
    Published,
    PublishedRow,
    RankRule,
    Reading,
    Rubric,
    Source,
    Steps,
    Tier,
    Title,
    Unit,
    View,
    Where,
    Yes,
)
from ictindex.model.ranges import Bound


def rubric(**fields: object) -> Rubric:
    """A lawful rubric but for these fields."""
    return Rubric(**{"id": "demo/it@2026", "nodes": [Indicator(id="a")], "total": Group(decimals=1), **fields})


WRONG: list[tuple[str, Callable[[], object]]] = [
    ("Rubric.id", lambda: rubric(id=5)),
    ("Rubric.status", lambda: rubric(status=None)),
    ("Rubric.nodes", lambda: rubric(nodes=[{}])),
    ("Rubric.nodes", lambda: rubric(nodes=None)),
    ("Rubric.nodes", lambda: rubric(nodes="ab")),
    ("Rubric.total", lambda: rubric(total=None)),
    ("Rubric.tiers", lambda: rubric(tiers=[1])),
    ("Rubric.views", lambda: rubric(views=[1])),
    ("Rubric.awards", lambda: rubric(awards=[1])),
    ("Rubric.sources", lambda: rubric(sources=[1])),
    ("Rubric.exclude", lambda: rubric(exclude=[1])),
    ("Rubric.columns", lambda: rubric(columns=[1])),
    ("Rubric.partitions", lambda: rubric(partitions=[1])),
    ("Rubric.assumed", lambda: rubric(assumed=[5])),
    ("Rubric.valid", lambda: rubric(valid=["a", "b"])),
    ("Rubric.valid", lambda: rubric(valid=5)),
    ("Rubric.title", lambda: rubric(title=5)),
    ("Rubric.title", lambda: rubric(title={"x": "y"})),
    ("RankRule.overall", lambda: rubric(rank={"overall": "no"})),
    ("Rubric.rank", lambda: rubric(rank={"x": 1})),
    ("Rubric.rank", lambda: rubric(rank=5)),
    ("RankRule.by", lambda: RankRule(by=5)),
    ("RankRule.seed", lambda: RankRule(seed=5)),
    ("Group.decimals", lambda: Group(decimals=1.5)),
    ("Group.decimals", lambda: Group(decimals="1")),
    ("Group.decimals", lambda: Group(decimals=True)),
    ("Group.decimals", lambda: Group(decimals=10**5000)),
    ("Indicator.id", lambda: Indicator(id=5)),
    ("Indicator.parent", lambda: Indicator(id="a", parent=None)),
    ("Indicator.vi", lambda: Indicator(id="a", vi=5)),
    ("Indicator.shape", lambda: Indicator(id="a", shape=None)),
    ("Indicator.shape", lambda: Indicator(id="a", shape="yes")),
    ("Indicator.extra", lambda: Indicator(id="a", extra="no")),
    ("Indicator.half", lambda: Indicator(id="a", half=[])),
    ("Indicator.read", lambda: Indicator(id="a", read=5)),
    ("Indicator.only", lambda: Indicator(id="a", only=5)),
    ("Indicator.max", lambda: Indicator(id="a", max=[])),
    ("Indicator.max", lambda: Indicator(id="a", max=10**5000)),
    ("View.over", lambda: View(id="v", over=5)),
    ("View.over", lambda: View(id="v", over=[5])),
    ("Yes.points", lambda: Yes(points="1e400")),
    ("Yes.points", lambda: Yes(points=[])),
    ("Levels.table", lambda: Levels(5)),
    ("Levels.table", lambda: Levels([("a",)])),
    ("Steps.table", lambda: Steps(table=5, otherwise=0)),
    ("Curve.knots", lambda: Curve([1, 2])),
    ("Against.method", lambda: Against(5)),
    ("Tier.count", lambda: Tier(id="x", count=1.5)),
    ("Tier.count", lambda: Tier(id="x", count="1")),
    ("Tier.bound", lambda: Tier(id="x", bound=[])),
    ("Tier.where", lambda: Tier(id="x", where=5)),
    ("Prize.prizes", lambda: Prize(id="x", prizes=[5])),
    ("Prize.among", lambda: Prize(id="x", among=5)),
    ("PrizeCount.count", lambda: PrizeCount(name="x", count=1.5)),
    ("Exclusion.where", lambda: Exclusion(where=5)),
    ("Source.date", lambda: Source(key="x", date="2014")),
    ("Title.vi", lambda: Title(vi=5)),
    ("ColumnRule.name", lambda: ColumnRule(name=5)),
    ("Bound.value", lambda: Bound(value="x")),
    ("Key", lambda: Key.of(5)),
    ("Key.name", lambda: Key(name=5)),
    ("Reading", lambda: Reading.parse(5)),
    ("Reading.column", lambda: Reading(column=5)),
    ("Where", lambda: Where.of(5)),
    ("Where.conditions", lambda: Where([1])),
    ("Unit.id", lambda: Unit(id=5)),
    ("Unit.parts", lambda: Unit(id="a", parts={"b": 1})),
    ("Unit.tags", lambda: Unit(id="a", tags="ab")),
    ("Part.id", lambda: Part(id=5)),
    ("Partition.parts", lambda: Partition(name="b", parts=[1])),
    ("Published.rows", lambda: Published(rows=[1])),
    ("PublishedRow.rank", lambda: PublishedRow(id="a", rank=1.5)),
    ("Dataset.units", lambda: Dataset(units=5, columns={})),
    ("units", lambda: Dataset.from_columns(units=5, columns={})),
    ("columns", lambda: Dataset.from_columns(units=["a"], columns=["x"])),
]


@pytest.mark.parametrize(("place", "make"), WRONG, ids=[f"{place}-{row}" for row, (place, _) in enumerate(WRONG)])
def test_the_field_is_named_with_what_was_expected(place: str, make: Callable[[], object]) -> None:
    """In few words, whatever stood there, and never as an error of another kind."""
    with pytest.raises((TypeError, ValueError)) as caught:
        make()
    message = str(caught.value)
    assert place in message
    assert "expected" in message or "there is no key" in message
    assert len(message) < 400


def test_a_value_of_the_right_kind_stays_as_it_is() -> None:
    """Numbers may be written in any way, names as one text, tables as mappings."""
    made = rubric(
        rank={"by": "percent"},
        title="Thử",
        nodes=[Indicator(id="a", max=10, weight="1", only={"tag": "x"}), Indicator(id="b", max={"default": 1.5})],
        tiers=[Tier(id="x", bound="50%"), Tier(id="y")],
    )
    assert made.title.vi == "Thử"
    assert [str(it.max.default) for it in made.nodes] == ["10", "1.5"]
    assert rubric(nodes=(it for it in made.nodes)).nodes == made.nodes
