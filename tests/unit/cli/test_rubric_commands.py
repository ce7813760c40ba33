"""`ictindex rubric list`, `show`, `diff`, `lock` and `export`."""

from __future__ import annotations

import json
import tomllib

import pytest

from ictindex.codec import load_rubric, text_digest


def test_the_list_is_one_id_a_line(ictindex):
    """It can be piped into another command."""
    ran = ictindex("rubric", "list")
    assert ran.code == 0
    assert "hanoi/agencies@2014" in ran.out.splitlines()
    assert ran.out.splitlines() == sorted(ran.out.splitlines())


def test_the_long_list_has_status_and_title(ictindex):
    """A reader sees at once what is official and what is not."""
    ran = ictindex("rubric", "list", "--long", "--lang", "vi")
    line = next(line for line in ran.out.splitlines() if line.startswith("laocai/agencies@2014"))
    assert "phục dựng" in line
    assert "Lào Cai" in line


def test_a_rubric_is_shown_with_formulas_maxima_and_weights(ictindex, rubric):
    """Every node says what it is worth and how it comes about."""
    ran = ictindex("rubric", "show", rubric)
    assert ran.code == 0
    assert "may / can_bo × 20" in ran.out
    assert "mang: yes → 10, no → 0; applies only if block = so" in ran.out
    assert "total · at most 30 | 20" in ran.out
    assert "tin  Tin học · at most 20 · 66.67–100 % of the total" in ran.out


def test_a_rubric_is_shown_with_policies_prizes_and_origins(ictindex):
    """Each parameter has its source, or is assumed or inferred."""
    ran = ictindex("rubric", "show", "hanoi/agencies@2014")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["award.no-luc.prizes", "source", "bao-2014", "Nỗ", "lực", "6"] in rows
    assert ["tier.tot.from", "assumed", "80%"] in rows
    assert next(row[:2] for row in rows if "award.no-luc.among" in row) == ["award.no-luc.among", "inferred"]
    assert "Missing: refused" in ran.out
    assert "among: block = so-nganh" in ran.out


def test_a_rubric_is_shown_in_vietnamese(ictindex, rubric):
    """The same facts in the other language."""
    ran = ictindex("rubric", "show", rubric, "--lang", "vi")
    assert "Cách xếp hạng" in ran.out
    assert "mang: có → 10, không → 0; chỉ áp dụng nếu khối = so" in ran.out


def test_weights_are_those_of_units_that_can_exist(ictindex):
    """Nobody has the criteria of both blocks of Lào Cai, so the shares are the printed 25, 45, 15 and 15 of 100."""
    ran = ictindex("rubric", "show", "laocai/agencies@2014")
    said = [line.rpartition(" · ")[2] for line in ran.out.splitlines() if line.endswith("% of the total")]
    assert [it for it in said if " of " in it and "," not in it] == [
        "25 % of the total",
        "45 % of the total",
        "15 % of the total",
        "15 % of the total",
    ]


def test_a_prize_among_some_is_not_said_to_be_among_all(ictindex, rubric, write):
    """One of the two lines says among whom."""
    text = rubric.read_text(encoding="utf-8").replace('per = "block", prizes', 'among = { block = ["so"] }, prizes')
    shown = ictindex("rubric", "show", write("among.toml", text)).out.partition("\nPrizes\n")[2]
    assert "among: block = so" in shown
    assert "among all units" not in shown


def test_the_default_is_named_where_one_rubric_does_not_write_a_key(ictindex, rubric, write):
    """Who reads the difference need not look the default up."""
    text = rubric.read_text(encoding="utf-8").replace(', zero = "zero"', "") + 'rank.by = ["percent"]\n'
    out = ictindex("rubric", "diff", rubric, write("new.toml", text)).out
    assert "node Tin học (tin): zero denominator: zero becomes refuse (default)" in out
    assert "rank: keys: total (default) becomes percent" in out


