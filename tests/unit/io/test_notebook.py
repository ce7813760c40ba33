"""A ranking in a notebook: tables with the status above, and nothing of a name is run."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from ictindex.io import notebook, show_in_notebooks
from ictindex.ranking import Ranking


class Shell:
    """What IPython offers to those who show things."""

    def __init__(self):
        self.made = {}
        formatter = SimpleNamespace(for_type=self.made.__setitem__)
        self.display_formatter = SimpleNamespace(formatters={"text/html": formatter})


def test_a_ranking_is_tables_with_the_status_first(ranking):
    """One for each block, numbers as they are printed."""
    page = notebook.ranking_html(ranking, lang="en")
    assert page.index("ILLUSTRATIVE") < page.index("<table>")
    assert page.count("<table>") == 2
    assert '<td style="text-align:right">20.00</td>' in page


def test_names_are_texts_and_not_parts_of_the_page(ranking):
    """Signs of HTML are written out."""
    page = notebook.ranking_html(ranking)
    assert "Xã &amp; &lt;b&gt;" in page
    assert "<b>" not in page


def test_a_page_needs_nothing_else(ranking):
    """No address, no script, no style from elsewhere."""
    page = notebook.ranking_html(ranking)
    assert not any(word in page for word in ("http", "<script", "<link", "src="))


def test_only_the_formatter_of_the_notebook_learns_of_it(ranking, monkeypatch):
    """The ranking itself has no such method."""
    shell = Shell()
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    show_in_notebooks(lang="en")
    assert shell.made[Ranking](ranking) == notebook.ranking_html(ranking, lang="en")
    assert not hasattr(ranking, "_repr_html_")


def test_the_extension_of_ipython_does_the_same(ranking):
    """What %load_ext calls."""
    shell = Shell()
    notebook.load_ipython_extension(shell)
    assert shell.made[Ranking](ranking) == notebook.ranking_html(ranking)


def test_outside_a_notebook_it_says_so(monkeypatch):
    """Rather than do nothing."""
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    with pytest.raises(RuntimeError, match="no IPython runs here"):
        show_in_notebooks()
    with pytest.raises(ValueError, match="'fr' is not known"):
        show_in_notebooks(lang="fr")


def test_long_tables_say_how_many_rows_are_left_out(ranking, monkeypatch):
    """A notebook is not the place for thousands of rows."""
    monkeypatch.setattr(notebook, "_MOST_ROWS", 1)
    assert "<p>… 2</p>" in notebook.ranking_html(ranking)
