"""Rubrics and data as files: dict, TOML and JSON both ways, canonical forms and digests, CSV tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.on_demand import on_demand

if TYPE_CHECKING:
    from ictindex.codec.csv_output import write_csv
    from ictindex.codec.data_digest import data_digest
    from ictindex.codec.dataset_csv import read
    from ictindex.codec.digests import law_digest, text_digest
    from ictindex.codec.json_schema import rubric_schema
    from ictindex.codec.lineage_files import (
        lineage_digest,
        lineage_from_dict,
        lineage_to_dict,
        lineage_to_toml,
        load_lineage,
    )
    from ictindex.codec.published_csv import published_of, read_published
    from ictindex.codec.rubric_files import load_rubric, rubric_problems_of
    from ictindex.codec.rubric_json import rubric_to_json
    from ictindex.codec.rubric_tables import rubric_from_dict, rubric_to_dict
    from ictindex.codec.table import Table
    from ictindex.codec.table_dataset import dataset_of
    from ictindex.codec.toml_text import rubric_to_toml

__all__ = [
    "Table",
    "data_digest",
    "dataset_of",
    "law_digest",
    "lineage_digest",
    "lineage_from_dict",
    "lineage_to_dict",
    "lineage_to_toml",
    "load_lineage",
    "load_rubric",
    "published_of",
    "read",
    "read_published",
    "rubric_from_dict",
    "rubric_problems_of",
    "rubric_schema",
    "rubric_to_dict",
    "rubric_to_json",
    "rubric_to_toml",
    "text_digest",
    "write_csv",
]

# The module of each name.
_PLACES = {
    "Table": "table",
    "data_digest": "data_digest",
    "dataset_of": "table_dataset",
    "law_digest": "digests",
    "lineage_digest": "lineage_files",
    "lineage_from_dict": "lineage_files",
    "lineage_to_dict": "lineage_files",
    "lineage_to_toml": "lineage_files",
    "load_lineage": "lineage_files",
    "load_rubric": "rubric_files",
    "published_of": "published_csv",
    "read": "dataset_csv",
    "read_published": "published_csv",
    "rubric_from_dict": "rubric_tables",
    "rubric_problems_of": "rubric_files",
    "rubric_schema": "json_schema",
    "rubric_to_dict": "rubric_tables",
    "rubric_to_json": "rubric_json",
    "rubric_to_toml": "toml_text",
    "text_digest": "digests",
    "write_csv": "csv_output",
}

__getattr__, __dir__ = on_demand(__name__, _PLACES)