def test_one_id_with_two_laws_is_told_with_the_names_of_the_files(ictindex, rubric, write):
    """Both call themselves the same, so the files tell them apart."""
    other = write("new.toml", rubric.read_text(encoding="utf-8").replace("max = 20", "max = 25"))
    out = ictindex("rubric", "diff", rubric, other).out
    assert out.startswith(f"demo/it@2026 ({rubric}) → demo/it@2026 ({other})\n")
    assert "One id has two laws" in out
    assert "One id has two laws" not in ictindex("rubric", "diff", rubric, rubric).out


def test_an_export_takes_its_format_from_the_ending(ictindex, rubric, tmp_path):
    """An explicit format wins."""
    out = tmp_path / "copy.json"
    assert ictindex("rubric", "export", rubric, "--out", out).code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == "demo/it@2026"
    assert ictindex("rubric", "export", rubric, "--out", out, "--format", "toml").code == 0
    assert tomllib.loads(out.read_text(encoding="utf-8"))["id"] == "demo/it@2026"


@pytest.mark.parametrize("command", ["show", "lock", "export"])
def test_no_command_writes_over_the_rubric_it_reads(command, ictindex, rubric):
    """The file stays as it is."""
    before = rubric.read_bytes()
    ran = ictindex("rubric", command, rubric, "--out", rubric)
    assert (ran.code, ran.out) == (2, "")
    assert "would overwrite" in ran.err
    assert rubric.read_bytes() == before


def test_a_rubric_file_without_its_ending_is_hinted_at(ictindex, rubric, monkeypatch):
    """A name without an ending is an id, and the file of that name lies there."""
    monkeypatch.chdir(rubric.parent)
    ran = ictindex("rubric", "show", "demo")
    assert ran.code == 2
    assert 'a file is named with its ending: "demo.toml"' in ran.err


def test_a_rubric_against_itself_differs_in_nothing(ictindex, rubric):
    """And its scores can be compared."""
    ran = ictindex("rubric", "diff", rubric, rubric)
    assert "Nothing differs." in ran.out
    assert "the law is the same" in ran.out


def test_differences_that_may_change_results_come_first(ictindex, rubric, write):
    """A maximum is law, a name is not, and the scores of two laws are not compared."""
    text = rubric.read_text(encoding="utf-8").replace("max = 20", "max = 25").replace("Tin học", "Tin học hóa")
    ran = ictindex("rubric", "diff", rubric, write("new.toml", text))
    scores, names = "Makes scores and ranks incomparable\n", "makes nothing incomparable\n"
    assert f"{scores}  node Tin học hóa (tin): maximum: 20 becomes 25\n" in ran.out
    assert f"{names}  node Tin học hóa (tin): Vietnamese name: Tin học becomes Tin học hóa\n" in ran.out
    assert ran.out.index(scores) < ran.out.index(names)
    assert "scores are not compared (the law differs" in ran.out


def test_lock_prints_toml_with_the_digest_of_the_ranking(ictindex, rubric, data):
    """The law that is locked is the law that ranks."""
    ran = ictindex("rubric", "lock", rubric)
    locked = tomllib.loads(ran.out)["demo/it@2026"]
    ranked = json.loads(ictindex("rank", data, "--rubric", rubric, "--format", "json").out)
    assert locked == {"law": ranked["law"], "text": text_digest(load_rubric(rubric))}


def test_lock_without_names_locks_every_registered_rubric(ictindex):
    """A line for each id of the list."""
    listed = ictindex("rubric", "list").out.split()
    assert sorted(tomllib.loads(ictindex("rubric", "lock").out)) == listed


def test_an_exported_rubric_is_the_same_law(ictindex, rubric, tmp_path):
    """In TOML and in JSON."""
    locked = tomllib.loads(ictindex("rubric", "lock", rubric).out)
    for form in ("toml", "json"):
        out = tmp_path / f"copy.{form}"
        assert ictindex("rubric", "export", rubric, "--format", form, "--out", out).code == 0
        assert tomllib.loads(ictindex("rubric", "lock", out).out) == locked


