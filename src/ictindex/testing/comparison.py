"""Two rankings side by side: equal, or a table of what differs."""

from __future__ import annotations

from collections.abc import Sequence

from ictindex.ranking import Ranking
from ictindex.testing.laws.outcome import outcome

__all__ = ["assert_rankings_equal", "difference_table"]

_SHOWN = 20
Row = tuple[str, str, str, str]


def assert_rankings_equal(found: Ranking, expected: Ranking) -> None:
    """Pass where two rankings say the same of every unit; row order, names and remarks are not compared.

    Compared are printed scores and ranks at every node, ranks, percents, tiers, prizes and changes.

    Parameters
    ----------
    found, expected
        What was worked out, and what should have been.

    Raises
    ------
    AssertionError
        With a table: unit, what, found, expected.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> from ictindex.ranking import rank
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=[Indicator(id="may", max=10)])
    >>> def ranked(answers):
    ...     return rank(Dataset.from_columns(units=["a", "b"], columns={"may": answers}), rubric)
    >>> assert_rankings_equal(ranked([9, 5]), ranked([9, 5]))
    >>> assert_rankings_equal(ranked([9, 5]), ranked([9, 10]))
    Traceback (most recent call last):
        ...
    AssertionError: the rankings differ in 11 places
      unit  what          found  expected
      a     rank          1      2
      a     rank overall  1      2
      a     total rank    1      2
      ...
    """
    rows = _differences(found, expected)
    if rows:
        count = len(rows)
        msg = f"the rankings differ in {count} place{'s' if count > 1 else ''}\n{difference_table(rows)}"
        raise AssertionError(msg)


def difference_table(rows: Sequence[Row]) -> str:
    """The rows under a heading, in columns; the rest is counted."""
    shown = [("unit", "what", "found", "expected"), *rows[:_SHOWN]]
    widths = [max(len(row[column]) for row in shown) for column in range(4)]
    lines = ["  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in shown]
    rest = len(rows) - _SHOWN
    return "\n".join([line.rstrip() for line in lines] + ([f"  and {rest} more"] if rest > 0 else []))


def _differences(found: Ranking, expected: Ranking) -> list[Row]:
    one, other = outcome(found), outcome(expected)
    rows: list[Row] = []
    for unit in sorted(one.keys() | other.keys()):
        if unit not in one or unit not in other:
            rows.append((unit, "unit", _text(unit in one), _text(unit in other)))
            continue
        here, there = _facts(one[unit]), _facts(other[unit])
        rows += [
            (unit, what, _text(here.get(what)), _text(there.get(what)))
            for what in dict.fromkeys([*here, *there])
            if here.get(what) != there.get(what)
        ]
    return rows


def _facts(row: dict[str, object]) -> dict[str, object]:
    """The outcome of one unit, a name for each single fact; what a reader looks at first stands first."""
    nodes = row["nodes"]
    rank, reason, overall = row["rank"]  # type: ignore[misc]  # a triple
    change, why = row["change"]  # type: ignore[misc]  # a pair
    assert isinstance(nodes, dict)
    facts: dict[str, object] = {
        "rank": rank,  # type: ignore[has-type]
        "why not ranked": reason,  # type: ignore[has-type]
        "rank overall": overall,  # type: ignore[has-type]
        "percent": row["percent"],
        "tier": row["tier"],
        "prizes": row["awards"],
        "change": change,  # type: ignore[has-type]
        "why no change": why,  # type: ignore[has-type]
    }
    for name, (score, place) in nodes.items():
        facts |= {f"{name} score": score, f"{name} rank": place}
    return facts


def _text(value: object) -> str:
    if value is None or value == []:
        return "-"
    if isinstance(value, bool):
        return "there" if value else "missing"
    if isinstance(value, list):
        return ", ".join("/".join(filter(None, it)) for it in value)
    return str(value)
