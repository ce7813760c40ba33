"""A worked example as a TOML file: answers, and the points, ranks, tiers and prizes that are printed for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from ictindex.codec import read, read_published
from ictindex.codec.file_text import decoded
from ictindex.codec.kinds import DATE, NUMBER, TEXT, WHOLE, WORD, WORDS, Kind, items, mapping
from ictindex.codec.place import Place, Refused, wrong
from ictindex.codec.records import Entry, Record
from ictindex.codec.syntax import parse_toml
from ictindex.model import DataError, Dataset, Published, Rubric, Unit
from ictindex.model.numbers import as_decimal, plain
from ictindex.model.problems import Problem, RubricPath

__all__ = ["FORM", "STATUSES", "Expected", "WorkedCase", "WorkedSource", "WorkedUnit", "read_case"]

FORM = 1
STATUSES = ("published", "illustrative")


@frozen(kw_only=True)
class WorkedSource:
    """Where the expected numbers come from."""

    title: str
    url: str = ""
    date: date | None = None
    note: str = ""


@frozen(kw_only=True)
class WorkedUnit:
    """A unit written in the case itself, with its answers as texts."""

    id: str
    name: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


@frozen(kw_only=True)
class Expected:
    """What is printed for one unit; None where the source does not say, rank 0 for a unit that is not ranked.

    `prizes` are all the unit's prizes as ``award/prize``; `nodes` are printed scores by node id.
    """

    score: Decimal | None = None
    percent: Decimal | None = None
    rank: int | None = None
    rank_overall: int | None = None
    tier: str | None = None
    prizes: tuple[str, ...] | None = None
    change: int | None = None
    nodes: tuple[tuple[str, Decimal], ...] = ()


@frozen(kw_only=True)
class WorkedCase:
    """A worked example: the rubric's id, the answers, what must come out, and where that is printed.

    `tiers` are numbers of units by tier; `prizes` are all winners of a prize, by ``award/prize``.

    `file` is where it stands, `rubric` the id, `status` "published" or "illustrative", `source` what prints it. The
    answers are `units`, or the file `data` beside the case with its mark `decimal`; `previous` is the table of the year
    before; `expect` holds what is said of each unit.
    """

    file: str
    rubric: str
    status: str
    source: WorkedSource
    data: str = ""
    previous: str = ""
    decimal: str | None = None
    units: tuple[WorkedUnit, ...] = ()
    expect: tuple[tuple[str, Expected], ...] = ()
    tiers: tuple[tuple[str, int], ...] = ()
    prizes: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def dataset(self, rubric: Rubric) -> Dataset:
        """The answers as a data set.

        Raises
        ------
        DataError
            With every problem of the file that holds them, or of the units in the case.
        OSError
            If that file cannot be read.
        """
        if self.data:
            return read(self._beside(self.data), rubric, decimal=self.decimal)
        names = dict.fromkeys(name for unit in self.units for name, _ in unit.answers)
        units = [Unit(id=it.id, name=it.name, parts=it.parts, tags=it.tags) for it in self.units]
        columns = {name: [dict(it.answers).get(name) for it in self.units] for name in names}
        return Dataset.from_columns(units=units, columns=columns, decimal=".")

    def published(self) -> Published | None:
        """The printed table of the year before, where the case names one.

        Raises
        ------
        DataError, OSError
            As for `dataset`.
        """
        return read_published(self._beside(self.previous), decimal=self.decimal) if self.previous else None

    def _beside(self, name: str) -> Path:
        return Path(self.file).parent / name


def read_case(path: str | Path) -> WorkedCase:
    """Read a worked example from the TOML file at `path`.

    Raises
    ------
    DataError
        With every problem of the file, each with its path in it.
    OSError
        If the file cannot be read.
    """
    file = str(path)
    text, broken = decoded(Path(path).read_bytes(), file)
    if broken is not None:
        raise DataError((broken,))
    try:
        table = parse_toml(text, file)
    except ValueError as error:
        raise DataError(getattr(error, "problems", ())) from None
    top = Place()
    case = _case(table, top, file)
    if top.report.problems or case is None:
        raise DataError(tuple(_in_file(problem, file) for problem in top.report.problems))
    return case


def _in_file(problem: Problem, file: str) -> Problem:
    assert isinstance(problem.where, RubricPath)
    return attrs.evolve(problem, where=attrs.evolve(problem.where, file=file))


def _case(table: Mapping[str, Any], top: Place, file: str) -> WorkedCase | None:
    form = table.get("case")
    if form != FORM or isinstance(form, bool):
        said = "`case` is missing" if form is None else f"case {form!r} is not known"
        top.at("case").refuse("unknown-schema", said, expected=f"case = {FORM}, the form that this version reads")
        if form is not None:
            return None
    given = _CASE.read(table, top)
    given.pop("case", None)
    if given["status"] not in STATUSES:
        top.report.findings.one_of("status", given["status"], STATUSES)
    if bool(given.get("data")) == bool(given.get("units")):
        top.at("data").refuse(
            "missing-key" if not given.get("data") else "two-keys",
            "a case has its answers in one place",
            expected='data = "answers.csv", or a [[unit]] for each unit',
        )
    top.report.findings.unique("unit[{}].id", [it.id for it in given.get("units", ())], "unit")
    if not any(given.get(key) for key in ("expect", "tiers", "prizes")):
        top.at("expect").refuse("missing-key", "a case expects something", expected='[expect."unit-id"] rank = 1')
    return None if top.report.problems else WorkedCase(file=file, **given)


def _cell(value: object, place: Place) -> str:
    """A cell as it would stand in a file: a text as it is, a number with its digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        raise wrong(value, "a number, or a text in quotes", "a date as the rubric's column writes it")
    return plain(as_decimal(NUMBER.read(value, place)))


