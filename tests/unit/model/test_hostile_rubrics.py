"""Rubrics that nobody would write by hand are judged in no time to speak of."""

from __future__ import annotations

import time

import pytest

from ictindex.codec.syntax import parse_json, parse_toml
from ictindex.model import DataError, Dataset, Group, Indicator, Levels, Partition, Rubric, RubricError, Tier
from ictindex.scoring import score


def nested(groups: int) -> Rubric:
    """A leaf below so many groups, each with a maximum."""
    chain = [Group(id=f"g{it}", parent=f"g{it - 1}" if it else "total", max=1) for it in range(groups)]
    leaf = Indicator(id="x", parent=f"g{groups - 1}", max=1)
    return Rubric(id="demo/deep@2026", total=Group(max=1, decimals=1), nodes=[*chain, leaf])


def test_groups_nest_up_to_the_limit() -> None:
    """Each is worked out once and not once for every group above it, and is scored too."""
    start = time.process_time()
    rubric = nested(99)
    assert score(Dataset.from_columns(units=["a"], columns={"x": ["0.5"]}), rubric).values().tolist() == [0.5]
    assert time.process_time() - start < 2


@pytest.mark.parametrize("groups", [100, 1500])
def test_groups_beyond_the_limit_are_refused(groups: int) -> None:
    """With one problem that states it, however deep they go."""
    start = time.process_time()
    with pytest.raises(RubricError) as caught:
        nested(groups)
    assert time.process_time() - start < 4
    assert [(it.code, it.expected) for it in caught.value.problems] == [("too-deep", "at most 100")]


def test_kinds_of_units_that_nothing_tells_apart_are_one() -> None:
    """Three partitions of 16 parts make 4,096 kinds; maxima and conditions by part are still held against all."""
    partitions = [
        Partition(name=f"p{it}", parts={f"q{it}-{part}": f"Phần {it} {part}" for part in range(16)}) for it in range(3)
    ]
    by_part = {"default": 1, **{f"q0-{part}": 2 for part in range(16)}}
    nodes = [
        Indicator(id=f"x{it}", max=by_part if it == 7 else 1, only={"p1": f"q1-{it % 16}"} if it > 80 else None)
        for it in range(160)
    ]
    start = time.process_time()
    tiers = [Tier(id="a", bound="50%"), Tier(id="b")]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=nodes, partitions=partitions, tiers=tiers)
    with pytest.raises(RubricError) as caught:
        Rubric(id="demo/it@2026", total=Group(decimals=0, max=86), nodes=nodes, partitions=partitions)
    assert time.process_time() - start < 6
    assert rubric.total.max is None
    assert [it.code for it in caught.value.problems] == ["sum-of-maxima"]


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_json, "{" + ",".join(f'"k{it}": 1' for it in range(30_000)) + ', "k1": 2}'),
        (parse_toml, 'a = "' + '"\\' * 30_000),
        (parse_toml, "a = [\n" + '"""\\' * 10_000),
        (parse_toml, "a = [\n" + "'" * 30_001),
    ],
)
def test_a_broken_text_is_refused_at_once(parse, text) -> None:
    """Its keys are counted once, and texts that do not end are passed over once."""
    start = time.process_time()
    with pytest.raises(RubricError):
        parse(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("distinct", [1, 20_000])
def test_near_names_are_looked_for_once_for_each_word(distinct: int) -> None:
    """And for the first few hundred words only: a column of the wrong kind has thousands."""
    levels = [(f"mức {it} {'abcdefgh'[it % 8] * 9}", it) for it in range(200)]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", shape=Levels(levels))])
    words = [f"muc {row % distinct} abc" for row in range(20_000)]
    data = Dataset.from_columns(units=[f"u{row}" for row in range(20_000)], columns={"a": words})
    start = time.process_time()
    with pytest.raises(DataError) as caught:
        score(data, rubric)
    assert time.process_time() - start < 6
    assert len(caught.value.problems) == 20_000
    assert caught.value.problems[0].hint
