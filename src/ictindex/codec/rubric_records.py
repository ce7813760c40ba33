"""The tables of a rubric, key by key; the same records read it, write it and say what of it is law."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from attrs import frozen

from ictindex.codec.conditions import WHERE
from ictindex.codec.kinds import (
    ABOVE,
    ARGUMENTS,
    BY_PART,
    DATE,
    FLAG,
    FROM,
    KEYS,
    KNOTS,
    LEVELS,
    NUMBER,
    OVER,
    PAIR,
    PRIZES,
    RANGE,
    READING,
    SEED,
    SHARE,
    STEPS,
    TEXT,
    WHOLE,
    WORD,
    WORDS,
)
from ictindex.codec.records import Entry, Record
from ictindex.model.nodes import (
    AGGREGATES,
    MISSING_POLICIES,
    ORIGINS,
    RANGE_POLICIES,
    WEIGHTINGS,
    ZERO_POLICIES,
    ByPart,
)
from ictindex.model.numbers import HALVES
from ictindex.model.rubric import COLUMN_KINDS
from ictindex.model.screening import Screen
from ictindex.model.shapes import (
    AGAINST_METHODS,
    BETTER,
    CONSTANT_POLICIES,
    Against,
    Curve,
    Custom,
    Levels,
    Shape,
    Steps,
    Yes,
)
from ictindex.model.standing_rules import (
    DECIDING_VALUES,
    LAST_RESORTS,
    QUOTA_ROUNDINGS,
    QUOTA_TIES,
    TIE_METHODS,
    TIE_RULES,
)
from ictindex.model.steps import COUNTS, IMPUTATIONS, UNPROVED, UNVERIFIED, CarryUp, Impute, Verify
from ictindex.model.treating import TREATMENTS, UNMET, Treat
from ictindex.model.where import Where

__all__ = [
    "AWARD",
    "COLUMN",
    "DOWNGRADE",
    "GROUP",
    "LEAF",
    "LEAF_HEAD",
    "NODE_KEYS",
    "RANK",
    "SHAPES",
    "SOURCE",
    "STEP_RECORDS",
    "TIER",
    "TOTAL",
    "VIEW",
    "ShapeRecord",
]

_ID = Entry(key="id", kind=WORD, required=True, substitute="")
_NAMES = (Entry(key="vi", kind=TEXT, law=False), Entry(key="en", kind=TEXT, law=False))
_SOURCE = Entry(key="source", kind=TEXT, law=False)
_KIND = Entry(key="kind", kind=WORD, required=True, substitute="")

_PLACED = (_ID, Entry(key="in", attribute="parent", kind=WORD), *_NAMES)
_SIZED = (
    # 1, so that a broken maximum does not make every percent of the rubric look unbounded.
    Entry(key="max", kind=BY_PART, substitute=ByPart.of(1)),
    Entry(key="min", kind=NUMBER),
    Entry(key="weight", kind=NUMBER),
)
_AGGREGATED = (
    Entry(key="aggregate", kind=WORD, choices=AGGREGATES),
    Entry(key="power", kind=NUMBER, substitute=Decimal(1)),
    Entry(key="weight_sum", kind=NUMBER),
    Entry(key="weights", kind=WORD, choices=WEIGHTINGS),
    Entry(key="weight_decimals", kind=WHOLE),
)
_FINISHED = (
    Entry(key="cap", kind=NUMBER),
    Entry(key="floor", kind=NUMBER),
    Entry(key="decimals", kind=WHOLE),
    Entry(key="half", kind=WORD, choices=tuple(HALVES)),
)
_APPLIED = (Entry(key="only", kind=WHERE), Entry(key="extra", kind=FLAG))

GROUP = Record(entries=(*_PLACED, *_AGGREGATED, *_SIZED, *_FINISHED, *_APPLIED, _SOURCE))
TOTAL = Record(entries=(*_NAMES, *_AGGREGATED, *_SIZED, *_FINISHED, *_APPLIED, _SOURCE))
LEAF_HEAD = Record(entries=(*_PLACED, *_SIZED, Entry(key="read", kind=READING)))
LEAF = Record(
    entries=(
        *LEAF_HEAD.entries,
        *_FINISHED,
        *_APPLIED,
        Entry(key="missing", kind=WORD, choices=MISSING_POLICIES),
        Entry(key="zero", kind=WORD, choices=ZERO_POLICIES),
        Entry(key="range", kind=WORD, choices=RANGE_POLICIES),
        Entry(key="origin", kind=WORD, law=False, choices=ORIGINS),
        Entry(key="evidence", kind=TEXT, law=False),
        _SOURCE,
    )
)


@frozen(kw_only=True)
class ShapeRecord:
    """A shape of the model and the keys that it adds to a node; the first of them names it."""

    shape: type[Shape]
    record: Record

    @property
    def key(self) -> str:
        """The key that says which shape a node has."""
        return self.record.keys[0]


def _shape(shape: type[Shape], *entries: Entry) -> ShapeRecord:
    return ShapeRecord(shape=shape, record=Record(entries=entries))


_SHAPE_RECORDS = (
    _shape(Yes, Entry(key="yes", attribute="points", kind=NUMBER, required=True, substitute=Decimal(0))),
    _shape(Levels, Entry(key="levels", attribute="table", kind=LEVELS, required=True, substitute=())),
    _shape(
        Steps,
        Entry(key="steps", attribute="table", kind=STEPS, required=True, substitute=()),
        Entry(key="else", attribute="otherwise", kind=NUMBER, required=True, substitute=Decimal(0)),
    ),
    _shape(Curve, Entry(key="curve", attribute="knots", kind=KNOTS, required=True, substitute=())),
    _shape(
        Against,
        Entry(key="against", attribute="method", kind=WORD, required=True, substitute="best", choices=AGAINST_METHODS),
        Entry(key="of", kind=WORD),
        Entry(key="to", kind=PAIR),
        Entry(key="mean", kind=NUMBER),
        Entry(key="sd", kind=NUMBER),
        Entry(key="better", kind=WORD, choices=BETTER),
        Entry(key="constant", kind=WORD, choices=CONSTANT_POLICIES),
    ),
    _shape(
        Custom,
        Entry(key="shape", attribute="name", kind=TEXT, required=True, substitute="?/?"),
        Entry(key="args", attribute="arguments", kind=ARGUMENTS),
    ),
)

SHAPES: Mapping[str, ShapeRecord] = MappingProxyType({it.key: it for it in _SHAPE_RECORDS})
NODE_KEYS = tuple(dict.fromkeys((*GROUP.keys, *LEAF.keys, *(key for it in _SHAPE_RECORDS for key in it.record.keys))))

VIEW = Record(
    entries=(
        _ID,
        *_NAMES,
        *_AGGREGATED,
        Entry(key="over", kind=OVER, required=True, substitute=()),
        *_FINISHED,
        _SOURCE,
    )
)

RANK = Record(
    entries=(
        Entry(key="by", kind=KEYS),
        Entry(key="value", kind=WORD, choices=DECIDING_VALUES),
        Entry(key="ties", kind=WORD, choices=TIE_METHODS),
        Entry(key="break_by", kind=KEYS),
        Entry(key="last", kind=WORD, choices=LAST_RESORTS),
        Entry(key="seed", kind=SEED),
        Entry(key="overall", kind=FLAG),
    )
)

TIER = Record(
    entries=(
        _ID,
        *_NAMES,
        Entry(key="from", attribute="bound", kind=FROM, when=lambda bound: not bound.strict),
        Entry(key="above", attribute="bound", kind=ABOVE, when=lambda bound: bound.strict),
        Entry(key="share", kind=SHARE),
        Entry(key="count", kind=WHOLE),
        Entry(key="where", kind=WHERE),
        Entry(key="per", kind=WORD),
        Entry(key="tie", kind=WORD, choices=QUOTA_TIES),
        Entry(key="round", kind=WORD, choices=QUOTA_ROUNDINGS),
        _SOURCE,
    )
)

DOWNGRADE = Record(
    entries=(
        _ID,
        *_NAMES,
        Entry(key="where", kind=WHERE, required=True, substitute=Where(())),
        Entry(key="tiers", kind=WHOLE),
        _SOURCE,
    )
)

AWARD = Record(
    entries=(
        _ID,
        *_NAMES,
        Entry(key="per", kind=WORD),
        Entry(key="among", kind=WHERE),
        Entry(key="by", kind=KEYS),
        Entry(key="break_by", kind=KEYS),
        Entry(key="prizes", kind=PRIZES),
        Entry(key="to", kind=WORDS),
        Entry(key="tie", kind=WORD, choices=TIE_RULES),
        Entry(key="seed", kind=SEED),
        Entry(key="exclusive", kind=FLAG),
        Entry(key="select", kind=TEXT),
        _SOURCE,
    )
)

VERIFY = Record(
    entries=(
        _KIND,
        Entry(key="columns", kind=WORDS, required=True, substitute=()),
        Entry(key="self", attribute="reported", kind=TEXT, required=True, substitute=""),
        Entry(key="verified", kind=TEXT, required=True, substitute=""),
        Entry(key="evidence", kind=TEXT),
        Entry(key="counts", kind=WORD, choices=COUNTS),
        Entry(key="unverified", kind=WORD, choices=UNVERIFIED),
        Entry(key="unproved", kind=WORD, choices=UNPROVED),
        _SOURCE,
    )
)
CARRY_UP = Record(
    entries=(
        _KIND,
        Entry(key="into", kind=WORDS, required=True, substitute=()),
        Entry(key="node", kind=WORD),
        Entry(key="column", kind=TEXT),
        Entry(key="parent", kind=TEXT),
        Entry(key="among", kind=WHERE),
        Entry(key="weight", kind=TEXT),
        Entry(key="share", kind=RANGE),
        Entry(key="missing", kind=WORD, choices=MISSING_POLICIES),
        _SOURCE,
    )
)
IMPUTE = Record(
    entries=(
        _KIND,
        Entry(key="columns", kind=WORDS, required=True, substitute=()),
        Entry(key="method", kind=WORD, choices=IMPUTATIONS, required=True, substitute=""),
        Entry(key="by", kind=WORD),
        Entry(key="value", kind=NUMBER),
        Entry(key="decimals", kind=WHOLE),
        _SOURCE,
    )
)
TREAT = Record(
    entries=(
        _KIND,
        Entry(key="columns", kind=WORDS, required=True, substitute=()),
        Entry(key="method", kind=WORD, choices=TREATMENTS, required=True, substitute=""),
        Entry(key="by", kind=WORD),
        Entry(key="most", kind=WHOLE),
        Entry(key="skew", kind=NUMBER),
        Entry(key="kurtosis", kind=NUMBER),
        Entry(key="unmet", kind=WORD, choices=UNMET),
        Entry(key="low", kind=FROM),
        Entry(key="high", kind=FROM),
        Entry(key="sd", kind=NUMBER),
        Entry(key="decimals", kind=WHOLE),
        _SOURCE,
    )
)
SCREEN = Record(
    entries=(
        _KIND,
        Entry(key="columns", kind=WORDS),
        Entry(key="least", kind=SHARE, required=True, substitute=Decimal(100)),
        Entry(key="why", kind=TEXT, law=False, required=True, substitute=""),
        _SOURCE,
    )
)
# The records of `step` by the word in `kind`.
STEP_RECORDS: Mapping[str, tuple[type, Record]] = MappingProxyType(
    {
        "verify": (Verify, VERIFY),
        "carry-up": (CarryUp, CARRY_UP),
        "impute": (Impute, IMPUTE),
        "treat": (Treat, TREAT),
        "screen": (Screen, SCREEN),
    }
)

COLUMN = Record(entries=(Entry(key="kind", kind=WORD, choices=COLUMN_KINDS), Entry(key="format", kind=TEXT)))

SOURCE = Record(
    entries=(
        Entry(key="title", kind=TEXT),
        Entry(key="date", kind=DATE),
        Entry(key="url", kind=TEXT),
        Entry(key="note", kind=TEXT),
    )
)
