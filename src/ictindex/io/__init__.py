"""Tables that people and other programs keep: workbooks, frames, Parquet, and rubrics as sheets.

Each name is loaded with its libraries when it is first asked for; the extras ``excel`` and ``frames`` bring those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.on_demand import on_demand

if TYPE_CHECKING:
    from ictindex.io.collecting import Collected, collect
    from ictindex.io.dataset_files import write_dataset
    from ictindex.io.frames import from_frame
    from ictindex.io.notebook import show_in_notebooks
    from ictindex.io.parquet import read_parquet, write_parquet
    from ictindex.io.rubric_sheet import rubric_from_sheet, rubric_to_sheet
    from ictindex.io.template_folder import write_templates
    from ictindex.io.template_writing import write_template
    from ictindex.io.workbook_reading import read_published_workbook, read_workbook
    from ictindex.io.workbook_writing import write_workbook

__all__ = [
    "Collected",
    "collect",
    "from_frame",
    "read_parquet",
    "read_published_workbook",
    "read_workbook",
    "rubric_from_sheet",
    "rubric_to_sheet",
    "show_in_notebooks",
    "write_dataset",
    "write_parquet",
    "write_template",
    "write_templates",
    "write_workbook",
]

# The module of each name.
_PLACES = {
    "Collected": "collecting",
    "collect": "collecting",
    "from_frame": "frames",
    "read_parquet": "parquet",
    "read_published_workbook": "workbook_reading",
    "read_workbook": "workbook_reading",
    "rubric_from_sheet": "rubric_sheet",
    "rubric_to_sheet": "rubric_sheet",
    "show_in_notebooks": "notebook",
    "write_dataset": "dataset_files",
    "write_parquet": "parquet",
    "write_template": "template_writing",
    "write_templates": "template_folder",
    "write_workbook": "workbook_writing",
}

__getattr__, __dir__ = on_demand(__name__, _PLACES)
