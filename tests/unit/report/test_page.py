"""The file: whole, safe, the same every time, in two languages, small enough, and usable without its script."""

from __future__ import annotations

import json
import random
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from ictindex import Dataset, Group, Indicator, Partition, Prize, Rubric, Tier, Unit, rank
from ictindex.report import render_report, write_report

pytest.importorskip("jinja2", reason="needs the extra report: python -m pip install 'ictindex[report]'")

MOST_BYTES = 3_000_000


class Outline(HTMLParser):
    """Elements with their attributes, and the text of all of them that is to be read."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self._silent = [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag):
        self._silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._silent:
            self.texts.append(data)

    def of(self, tag):
        """The attributes of every element of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def text(self):
        """All that is read, with single spaces."""
        return re.sub(r"\s+", " ", "".join(self.texts))


@pytest.fixture(scope="module")
def vi(ranking):
    """The file that opens in Vietnamese."""
    return render_report(ranking)


@pytest.fixture(scope="module")
def page(vi):
    """Its outline."""
    return Outline(vi)


def pairs(html):
    """The texts that the script can speak in either language."""
    return json.loads(re.search(r'id="texts">(.*?)</script>', html, re.DOTALL)[1])


def test_equal_inputs_give_equal_bytes(ranking, vi):
    """Law L17: there is no time and no address of an object in the file."""
    assert vi == render_report(ranking)


def test_the_file_says_its_status_and_digests_in_its_head(ranking, vi):
    """For people at the top, for programs as metadata; the digests in full at the end."""
    head = vi[: vi.index("<main")]
    for name, value in (
        ("rubric", "demo/it@2026"),
        ("status", "illustrative"),
        ("law", ranking.law),
        ("data", ranking.data),
    ):
        assert f'<meta name="ictindex:{name}" content="{value}">' in head
    assert "MINH HỌA" in head
    assert f"<code>{ranking.law}</code>" in vi[vi.index('id="proof"') :]


def test_names_are_text_and_never_markup(vi, page):
    """A unit that is called like a script runs nothing."""
    assert "<script>alert" not in vi
    assert """<script>alert("x")</script> & 'Sở' $1$""" in page.text


def test_a_source_links_to_the_web_and_nowhere_else(page):
    """An address that is a program stays text."""
    assert "javascript:alert(1)" in page.text
    assert [it for it in page.of("a") if not it["href"].startswith(("#", "https://", "http://"))] == []


def test_nothing_is_fetched(vi, page):
    """No element and no style names another file, and the policy of the file forbids it."""
    assert [
        attrs for _, attrs in page.elements if {"src", "srcset", "data", "poster", "background"} & attrs.keys()
    ] == []
    assert page.of("link") == []
    assert re.findall(r"@import|url\(", vi) == []
    assert "default-src 'none'" in page.of("meta")[2]["content"]


def test_the_policy_lets_the_script_of_the_file_run_and_no_other(vi):
    """Its digest is that of the script, byte for byte."""
    script = re.search(r"<script>(.*?)</script>", vi, re.DOTALL)[1]
    assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in vi


def test_ids_are_unique_and_every_link_and_label_leads_somewhere(page):
    """Also those of units whose id has a space."""
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    aimed = [it["href"][1:] for it in page.of("a") if it["href"].startswith("#")]
    aimed += [attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs]
    assert set(aimed) - set(ids) == set()
    assert {"unit-a", "unit-d_d", "unit-q"} <= set(ids)


def test_tables_can_be_read_aloud(vi):
    """Every table has a caption, and every heading says whether it heads a row or a column."""
    tables = re.findall(r"<table.*?</table>", vi, re.DOTALL)
    assert len(tables) > 10
    for table in tables:
        assert "<caption" in table
        assert [it for it in re.findall(r"<th\b[^>]*>", table) if "scope=" not in it] == []


def test_headings_leave_out_no_level(page):
    """Who moves from heading to heading finds the parts of the file."""
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_file_begins_with_a_way_past_the_navigation(page):
    """The first link leads to the content."""
    assert page.of("a")[0]["href"] == "#content"
    assert page.of("main") == [{"id": "content", "tabindex": "-1"}]


def test_all_that_a_reader_asks_for_stands_in_the_file_without_its_script(page):
    """Places, points, gaps, tiers, changes with reasons, prizes with reasons, policies, formulas, remarks."""
    for text in (
        "Sở, ban, ngành: 4 đơn vị, thang điểm tối đa 60",
        "59,25/60 (98,75 %)",
        "Sở Đông: −9,85 điểm",
        "ứng dụng: 21,40 so với 24,40".capitalize(),
        "Khá: −10,95 điểm",
        "đủ điểm, còn vướng điều kiện hoặc số lượng",
        "kỳ trước ở khối khác",
        "năm đầu tiên",
        "Nhất (lãnh đạo)",
        "đơn vị kế tiếp: Sở Ân (49,40; 24,40)",
        "loại trừ: quân đội",
        "may / can_bo × 20",
        "Văn bản từ 80% trở lên: chưa đạt (21,40/30)",
        "Bằng nhau về tổng điểm: Sở Ân xếp trên Sở An",
    ):
        assert text in page.text, text


