"""Published editions held fast by their digests: a lock file, and every edition that is no longer what it says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ictindex.codec import text_digest
from ictindex.codec.file_text import FilePath, decoded, file_of
from ictindex.codec.syntax import parse_toml
from ictindex.model.problems import Problem, RubricError, RubricPath
from ictindex.model.rubric import Rubric
from ictindex.model.text import near_hint

__all__ = ["Lock", "lock_problems", "read_lock"]

Lock = Mapping[str, Mapping[str, str]]

_KEYS = {"law", "text"}
_HINTS = {
    "law": "a changed law is a new edition; `follows` names the one it amends",
    "text": "names or sources have changed; lock it again if that was meant",
}


def read_lock(path: FilePath) -> Lock:
    """The digests of each edition, from a file that ``ictindex rubric lock`` wrote.

    Raises
    ------
    RubricError
        With every line that is none.
    OSError
        If the file cannot be read.
    """
    name = str(path)
    text, broken = decoded(file_of(path).read_bytes(), name)
    if broken is not None:
        raise RubricError((broken,))
    table: dict[str, Any] = parse_toml(text, name)
    problems = [
        Problem(
            code="wrong-kind",
            where=RubricPath(path=key, file=name),
            message="no pair of digests",
            expected='"namespace/name@edition" = { law = "…", text = "…" }',
        )
        for key, value in table.items()
        if not isinstance(value, dict) or set(value) != _KEYS or not all(isinstance(it, str) for it in value.values())
    ]
    if problems:
        raise RubricError(tuple(problems))
    return MappingProxyType(table)


def lock_problems(rubric: Rubric, law: str, lock: Lock, file: str = "") -> tuple[Problem, ...]:
    """What differs between a rubric, with the digest of its law, and the lock; the file is only for messages."""
    where = RubricPath(path=rubric.id, file=file)
    if rubric.id not in lock:
        message = f'the lock has no edition "{rubric.id}"'
        return (Problem(code="unknown-name", where=where, message=message, hint=near_hint(rubric.id, lock)),)
    found = {"law": law, "text": text_digest(rubric)}
    return tuple(
        Problem(
            code="broken-lock",
            where=where,
            message=f"its {what} is now {found[what]}",
            expected=digest,
            hint=_HINTS[what],
        )
        for what, digest in sorted(lock[rubric.id].items())
        if digest != found[what]
    )