def _table(read: Callable[[Any, Place], Any], what: str) -> Kind:
    """A table with free keys as pairs; every broken value is reported."""

    def read_table(value: object, place: Place) -> tuple[tuple[str, Any], ...]:
        found = ((str(key), place.at(str(key)).attempt(read, it, None)) for key, it in mapping(value, what).items())
        return tuple((key, it) for key, it in found if it is not None)

    return Kind(read=read_table)


def _record(record: Record, make: Callable[..., Any], what: str) -> Callable[[Any, Place], Any]:
    def read_record(value: object, place: Place) -> Any:
        before = len(place.report.problems)
        given = record.read(mapping(value, what), place)
        return None if len(place.report.problems) > before else make(**given)

    return read_record


def _units(value: object, place: Place) -> tuple[WorkedUnit, ...]:
    read_unit = _record(_UNIT, WorkedUnit, "a table: id, parts, answers")
    listed = items(value, "a list of tables: [[unit]]")
    found = [place.item(index).attempt(read_unit, it, None) for index, it in enumerate(listed)]
    return tuple(it for it in found if it is not None)


def _prize(value: object, place: Place) -> str:
    name: str = WORD.read(value, place)
    if name.count("/") != 1:
        raise Refused(f'found "{name}"', expected="award/prize, such as khoi/Nhất")
    return name


def _prizes(value: object, place: Place) -> tuple[str, ...]:
    listed = items(value, 'a list of texts: ["khoi/Nhất"], [] for none')
    found = [place.item(index).attempt(_prize, it, None) for index, it in enumerate(listed)]
    return tuple(it for it in found if it is not None)


_EXPECTED = Record(
    entries=(
        *(Entry(key=key, kind=NUMBER) for key in ("score", "percent")),
        *(Entry(key=key, kind=WHOLE) for key in ("rank", "rank_overall", "change")),
        Entry(key="tier", kind=WORD),
        Entry(key="prizes", kind=Kind(read=_prizes)),
        Entry(key="nodes", kind=_table(NUMBER.read, "a table of scores by node id")),
    )
)
_UNIT = Record(
    entries=(
        Entry(key="id", kind=WORD, required=True, substitute=""),
        Entry(key="name", kind=TEXT),
        Entry(key="parts", kind=_table(WORD.read, 'a table: { block = "so" }')),
        Entry(key="tags", kind=WORDS),
        Entry(key="answers", kind=_table(_cell, "a table of answers by column")),
    )
)
_SOURCE = Record(
    entries=(
        Entry(key="title", kind=TEXT, required=True, substitute=""),
        Entry(key="url", kind=TEXT),
        Entry(key="date", kind=DATE),
        Entry(key="note", kind=TEXT),
    )
)
_CASE = Record(
    entries=(
        Entry(key="case", kind=Kind(read=lambda value, _: value)),
        Entry(key="rubric", kind=WORD, required=True, substitute=""),
        Entry(key="status", kind=WORD, required=True, substitute=STATUSES[0]),
        Entry(
            key="source",
            kind=Kind(read=_record(_SOURCE, WorkedSource, "a table: title, url, date, note")),
            required=True,
        ),
        *(Entry(key=key, kind=TEXT) for key in ("data", "previous", "decimal")),
        Entry(key="unit", attribute="units", kind=Kind(read=_units)),
        Entry(key="expect", kind=_table(_record(_EXPECTED, Expected, "a table: score, rank, tier, …"), "a table")),
        Entry(key="tiers", kind=_table(WHOLE.read, "a table of numbers of units by tier")),
        Entry(key="prizes", kind=_table(WORDS.read, "a table of lists of unit ids by award/prize")),
    )
)
