"""Files that are written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ictindex.cli.outlet import write_whole


def test_a_file_has_line_feeds_and_utf8(tmp_path):
    """On every system."""
    write_whole(str(tmp_path / "a.txt"), "Sở\nY tế\n")
    assert (tmp_path / "a.txt").read_bytes() == "Sở\nY tế\n".encode()


def test_nothing_else_is_left_in_the_folder(tmp_path):
    """The draft becomes the file."""
    write_whole(str(tmp_path / "a.txt"), "one")
    write_whole(str(tmp_path / "a.txt"), "two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "two"


def test_a_failure_leaves_the_old_file_and_no_draft(tmp_path, monkeypatch):
    """A reader never finds half a ranking."""
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")

    def fail(self, target):
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="in use"):
        write_whole(str(target), "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_the_folder_that_is_missing_is_told_with_the_path_that_was_asked_for(tmp_path):
    """Not with the name of the draft."""
    path = str(tmp_path / "none" / "a.txt")
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(path, "x")
    assert caught.value.filename == path


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_a_link_and_the_mode_of_a_file_are_kept(tmp_path):
    """What others may read they may read afterwards."""
    real = tmp_path / "real.txt"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    write_whole(str(tmp_path / "link.txt"), "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert oct(real.stat().st_mode & 0o777) == "0o640"