def test_the_other_language_is_in_the_file(ranking, vi):
    """Every pair that is spoken in one language is spoken in the other by the same number."""
    en = Outline(render_report(ranking, lang="en"))
    spoken = pairs(vi)
    assert len(spoken["vi"]) == len(spoken["en"])
    for text in (
        "Sở, ban, ngành (Departments): 4 units, of at most 60 points",
        "59.25/60 (98.75 %)",
        "in another block the year before",
    ):
        assert text in en.text, text
    assert "in another block the year before" in spoken["en"]


def test_each_spoken_text_is_the_pair_that_it_names(ranking):
    """Whichever language the file opens in."""
    for lang in ("vi", "en"):
        html = render_report(ranking, lang=lang)
        texts = pairs(html)[lang]
        found = re.findall(r"data-t=\"?(\d+)\"?[^>]*>([^<]*)<", html)
        assert len(found) > 300
        assert [(place, text) for place, text in found if texts[int(place)] != unescape(text)] == []


def test_an_english_report_names_no_vietnamese_text_of_its_own(ranking):
    """What is left in Vietnamese are words of the law and of the data."""
    english = pairs(render_report(ranking, lang="en"))["en"]
    vietnamese = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    named = ("Sở", "Xã", "quân đội", "Nhất", "Giải", "Đầy đủ", "Tốt (Good)", "Yếu (Weak)")
    assert [it for it in english if vietnamese.search(it) and not any(name in it for name in named)] == []


@pytest.mark.parametrize("lang", ["fr", "", "VI"])
def test_an_unknown_language_is_refused(ranking, lang):
    """With the two that there are."""
    with pytest.raises(ValueError, match='"vi" or "en"'):
        render_report(ranking, lang=lang)


def test_what_is_no_ranking_is_refused():
    """Such as the scores alone."""
    with pytest.raises(TypeError, match="expected a Ranking"):
        render_report({"units": []})


def test_write_report_writes_what_render_report_gives(ranking, vi, tmp_path):
    """In UTF-8, with line feeds alone."""
    write_report(ranking, tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes() == vi.encode()


def test_a_ranking_of_nothing_but_excluded_units_is_a_report(ranking):
    """It has no block, no tier and no table of standings, and says why."""
    rubric = Rubric(
        id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=4)], exclude=ranking.rubric.exclude
    )
    page = Outline(render_report(rank(Dataset.from_columns(units=["q"], columns={"a": [1]}), rubric)))
    assert "loại trừ: quân đội" in page.text


def test_a_rubric_without_maxima_blocks_tiers_and_prizes_is_a_report():
    """There is no percent then, and no part of the file for what the rubric has not."""
    rubric = Rubric(id="demo/it@2026", total=Group(), nodes=[Indicator(id="a")], rank={"value": "exact"})
    html = render_report(rank(Dataset.from_columns(units=["x", "y"], columns={"a": ["1.5", "-2"]}), rubric))
    page = Outline(html)
    assert 'id="tiers"' not in html
    assert 'id="prizes"' not in html
    assert "−2,000000" in page.text
    assert "Mỗi chấm là một đơn vị, đặt theo điểm." in page.text


@pytest.fixture(scope="module")
def large():
    """700 units and 24 indicators with official-sounding names, drawn by a seed."""
    draw = random.Random(7)  # noqa: S311 - drawn by a seed, and secures nothing
    names = [f"Tỷ lệ cán bộ, công chức được trang bị và sử dụng hệ thống số {it}" for it in range(24)]
    nodes = [Group(id=f"nhom-{it}", vi=f"Nhóm tiêu chí thứ {it}") for it in range(4)]
    nodes += [
        Indicator(id=f"chi-tieu-{it:02d}", parent=f"nhom-{it % 4}", vi=name, max=5 + it % 3 * 5, read=f"a{it} / b{it}")
        for it, name in enumerate(names)
    ]
    rubric = Rubric(
        id="demo/lon@2026",
        total=Group(decimals=2),
        nodes=nodes,
        partitions=[Partition(name="block", parts={"so": "Sở, ban, ngành", "xa": "Xã, phường, thị trấn"})],
        tiers=[Tier(id="tot", vi="Tốt", bound="80%"), Tier(id="kha", vi="Khá", bound="65%"), Tier(id="yeu", vi="Yếu")],
        awards=[Prize(id="giai", vi="Giải", per="block", prizes=["Nhất 1", "Nhì 2"])],
    )
    units = [
        Unit(id=f"don-vi-{it:03d}", name=f"Ủy ban nhân dân phường {it}", parts={"block": "xa" if it % 9 else "so"})
        for it in range(700)
    ]
    columns = {}
    for it in range(24):
        whole = [draw.randint(5, 300) for _ in units]
        columns |= {f"b{it}": whole, f"a{it}": [draw.randint(count // 3, count) for count in whole]}
    data = Dataset.from_columns(units=units, columns=columns)
    return rank(data, rubric, previous=rank(data, rubric))


@pytest.mark.slow
def test_a_report_of_700_units_is_under_three_megabytes(large):
    """Rows carry codes instead of names then, and a table of each block says what the codes mean."""
    html = render_report(large)
    assert len(html.encode()) < MOST_BYTES
    assert html.count('<details class="unit"') == 700
    assert "Chỉ tiêu của Sở, ban, ngành: mã, điểm cao nhất và trung vị" in Outline(html).text
