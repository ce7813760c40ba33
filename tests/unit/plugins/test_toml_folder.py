from __future__ import annotations

from datetime import date
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest

from ictindex.codec import lineage_to_toml
from ictindex.model import Lineage, LineageUnit
from ictindex.plugins import toml_lineages, toml_rubrics

NAMES = ["b@2.toml", "a@1.toml", ".hidden@1.toml", "notes.md", "toml"]


def test_files_are_listed_by_name_and_not_opened(tmp_path):
    """The id is the namespace and the file's name; nothing of the file's content matters."""
    for name in NAMES:
        (tmp_path / name).write_bytes(b"\xff\xfe no toml")
    assert [name for name, _ in toml_rubrics("demo", tmp_path)] == ["demo/a@1", "demo/b@2"]
    assert [name for name, _ in toml_rubrics("demo", str(tmp_path))] == ["demo/a@1", "demo/b@2"]


def test_a_folder_in_a_zipped_package_is_listed(tmp_path):
    """Plugins need not lie unpacked on the disk."""
    with ZipFile(tmp_path / "plugin.zip", "w") as archive:
        for name in NAMES:
            archive.writestr(f"plugin/{name}", "")
    folder = ZipPath(tmp_path / "plugin.zip", "plugin/")
    assert [name for name, _ in toml_rubrics("demo", folder)] == ["demo/a@1", "demo/b@2"]


def test_a_folder_without_rubrics_is_an_error(tmp_path):
    """An empty list would hide that the wheel was built without its data."""
    with pytest.raises(FileNotFoundError, match="does the wheel carry its data files"):
        toml_rubrics("demo", tmp_path)
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        toml_rubrics("demo", tmp_path / "nowhere")


def test_lineages_of_a_folder_are_listed_and_loaded_when_asked_for(tmp_path):
    """As rubrics are, from a folder of their own."""
    lineage = Lineage(id="demo/xa@1", valid=(date(2025, 1, 1), date(2025, 2, 1)), units=[LineageUnit(id="a")])
    (tmp_path / "xa@1.toml").write_text(lineage_to_toml(lineage), encoding="utf-8")
    (tmp_path / "broken@1.toml").write_bytes(b"\xff")
    found = dict(toml_lineages("demo", tmp_path))
    assert list(found) == ["demo/broken@1", "demo/xa@1"]
    assert found["demo/xa@1"]() == lineage
