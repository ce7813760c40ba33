"""Files that are there whole or not at all: written beside their place and renamed into it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["beside", "written"]


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A path of its own in the same folder, for writing to; it becomes `path` when all went well, and else goes away.

    Its name is new each time, so that two workers that were given the same partition never share a half-written file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.draft")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A stream of bytes that becomes the file when all went well."""
    with beside(path) as draft, draft.open("wb") as stream:
        yield stream
