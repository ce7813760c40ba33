"""The kit that proves rubrics and the engine: the reference implementation, laws, strategies for data."""

from __future__ import annotations

__all__: list[str] = []
