"""Laws of the written rubric: what a file says is the law, and a default is the same spelled or left out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ictindex.codec import law_digest, rubric_from_dict, rubric_to_dict, rubric_to_toml, text_digest
from ictindex.testing.case import Case
from ictindex.testing.laws.law import Law, always

__all__ = ["LAWS"]

# Defaults that a rubric may spell out, by the record they stand on.
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "total": {"aggregate": "sum", "half": "up"},
    "rank": {"by": ["total"], "ties": "competition", "last": "share", "value": "rounded", "overall": False},
    "award": {"tie": "jury", "exclusive": False},
}
_LEAF = {"in": "total", "missing": "refuse", "zero": "refuse", "range": "refuse", "half": "up", "extra": False}


def _round_trip(case: Case) -> Iterator[str]:
    rubric = case.rubric
    text = rubric_to_toml(rubric)
    again = rubric_from_dict(tomllib.loads(text, parse_float=Decimal))
    if law_digest(again) != law_digest(rubric):
        yield "the law read back from TOML is another"
    if text_digest(again) != text_digest(rubric):
        yield "the names read back from TOML are others"
    if again != rubric:
        yield "the rubric read back from TOML is another"
    if law_digest(rubric_from_dict(_spelled(rubric_to_dict(rubric)))) != law_digest(rubric):
        yield "a spelled default gives another law"


def _spelled(table: Mapping[str, Any]) -> dict[str, Any]:
    """The same table with defaults written out."""
    spelled = dict(table)
    for key in ("total", "rank"):
        spelled[key] = {**_DEFAULTS[key], **table.get(key, {})}
    if "award" in table:
        spelled["award"] = [{**_DEFAULTS["award"], **row} for row in table["award"]]
    spelled["node"] = [row if "aggregate" in row else _spelled_leaf(row, table) for row in table["node"]]
    return spelled


def _spelled_leaf(row: Mapping[str, Any], table: Mapping[str, Any]) -> Mapping[str, Any]:
    is_group = any(other.get("in") == row["id"] for other in table["node"])
    return row if is_group else {**_LEAF, **row}


LAWS = (
    Law(
        id="L14",
        sentence="rubric to TOML to rubric keeps the law; a spelled default equals an omitted one",
        check=_round_trip,
        applies=always,
    ),
)
