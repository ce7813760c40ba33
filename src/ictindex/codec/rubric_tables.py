"""A rubric as a table of plain values, both ways: what TOML and JSON files hold and Python code may write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ictindex.codec.kinds import PERIOD, TEXT, TEXTS, TITLE, WORD, WORDS, Kind
from ictindex.codec.migrations import SCHEMA, migrated
from ictindex.codec.place import Place, shown
from ictindex.codec.records import TOP_KEYS, Entry, Record
from ictindex.codec.rubric_parts import (
    AWARDS,
    COLUMNS,
    DOWNGRADES,
    EXCLUSIONS,
    NODES,
    PARTITIONS,
    PRINTED,
    RANKING,
    SOURCES,
    STEPS_BEFORE,
    TIERS,
    TOTALS,
    VIEWS,
)
from ictindex.model.checks import rubric_problems
from ictindex.model.problems import Problem, RubricError, RubricPath
from ictindex.model.rubric import COMPARABLE, STATUSES, Rubric, RubricDraft
from ictindex.model.standing_rules import Source
from ictindex.model.text import near_hint

__all__ = ["FILE", "HEAD", "SCHEMA", "rubric_from_dict", "rubric_to_dict"]


HEAD = Record(
    entries=(
        Entry(key="id", kind=WORD, required=True, substitute="", law=False),
        Entry(key="status", kind=WORD, law=False, choices=STATUSES),
        Entry(key="title", kind=TITLE, law=False),
        Entry(key="valid", kind=PERIOD, law=False),
        Entry(key="follows", kind=TEXT),
        Entry(key="comparable", kind=WORDS, choices=COMPARABLE),
        Entry(key="assumed", kind=TEXTS, law=False),
        Entry(key="inferred", kind=TEXTS, law=False),
        Entry(key="source", attribute="sources", kind=SOURCES, law=False),
        Entry(key="total", kind=TOTALS),
        Entry(key="rank", kind=RANKING),
        Entry(key="partition", attribute="partitions", kind=PARTITIONS),
        Entry(key="node", attribute="nodes", kind=NODES),
        Entry(key="view", attribute="views", kind=VIEWS),
        Entry(key="tier", attribute="tiers", kind=TIERS),
        Entry(key="downgrade", attribute="downgrades", kind=DOWNGRADES),
        Entry(key="award", attribute="awards", kind=AWARDS),
        Entry(key="exclude", kind=EXCLUSIONS),
        Entry(key="step", attribute="steps", kind=STEPS_BEFORE),
        Entry(key="column", attribute="columns", kind=COLUMNS),
    )
)
# Two keys that are no attribute of a rubric: the form of the file, and what its sources cover.
FILE = Record(
    entries=(
        Entry(key="schema", kind=Kind(read=lambda value, _: value, schema={"const": SCHEMA})),
        *HEAD.entries,
        Entry(key="printed", kind=PRINTED),
    )
)


def rubric_from_dict(table: Mapping[str, Any], file: str = "") -> Rubric:
    """The rubric that a table of plain values writes.

    Parameters
    ----------
    table
        The keys of a rubric (schema 1) with texts, numbers (`int`, `Decimal`, `float` through its shortest
        repr), booleans, dates, lists and tables, as a TOML or JSON file gives them.
    file
        Where it was read, for messages.

    Raises
    ------
    RubricError
        With every problem: unknown keys, wrong kinds, and all that the model checks.

    >>> rubric = rubric_from_dict(
    ...     {
    ...         "schema": 1,
    ...         "id": "demo/it@2026",
    ...         "total": {"decimals": 1},
    ...         "node": [{"id": "may", "max": 25, "read": "may / can_bo"}, {"id": "mang", "yes": 10}],
    ...     }
    ... )
    >>> rubric.bounds()
    (Fraction(0, 1), Fraction(35, 1))
    """
    draft, report = _draft(table)
    if not report:
        try:
            return Rubric.from_draft(draft)
        except RubricError as error:
            raise RubricError(_filed(error.problems, file)) from None
    raise RubricError(_filed(report, file))


def rubric_to_dict(rubric: RubricDraft) -> dict[str, Any]:
    """The shortest table that reads back as this rubric: keys at their default are left out.

    Whole numbers are `int`, others `Decimal`, days `date`; the keys stand in the order of a file.

    Raises
    ------
    ValueError
        If a condition looks at one subject twice, which only Python code can write.
    """
    written = HEAD.write(rubric)
    written |= {"schema": SCHEMA, "status": rubric.status}
    covered = {source.key: list(source.covers) for source in rubric.sources if source.covers}
    if covered:
        written["printed"] = covered
    return {key: written[key] for key in TOP_KEYS if key in written}


def _draft(table: Mapping[str, Any]) -> tuple[RubricDraft, tuple[Problem, ...]]:
    """The rubric as far as it can be read; and if not all of it can, every problem that shows yet."""
    top = Place()
    empty = RubricDraft(id="")
    if not isinstance(table, Mapping):
        top.refuse("wrong-kind", "a rubric is a table of keys and values", expected='schema = 1, id = "…", …')
        return empty, tuple(top.report.problems)
    table = migrated(table)
    schema = table.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        missing = "`schema` is missing" if schema is None else f"schema {shown(schema)} is not known"
        top.at("schema").refuse(
            "unknown-schema", missing, expected=f"schema = {SCHEMA}, which is what this version reads"
        )
        if schema is not None:
            # Another schema has other keys: complaints about them would only mislead.
            return empty, tuple(top.report.problems)
    given = FILE.read(table, top)
    given.pop("schema", None)
    given["sources"] = _covered(given.get("sources", ()), given.pop("printed", {}), top.at("printed"))
    draft = RubricDraft(**given)
    if not top.report.problems:
        return draft, ()
    checked = rubric_problems(draft, sound=False)
    return draft, (*top.report.problems, *(it for it in checked if not top.report.speaks_of(str(it.where))))


def _covered(sources: tuple[Source, ...], printed: Mapping[str, tuple[str, ...]], place: Place) -> tuple[Source, ...]:
    known = [source.key for source in sources]
    for key in printed:
        if key not in known:
            place.at(key).refuse("unknown-name", f'there is no source "{key}"', hint=near_hint(key, known))
    return tuple(attrs.evolve(source, covers=printed.get(source.key, ())) for source in sources)


def _filed(problems: tuple[Problem, ...], file: str) -> tuple[Problem, ...]:
    """The problems with the file in their path."""
    return tuple(
        attrs.evolve(it, where=attrs.evolve(it.where, file=file)) if isinstance(it.where, RubricPath) else it
        for it in problems
    )
