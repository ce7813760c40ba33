"""Exit codes; they are part of the interface."""

from __future__ import annotations

__all__ = ["FAULT", "OK", "PLUGIN", "PROBLEMS", "USAGE"]

OK, PROBLEMS, USAGE, PLUGIN, FAULT = 0, 1, 2, 3, 4
