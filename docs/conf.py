"""How Sphinx makes the site of these pages; ``make docs`` calls it.

The source folder is the root of the repository, so that a link between two pages is the same on the site and where the
files are read as they lie. Nothing is fetched while the site is built, nor when it is read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "ictindex"
author = "The ictindex authors"
project_copyright = author
language = "en"
default_role = "code"
smartquotes_action = "D"  # dashes only; quotes stay as they are written

# The three at the end lie in docs/_ext.
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "anchors", "commands", "public_names"]
root_doc = "docs/index"
include_patterns = [
    "docs/*.md",
    "docs/*/*.md",
    "README.md",
    "README.vi.md",
    "CHANGELOG.md",
    "examples/README.md",
    "examples/*/README.md",
]
exclude_patterns = ["build", "dist", "src", "tests", ".*", "**/_ext"]

# The anchors that the headings have on GitHub too.
myst_heading_anchors = 4

autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "member-order": "bysource"}
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100
python_display_short_literal_types = True
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True

html_theme = "furo"
html_title = "ictindex"
# Fonts of the reader's machine, first those that have every Vietnamese letter in one width: tables stay tables.
_MONOSPACE = '"SF Mono", "Cascadia Mono", Consolas, "Noto Sans Mono", monospace'
html_theme_options = {"light_css_variables": {"font-stack--monospace": _MONOSPACE}}
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_additional_pages = {"index": "front.html"}
templates_path = ["_templates"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # it would fetch the pages, which a browser forbids to files
highlight_language = "text"
pygments_style = "friendly"


def setup(app: Sphinx) -> None:
    """Tables as CSV are shown as they are."""
    app.add_lexer("csv", TextLexer)
