"""The kit on trial: faults are planted in the engine or in a plugin, and the laws must find each of them.

Nothing here touches a check. A fault is a case whose engine lies, a plugin that breaks its promise, or a part of
the engine put out of order; docs/testing.md shows the table that these tests compare with what they find.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import attrs
import numpy as np
import pytest

from ictindex.codec.records import Record
from ictindex.model import (
    Against,
    Custom,
    Dataset,
    Exclusion,
    Group,
    Impute,
    Indicator,
    Part,
    Partition,
    Prize,
    RankRule,
    Rubric,
    Screen,
    Steps,
    Tier,
    Treat,
    Unit,
)
from ictindex.model.ranges import Bound
from ictindex.ranking import Ranking
from ictindex.ranking.sheet import Sheet
from ictindex.scoring import Scores, ShapeSpec
from ictindex.scoring.cohort import Cohort
from ictindex.testing import LAWS, Case

PAGE = Path(__file__).parents[3] / "docs" / "testing.md"

RUBRIC = Rubric(
    id="demo/it@2026",
    total=Group(decimals=1),
    nodes=[Indicator(id="a", max=10), Indicator(id="b", max=10), Indicator(id="c", max=10)],
    partitions=[Partition(name="block", parts=[Part(id="so"), Part(id="xa")])],
    rank=RankRule(by=["total"]),
    tiers=[Tier(id="tốt", bound="50%"), Tier(id="yếu")],
    awards=[
        Prize(id="giải", per="block", prizes=["Nhất 1", "Nhì 1"], exclusive=True),
        Prize(id="khen", per="block", by=["c"], prizes=["Khen 1"], tie="extend"),
    ],
)
# The best of the first block stands in its last row, u1 has exactly half of the points, and u3 and u4 are equal.
ANSWERS = {"a": [2, 5, 8, 3, 3, 9], "b": [2, 5, 8, 3, 3, 9], "c": [3, 5, 4, 2, 2, 1]}
BLOCKS = ["so", "so", "so", "xa", "xa", "xa"]


def data(answers=ANSWERS, **parts: object) -> Dataset:
    """Six units in two blocks, with these answers."""
    units = [Unit(id=f"u{row}", name=f"Đơn vị {row}", parts={"block": block}) for row, block in enumerate(BLOCKS)]
    return Dataset.from_columns(units=[attrs.evolve(it, **parts) for it in units], columns=answers, decimal=".")


@dataclass(frozen=True)
class Faulty(Case):
    """A case whose engine scores under another rubric or on other answers, or tells its ranking otherwise."""

    engine: Callable[[Rubric], Rubric] = lambda rubric: rubric
    taken: Callable[[Rubric, Dataset], Dataset] = lambda rubric, dataset: dataset  # noqa: ARG005 - as they are
    told: Callable[[Ranking], Ranking] = lambda ranking: ranking

    def _inside(self) -> Case:
        dataset = self.taken(self.rubric, self.dataset)
        return Case(self.engine(self.rubric), dataset, self.previous, self.shapes)

    def scores(self) -> Scores:
        return attrs.evolve(self._inside().scores(), rubric=self.rubric, dataset=self.dataset)

    def ranking(self) -> Ranking:
        return self.told(self._inside().ranking())


def first_node(**changes: object) -> Callable[[Rubric], Rubric]:
    """An engine that scores the first indicator otherwise."""

    def changed(rubric: Rubric) -> Rubric:
        return attrs.evolve(rubric, nodes=[attrs.evolve(rubric.nodes[0], **changes), *rubric.nodes[1:]])

    return changed


def ranked_by(key: Callable[[Ranking, int], object]) -> Callable[[Ranking], Ranking]:
    """An engine that ranks each block by a key of its own, lower is better, and equals share."""

    def told(ranking: Ranking) -> Ranking:
        keys = [key(ranking, row) for row in range(len(ranking))]
        blocks = [ranking[unit.id].block for unit in ranking.scores.dataset.units]
        ranks = [
            1 + sum(other < own and there == here for other, there in zip(keys, blocks, strict=True))
            for own, here in zip(keys, blocks, strict=True)
        ]
        return attrs.evolve(ranking, places=attrs.evolve(ranking.places, ranks=ranks))

    return told


def winner(award: str, choose: Callable[[list[str]], str]) -> Callable[[Ranking], Ranking]:
    """An engine that gives the first prize of an award in the first block to another unit of that block.

    `choose` takes the units of the block in row order.
    """

    def told(ranking: Ranking) -> Ranking:
        own = [unit.id for unit in ranking.scores.dataset.units if ranking[unit.id].block == "so"]
        place = next((it for it, row in enumerate(ranking.awards) if (row.award, row.part) == (award, "so")), None)
        if place is None or not own:
            return ranking
        rows = list(ranking.awards)
        rows[place] = attrs.evolve(rows[place], unit=choose(own))
        return attrs.evolve(ranking, awards=tuple(rows))

    return told


def total(ranking: Ranking, row: int) -> float:
    """The sum of the answers as doubles, added from left to right as most programs do."""
    return float(sum(ranking.scores.values(node)[row] for node in ("a", "b", "c")))


def falling_shape() -> Case:
    """A plugin's shape that is declared rising and falls at 4, a reading that stands between those of the data.

    Where the data show a turn themselves, no ranking is made of them at all.
    """

    def exact(reading, arguments):
        return reading - int(arguments["less"]) if reading == 4 else reading

    shape = Custom(name="demo/turning", arguments={"less": 2})
    spec = ShapeSpec(version="1", exact=exact, monotone="rising")
    rubric = attrs.evolve(RUBRIC, nodes=[attrs.evolve(RUBRIC.nodes[0], shape=shape), *RUBRIC.nodes[1:]])
    return Case(rubric, data(), None, {"demo/turning": spec})


def rising_shape() -> Case:
    """The same, kept to its word: nothing is taken away."""
    case = falling_shape()
    shape = Custom(name="demo/turning", arguments={"less": 0})
    return case.with_rubric(first_node(shape=shape)(case.rubric))


def best_of(**changes: object) -> Rubric:
    """The rubric with the first indicator measured against a cohort."""
    return first_node(shape=Against("minmax", to=(0, 10), **changes), max=None)(RUBRIC)


def stepped(*table: tuple[int, int]) -> Steps:
    """Points for at least so much."""
    return Steps(table=[(Bound(value=value), points) for value, points in table], otherwise=0)


TRUTH = Case(RUBRIC, data())
TENTHS = Case(
    attrs.evolve(RUBRIC, awards=()),
    data({"a": [0.1, 0.3, 1, 1, 1, 1], "b": [0.2, 0, 2, 2, 2, 2], "c": [0.3, 0.3, 3, 3, 3, 3]}),
)
STEPPED = Case(first_node(shape=stepped((2, 4), (5, 10)))(RUBRIC), data())
BY_PERCENT = Case(
    attrs.evolve(RUBRIC, total=Group(decimals=3), rank=RankRule(by=["percent"]), awards=()),
    data({**ANSWERS, "a": [8, "8.001", 1, 2, 3, 4], "b": [6] * 6, "c": [6] * 6}),
)
GAPS = Case(
    attrs.evolve(RUBRIC, awards=(), steps=[Impute(columns=["a"], method="mean", by="block", decimals=1)]),
    data({**ANSWERS, "a": [2, "", 8, 3, "", 9]}),
)
OUTLIERS = Case(
    attrs.evolve(RUBRIC, awards=(), steps=[Treat(columns=["a"], method="clip", high="75%", decimals=1, by="block")]),
    data({**ANSWERS, "a": [2, 5, 8, 3, 4, 9]}),
)
SCREENED = Case(
    attrs.evolve(
        first_node(missing="zero")(RUBRIC), awards=(), steps=[Screen(least="100%", columns=["a"], why="thiếu số liệu")]
    ),
    data({**ANSWERS, "a": [2, 5, "", 3, 4, 9]}),
)
INSIDE = Case(attrs.evolve(best_of(of="block"), awards=()), data())
EXCLUDING = Case(attrs.evolve(best_of(), exclude=[Exclusion(where={"unit": ["u5"]}, why="an ninh")], awards=()), data())


def strict(rubric: Rubric) -> Rubric:
    """An engine that takes "at least" for "more than"."""
    return attrs.evolve(rubric, tiers=[Tier(id="tốt", bound=">50%"), Tier(id="yếu")])


def doubled_when_renamed(rubric: Rubric) -> Rubric:
    """An engine that looks an indicator up by its name, and takes another one's maximum."""
    return rubric if rubric.nodes[0].vi == "" else first_node(max=20, floor=1)(rubric)


