"""Rubrics and rankings in words, for every report: conditions, formulas, policies, parameters, prizes.

All reports look here and none into another: the text report, HTML, workbooks, notebooks.
"""

from __future__ import annotations

__all__: list[str] = []
