"""Whatever a rubric asks and units answer: a template holds it, and reading gives it back exactly."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex import Dataset, read
from ictindex.codec import data_digest
from ictindex.codec.plain_numbers import numbers_or_none
from ictindex.io import write_template
from ictindex.io.template_answers import answers_of
from ictindex.model.columns import MISSING, text_column
from ictindex.testing.strategies import rubrics_with_data

pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")


def digest(dataset, rubric):
    """The digest of what scoring sees of the columns that are asked, with the units in the order of their ids."""
    order = sorted(range(len(dataset)), key=lambda row: dataset.units[row].id)
    columns = {}
    for name in [it.column for it in answers_of(rubric) if dataset.column(it.column) is not None]:
        column = text_column([_text(dataset.column(name), row) for row in order])
        kind = rubric.column_kind(name)
        columns[name] = (kind != "text" and numbers_or_none(column, ".", kind, rubric.column_format(name))) or column
    return data_digest(Dataset(units=[dataset.units[row] for row in order], columns=columns), rubric.partitions)


def _text(column, row):
    return "" if column.state[row] == MISSING else column.text(row)


@given(case=rubrics_with_data(history=False), per=st.sampled_from(["block", "unit"]))
def test_a_filled_template_is_the_data_set(case, per):
    """Dataset → template filled in → Dataset: every unit, part, tag and cell, exactly."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mau.xlsx")
        write_template(path, case.rubric, units=case.dataset, per=per)
        back = read(path, case.rubric)
    assert digest(back, case.rubric) == digest(case.dataset, case.rubric)
