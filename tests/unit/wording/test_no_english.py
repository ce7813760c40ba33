"""Every built-in example in Vietnamese, in every form: no English but names and what the files say themselves."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from ictindex import get_lineage, get_rubric, load_rubric, rank, read, read_published
from ictindex.cli.report import report
from ictindex.cli.tables import plain_text
from ictindex.io import write_workbook
from ictindex.language import Language, all_texts
from ictindex.language.key_texts import LABELS, SUBJECTS, VALUES
from ictindex.report import render_report

TEXTS = all_texts()

EXAMPLES = Path(__file__).parents[3] / "examples"
RUBRICS = {
    "danang-2016": "danang/agencies@2016",
    "digital-2026": "rubrics/digital@2026.toml",
    "dti-2020": "vietnam/dti-provinces@2020",
    "dti-2022": "vietnam/dti-provinces@2022",
    "e-agency-2015": "hanoi/e-agency@2015",
    "egov-2017": "vietnam/egov@2017",
    "hanoi-2012": "hanoi/awards@2012",
    "hanoi-2014": "hanoi/agencies@2014",
    "ict-index-2006": "vietnam/ict-index@2006",
    "ict-index-2016": "vietnam/ict-index@2016",
    "laocai-2014": "laocai/agencies@2014",
    "par-2012": "vietnam/par-index@2012",
    "provinces-2025": "vietnam/dti-provinces@2022",
}
WORD = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
FIELD = re.compile(r"\{[^}]*\}")
TABLES = (TEXTS, LABELS, SUBJECTS)
VIETNAMESE = {
    word
    for text in (*(texts[0] for table in TABLES for texts in table.values()), *VALUES.values())
    for word in WORD.findall(FIELD.sub(" ", text).casefold())
}
ENGLISH = {
    word for table in TABLES for texts in table.values() for word in WORD.findall(FIELD.sub(" ", texts[1]).casefold())
} - VIETNAMESE

pytestmark = pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the examples do not lie beside the tests")


@cache
def ranking_of(name):
    """The example ranked, against the year before where there is one."""
    rubric = load_rubric(EXAMPLES / RUBRICS[name]) if RUBRICS[name].endswith(".toml") else get_rubric(RUBRICS[name])
    dataset = read(EXAMPLES / f"{name}.csv", rubric)
    if name == "hanoi-2014":
        return rank(dataset, rubric, previous=read_published(EXAMPLES / "hanoi-2013.csv"))
    if name == "provinces-2025":
        previous = rank(read(EXAMPLES / "provinces-2024.csv", rubric), rubric)
        way = get_lineage("vietnam/provinces@2025").between(date(2024, 12, 31), date(2025, 7, 1))
        return rank(dataset, rubric, previous=previous, lineage=way)
    return rank(dataset, rubric)


def names_of(ranking):
    """What has no language, or only that of the law and of the file."""
    rubric, dataset = ranking.rubric, ranking.scores.dataset
    records = (rubric.title, *rubric.nodes, *rubric.views, *rubric.tiers, *rubric.awards, *rubric.downgrades)
    names = {rubric.id, *rubric.node_ids, *rubric.column_kinds, *dataset.column_names, *dataset.notes}
    names |= {text for it in records for text in (it.vi, getattr(it, "id", ""))}
    names |= {text for unit in dataset.units for text in (unit.id, unit.name)}
    for partition in rubric.partitions:
        names |= {partition.name, *(text for part in partition.parts for text in (part.id, part.vi))}
    names |= {text for it in rubric.sources for text in (it.key, it.title, it.url, it.note)}
    names |= {it.why for it in rubric.exclude} | {it.prize for it in ranking.awards}
    names |= {column for leaf in rubric.tree.leaves() for column in leaf.reading.columns}
    return names - {"", "total", "block"}


def english_in(text, ranking):
    """The English words of a text that are no names."""
    for name in sorted(names_of(ranking), key=len, reverse=True):
        text = text.replace(name, " ")
    # What is typed into a console has no language; nor has the word that a rubric's formulas have for the total.
    found = set(WORD.findall(re.sub(r"`[^`]*`", " ", text).casefold()))
    return found & ENGLISH - {"total"}


def text_of(ranking, language):
    """The text report with everything that it can hold."""
    return plain_text(report(ranking, Language(language), groups=True, reasons=True))


@pytest.mark.parametrize("name", RUBRICS)
def test_the_text_report(name):
    """Tables, prizes, reasons of every unit, remarks, policies, formulas."""
    ranking = ranking_of(name)
    assert english_in(text_of(ranking, "vi"), ranking) == set()


@pytest.mark.parametrize("name", ["e-agency-2015", "hanoi-2014", "provinces-2025"])
def test_the_page(name):
    """All that is read on it before anybody switches the language."""
    ranking = ranking_of(name)
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", render_report(ranking, lang="vi"))
    shown = unescape(re.sub(r"(?s)<[^>]*>", " ", page.replace(">English</button>", "></button>")))
    # The codes of remarks are what a reader looks up, in any language.
    for remark in ranking.remarks:
        shown = shown.replace(remark.code, " ")
    assert english_in(shown, ranking) == set()


@pytest.mark.parametrize("name", ["e-agency-2015", "hanoi-2014", "provinces-2025"])
def test_the_workbook(name, tmp_path):
    """Every cell of every sheet."""
    ranking = ranking_of(name)
    write_workbook(ranking, tmp_path / "ket-qua.xlsx", lang="vi", reasons=True)
    book = openpyxl.load_workbook(tmp_path / "ket-qua.xlsx", read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    shown = "\n".join(str(cell) for row in rows for cell in row if isinstance(cell, str))
    assert english_in(shown, ranking) == set()
    assert "Xếp hạng 1 trong" in shown


@pytest.mark.parametrize("name", ["hanoi-2014", "provinces-2025"])
def test_sentences_in_json(name):
    """Remarks, reasons of awards and of places; nothing else there has a language."""
    ranking = ranking_of(name)
    vi, en = (ranking.to_dict(reasons=True, lang=lang) for lang in ("vi", "en"))
    sentences = [it["message"] for it in vi["remarks"]] + [it["reason"] for it in vi["awards"]]
    sentences += [text for it in vi["units"] for text in it["why"]]
    assert english_in("\n".join(sentences), ranking) == set()
    for tree in (vi, en):
        for it in (*tree["remarks"], *tree["awards"], *tree["units"]):
            for key in ("message", "reason", "why"):
                it.pop(key, None)
    assert vi == en


def test_the_check_finds_english():
    """The same report in English is full of it, so the tests above can fail."""
    ranking = ranking_of("hanoi-2014")
    assert len(english_in(text_of(ranking, "en"), ranking)) > 50
