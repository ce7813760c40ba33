"""The words of reports, which workbooks use too: taken from the command line here and nowhere else in this room."""

from __future__ import annotations

from ictindex.cli.formulas import formula
from ictindex.cli.heading import SHORT, status_line, title_of
from ictindex.cli.language import Language, number_text
from ictindex.cli.parameters import parameters_of
from ictindex.cli.policies import policies
from ictindex.cli.prizes import prize_pieces
from ictindex.cli.tables import Table, display_width
from ictindex.cli.words import path_text, subject_text, where_text
from ictindex.cli.worth import maxima_of_total, percent_text, worths

__all__ = [
    "SHORT",
    "Language",
    "Table",
    "display_width",
    "formula",
    "maxima_of_total",
    "number_text",
    "parameters_of",
    "path_text",
    "percent_text",
    "policies",
    "prize_pieces",
    "status_line",
    "subject_text",
    "title_of",
    "where_text",
    "worths",
]
