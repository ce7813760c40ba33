"""Steps, unit by unit: what counts of two cells, what children carry up, what an empty cell becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from ictindex.model import CarryUp, Dataset, Exclusion, Impute, Rubric, Screen, Treat, Verify, Where
from ictindex.model.columns import MISSING, NOT_APPLICABLE, Column, NumberColumn, TextColumn, column_of, text_column
from ictindex.model.number_text import NO_WORDS
from ictindex.model.text import fold
from ictindex.model.where import Member
from ictindex.testing.reference.imputing import imputed
from ictindex.testing.reference.members import holds, in_range, names_of
from ictindex.testing.reference.readings import column_as_read
from ictindex.testing.reference.screening import screened
from ictindex.testing.reference.treating import treated

if TYPE_CHECKING:
    from ictindex.testing.reference.scores import ReferenceScores

__all__ = ["with_steps", "without_screened"]

Answer: TypeAlias = Fraction | str | None
Scored: TypeAlias = Callable[[Dataset], "ReferenceScores"]

NONE_HERE = "n/a"
_WIDE = Context(prec=1000, Emin=MIN_EMIN, Emax=MAX_EMAX)


def with_steps(dataset: Dataset, rubric: Rubric, scored: Scored) -> Dataset:
    """The data with the columns that the steps write.

    What is carried up from a node begins as 1 of 1 for every parent, is worked out from the scores that this gives, and
    again from those, until nothing changes: a unit's descendants know nothing of it, so that the lowest are right at
    once and each round makes one more generation so.
    """
    for step in rubric.steps:
        if isinstance(step, Verify):
            for column in step.columns:
                dataset = _with(dataset, {column: _verified(step, column, dataset, rubric)})
        elif isinstance(step, Impute):
            for column in step.columns:
                dataset = _with(dataset, {column: imputed(step, column, dataset, rubric)})
        elif isinstance(step, Treat):
            for column in step.columns:
                dataset = _with(dataset, {column: treated(step, column, dataset, rubric)})
        elif isinstance(step, CarryUp) and step.column:
            dataset = _with(dataset, _from_column(step, dataset, rubric))
    carried = [step for step in rubric.steps if isinstance(step, CarryUp) and step.node]
    sums: dict[str, list[Fraction]] = {}
    for step in carried:
        has_child = set(_children(step, dataset, rubric))
        start = [Fraction(unit.id in has_child) for unit in dataset.units]
        sums |= dict.fromkeys(step.into, start)
    while carried:
        scores = scored(_with(dataset, {name: _numbers(values) for name, values in sums.items()}))
        found: dict[str, list[Fraction]] = {}
        for step in carried:
            found |= _from_node(step, dataset, rubric, scores)
        if found == sums:
            break
        sums = found
    return _with(dataset, {name: _numbers(values) for name, values in sums.items()})


def without_screened(dataset: Dataset, rubric: Rubric) -> Rubric:
    """What of the law gives points, with the units excluded that a step screens out; verified columns are counted."""
    if not any(isinstance(step, Screen) for step in rubric.steps):
        return rubric
    for step in rubric.steps:
        if isinstance(step, Verify):
            for column in step.columns:
                dataset = _with(dataset, {column: _verified(step, column, dataset, rubric)})
    left = [
        Exclusion(where=Where((Member(subject="unit", names=(unit,)),)), why=why)
        for unit, why in screened(dataset, rubric).items()
    ]
    return Rubric(
        id=rubric.id,
        total=rubric.total,
        nodes=rubric.nodes,
        views=rubric.views,
        partitions=rubric.partitions,
        columns=rubric.columns,
        steps=rubric.steps,
        rank=rubric.rank,
        exclude=[*rubric.exclude, *left],
    )


def _with(dataset: Dataset, columns: Mapping[str, Column]) -> Dataset:
    return Dataset(
        units=dataset.units,
        columns={**dict(dataset.columns), **columns},
        decimal=dataset.decimal,
        file=dataset.file,
        rows=dataset.rows,
    )


def _numbers(values: Sequence[Fraction]) -> Column:
    return column_of([_decimal(value) for value in values])


def _decimal(value: Fraction) -> Decimal:
    """The same number as a decimal; sums of decimals have an end."""
    return _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def _answers(name: str, dataset: Dataset, rubric: Rubric) -> list[Answer]:
    """The cells as the rubric reads them: a number or a text, None for empty, "n/a"."""
    column = column_as_read(name, dataset, rubric)
    found: list[Answer] = []
    for row, state in enumerate(column.state.tolist()):
        if state == MISSING:
            found.append(None)
        elif state == NOT_APPLICABLE:
            found.append(NONE_HERE)
        elif isinstance(column, NumberColumn) and rubric.column_kind(name) != "text":
            found.append(column.fraction(row))
        else:
            found.append(column.text(row))
    return found


def _verified(step: Verify, column: str, dataset: Dataset, rubric: Rubric) -> Column:
    reported, verified = (_answers(name, dataset, rubric) for name in step.sides(column)[:2])
    proof = step.sides(column)[2]
    proofs: list[Answer] = _answers(proof, dataset, rubric) if proof else ["given"] * len(reported)
    counted = [
        _proved(step, _counted(step, own, council), document)
        for own, council, document in zip(reported, verified, proofs, strict=True)
    ]
    if rubric.column_kind(column) == "text":
        return text_column([_text(it) for it in counted])
    made = column_of([_decimal(it) if isinstance(it, Fraction) else None for it in counted])
    state = made.state.copy()
    state[[row for row, it in enumerate(counted) if it == NONE_HERE]] = NOT_APPLICABLE
    assert isinstance(made, NumberColumn)
    return NumberColumn(
        coefficients=made.coefficients, exponent=made.exponent, state=state, inexact=made.inexact, raw=None
    )


def _text(answer: Answer) -> str:
    return "" if answer is None else str(answer)


def _counted(step: Verify, own: Answer, council: Answer) -> Answer:
    if step.counts == "self":
        return own
    if council is None:
        return own if step.unverified == "self" else None
    if step.counts == "lower" and council != NONE_HERE:
        if own is None or own == NONE_HERE:
            return own
        assert isinstance(own, Fraction)
        assert isinstance(council, Fraction)
        return min(own, council)
    return council


def _proved(step: Verify, answer: Answer, document: Answer) -> Answer:
    """What is claimed without a document is empty, where the step says so."""
    return None if step.unproved == "missing" and _claims(answer) and not _claims(document) else answer


def _claims(answer: Answer) -> bool:
    if answer is None or answer in (NONE_HERE, 0):
        return False
    return not isinstance(answer, str) or fold(answer) not in NO_WORDS


def _children(step: CarryUp, dataset: Dataset, rubric: Rubric) -> dict[str, list[int]]:
    """The rows of the children of every parent, those that count."""
    column = dataset.column(step.parent)
    assert isinstance(column, TextColumn)
    found: dict[str, list[int]] = {}
    for row, unit in enumerate(dataset.units):
        names = names_of(rubric.partitions, unit)
        out = any(holds(it.where, names, _unknown) for it in rubric.exclude)
        if column.state[row] == 0 and not out and holds(step.among, names, _unknown):
            found.setdefault(column.text(row), []).append(row)
    return found


def _unknown(subject: str) -> tuple[None, None]:
    msg = f"{subject} is known later than this condition"
    raise ValueError(msg)


def _weights(step: CarryUp, dataset: Dataset, rubric: Rubric) -> list[Answer]:
    return _answers(step.weight, dataset, rubric) if step.weight else [Fraction(1)] * len(dataset)


def _from_column(step: CarryUp, dataset: Dataset, rubric: Rubric) -> dict[str, Column]:
    answers = _answers(step.column, dataset, rubric)
    filled = [Fraction(0) if it is None and step.missing == "zero" else it for it in answers]

    def inside(row: int, value: Fraction) -> bool:
        del row
        return step.share is not None and in_range(step.share, value, None)

    values = [it if isinstance(it, Fraction) else None for it in filled]
    return {name: _numbers(sums) for name, sums in _summed(step, dataset, rubric, values, inside).items()}


def _from_node(step: CarryUp, dataset: Dataset, rubric: Rubric, scores: ReferenceScores) -> dict[str, list[Fraction]]:
    cells = [scores.cell(unit.id, step.node) for unit in dataset.units]

    def inside(row: int, value: Fraction) -> bool:
        return step.share is not None and in_range(step.share, value, cells[row].maximum)

    values = [it.value if isinstance(it.value, Fraction) else None for it in cells]
    return _summed(step, dataset, rubric, values, inside)


def _summed(
    step: CarryUp,
    dataset: Dataset,
    rubric: Rubric,
    values: Sequence[Fraction | None],
    inside: Callable[[int, Fraction], bool],
) -> dict[str, list[Fraction]]:
    children, weights = _children(step, dataset, rubric), _weights(step, dataset, rubric)
    tops, bottoms = [], []
    for unit in dataset.units:
        top = bottom = Fraction(0)
        for row in children.get(unit.id, ()):
            value, weight = values[row], weights[row]
            if value is None:
                continue
            assert isinstance(weight, Fraction)
            top += weight * (value if step.share is None else inside(row, value))
            bottom += weight
        tops.append(top)
        bottoms.append(bottom)
    return dict(zip(step.into, (tops, bottoms), strict=True))
