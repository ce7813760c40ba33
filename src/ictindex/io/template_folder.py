"""Templates to send to many people: a folder with a workbook for each unit or each block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from errno import EEXIST
from os import PathLike
from pathlib import Path

from ictindex.codec.whole_file import write_whole
from ictindex.io.template_units import TemplateUnit, units_of
from ictindex.io.template_writing import asked, workbook_bytes
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric
from ictindex.model.units import Unit

__all__ = ["write_templates"]

# What file systems do not take, and what `collect` passes over at the beginning.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|^[.~]|[. ]$')
_MOST_LETTERS = 60


def write_templates(
    folder: str | PathLike[str], rubric: Rubric, *, units: Dataset | Iterable[Unit], per: str = "unit"
) -> tuple[Path, ...]:
    """Write a workbook of its own for each unit or each block, as `write_template` does for all of them together.

    The files have the ids of the units or blocks as names. What comes back filled in, `collect` makes one data set of.

    Parameters
    ----------
    folder
        Where to write; made where it is not there.
    rubric
        What is asked.
    units
        Who is asked: a data set, whose answers are filled in already, or units.
    per
        ``"unit"`` or ``"block"``.

    Returns
    -------
    tuple of Path
        The files, in the order of the units.

    Raises
    ------
    FileExistsError
        If one of the files is there already, because it may be filled in; nothing is written then.
    ValueError
        For another `per`, for no units, or where a sheet would have too many columns.
    MissingExtra
        If xlsxwriter is not installed.
    OSError
        If a file cannot be written.
    """
    dataset = asked(units, per)
    held: dict[str, list[TemplateUnit]] = {}
    for unit in units_of(dataset, rubric):
        held.setdefault(unit.unit.id if per == "unit" else unit.block, []).append(unit)
    if not held:
        msg = "there are no units to write templates for"
        raise ValueError(msg)
    paths = tuple(Path(folder, f"{name}.xlsx") for name in _file_names(held))
    for path in paths:
        if path.exists():
            raise FileExistsError(EEXIST, "is there already and may be filled in; name another folder", str(path))
    made = [workbook_bytes(rubric, some, dataset, per=per) for some in held.values()]
    Path(folder).mkdir(parents=True, exist_ok=True)
    for path, data in zip(paths, made, strict=True):
        write_whole(path, data)
    return paths


def _file_names(wanted: Iterable[str]) -> Iterator[str]:
    """A name for each id that every file system takes, all of them different there."""
    taken: set[str] = set()
    for text in wanted:
        name = base = _NOT_IN_NAMES.sub("_", text[:_MOST_LETTERS]) or "so-lieu"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        yield name
