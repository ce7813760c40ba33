"""What differs between two rubrics, parameter by parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from ictindex.model.rubric import RubricDraft
from ictindex.model.steps import Step
from ictindex.wording.parameters import value_text
from ictindex.wording.records import LISTS, Records, records_of

__all__ = ["Difference", "differences"]

# The first tier that holds decides, and awards are granted in turn: their order is law.
_ORDERED = frozenset({"tier", "award"})
# What names, dates or proves, and cannot change a result.
_TEXT_KEYS = frozenset({"vi", "en", "source", "origin", "evidence"})
_TEXT_HEADS = frozenset({"id", "status", "title", "valid", "assumed", "inferred"})
_TEXT_RECORDS = frozenset({"printed", "source"})


@frozen(kw_only=True)
class Difference:
    """One difference: the path, what stood there and what stands there, as texts; None where nothing did.

    `kind` is changed, new, gone or order; `is_text` says that it cannot change a result; `before` and `after` hold the
    same as plain values of the file.
    """

    kind: str
    path: str
    old: str | None = None
    new: str | None = None
    is_text: bool = False
    before: Any = field(default=None, repr=False)
    after: Any = field(default=None, repr=False)


def differences(old: RubricDraft, new: RubricDraft) -> Iterator[Difference]:
    """Every difference in the order of the file, whole records before the orders of lists.

    >>> from ictindex.model.nodes import Group, Indicator
    >>> from ictindex.model.rubric import Rubric
    >>> one = Rubric(id="demo/it@2025", total=Group(decimals=1), nodes=[Indicator(id="may", max=5)])
    >>> two = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=8)])
    >>> [(it.path, it.old, it.new) for it in differences(one, two)]
    [('id', 'demo/it@2025', 'demo/it@2026'), ('node.may.max', '5', '8')]
    """
    before, after = records_of(old), _renamed(records_of(new), old, new)
    for path in dict.fromkeys((*before, *after)):
        if path not in after:
            was = before[path]
            yield Difference(kind="gone", path=path, old=value_text(was), is_text=_tells(path), before=was)
        elif path not in before:
            now = after[path]
            yield Difference(kind="new", path=path, new=value_text(now), is_text=_tells(path), after=now)
        else:
            yield from _changes(path, before[path], after[path])
    for kind in LISTS:
        yield from _order(kind, before, after)


def _made_by(step: Step) -> frozenset[str]:
    """The columns that a step writes, or whose cells it changes."""
    return frozenset((*step.writes, *step.changes))


def _renamed(after: Records, old: RubricDraft, new: RubricDraft) -> Records:
    """The new records, a step under its old name where the old one writes a column that it writes too."""
    names: dict[str, str] = {}
    for step in new.steps:
        same = [it.name for it in old.steps if it.kind == step.kind and _made_by(it) & _made_by(step)]
        free = [name for name in same if f"step.{name}" not in names.values()]
        # Its own name first, so that of two steps that were made of one each keeps what it can.
        names[f"step.{step.name}"] = f"step.{step.name if step.name in same or not free else free[0]}"
    return {names.get(path, path): table for path, table in after.items()}


def _changes(path: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for key in dict.fromkeys((*was, *now)):
        if _as_law(path, key, was.get(key)) != _as_law(path, key, now.get(key)):
            texts = [None if key not in table else value_text(table[key]) for table in (was, now)]
            # The evidence of a node is a note; that of a step is the column that decides whether a claim counts.
            texts_here = {"source", "why"} if path.startswith("step.") else _TEXT_KEYS
            is_text = _tells(path) or key in texts_here or (not path and key in _TEXT_HEADS)
            place = f"{path}.{key}" if path else key
            values = {"before": was.get(key), "after": now.get(key)}
            yield Difference(kind="changed", path=place, old=texts[0], new=texts[1], is_text=is_text, **values)


def _as_law(path: str, key: str, value: Any) -> Any:
    """The columns of a step that makes each on its own have no order."""
    return sorted(value) if path.startswith("step.") and key == "columns" and value is not None else value


def _tells(path: str) -> bool:
    """Whether a whole record tells about the law without being it."""
    return path.partition(".")[0] in _TEXT_RECORDS


def _order(kind: str, before: Records, after: Records) -> Iterator[Difference]:
    common = [path for path in before if path.startswith(f"{kind}.") and path in after]
    moved = [path for path in after if path in set(common)]
    if common != moved:
        old, new = (", ".join(path.removeprefix(f"{kind}.") for path in paths) for paths in (common, moved))
        yield Difference(kind="order", path=kind, old=old, new=new, is_text=kind not in _ORDERED)
