"""A folder of templates: one for each unit or block, under names that every file system takes."""

from __future__ import annotations

import pytest

from ictindex import Unit, get_rubric, read
from ictindex.io import collect, write_templates
from ictindex.io.collecting import found_in

pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")

IDS = ["a/b", "a\\b", "A_B", ".x", "~$x", "Sở Y tế", "x.", "đ" * 200, "CON:"]


def test_every_unit_has_a_file_that_collect_finds(tmp_path, rubric):
    """Ids that are no names of files, that differ by case alone, or that would be hidden."""
    units = [Unit(id=it, name=f"Đơn vị {place}", parts={"block": "xa"}) for place, it in enumerate(IDS)]
    paths = write_templates(tmp_path / "mau", rubric, units=units)
    files, passed_over = found_in(tmp_path / "mau")
    assert (set(paths), passed_over) == (set(files), ())
    assert len({it.name.casefold() for it in paths}) == len(IDS)
    assert [read(it, rubric).units[0].id for it in paths] == IDS
    assert sorted(it.id for it in collect(tmp_path / "mau", rubric).dataset.units) == sorted(IDS)


def test_units_without_a_block_have_a_file_too(tmp_path, rubric):
    """A part that the rubric does not know is nobody's block; its units are not lost."""
    units = [Unit(id="a", parts={"block": "xa"}), Unit(id="b")]
    paths = write_templates(tmp_path, rubric, units=units, per="block")
    assert [it.name for it in paths] == ["xa.xlsx", "so-lieu.xlsx"]
    assert [[unit.id for unit in read(it).units] for it in paths] == [["a"], ["b"]]


def test_wrong_arguments_are_refused(tmp_path):
    """Another `per`, and nobody to ask; no folder is made."""
    for options in ({"per": "province", "units": [Unit(id="a")]}, {"units": []}):
        with pytest.raises(ValueError, match=r"per|units"):
            write_templates(tmp_path / "mau", get_rubric("laocai/agencies@2014"), **options)
    assert not (tmp_path / "mau").exists()
