"""Drawing: weights around the rubric's own, and answers that round to the printed ones; seeded and whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ictindex.analysis.design import own_weights
from ictindex.model.nodes import ROOT, Group, Node
from ictindex.model.rubric import Rubric

__all__ = ["PARTS", "SPREADS", "draw_weights"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# Every weight set is whole parts that add up to this many.
PARTS = 10_000
_MOST_DECIMALS = 12
_EXACT = 10**15


def _relative(own: Floats, draws: int, width: float, generator: np.random.Generator) -> Floats:
    """Each weight times its own factor from 1 - width to 1 + width, uniform."""
    return own * generator.uniform(1 - width, 1 + width, (draws, len(own)))


def _dirichlet(own: Floats, draws: int, width: float, generator: np.random.Generator) -> Floats:
    """Dirichlet around the own shares; the relative standard deviation of a share of one half is the width.

    A share p of concentration c has the variance p (1 - p) / (c + 1).
    """
    concentration = max(1 / width**2 - 1, 1e-6)
    return generator.dirichlet(own / own.sum() * concentration, draws)


SPREADS: Mapping[str, Callable[[Floats, int, float, np.random.Generator], Floats]] = MappingProxyType(
    {"relative": _relative, "dirichlet": _dirichlet}
)


def draw_weights(
    rubric: Rubric,
    *,
    draws: int,
    seed: int,
    width: float = 0.25,
    spread: str = "relative",
    nodes: tuple[str, ...] | None = None,
) -> Mapping[str, NDArray[Any]]:
    """Weight sets around the rubric's own, by node: (draws, children), in every set with the sum of the own ones.

    The generator works in doubles; what it draws is brought to whole parts of `PARTS` by the largest remainder, the
    earlier child first, and is exact from there on: decimals, in doubles whose shortest form they are. A part of 0
    becomes 1, so no draw leaves a child out.

    Parameters
    ----------
    rubric
        The law.
    draws, seed
        How many sets, and the seed of numpy's PCG64; each node draws from a stream of its own.
    width
        How far weights move: 0.25 is a quarter.
    spread
        ``"relative"``: each weight is multiplied by a factor from ``1 - width`` to ``1 + width``, all equally likely;
        ``"dirichlet"``: shares are drawn from a Dirichlet distribution around the own ones.
    nodes
        Whose children are weighed; where not given, those of the total and of every group below it that has two or
        more and is no least or best, to which weights are nothing.

    Raises
    ------
    ValueError
        If a number lies outside its limits or there is no such spread.

    >>> from ictindex.model import Group, Indicator, Rubric
    >>> rubric = Rubric(
    ...     id="demo/it@2026", nodes=[Indicator(id="a", max=60), Indicator(id="b", max=40)], total=Group(decimals=1)
    ... )
    >>> sets = draw_weights(rubric, draws=3, seed=1, width=0.1)["total"]
    >>> sets[0].tolist(), bool((abs(sets[:, 0] - 60) < 5).all())
    ([62.52, 37.48], True)
    """
    if spread not in SPREADS or not 0 < width < 1 or draws < 1:
        msg = f"expected draws from 1 on, a width between 0 and 1 and a spread of {', '.join(SPREADS)}"
        raise ValueError(f"{msg}; found {draws}, {width} and {spread!r}")
    if nodes is None:
        below = (ROOT, *rubric.tree.descendants(ROOT))
        nodes = tuple(it for it in below if _is_weighed(rubric.tree.nodes[it]) and len(own_weights(rubric, it)) > 1)
    streams = np.random.SeedSequence(seed).spawn(len(nodes))
    found = {}
    for node, stream in zip(nodes, streams, strict=True):
        own = np.array([float(it) for it in own_weights(rubric, node).values()])
        drawn = SPREADS[spread](own, draws, width, np.random.default_rng(stream))
        found[node] = _of_sum(_whole_parts(drawn), sum(own_weights(rubric, node).values(), Fraction(0)))
    return found


def _is_weighed(node: Node) -> bool:
    return isinstance(node, Group) and node.aggregate not in ("least", "best")


def _whole_parts(drawn: Floats) -> Ints:
    """Rows of whole parts that add up to `PARTS`."""
    shares = drawn / drawn.sum(axis=1)[:, None] * PARTS
    parts: Ints = np.maximum(np.floor(shares).astype(np.int64), 1)
    left = PARTS - parts.sum(axis=1)
    # What is left over goes to the largest remainders, one part each; what is too much is taken from the largest part.
    places = np.argsort(np.argsort(-(shares - parts), axis=1, kind="stable"), axis=1, kind="stable")
    parts += places < left[:, None]
    rows = np.flatnonzero(parts.sum(axis=1) != PARTS)
    parts[rows, np.argmax(parts[rows], axis=1)] += PARTS - parts[rows].sum(axis=1)
    return parts


def _of_sum(parts: Ints, whole: Fraction) -> NDArray[Any]:
    """Weights that add up to what the rubric's own do: doubles whose shortest form is exact, else fractions.

    A tenth or hundredth of fifteen digits is the shortest form of the double nearest to it.
    """
    share = whole / PARTS
    decimals = next((it for it in range(_MOST_DECIMALS) if (share * 10**it).denominator == 1), None)
    if decimals is None or whole * 10**decimals >= _EXACT:
        return np.asarray(parts.astype(object) * share)
    return np.asarray(parts * int(share * 10**decimals) / float(10**decimals))
