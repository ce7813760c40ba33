"""Where each parameter comes from: a source, an assumption, an inference, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import attrs

from ictindex.model.findings import Findings
from ictindex.model.nodes import Indicator
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Against, Curve, Custom, Levels, Shape, Steps, Yes

__all__ = ["check_coverage", "covers", "origin_of", "parameters"]

_SHAPE_KEYS: dict[type, str] = {
    Yes: "yes",
    Levels: "levels",
    Steps: "steps",
    Curve: "curve",
    Against: "against",
    Custom: "shape",
}
# Attributes that a file calls otherwise.
_WRITTEN = {"bound": "from", "reported": "self"}
# What names, places or proves a record, rather than deciding a result.
_DESCRIBING = frozenset({"id", "parent", "vi", "en", "source", "origin", "evidence", "read", "shape"})
# The columns of a step that say whose child a unit is and what proves a claim decide what counts.
_DESCRIBING_STEPS = frozenset({"source", "why"})


def parameters(draft: RubricDraft, *, defaults: bool = False) -> Iterator[tuple[str, str]]:
    """Every parameter that the rubric spells out, as (path by id, source key of its record).

    With `defaults` also those that are left at their default: policies that somebody may have printed or assumed too.
    """
    yield from (("total." + key, draft.total.source) for key in _keys(draft.total, defaults=defaults))
    yield from (("rank." + key, "") for key in _keys(draft.rank, defaults=defaults))
    yield from ((f"partition.{partition.name}", "") for partition in draft.partitions)
    for node in draft.nodes:
        keys = _keys(node, defaults=defaults) + (_shape_key(node.shape) if isinstance(node, Indicator) else [])
        yield from ((f"node.{node.id}.{key}", node.source) for key in keys)
    for kind, records in (
        ("view", draft.views),
        ("tier", draft.tiers),
        ("award", draft.awards),
        ("downgrade", draft.downgrades),
    ):
        for record in records:
            yield from ((f"{kind}.{record.id}.{key}", record.source) for key in _keys(record, defaults=defaults))
    for step in draft.steps:
        keys = _keys(step, defaults=defaults, describing=_DESCRIBING_STEPS)
        yield from ((f"step.{step.name}.{key}", step.source) for key in keys)
    if draft.exclude:
        yield "exclude", ""


def _keys(record: Any, *, defaults: bool, describing: frozenset[str] = _DESCRIBING) -> list[str]:
    names = []
    for it in attrs.fields(type(record)):
        if it.name in describing:
            continue
        default = it.default.factory() if isinstance(it.default, attrs.Factory) else it.default  # type: ignore[arg-type]
        if defaults or getattr(record, it.name) != default:
            names.append(_WRITTEN.get(it.name, it.name))
    return names


def _shape_key(shape: Shape) -> list[str]:
    key = _SHAPE_KEYS.get(type(shape))
    return [key] if key else []


def covers(pattern: str, path: str) -> bool:
    """Whether a pattern with ``*`` names the path or something above it.

    >>> covers("node.*.max", "node.a.max"), covers("award", "award.so.tie"), covers("node.a", "node.ab.max")
    (True, True, False)
    """
    return fnmatchcase(path, pattern) or fnmatchcase(path, f"{pattern}.*")


def origin_of(draft: RubricDraft, path: str, source: str = "") -> tuple[str, str]:
    """How a parameter is known: (assumed | inferred | source | none, the source's key)."""
    for word, patterns in (("assumed", draft.assumed), ("inferred", draft.inferred)):
        if any(covers(pattern, path) for pattern in patterns):
            return word, ""
    if source:
        return "source", source
    for it in draft.sources:
        if any(covers(pattern, path) for pattern in it.covers):
            return "source", it.key
    return "none", ""


def check_coverage(draft: RubricDraft, findings: Findings) -> None:
    """Every parameter is covered, every pattern covers something, every named source exists."""
    paths = list(parameters(draft))
    known = [path for path, _ in parameters(draft, defaults=True)]
    keys = [source.key for source in draft.sources]
    for word, patterns in (("assumed", draft.assumed), ("inferred", draft.inferred)):
        for pattern in patterns:
            if not any(covers(pattern, path) for path in known):
                findings.add("idle-pattern", word, f'"{pattern}" covers no parameter', hint="mend or drop it")
    for it in draft.sources:
        for pattern in it.covers:
            if not any(covers(pattern, path) for path in known):
                findings.add(
                    "idle-pattern", f"printed.{it.key}", f'"{pattern}" covers no parameter', hint="mend or drop it"
                )
    if draft.status == "official" and draft.assumed:
        hint = 'an official rubric has every parameter printed; otherwise its status is "reconstructed"'
        findings.add("assumed-official", "assumed", "an official rubric assumes nothing", hint=hint)
    for path, source in sorted(set(paths)):
        if source:
            findings.known(path, source, keys, "source")
        if draft.status != "illustrative" and origin_of(draft, path, source)[0] == "none":
            hint = "give its record a `source`, or list it under printed, assumed or inferred"
            findings.add("no-source", path, "nothing says where this parameter comes from", hint=hint)
