"""Digests: one number for the law, one for its texts, one for the data, each over a canonical form.

In the canonical form every default is filled in, every decimal has one spelling, and what may stand in any
order is sorted, so that a law has one digest however it is spelled. A key that a later version adds must be
left out of it where it stands at its default, or every locked edition would change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from ictindex.codec.conditions import write_where
from ictindex.codec.kinds import BY_PART
from ictindex.codec.records import Record
from ictindex.codec.rubric_parts import shape_record
from ictindex.codec.rubric_records import AWARD, DOWNGRADE, GROUP, LEAF, RANK, SOURCE, STEP_RECORDS, TIER, TOTAL, VIEW
from ictindex.codec.rubric_tables import HEAD
from ictindex.model.nodes import Group, Indicator, View
from ictindex.model.numbers import as_decimal, plain
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Against, Given, Levels, Steps
from ictindex.model.standing_rules import Prize
from ictindex.model.steps import CarryUp
from ictindex.model.units import Partition
from ictindex.model.where import AnyOf, AtLeast, Condition, Where

__all__ = ["canonical_json", "canonical_law", "canonical_texts", "law_digest", "sha256", "text_digest"]

CANONICAL_FORM = 1

Plugins: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]]

# A group's maximum and minimum, and the sum of weights, are sums that the checks hold to what the children give; they
# decide nothing.
_DECLARED = frozenset({"max", "min", "weight_sum"})
# Left out where weights are written, so that laws of before have the digests they had.
_OF_DATA = frozenset({"weights", "weight_decimals"})
_UNIT = (Decimal(0), Decimal(1))


def law_digest(rubric: RubricDraft, plugins: Plugins = ()) -> str:
    """SHA-256, in hexadecimal, of everything that can change a result.

    Not in it: names, sources, evidence, title, status, the id and the period of the edition. So two editions
    with one law have one digest.

    Parameters
    ----------
    rubric
        The rubric.
    plugins
        The declared version of each plugin shape and prize selector that the rubric uses, by full name.

    >>> from ictindex.codec.rubric_tables import rubric_from_dict
    >>> head = {"schema": 1, "total": {"decimals": 1}}
    >>> first = rubric_from_dict(head | {"id": "demo/it@2025", "node": [{"id": "may", "max": 20, "vi": "Máy"}]})
    >>> second = rubric_from_dict(head | {"id": "demo/it@2026", "node": [{"id": "may", "max": 20.0, "weight": 1}]})
    >>> law_digest(first) == law_digest(second), text_digest(first) == text_digest(second)
    (True, False)
    """
    return sha256(canonical_json(canonical_law(rubric, plugins)))


def text_digest(rubric: RubricDraft) -> str:
    """SHA-256, in hexadecimal, of the names, sources and all else that a law digest leaves out."""
    return sha256(canonical_json(canonical_texts(rubric)))


def canonical_law(rubric: RubricDraft, plugins: Plugins = ()) -> dict[str, Any]:
    """The law as plain data in one form only."""
    return {
        "canonical": CANONICAL_FORM,
        "follows": rubric.follows,
        "comparable": sorted(set(rubric.comparable)),
        "total": _group(TOTAL, rubric.total),
        "rank": _law(RANK, rubric.rank),
        "partition": {it.name: _partition(it) for it in rubric.partitions},
        "node": {it.id: _leaf(it) if isinstance(it, Indicator) else _group(GROUP, it) for it in rubric.nodes},
        "view": {view.id: _view(view) for view in rubric.views},
        # The first tier that holds decides and awards are granted in turn: their order is law.
        "tier": [_law(TIER, tier) for tier in rubric.tiers],
        "award": [_award(award, rubric) for award in rubric.awards],
        "exclude": sorted((_where(it.where) for it in rubric.exclude), key=canonical_json),
        "column": _columns(rubric),
        # Left out where there are none, so that laws of before have the digests they had; downgrades have no order.
        **({"downgrade": _downgrades(rubric)} if rubric.downgrades else {}),
        **({"step": [law for law, _ in _steps(rubric)]} if rubric.steps else {}),
        "plugins": sorted((plugins if isinstance(plugins, Mapping) else dict(plugins)).items()),
    }


def canonical_texts(rubric: RubricDraft) -> dict[str, Any]:
    """All that is no law as plain data in one form only."""
    head = _all(HEAD, rubric, law=False)
    del head["source"]
    parts = {
        f"{partition.name}.{part.id}": {"vi": part.vi, "en": part.en}
        for partition in rubric.partitions
        for part in partition.parts
    }
    return {
        **head,
        "source": {it.key: {**_all(SOURCE, it), "covers": sorted(it.covers)} for it in rubric.sources},
        "total": _texts(TOTAL, rubric.total),
        "partition": parts,
        "node": {it.id: _texts(LEAF if isinstance(it, Indicator) else GROUP, it) for it in rubric.nodes},
        "view": {it.id: _texts(VIEW, it) for it in rubric.views},
        "tier": {it.id: _texts(TIER, it) for it in rubric.tiers},
        "award": {it.id: _texts(AWARD, it) for it in rubric.awards},
        **({"downgrade": {it.id: _texts(DOWNGRADE, it) for it in rubric.downgrades}} if rubric.downgrades else {}),
        **({"step": [text for _, text in _steps(rubric)]} if rubric.steps else {}),
        "exclude": sorted(([_where(it.where), it.why] for it in rubric.exclude), key=canonical_json),
    }


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no spaces, numbers as texts of one spelling.

    >>> canonical_json({"b": Decimal("0.50"), "a": [20, None, True]})
    '{"a":["20",null,true],"b":"0.5"}'
    """
    import json

    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return plain(as_decimal(value))
    return value


