"""From a data set and a rubric to the exact values of all nodes."""

from __future__ import annotations

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