def greatest_lowered(rubric: Rubric, dataset: Dataset) -> Dataset:
    """An engine whose imputation takes the greatest answer of a column for a mistake, and fills its cell too."""
    columns = {name: [column.text(row) for row in range(len(column))] for name, column in dataset.columns}
    for step in rubric.steps:
        for name in step.changes:
            greatest = max((cell for cell in columns[name] if cell), key=int, default="")
            columns[name] = ["" if cell == greatest else cell for cell in columns[name]]
    return Dataset.from_columns(units=dataset.units, columns=columns, decimal=".")


def greatest_replaced(rubric: Rubric, dataset: Dataset) -> Dataset:
    """An engine whose imputation writes 1 over the greatest answer of a column, and lists nothing."""
    columns = {name: [column.text(row) for row in range(len(column))] for name, column in dataset.columns}
    for step in rubric.steps:
        for name in step.changes:
            greatest = max((cell for cell in columns[name] if cell), key=int, default="")
            columns[name] = ["1" if cell and cell == greatest else cell for cell in columns[name]]
    return Dataset.from_columns(units=dataset.units, columns=columns, decimal=".")


def least_lowered(rubric: Rubric, dataset: Dataset) -> Dataset:
    """An engine whose treatment also writes 1 over the least answer of a column, and lists nothing of it."""
    columns = {name: [column.text(row) for row in range(len(column))] for name, column in dataset.columns}
    for step in rubric.steps:
        for name in step.changes:
            least = min((cell for cell in columns[name] if cell), key=int, default="")
            columns[name] = ["1" if cell and cell == least else cell for cell in columns[name]]
    return Dataset.from_columns(units=dataset.units, columns=columns, decimal=".")


