"""Ranking files that memory does not hold, in this process or on an engine that runs the partition functions."""

from __future__ import annotations

from ictindex.cluster.summary import Outcome

__all__ = ["Outcome"]
