"""A law that cannot be broken proves nothing: each is shown a result that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import attrs
import pytest

from ictindex.codec import rubric_to_toml
from ictindex.model import (
    Against,
    CarryUp,
    Dataset,
    Group,
    Impute,
    Indicator,
    Part,
    Partition,
    Prize,
    Rubric,
    Tier,
    Unit,
    View,
    Where,
)
from ictindex.ranking import Ranking
from ictindex.scoring import Scores
from ictindex.testing.case import Case
from ictindex.testing.laws import LAWS, files

RUBRIC = Rubric(
    id="demo/it@2026",
    total=Group(decimals=1),
    nodes=[
        Indicator(id="a", max=10, missing="not-applicable", decimals=2),
        Indicator(id="b", max=10),
        Indicator(id="c", max=10),
    ],
    views=[View(id="v", over=["a", "b"])],
    partitions=[Partition(name="block", parts=[Part(id="so"), Part(id="xa")])],
    tiers=[Tier(id="tốt", bound="50%"), Tier(id="yếu")],
    awards=[Prize(id="giải", per="block", prizes=["Nhất 1", "Nhì 1"])],
)
BLOCKS = ["so", "so", "so", "xa", "xa", "xa"]
DATA = Dataset.from_columns(
    units=[Unit(id=f"u{row}", name=f"Đơn vị {row}", parts={"block": block}) for row, block in enumerate(BLOCKS)],
    columns={"a": [1, 2, 3, None, 5, 6], "b": [1, 2, 3, 4, 5, 6], "c": [10, 1, 1, 1, 1, 1]},
)


@dataclass(frozen=True)
class Lie(Case):
    """A case whose engine scores under another rubric, or tells its ranking otherwise."""

    engine: Callable[[Case], Rubric] = lambda case: case.rubric
    told: Callable[[Ranking], Ranking] = lambda ranking: ranking

    def _under_engine(self) -> Case:
        return Case(self.engine(self), self.dataset, self.previous)

    def scores(self) -> Scores:
        found = self._under_engine().scores()
        return attrs.evolve(found, rubric=self.rubric)

    def ranking(self) -> Ranking:
        return self.told(self._under_engine().ranking())


def scoring(**changes: object) -> Callable[[Case], Rubric]:
    """The rubric with another first node."""
    return lambda case: attrs.evolve(
        case.rubric, nodes=[attrs.evolve(case.rubric.nodes[0], **changes), *case.rubric.nodes[1:]]
    )


def ranks(change: Callable[[Ranking], list[int]]) -> Callable[[Ranking], Ranking]:
    """The ranking with other ranks."""
    return lambda ranking: attrs.evolve(
        ranking, places=attrs.evolve(ranking.places, ranks=change(ranking), overall=None)
    )


def by_row(ranking: Ranking) -> list[int]:
    """Ranks in row order."""
    return list(range(1, len(ranking) + 1))


def by_name(ranking: Ranking) -> list[int]:
    """Ranks by the names of the units."""
    last = [unit.name[-1] for unit in ranking.scores.dataset.units]
    return [1 + sorted(last).index(it) for it in last]


def first_award(**changes: object) -> Callable[[Ranking], Ranking]:
    """The ranking with another first award."""
    return lambda ranking: attrs.evolve(
        ranking, awards=(attrs.evolve(ranking.awards[0], **changes), *ranking.awards[1:])
    )


LIES = {
    "ranks by row": ({"told": ranks(by_row)}, "L1 L4 L8 L13 L22 L23"),
    "ranks by name": ({"told": ranks(by_name)}, "L20"),
    "ranks all equal": ({"told": ranks(lambda it: [1] * len(it))}, "L3 L4 L8 L13 L22 L23"),
    "ranks over all blocks": (
        {"told": ranks(lambda it: it.ranks("total", "all").tolist())},
        "L8 L13 L21",
    ),
    "order of nodes": (
        {"engine": lambda case: scoring(max=20 if case.rubric.nodes[0].id == "a" else 10)(case)},
        "L2",
    ),
    "everybody in the first tier": (
        {"told": lambda it: attrs.evolve(it, tier_codes=[0] * len(it))},
        "L9 L13",
    ),
    "nobody in a tier": ({"told": lambda it: attrs.evolve(it, tier_codes=[-1] * len(it))}, "L9 L13"),
    "a prize is forgotten": (
        {"told": lambda it: attrs.evolve(it, awards=it.awards[1:])},
        "L10 L13 L18",
    ),
    "a prize goes to the worst": ({"told": first_award(unit="u1")}, "L13 L18"),
    "a prize goes to another block": ({"told": first_award(unit="u5")}, "L11 L13"),
    "against the cohort": ({"engine": scoring(shape=Against(method="percentile"))}, "L6 L13"),
    "twice the maximum": ({"engine": scoring(max=200, floor=100)}, "L7 L13 L19"),
    "silence counts 0": ({"engine": scoring(missing="zero")}, "L12 L13"),
}


@pytest.mark.parametrize("lie", LIES)
def test_laws_notice(lie: str) -> None:
    """Every law that the lie breaks says so, and on the truth all of them are silent."""
    truth = Case(RUBRIC, DATA)
    changes, numbers = LIES[lie]
    told = Lie(RUBRIC, DATA, **changes)
    for number in numbers.split():
        law = LAWS[number]
        assert law.breaches(truth) == []
        assert law.breaches(told) != [], law.sentence


def test_other_bytes_are_noticed() -> None:
    """L17: a result that is not the same twice."""
    numbers = iter(range(1, 100))

    def told(ranking: Ranking) -> Ranking:
        return attrs.evolve(ranking, tier_codes=[next(numbers) % 2] * len(ranking))

    assert LAWS["L17"].breaches(Lie(RUBRIC, DATA, told=told)) != []


@dataclass(frozen=True)
class TurnedRound(Lie):
    """The first question as it stands, under a total that takes its points away."""

    def scores(self) -> Scores:
        rows = list(range(len(self.dataset)))
        columns = {name: self.cells(name, rows) for name in ("a", "b", "c")}
        twice = {"twice": [2 * int(cell or 0) for cell in columns["a"]]}
        data = Dataset.from_columns(units=self.dataset.units, columns=columns | twice, decimal=".")
        true = Case(self.rubric, self.dataset).scores()
        turned = Case(scoring(max=0, min=-10, read="a - twice")(self), data).scores()
        results = {name: (true if name == "a" else turned)._evaluation.result(name) for name in self.rubric.node_ids}
        return attrs.evolve(true, evaluation=attrs.evolve(true._evaluation, results=results))


def test_a_total_that_falls_is_noticed() -> None:
    """L5: a question whose points count against the unit that earns them."""
    answered = Case(RUBRIC, DATA).with_rows([0, 1, 2, 4, 5]).dataset
    assert LAWS["L5"].breaches(Case(RUBRIC, answered)) == []
    assert LAWS["L5"].breaches(TurnedRound(RUBRIC, answered)) != []


def test_another_law_in_the_file_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """L14: a file that loses a cap."""
    monkeypatch.setattr(files, "rubric_to_toml", lambda _: rubric_to_toml(RUBRIC))
    assert LAWS["L14"].breaches(Case(RUBRIC, DATA)) == []
    capped = attrs.evolve(RUBRIC, total=attrs.evolve(RUBRIC.total, cap=20))
    assert LAWS["L14"].breaches(Case(capped, DATA)) != []


def against(method: str, **options: object) -> Rubric:
    """The rubric with the second node measured against the cohort, and the third for departments only."""
    first, second, third = RUBRIC.nodes
    return attrs.evolve(
        RUBRIC,
        nodes=[
            first,
            attrs.evolve(second, shape=Against(method, **options)),
            attrs.evolve(third, only=Where.of({"block": "so"})),
        ],
    )


@pytest.mark.parametrize(
    "cohort", [against("best"), against("minmax"), against("minmax", better="lower", of="block")], ids=str
)
def test_attainment_speaks_about_cohorts_with_ends_and_gates_of_membership(cohort: Rubric) -> None:
    """The best answers have all points and the worst none; an engine that gives too little is noticed."""
    assert LAWS["L19"].applies(cohort)
    assert LAWS["L19"].breaches(Case(cohort, DATA)) == []
    assert LAWS["L19"].breaches(Lie(cohort, DATA, engine=scoring(max=9, range="clip")))


def test_attainment_is_silent_where_no_answer_stands_at_the_end() -> None:
    """Equals at the top have no greatest rank, least over x is never 0, and a gate on a node may close."""
    gated = attrs.evolve(RUBRIC, nodes=[*RUBRIC.nodes[:2], attrs.evolve(RUBRIC.nodes[2], only=Where.of({"a": "5.."}))])
    silent = [against("percentile"), against("best", better="lower"), gated]
    assert [LAWS["L19"].applies(it) for it in silent] == [False, False, False]


def test_the_bounds_of_a_view_know_the_gates_above_what_it_looks_at() -> None:
    """`b` is 5 at least, and leaves with its group where `a` is below 5: the mean of both can then be 0."""
    nodes = [
        Indicator(id="a", max=10),
        Group(id="g", only={"a": "5.."}),
        Indicator(id="b", parent="g", min=5, max=10),
    ]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes, views=[View(id="v", over=["b", "a"])])
    data = Dataset.from_columns(units=["u", "w"], columns={"a": [0, 5], "b": [5, 5]})
    assert rubric.bounds(data.units[0], "v") == (0, 10)
    assert LAWS["L7"].breaches(Case(rubric, data)) == []


def test_attainment_is_silent_where_leaving_pays() -> None:
    """Under a mean the others are worth more alone; in a sum what has left is 0."""
    nodes = [Indicator(id="a", max=10), Indicator(id="b", max=2, missing="not-applicable")]
    assert LAWS["L19"].applies(Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes))
    mean = Group(decimals=1, aggregate="mean")
    assert not LAWS["L19"].applies(Rubric(id="demo/it@2026", total=mean, nodes=nodes))


DISTRICTS = Rubric(
    id="demo/it@2026",
    total=Group(decimals=1),
    partitions=[Partition(name="block", parts=[Part(id="huyen"), Part(id="xa")])],
    nodes=[
        Indicator(id="x", max=10, only={"block": ["xa"]}),
        Indicator(id="y", max=10, read="tong / so", range="clip", only={"block": ["huyen"]}),
    ],
    steps=[
        Impute(columns=["x"], method="mean", decimals=0),
        CarryUp(into=["tong", "so"], node="total", among={"block": ["xa"]}),
    ],
)


def test_all_laws_hold_for_a_district_and_its_communes() -> None:
    """Parents are renamed with the ids (L20), a filled gap is no silence (L12), and L6, L16, L19, L21 say nothing."""
    units = [Unit(id=it, parts={"block": block}) for it, block in (("h", "huyen"), ("a", "xa"), ("b", "xa"))]
    data = Dataset.from_columns(units=units, columns={"parent": ["", "h", "h"], "x": [None, 4, None]})
    case = Case(DISTRICTS, data)
    assert {law.id: law.breaches(case) for law in LAWS.values() if law.breaches(case)} == {}
    assert not any(LAWS[law].applies(DISTRICTS) for law in ("L6", "L16", "L19", "L21"))
    assert LAWS["L15"].applies(DISTRICTS)