def gaps_answered(rubric: Rubric, dataset: Dataset) -> Dataset:
    """An engine that counts an empty cell as a 0 that somebody answered, wherever units are screened."""
    columns = {name: [column.text(row) for row in range(len(column))] for name, column in dataset.columns}
    if any(isinstance(step, Screen) for step in rubric.steps):
        columns = {name: [cell or "0" for cell in cells] for name, cells in columns.items()}
    return Dataset.from_columns(units=dataset.units, columns=columns, decimal=".")


def more_than_two(rubric: Rubric, dataset: Dataset) -> Dataset:
    """An engine that scores tables in pieces of two units, and forgets an answer at each seam."""
    del rubric
    columns = {name: [column.text(row) for row in range(len(column))] for name, column in dataset.columns}
    columns["a"] = ["0" if row and row % 2 == 0 else cell for row, cell in enumerate(columns["a"])]
    return Dataset.from_columns(units=dataset.units, columns=columns, decimal=".")


def faulty(truth: Case, **fault: object) -> Case:
    """The same case with a fault in its engine."""
    return Faulty(truth.rubric, truth.dataset, truth.previous, truth.shapes, **fault)


# Name of the fault, the case without it, the case with it.
PLANTED: dict[str, tuple[Case, Case]] = {
    "a shape that falls where it says it rises": (rising_shape(), falling_shape()),
    "an award that depends on row order": (TRUTH, faulty(TRUTH, told=winner("giải", lambda units: units[0]))),
    "a float tie torn apart": (TENTHS, faulty(TENTHS, told=ranked_by(lambda it, row: -total(it, row)))),
    "a lost prize": (TRUTH, faulty(TRUTH, told=lambda it: attrs.evolve(it, awards=it.awards[1:]))),
    "a prize to the second best": (TRUTH, faulty(TRUTH, told=winner("giải", lambda units: sorted(units)[1]))),
    "a bound on the wrong side": (TRUTH, faulty(TRUTH, engine=strict)),
    "a cap below its maximum": (TRUTH, faulty(TRUTH, engine=first_node(max=9, range="clip"))),
    "an unreachable step": (STEPPED, faulty(STEPPED, engine=first_node(shape=stepped((2, 4)), max=None))),
    "an imputation that changes an observed cell": (GAPS, faulty(GAPS, taken=greatest_lowered)),
    "an imputation that changes an observed cell unlisted": (GAPS, faulty(GAPS, taken=greatest_replaced)),
    "a treatment that changes a cell unlisted": (OUTLIERS, faulty(OUTLIERS, taken=least_lowered)),
    "a unit with too little data that is ranked": (SCREENED, faulty(SCREENED, taken=gaps_answered)),
    "an answer that is lost where parts are joined": (TRUTH, faulty(TRUTH, taken=more_than_two)),
    "a hidden alphabetical tie-break": (
        TRUTH,
        faulty(TRUTH, told=ranked_by(lambda it, row: (-total(it, row), it.scores.dataset.units[row].name))),
    ),
    "a block that leaks into another": (INSIDE, faulty(INSIDE, engine=lambda _: attrs.evolve(best_of(), awards=()))),
    "a percent compared after rounding": (
        BY_PERCENT,
        faulty(
            BY_PERCENT,
            told=ranked_by(lambda it, row: -it[it.scores.dataset.units[row].id].percent),
        ),
    ),
    "a renamed node that changes a score": (TRUTH, faulty(TRUTH, engine=doubled_when_renamed)),
    "an exclusive prize given twice": (TRUTH, faulty(TRUTH, told=winner("khen", lambda units: units[2]))),
}


