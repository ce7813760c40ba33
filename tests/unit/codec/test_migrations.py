"""Files of a schema that is no longer written are read all the same; none exists yet, so one is made up."""

from __future__ import annotations

import pytest

from ictindex.codec import load_rubric, migrations, rubric_from_dict
from ictindex.model import RubricError

OLD = """
schema = 0
id = "demo/it@2026"
decimals = 1
question = [ { name = "may", points = 10 }, { name = "mang", points = 5 } ]
"""
NEW = {
    "schema": 1,
    "id": "demo/it@2026",
    "total": {"decimals": 1},
    "node": [{"id": "may", "max": 10}, {"id": "mang", "max": 5}],
}


def from_schema_0(table):
    """Questions became nodes, and the total got a table of its own."""
    nodes = [{"id": row["name"], "max": row["points"]} for row in table["question"]]
    return {"schema": 1, "id": table["id"], "total": {"decimals": table["decimals"]}, "node": nodes}


def test_a_made_up_schema_0_migrates(tmp_path, monkeypatch):
    """The rubric of the old file is that of the new one, law and all."""
    monkeypatch.setattr(migrations, "MIGRATIONS", {0: from_schema_0})
    file = tmp_path / "old.toml"
    file.write_text(OLD, encoding="utf-8")
    assert load_rubric(file) == rubric_from_dict(NEW)


def test_migrations_follow_one_another():
    """From schema to schema, until there is none further."""
    steps = {-1: lambda table: {**table, "schema": 0, "first": True}, 0: lambda table: {**table, "schema": 1}}
    assert migrations.migrated({"schema": -1}, steps) == {"schema": 1, "first": True}


def test_without_a_migration_an_old_schema_is_refused(tmp_path):
    """Nothing is guessed: the file is refused for its schema and for nothing else."""
    file = tmp_path / "old.toml"
    file.write_text(OLD, encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        load_rubric(file)
    assert [problem.code for problem in caught.value.problems] == ["unknown-schema"]
    assert "schema 0 is not known" in str(caught.value)


@pytest.mark.parametrize("schema", [2, "1", True, 1.5])
def test_a_later_schema_is_refused(schema):
    """A file of tomorrow is not read as one of today."""
    with pytest.raises(RubricError) as caught:
        rubric_from_dict({**NEW, "schema": schema})
    assert [problem.code for problem in caught.value.problems] == ["unknown-schema"]


def test_a_migration_that_leads_nowhere_is_a_fault():
    """It would be tried for ever."""
    with pytest.raises(RuntimeError, match="leads to schema 0"):
        migrations.migrated({"schema": 0}, {0: dict})


def test_the_product_has_no_migration_yet():
    """Schema 1 is the first."""
    assert dict(migrations.MIGRATIONS) == {}
