"""What kind of rubric is wanted: the features that a law assumes or excludes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Wanted"]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Features that a random rubric may have.

    `cohort` allows shapes against the cohort, `irrational` logarithms, z-scores, geometric and power means,
    `unbounded` leaves without a maximum (percents are then out of place), `gates` an `only` and policies that
    let a leaf leave, `penalties` values below 0, `clamps` caps and floors, `rules` tiers and prizes, `refusing`
    the last resort "refuse", `custom` the plugin shape of `demo_shapes`, `steps` steps before the readings; `blocks`
    insists on blocks, and `changing` on a step that imputes or treats where there is a column for it.
    """

    cohort: bool = True
    irrational: bool = True
    unbounded: bool = True
    gates: bool = True
    penalties: bool = True
    clamps: bool = True
    rules: bool = True
    refusing: bool = False
    custom: bool = False
    steps: bool = True
    blocks: bool = False
    changing: bool = False