def failing(case: Case) -> list[str]:
    """The laws that a case breaks."""
    return [law.id for law in LAWS.values() if law.breaches(case)]


def shown() -> dict[str, str]:
    """The table of the docs: fault, and the laws that find it."""
    if not PAGE.exists():
        pytest.skip("the docs do not lie beside the tests")
    text = PAGE.read_text(encoding="utf-8").partition("## Planted faults")[2]
    return dict(re.findall(r"^\| (an? [^|]+?) \| (L[^|]*?) \|$", text, re.MULTILINE))


@pytest.mark.parametrize("fault", PLANTED)
def test_the_laws_find_the_fault(fault: str) -> None:
    """Silent without the fault; with it, the laws of the table speak, and no other."""
    truth, planted = PLANTED[fault]
    assert failing(truth) == []
    assert " ".join(failing(planted)) == shown()[fault]


def test_the_laws_find_an_excluded_unit_inside_a_cohort(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's list of units that count forgets who is excluded; u5 has the best answer of all."""
    assert failing(EXCLUDING) == []
    monkeypatch.setattr(Cohort, "active", property(lambda self: np.ones(len(self), dtype=np.bool_)))
    assert " ".join(failing(EXCLUDING)) == shown()["an excluded unit inside a cohort"]


def by_rows(self: Sheet, merits: np.ndarray) -> np.ndarray:
    """Best first, and equals as the rows stand."""
    del self
    return np.argsort(~merits, kind="stable")


def by_ids(self: Sheet, merits: np.ndarray) -> np.ndarray:
    """Best first, and equals by their ids."""
    return np.lexsort((self.scores.cohort.id_order, ~merits))


@pytest.mark.parametrize(
    ("fault", "listed"), [("a list of equals in row order", by_rows), ("a list of equals by unit id", by_ids)]
)
def test_the_laws_find_a_list_that_is_not_alphabetical(fault, listed, monkeypatch: pytest.MonkeyPatch) -> None:
    """u3 and u4 are equal, and u4 stands in the first row; where a list forgets the names, ranks and prizes do not."""
    turned = TRUTH.with_rows([4, 3, 0, 1, 2, 5])
    assert failing(turned) == []
    monkeypatch.setattr(Sheet, "listed", listed)
    assert " ".join(failing(turned)) == shown()[fault]


def test_the_laws_find_a_spelled_default_that_changes_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of files takes `exclusive = false` for a yes, because the key is there."""
    read = Record._take

    def careless(self, entry, value, place, found):
        read(self, entry, value, place, found)
        if entry.key == "exclusive":
            found[entry.attribute] = True

    monkeypatch.setattr(Record, "_take", careless)
    assert " ".join(failing(TRUTH)) == shown()["a spelled default that changes the digest"]


def test_the_table_of_the_docs_is_complete() -> None:
    """Every planted fault stands in it, and nothing else does."""
    apart = {"an excluded unit inside a cohort", "a spelled default that changes the digest"}
    apart |= {"a list of equals in row order", "a list of equals by unit id"}
    assert shown().keys() == PLANTED.keys() | apart