def test_a_command_without_its_name_says_what_there_is(ictindex):
    """Wrong usage, told on the error stream."""
    ran = ictindex("rubric")
    assert (ran.code, ran.out) == (2, "")
    assert "export" in ran.err


VERDICTS = [
    ({}, "ranks are compared; scores are compared (the law is the same)"),
    ({"max = 20": "max = 25"}, "ranks are compared; scores are not compared (the law differs"),
    (
        {"max = 20": "max = 25", "title =": 'comparable = ["score"]\ntitle ='},
        'ranks are not compared (demo/it@2027 lacks comparable = ["rank"]); scores are compared (by demo/it@2027',
    ),
    ({"max = 20": "max = 25", "demo/it": "demo/other"}, "ranks are not compared (another family"),
    (
        {"max = 20": "max = 25", "demo/it@2027": "demo/other@2027", "title =": 'follows = "demo/it@2026"\ntitle ='},
        "ranks are compared; scores are not compared (the law differs",
    ),
]


@pytest.mark.parametrize(("changes", "verdict"), VERDICTS)
def test_the_last_line_says_what_rank_would_compare(changes, verdict, ictindex, rubric, data, write):
    """By the rule of `rank --previous` itself: where it says so, the ranking has changes, and only there."""
    text = rubric.read_text(encoding="utf-8").replace("@2026", "@2027")
    for old, new in changes.items():
        text = text.replace(old, new)
    other = write("new.toml", text)
    last = ictindex("rubric", "diff", rubric, other).out.splitlines()[-1]
    assert verdict in last
    previous = write("previous.csv", ictindex("rank", data, "--rubric", rubric, "--format", "csv").out)
    ranked = json.loads(ictindex("rank", data, "--rubric", other, "--previous", previous, "--format", "json").out)
    if "law is the same" not in verdict:  # a table of an unregistered rubric does not say its law
        compared = any(unit["change"] is not None for unit in ranked["units"])
        assert compared == ("ranks are compared" in last)


EFFECTS = {
    "max = 20": ("max = 25", "Makes scores and ranks incomparable"),
    'zero = "zero"': ('zero = "full"', "Makes scores and ranks incomparable"),
    "decimals = 2": ("decimals = 1", "Makes scores and ranks incomparable"),
    "yes = 10, only": ("yes = 10, extra = true, only", "Makes scores and ranks incomparable"),
    "title =": ('rank.ties = "dense"\ntitle =', "Makes ranks incomparable, not scores"),
    "award =": ('exclude = [ { unit = "a", why = "x" } ]\naward =', "Makes ranks incomparable, not scores"),
    'from = "80%"': ("from = 12", "Changes tiers only"),
    "Nhất 1": ("Nhất 2", "Changes prizes only"),
    "tier =": ('view = [ { id = "v", over = ["tin"] } ]\ntier =', "Changes figures beside the total only"),
    "Tin học": ("Tin", "Names, sources and checked sums only"),
}


@pytest.mark.parametrize("old", sorted(EFFECTS))
def test_each_change_stands_under_what_it_makes_incomparable(old, ictindex, rubric, write):
    """Under one heading, and no other."""
    new, heading = EFFECTS[old]
    text = rubric.read_text(encoding="utf-8")
    assert old in text
    paragraphs = ictindex("rubric", "diff", rubric, write("new.toml", text.replace(old, new, 1))).out.split("\n\n")
    changed = [it.splitlines()[0] for it in paragraphs if "\n  " in it]
    assert [it for it in changed if it.startswith(heading)] == changed


def test_differences_are_said_in_vietnamese(ictindex, rubric, write):
    """Names of keys and words of closed lists included."""
    text = rubric.read_text(encoding="utf-8").replace('zero = "zero"', 'zero = "full"')
    out = ictindex("rubric", "diff", rubric, write("new.toml", text), "--lang", "vi").out
    assert "chỉ tiêu Tin học (tin): khi mẫu số bằng 0: 0 điểm → điểm tối đa" in out
    assert "có so hạng; không so điểm" in out
