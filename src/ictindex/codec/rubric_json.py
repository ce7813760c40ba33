"""A rubric as JSON text that reads back as the same rubric."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ictindex.codec.rubric_tables import rubric_to_dict
from ictindex.model.rubric import RubricDraft

__all__ = ["rubric_to_json"]


def rubric_to_json(rubric: RubricDraft) -> str:
    """The rubric as JSON; numbers carry exactly their digits, days are texts such as ``"2014-12-31"``.

    `load_rubric` reads it from a file whose name ends in ``.json``.
    """
    from ictindex.ranking.json_text import dumps

    return dumps(_without_dates(rubric_to_dict(rubric))).rstrip() + "\n"


def _without_dates(value: object) -> object:
    """JSON has no word for a day."""
    if isinstance(value, Mapping):
        return {key: _without_dates(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_dates(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
