"""From a data set and a rubric to the exact values of all nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.on_demand import on_demand

if TYPE_CHECKING:
    from ictindex.scoring.scores import Scores, check, score
    from ictindex.scoring.shape_spec import ShapeSpec
    from ictindex.scoring.stepping import Imputation, Screening, Treatment, Verification

__all__ = [
    "Imputation",
    "Scores",
    "Screening",
    "ShapeSpec",
    "Treatment",
    "Verification",
    "check",
    "score",
]

# The module of each name.
_PLACES = {
    "Imputation": "stepping",
    "Scores": "scores",
    "Screening": "stepping",
    "ShapeSpec": "shape_spec",
    "Treatment": "stepping",
    "Verification": "stepping",
    "check": "scores",
    "score": "scores",
}

__getattr__, __dir__ = on_demand(__name__, _PLACES)
