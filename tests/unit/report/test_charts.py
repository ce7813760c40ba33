"""Charts: right glyphs, the same bytes, nothing left behind in matplotlib, errors that say what to do."""

from __future__ import annotations

import warnings
from functools import partial

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, UnknownName, history, rank

pytest.importorskip("matplotlib", reason="needs the extra plot: python -m pip install 'ictindex[plot]'")

import matplotlib as mpl
from matplotlib.figure import Figure

from ictindex.report import charts

EVERY = {
    "bars": charts.bars,
    "heat_map": charts.heat_map,
    "profile": partial(charts.profile, unit_id="b"),
    "places": partial(charts.places, block="so"),
    "distribution": charts.distribution,
    "losses": partial(charts.losses, unit_id="b"),
}


@pytest.fixture(params=EVERY)
def draw(request):
    """Each chart in turn."""
    return EVERY[request.param]


def texts_of(figure):
    """Every text that is drawn."""
    return [it.get_text() for it in figure.findobj(mpl.text.Text) if it.get_text()]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_chart_is_the_same_file_every_time(ranking, draw, kind, tmp_path):
    """Law L17: no date, no version, no random id; and no letter is missing, for that is a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ("one", "two"):
            charts.save(draw(ranking), tmp_path / f"{name}.{kind}")
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_a_chart_may_be_a_pdf(ranking, tmp_path):
    """For paper; the same file every time, as the others."""
    for name in ("one", "two"):
        charts.save(charts.losses(ranking, "b"), tmp_path / f"{name}.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_caller_finds_matplotlib_as_it_was(ranking, draw, tmp_path):
    """Neither its settings nor its list of open figures change, and its settings change no chart."""
    before = dict(mpl.rcParams)
    charts.save(draw(ranking), tmp_path / "plain.svg")
    assert before == dict(mpl.rcParams)
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "text.usetex": False, "lines.linewidth": 9}):
        charts.save(draw(ranking), tmp_path / "other.svg")
    assert (tmp_path / "plain.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_every_vietnamese_letter_has_a_glyph_in_the_font():
    """All vowels with all tones, both cases, and the marks that charts use."""
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    vowels = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    glyphs = FT2Font(findfont(FontProperties(family="DejaVu Sans"))).get_charmap()
    assert [it for it in vowels + vowels.upper() + "−…–→%" if ord(it) not in glyphs] == []


@pytest.mark.parametrize(
    ("lang", "texts"), [("vi", {"Tốt", "Khá", "59,25"}), ("en", {"Tốt (Good)", "Khá (Fair)", "59.25"})]
)
def test_bars_speak_either_language(ranking, lang, texts):
    """Tiers and decimal marks."""
    assert texts <= set(texts_of(charts.bars(ranking, block="so", lang=lang)))


def test_a_name_with_signs_of_money_is_no_formula(ranking):
    """It is drawn as it is written."""
    assert any("$1$" in it for it in texts_of(charts.bars(ranking, block="so")))


def test_bars_have_a_panel_for_each_block(ranking):
    """And one where one is asked for."""
    assert [len(charts.bars(ranking, block=it).axes) for it in (None, "xa")] == [2, 1]


def test_the_heat_map_shows_the_shares(ranking):
    """19.05 of 60 are 10 of 30 in the one group and 9.05 of 30 in the other; halves go up."""
    figure = charts.heat_map(ranking, block="so")
    assert [round(float(it)) for it in figure.axes[0].images[0].get_array()[3]] == [33, 30]


def test_a_profile_is_of_the_leaves_or_of_the_groups(ranking):
    """Three indicators, two groups."""
    counts = [len(charts.profile(ranking, "b", leaves=it).axes[0].get_yticks()) for it in (True, False)]
    assert counts == [3, 2]


def test_losses_end_at_the_score(ranking):
    """60 less 8.60 and 2.00 is 49.40."""
    texts = texts_of(charts.losses(ranking, "b"))
    assert [it for it in texts if it in ("60", "−8,60", "−2,00", "49,40")] == ["60", "−8,60", "−2,00", "49,40"]


def test_places_of_a_series(ranking):
    """As many columns as editions."""
    earlier = rank(ranking.scores.dataset, ranking.rubric)
    series = history({2025: earlier, 2026: ranking})
    figure = charts.places(series, block="so")
    assert [it.get_text() for it in figure.axes[0].get_xticklabels()] == ["2025", "2026"]


def test_charts_belong_to_no_window(ranking, draw):
    """A plain figure: pyplot does not know it."""
    assert isinstance(draw(ranking), Figure)


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        (lambda it: charts.bars(it, block="so-nganh"), UnknownName, 'there is no block "so-nganh".*so'),
        (lambda it: charts.profile(it, "bb"), UnknownName, 'no unit "bb"'),
        (lambda it: charts.profile(it, "q"), ValueError, "not ranked"),
        (charts.places, ValueError, "name one of so, xa"),
        (lambda it: charts.bars(it, lang="fr"), ValueError, '"vi" or "en"'),
        (lambda it: charts.bars(it.scores), TypeError, "expected a Ranking"),
        (lambda it: charts.save(charts.bars(it), "x.gif"), ValueError, r"\.svg, \.png, \.pdf"),
    ],
)
def test_what_cannot_be_drawn_is_said(ranking, wrong, error, says):
    """With what would do."""
    with pytest.raises(error, match=says):
        wrong(ranking)


def test_losses_need_a_sum():
    """Under a mean a point of a leaf is no point of the total."""
    nodes = [Indicator(id="a", max=10), Indicator(id="b", max=10)]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1, aggregate="mean"), nodes=nodes)
    ranking = rank(Dataset.from_columns(units=["x"], columns={"a": [1], "b": [2]}), rubric)
    with pytest.raises(ValueError, match="no plain sum"):
        charts.losses(ranking, "x")


def test_places_need_a_year_before(ranking):
    """And say how it is given."""
    alone = rank(ranking.scores.dataset, ranking.rubric)
    with pytest.raises(ValueError, match="previous="):
        charts.places(alone, block="so")
