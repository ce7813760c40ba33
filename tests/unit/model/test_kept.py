"""What a data set keeps for a rubric."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from ictindex.model import Dataset


def test_what_is_kept_belongs_to_its_owner_in_every_thread() -> None:
    """Two owners that take turns never see each other's result, and one that asks twice is answered once."""
    data = Dataset.from_columns(units=["a"], columns={"x": [1]})
    owners = [["one"], ["two"]]
    made: list[str] = []

    def make(_: Dataset, owner: list[str]) -> str:
        made.append(owner[0])
        return owner[0]

    assert [data.kept_for(owners[0], make) for _ in range(2)] == ["one", "one"]
    assert made == ["one"]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda turn: data.kept_for(owners[turn % 2], make) == owners[turn % 2][0], range(400)))
    assert all(answers)
