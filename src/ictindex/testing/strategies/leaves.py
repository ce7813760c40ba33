"""Random indicators with lawful shapes, readings and policies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ictindex.model import (
    Against,
    ByPart,
    ColumnRule,
    Curve,
    Custom,
    Indicator,
    Levels,
    Partition,
    Reading,
    Steps,
    Yes,
)
from ictindex.testing.strategies.conditions import Subjects
from ictindex.testing.strategies.dice import Dice
from ictindex.testing.strategies.kinds import Wanted

__all__ = ["CUSTOM_SHAPE", "HALVES", "SHARED_COLUMN", "Plan", "random_leaf"]

CUSTOM_SHAPE = "demo/halved"
# A denominator that several leaves have in common, as numbers of officers do.
SHARED_COLUMN = "can_bo"
HALVES = ("up", "away", "even")

_MAXIMA = tuple(map(Decimal, ("1", "5", "10", "20", "25", "100", "0.5", "2.5", "33.3", "7")))
_DATE_FORMATS = ("dd/mm/yyyy", "yyyy-mm-dd")
_SPRING = (date(2025, 1, 1).toordinal(), date(2025, 3, 31).toordinal())
_LEVELS = ("đủ", "một phần", "chưa", "không rõ")


@dataclass
class Plan:
    """What has been drawn of a rubric so far.

    `bounded` and `free` hold the ids of finished leaves with and without a maximum; gates may look at them.
    """

    wanted: Wanted
    partitions: list[Partition]
    all_bounded: bool
    bounded: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    columns: list[ColumnRule] = field(default_factory=list)
    count: int = 0

    def next_id(self, letter: str) -> str:
        """A new id; ids of real rubrics are not all ASCII."""
        self.count += 1
        return f"{letter}-{self.count}" if self.count % 3 else f"chỉ-số-{letter}-{self.count}"

    def subjects(self) -> Subjects:
        """What a gate may look at."""
        return Subjects(partitions=self.partitions, bounded=tuple(self.bounded), free=tuple(self.free))

    def labelled(self) -> list[Partition]:
        """The partitions that units carry in a column."""
        return [partition for partition in self.partitions if not partition.is_derived]


@dataclass(frozen=True)
class _Asked:
    """The leaf under way: `below` draws values under 0, `positive` forbids them."""

    plan: Plan
    node: str
    below: bool
    positive: bool

    def least(self) -> int:
        return -3 if self.below else 0


def random_leaf(dice: Dice, plan: Plan, *, positive: bool, **place: Any) -> Indicator:
    """An indicator; `positive` keeps it at 0 and above. `place` holds parent, weight, extra and only."""
    wanted = plan.wanted
    asked = _Asked(plan, plan.next_id("t"), wanted.penalties and not positive and dice.chance(2), positive)
    kinds = ["given", "share", "share", "percent", "yes", "levels", "steps", "curve", "date"]
    kinds += ["logged"] if wanted.irrational else []
    kinds += ["against", "against"] if wanted.cohort else []
    kinds += ["custom", "custom"] if wanted.custom else []
    fields = _KINDS[dice.one(kinds)](dice, asked)
    bounded = fields.pop("bounded", True)
    gaps = ("refuse", "zero", "not-applicable") if wanted.gates else ("refuse", "zero")
    fields["missing"] = dice.one(gaps)
    reading = fields.get("read")
    if reading is not None and reading.is_share:
        fields["zero"] = dice.one((*gaps, "full") if bounded else gaps)
    if wanted.clamps and dice.chance(8):
        floor = dice.decimal(asked.least(), 3, 1)
        cap = floor + dice.decimal(0, 20, 1)
        fields |= dice.one(({"cap": cap}, {"floor": floor}, {"cap": cap, "floor": floor}))
        _agree(fields)
    if dice.chance(4):
        fields |= {"decimals": dice.between(0, 3), "half": dice.one(HALVES)}
    (plan.bounded if bounded else plan.free).append(asked.node)
    return Indicator(id=asked.node, **place, **fields)


def _agree(fields: dict[str, Any]) -> None:
    """Drop the clamps that contradict a declared maximum or minimum."""
    top: ByPart | None = ByPart.of(fields.get("max"))
    least = fields.get("min")
    if "cap" in fields and ((top and fields["cap"] < top.largest) or (least is not None and fields["cap"] < least)):
        del fields["cap"]
    if top and "floor" in fields and fields["floor"] > top.largest:
        del fields["floor"]


def _top(dice: Dice, plan: Plan) -> ByPart | None:
    """A maximum, which may differ by part."""
    parts = [part for partition in plan.labelled() for part in partition.part_ids()]
    if not parts or not dice.chance(3):
        return ByPart.of(dice.one(_MAXIMA))
    return ByPart.of({"default": dice.one(_MAXIMA), dice.one(parts): dice.one(_MAXIMA)})


def _given(dice: Dice, asked: _Asked) -> dict[str, Any]:
    if not asked.plan.all_bounded and dice.chance(2):
        return {"bounded": False}
    low = dice.one((None, Decimal(-5), Decimal("-2.5"))) if asked.below else None
    return {"max": _top(dice, asked.plan), "min": low, "range": dice.one(("refuse", "clip"))}


def _share(dice: Dice, asked: _Asked) -> dict[str, Any]:
    second = dice.one((f"mẫu {asked.node}", SHARED_COLUMN))
    reading = Reading(column=f"tử {asked.node}", operator="/", second=second)
    if not asked.plan.all_bounded and dice.chance(4):
        return {"read": reading, "bounded": False}
    return {"read": reading, "max": _top(dice, asked.plan), "range": dice.one(("refuse", "clip"))}


def _percent(dice: Dice, asked: _Asked) -> dict[str, Any]:
    asked.plan.columns.append(ColumnRule(name=asked.node, kind="percent"))
    return {"max": _top(dice, asked.plan)}


def _date(dice: Dice, asked: _Asked) -> dict[str, Any]:
    """Earlier is better: from the first of January to the last of March 2025."""
    asked.plan.columns.append(ColumnRule(name=asked.node, kind="date", format=dice.one(_DATE_FORMATS)))
    first, last = _SPRING
    return {"shape": Curve(knots=[(first, dice.one(_MAXIMA)), (last, 0)])}


def _yes(dice: Dice, asked: _Asked) -> dict[str, Any]:
    points = dice.one(_MAXIMA)
    return {"shape": Yes(points=-points if asked.below else points)}


def _levels(dice: Dice, asked: _Asked) -> dict[str, Any]:
    table = [(text, dice.decimal(asked.least(), 20)) for text in _LEVELS[: dice.between(1, 4)]]
    return {"shape": Levels(table=table)}


def _steps(dice: Dice, asked: _Asked) -> dict[str, Any]:
    bounds = dice.some([sign + str(number) for number in range(9) for sign in ("", ">")], 1, 4)
    table = [(bound, dice.decimal(asked.least(), 20)) for bound in bounds]
    return {
        "shape": Steps(table=table, otherwise=dice.decimal(asked.least(), 20)),
        "read": _reading(dice, asked),
    }


def _curve(dice: Dice, asked: _Asked) -> dict[str, Any]:
    places = sorted({dice.decimal(0, 10) for _ in range(dice.between(1, 4))})
    knots = [(place, dice.decimal(asked.least(), 20)) for place in places]
    return {"shape": Curve(knots=knots), "read": _reading(dice, asked, logarithms=True)}


def _reading(dice: Dice, asked: _Asked, *, logarithms: bool = False) -> Reading:
    irrational = ["log10", "ln"] if logarithms and asked.plan.wanted.irrational else []
    operator = dice.one(["", "", "/", "+", "-", *irrational])
    first = f"tử {asked.node}" if operator else asked.node
    second = f"mẫu {asked.node}" if operator in ("/", "+", "-") else ""
    return Reading(column=first, operator=operator, second=second)


def _logged(dice: Dice, asked: _Asked) -> dict[str, Any]:
    """A logarithm given as points: its data are 1 and more, so that it is not below 0."""
    reading = Reading(column=f"tử {asked.node}", operator=dice.one(("log10", "ln")))
    if asked.plan.all_bounded:
        return {"read": reading, "max": dice.one(_MAXIMA), "range": "clip"}
    return {"read": reading, "bounded": False}


def _against(dice: Dice, asked: _Asked) -> dict[str, Any]:
    plan = asked.plan
    methods = ["best", "minmax", "percentile"]
    if not plan.all_bounded:
        methods += [
            "rank",
            "borda",
            *(["zscore", "zscore"] if plan.wanted.irrational and (asked.below or asked.positive) else []),
        ]
    method = dice.one(methods)
    shape: dict[str, Any] = {
        "method": method,
        "of": dice.one(["all", *(partition.name for partition in plan.labelled())]),
        "better": dice.one(("higher", "lower")),
        "constant": dice.one(["zero", "middle", "full", *(["not-applicable"] if plan.wanted.gates else [])]),
    }
    fields: dict[str, Any] = {"read": _reading(dice, asked, logarithms=method not in ("best", "zscore"))}
    if method in ("rank", "borda", "zscore"):
        fields["bounded"] = False
    elif method != "best" and dice.chance(3):
        low = dice.decimal(0, 5, 1)
        shape["to"] = (low, low + dice.one(_MAXIMA))
    elif dice.chance(2):
        fields["max"] = _top(dice, plan)
    if method == "zscore" and not asked.below:
        # No unit of a table of 1,000 lies 32 deviations below the mean.
        shape |= {"mean": Decimal(100), "sd": Decimal("2.5")}
    elif method == "zscore" and dice.chance(2):
        shape |= {"mean": Decimal(50), "sd": Decimal("10.5")}
    if method == "best" and fields["read"].operator == "-":
        fields["read"] = Reading(column=asked.node)
    return {"shape": Against(**shape), **fields}


def _custom(dice: Dice, asked: _Asked) -> dict[str, Any]:
    shape = Custom(name=CUSTOM_SHAPE, arguments={"by": dice.decimal(0, 3, 1)})
    return {"shape": shape, "max": _top(dice, asked.plan), "range": "clip"}


_KINDS: dict[str, Callable[[Dice, _Asked], dict[str, Any]]] = {
    "given": _given,
    "share": _share,
    "percent": _percent,
    "date": _date,
    "yes": _yes,
    "levels": _levels,
    "steps": _steps,
    "curve": _curve,
    "logged": _logged,
    "against": _against,
    "custom": _custom,
}
