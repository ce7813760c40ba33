from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from ictindex.ranking import order
from ictindex.ranking.order import NO_MERIT, TIES, best_first, merged, rank_many

MERITS = np.array([[90, 80, 80, 70, 70, 70, 60]])


def ranks(merits, method, parts=None, ranked=None):
    """Ranks of one node."""
    merits = np.atleast_2d(merits)
    parts = np.zeros(merits.shape[1], dtype=np.int64) if parts is None else np.array(parts)
    ranked = np.ones(merits.shape, dtype=bool) if ranked is None else np.atleast_2d(ranked)
    return rank_many(merits, parts, ranked, TIES[method])[0].tolist()


def one_way(name, monkeypatch):
    """Rank by counting, looks at the sorted, a packed sort, columns where packing does not fit, or far merits."""
    monkeypatch.setattr(order, "_CELLS_PER_UNIT", 1000 if name == "counted" else 0)
    monkeypatch.setattr(order, "_SEARCHED_UNITS", 1000 if name == "searched" else 0)
    if name == "searched":
        monkeypatch.setattr(order, "_CHUNK_CELLS", 1)
    if name == "columns":
        monkeypatch.setattr(order, "_PACKED_BITS", 0)
    if name == "far":
        monkeypatch.setattr(order, "_FAR", 0)


@pytest.fixture(params=["counted", "searched", "sorted", "columns", "far"])
def way(request, monkeypatch):
    """The ways to count who is better."""
    one_way(request.param, monkeypatch)
    return request.param


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("competition", [1, 2, 2, 4, 4, 4, 7]),
        ("modified", [1, 3, 3, 6, 6, 6, 7]),
        ("dense", [1, 2, 2, 3, 3, 3, 4]),
    ],
)
@pytest.mark.usefixtures("way")
def test_ties_are_numbered_by_the_method(method, expected):
    """L8: 1 + better; as many as are at least as good; 1 + better values."""
    assert expected == ranks(MERITS, method)


@pytest.mark.usefixtures("way")
def test_ordinal_numbers_units_that_are_all_different():
    """Ordinal has a number of its own for every unit."""
    assert ranks([5, 9, 7], "ordinal") == [3, 1, 2]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("method", ["competition", "modified", "dense"])
def test_ranks_count_inside_the_part_only(method):
    """Two blocks that stand mixed in the rows are ranked apart."""
    assert ranks([10, 99, 30, 98, 20], method, parts=[0, 7, 0, 7, 0]) == [3, 1, 1, 2, 2]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("method", ["competition", "modified", "dense"])
def test_a_unit_that_is_not_ranked_has_rank_0_and_counts_for_nobody(method):
    """Neither its merit nor its being there moves another unit."""
    assert ranks([10, 99, 30], method, ranked=[True, False, True]) == [2, 0, 1]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("method", list(TIES))
def test_nobody_ranked_is_no_error(method):
    """A part, or a data set, without a ranked unit."""
    assert ranks([1, 2], method, ranked=[False, False]) == [0, 0]
    assert ranks(np.empty((1, 0), dtype=np.int64), method) == []


@pytest.mark.parametrize("method", ["competition", "modified", "dense"])
@pytest.mark.parametrize("size", [1, 2**60])
def test_all_ways_agree_with_counting_one_by_one(method, size, monkeypatch):
    """L8 by its own words, on many nodes at once, also for merits as large as int64 holds."""
    random = np.random.default_rng(20141)
    merits = random.integers(-4, 4, (9, 60)) * size
    parts, ranked = random.integers(-1, 3, 60), random.random((9, 60)) < 0.8
    expected = np.array([by_words(*it, parts, method) for it in zip(merits, ranked, strict=True)])
    for name in ("counted", "searched", "sorted", "columns", "far"):
        with monkeypatch.context() as here:
            one_way(name, here)
            assert_array_equal(rank_many(merits, parts, ranked, TIES[method]), expected)


def by_words(merits, ranked, parts, method):
    """The rank of every unit of one node, each counted for itself."""
    found = []
    for merit, own, part in zip(merits.tolist(), ranked, parts, strict=True):
        others = [it for it, there, its in zip(merits.tolist(), ranked, parts, strict=True) if there and its == part]
        better = [it for it in others if it > merit]
        number = {
            "competition": len(better) + 1,
            "modified": len(better) + others.count(merit),
            "dense": len(set(better)) + 1,
        }
        found.append(number[method] if own else 0)
    return found


def test_nodes_in_chunks_give_the_same(monkeypatch):
    """However few nodes fit into one chunk."""
    random = np.random.default_rng(7)
    merits, parts = random.integers(0, 5, (7, 30)), random.integers(0, 2, 30)
    ranked = np.ones((7, 30), dtype=bool)
    whole = rank_many(merits, parts, ranked, TIES["dense"])
    monkeypatch.setattr(order, "_CHUNK_CELLS", 1)
    assert_array_equal(rank_many(merits, parts, ranked, TIES["dense"]), whole)


def test_few_places_are_counted_few_units_searched_and_the_rest_sorted():
    """The kernel that a plan prints; cells that no int64 numbers are not searched."""
    assert order.rank_kernel(100, 400).name == "counted"
    assert order.rank_kernel(100, 401).name == "searched"
    assert order.rank_kernel(512, 2**63 - 1).name == "searched"
    assert order.rank_kernel(513, 2**63 - 1).name == "sorted"
    assert order.rank_kernel(100, 2**63).name == "sorted"
    assert order.rank_kernel(100, 401, nodes=2).name == "sorted"
    assert order.rank_kernel(10**9, 2**24 + 1).name == "sorted"


def test_the_first_key_decides_and_the_next_where_it_is_equal():
    """Merits of several keys are ordered as a dictionary orders words."""
    first, second = np.array([1, 2, 2, 1]), np.array([9, 3, 5, 9])
    assert merged([first, second]).tolist() == [0, 1, 2, 0]


def test_one_key_is_its_own_merit():
    """Nothing is worked out for a single key."""
    column = np.array([3, NO_MERIT, 5])
    assert merged([column]) is column


def test_best_first_leaves_equals_as_they_stand():
    """The best row first."""
    assert best_first(np.array([1, 5, 5, 3]), np.array([0, 1, 2, 3])).tolist() == [1, 2, 3, 0]
