"""The words that the text report and the HTML report share; the only module here that looks into the room cli."""

from __future__ import annotations

from ictindex.cli.formulas import formula
from ictindex.cli.heading import title_of
from ictindex.cli.language import Language, Named, number_text
from ictindex.cli.parameters import parameters_of
from ictindex.cli.policies import key_name, keys_text, policies
from ictindex.cli.words import path_text, where_text
from ictindex.cli.worth import percent_text, worths

__all__ = [
    "Language",
    "Named",
    "formula",
    "key_name",
    "keys_text",
    "number_text",
    "parameters_of",
    "path_text",
    "percent_text",
    "policies",
    "title_of",
    "where_text",
    "worths",
]