def _all(record: Record, value: object, *, law: bool = True) -> dict[str, Any]:
    """The keys of a record that are law, or those that are not, whatever their values are."""
    found = {}
    for entry in record.entries:
        if entry.law is law:
            held = getattr(value, entry.attribute)
            found[entry.key] = entry.kind.write(held) if held is not None and entry.when(held) else None
    return found


def _law(record: Record, value: object) -> dict[str, Any]:
    found = _all(record, value)
    for key in ("only", "where", "among"):
        if key in found:
            found[key] = _where(getattr(value, key))
    return found


def _texts(record: Record, value: object) -> dict[str, Any]:
    return _all(record, value, law=False)


def _group(record: Record, group: Group) -> dict[str, Any]:
    return _aggregated(record, group)


def _aggregated(record: Record, node: Group | View) -> dict[str, Any]:
    left_out = _DECLARED if node.weighs_by_data else _DECLARED | _OF_DATA
    return {key: value for key, value in _law(record, node).items() if key not in left_out}


def _leaf(leaf: Indicator) -> dict[str, Any]:
    law = _law(LEAF, leaf)
    law["read"] = str(leaf.reading)
    law["shape"] = _shape(leaf)
    law |= _limits(leaf)
    return law


def _limits(leaf: Indicator) -> dict[str, Any]:
    """The declared limits where they decide: those of yes, levels, steps and curves follow from the shape."""
    shape = leaf.shape
    if isinstance(shape, Against):
        sized = shape.method in ("best", "minmax", "percentile") and shape.to in (None, _UNIT)
        # Without a maximum the scale ends at 1.
        return {"max": (1 if leaf.max is None else BY_PART.write(leaf.max)) if sized else None, "min": None}
    if shape.extremes() is not None:
        return {"max": None, "min": None}
    low = leaf.min
    if low == 0 and leaf.max is not None and leaf.max.default is not None and min(leaf.max.numbers) >= 0:
        low = None
    return {"max": None if leaf.max is None else BY_PART.write(leaf.max), "min": low}


def _shape(leaf: Indicator) -> dict[str, Any] | None:
    shape = leaf.shape
    spelled = shape_record(leaf)
    if spelled is None or isinstance(shape, Given):
        return None
    law = {"kind": spelled.key, **_all(spelled.record, shape)}
    if isinstance(shape, Levels):
        law["levels"] = sorted(law["levels"])
    elif isinstance(shape, Steps):
        law["steps"] = [[(">" if bound.strict else "") + bound.number, points] for bound, points in shape.ascending]
    elif isinstance(shape, Against) and shape.to == _UNIT:
        law["to"] = None
    return law


def _downgrades(rubric: RubricDraft) -> list[dict[str, Any]]:
    return sorted((_law(DOWNGRADE, it) for it in rubric.downgrades), key=canonical_json)


def _steps(rubric: RubricDraft) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The law and the texts of each step, in no order: what a step reads decides what comes before it.

    A column is written, filled and treated once, in this order and before it is read, and units are screened before
    all that looks at several of them, so every order that the checks accept gives the same.
    """
    found = []
    for step in rubric.steps:
        record = STEP_RECORDS[step.kind][1]
        law = _law(record, step)
        if not isinstance(step, CarryUp):
            law["columns"] = sorted(step.columns)
        found.append((law, _texts(record, step)))
    return sorted(found, key=canonical_json)


def _view(view: View) -> dict[str, Any]:
    law = _aggregated(VIEW, view)
    return {**law, "over": {name: as_decimal(weight) for name, weight in view.over}}


def _award(award: Prize, rubric: RubricDraft) -> dict[str, Any]:
    by = award.by or rubric.rank.key
    return {**_law(AWARD, award), "by": [str(key) for key in by], "seed": award.seed or rubric.rank.seed}


def _partition(partition: Partition) -> dict[str, Any]:
    return {part.id: _where(part.where) for part in partition.parts}


def _columns(rubric: RubricDraft) -> dict[str, list[str]]:
    """How every column that is read is read; only a date has a format that matters."""
    found = {}
    names = {name for leaf in rubric.tree.leaves() for name in leaf.reading.columns}
    for name in names | {use.name for step in rubric.steps for use in step.reads}:
        kind = rubric.column_kind(name)
        found[name] = [kind, rubric.column_format(name)] if kind == "date" else [kind]
    return found


def _where(where: Where | None) -> list[object] | None:
    """A condition without its order; none at all where it asks for nothing."""
    if where is None or not where.conditions:
        return None
    return sorted((_condition(it) for it in where.conditions), key=canonical_json)


def _condition(it: Condition) -> dict[str, object]:
    if isinstance(it, AnyOf | AtLeast):
        # Any of them is at least one of them.
        count = it.count if isinstance(it, AtLeast) else 1
        return {
            "at_least": count,
            "of": sorted((_where(option) for option in it.options), key=canonical_json),
        }
    return write_where(Where((it,)))
