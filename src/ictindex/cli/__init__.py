"""The command line: ``ictindex rank``, ``check``, ``rubric`` and ``plugin``."""

from __future__ import annotations

from ictindex.cli.program import main

__all__ = ["main"]
