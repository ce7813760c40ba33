"""``python -m ictindex``: the command line where the scripts folder is not on the path."""

from __future__ import annotations

from ictindex.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    raise SystemExit(main())
