"""`ictindex rank`."""

from __future__ import annotations

import csv
import json
import sys
from decimal import Decimal
from io import StringIO

import pytest


def test_the_status_stands_in_the_first_lines_of_the_text(ictindex, rubric, data):
    """A reader of the first lines knows which rubric it was and what it is worth."""
    ran = ictindex("rank", data, "--rubric", rubric)
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[:2] == [
        "demo/it@2026  Trial",
        "ILLUSTRATIVE: invented to show a rule, nobody's official rubric",
    ]
    assert lines[2].startswith("Law ")
    assert len(lines[2]) == len("Law ") + 12


@pytest.mark.parametrize("form", ["text", "csv"])
def test_what_a_file_says_of_itself_stands_in_the_head(form, ictindex, rubric, data, write):
    """Invented data stay marked as such in whatever is made of them."""
    marked = write("marked.csv", "# illustrative, not official data\n" + data.read_text(encoding="utf-8"))
    lines = ictindex("rank", marked, "--rubric", rubric, "--format", form).out.splitlines()
    place = {"text": 3, "csv": 4}[form]
    assert lines[place].strip('"').lstrip("# ").casefold() == "data: illustrative, not official data"


def test_a_block_is_a_table_with_ranks_tiers_and_awards(ictindex, rubric, data):
    """Ranks are inside blocks, percents are of the unit's own maximum, prizes stand beside their winners."""
    ran = ictindex("rank", data, "--rubric", rubric)
    lines = [line.split() for line in ran.out.splitlines()]
    assert "Sở, ban, ngành (Departments): 2 units" in ran.out
    assert ["1", "Sở", "B", "30.00", "100.00", "Tốt", "Nhất"] in lines
    assert ["2", "Sở", "A", "16.67", "55.57", "Yếu"] in lines
    assert ["3", "Xã", "E", "0.00", "0.00", "Yếu"] in lines


def test_tiers_are_counted_by_block_and_pooled_with_shares(ictindex, rubric, data):
    """Shares are whole percents of the ranked units, and the report says so."""
    ran = ictindex("rank", data, "--rubric", rubric, "--lang", "vi")
    assert "Toàn bộ: 1 Tốt (20 %), 4 Yếu (80 %)" in ran.out
    assert "làm tròn đến phần trăm, nửa lên" in ran.out


def test_a_tie_at_a_prize_is_a_remark(ictindex, rubric, data):
    """What the jury has to decide is said, with the names."""
    ran = ictindex("rank", data, "--rubric", rubric)
    remarks = ran.out.partition("\nRemarks\n")[2]
    assert "Xã C and Xã D" in remarks
    assert "jury" in remarks


def test_sentences_and_numbers_are_in_the_language_that_is_asked_for(ictindex, rubric, data):
    """Remarks, reasons and decimal commas in the text report, and the sentences of JSON."""
    said = "Giải thưởng, Nhất 1, khối Xã: Xã C và Xã D bằng nhau về tổng điểm ở ranh giới giải (1 giải cho 2 đơn vị)"
    text = ictindex("rank", data, "--rubric", rubric, "--lang", "vi", "--reasons").out
    assert said in text
    assert "  Xếp sau Sở B (hạng 1): tổng điểm 16,67 so với 30,00\n" in text
    assert ["2", "Sở", "A", "16,67", "55,57", "Yếu"] in [line.split() for line in text.splitlines()]
    tree = json.loads(ictindex("rank", data, "--rubric", rubric, "--lang", "vi", "--format", "json").out)
    assert any(it["message"].startswith(said) for it in tree["remarks"])
    assert tree["awards"][0]["reason"].startswith("Nhất (Giải thưởng), khối Sở, ban, ngành: đứng thứ 1 trong 2 đơn vị")


def test_without_a_previous_edition_no_change_is_shown_and_that_is_said(ictindex, rubric, data):
    """An empty column would look like no change."""
    ran = ictindex("rank", data, "--rubric", rubric)
    assert "No previous edition was given, so no change in rank is shown." in ran.out
    assert "Change" not in ran.out


def test_every_policy_is_named_with_its_value(ictindex, rubric, data):
    """No policy hides in a default."""
    ran = ictindex("rank", data, "--rubric", rubric)
    how = ran.out.partition("How this ranking is made\n")[2].partition("\n\n")[0]
    labels = [line.partition(":")[0].strip() for line in how.splitlines()]
    assert labels == [
        "Missing",
        "Zero denominator",
        "Out of range",
        "Not applicable",
        "Rounding",
        "Order",
        "Ties",
        "Last resort",
        "Tiers",
        "Prizes",
        "Ties at a prize",
        "Other editions",
        "Parameters",
        "Every parameter with its value and origin",
    ]
    assert "Zero denominator: 0 points" in how


def test_json_has_exactly_the_printed_digits(ictindex, rubric, data):
    """20.00 of 30 stays 20.00, and no float is near it."""
    ran = ictindex("rank", data, "--rubric", rubric, "--format", "json")
    tree = json.loads(ran.out, parse_float=Decimal)
    scores = {unit["id"]: str(unit["score"]) for unit in tree["units"]}
    assert scores == {"a": "16.67", "b": "30.00", "c": "2.50", "d": "2.50", "e": "0.00"}
    assert list(tree)[:5] == ["format", "ictindex", "rubric", "status", "law"]
    assert tree["units"][0]["change_reason"] == "no-previous"
    assert tree["units"][2]["nodes"]["mang"] == {"score": None, "rank": None}


def test_csv_has_a_row_for_each_unit_and_two_columns_for_each_node(ictindex, rubric, data):
    """Comments name rubric and status; not applicable is no zero."""
    ran = ictindex("rank", data, "--rubric", rubric, "--format", "csv")
    lines = ran.out.splitlines()
    assert lines[0] == "# rubric: demo/it@2026"
    assert lines[1].strip('"').startswith("# status: ILLUSTRATIVE")
    rows = list(csv.DictReader(StringIO("\n".join(lines[4:]))))
    assert [(row["block"], row["rank"], row["id"], row["score"]) for row in rows] == [
        ("so", "1", "b", "30.00"),
        ("so", "2", "a", "16.67"),
        ("xa", "1", "c", "2.50"),
        ("xa", "1", "d", "2.50"),
        ("xa", "3", "e", "0.00"),
    ]
    assert rows[0]["awards"] == "giai/Nhất"
    assert (rows[2]["mang"], rows[2]["mang.rank"]) == ("n/a", "")
    assert (rows[0]["tin"], rows[0]["tin.rank"]) == ("20.00", "1")


def test_a_csv_cell_never_starts_a_formula(ictindex, rubric, write):
    """A name that a spreadsheet would run is written as text; a negative number stays one."""
    data = write(
        "bad.csv",
        'id,name,block,may,can_bo,mang\n=1+1,"=HYPERLINK(""http://x"")",so,1,3,có\n@b,+cmd|x,so,3,3,không\n',
    )
    ran = ictindex("rank", data, "--rubric", rubric, "--format", "csv")
    cells = [cell for row in csv.reader(StringIO(ran.out)) for cell in row]
    assert ran.code == 0
    assert [cell for cell in cells if cell[:1] in ("=", "@", "+")] == []
    assert "'=1+1" in cells


def test_the_csv_of_one_year_is_the_previous_edition_of_the_next(ictindex, rubric, data, write, tmp_path):
    """What rank wrote, rank reads: ranks, blocks and the rubric's name."""
    before = tmp_path / "before.csv"
    assert ictindex("rank", data, "--rubric", rubric, "--format", "csv", "--out", before).code == 0
    swapped = write("swapped.csv", data.read_text(encoding="utf-8").replace("a,Sở A,so,1,3", "a,Sở A,so,4,4"))
    text = swapped.read_text(encoding="utf-8").replace("b,Sở B,so,3,3", "b,Sở B,so,1,3")
    swapped.write_text(text, encoding="utf-8")
    ran = ictindex("rank", swapped, "--rubric", rubric, "--previous", before)
    lines = [line.split() for line in ran.out.splitlines()]
    assert "Changes are against demo/it@2026." in ran.out
    assert ["1", "Sở", "A", "30.00", "100.00", "Tốt", "+1", "Nhất"] in lines
    assert ["2", "Sở", "B", "16.67", "55.57", "Yếu", "-1"] in lines


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_same_inputs_give_the_same_bytes(form, ictindex, rubric, data, tmp_path):
    """L17: no time, no path, no order of a hash in any output, on the console and in a file."""
    arguments = ("rank", data, "--rubric", rubric, "--format", form)
    first = ictindex(*arguments).out
    out = tmp_path / "result"
    ran = ictindex(*arguments, "--out", out)
    assert ran.out == ""
    assert out.read_bytes() == first.encode()


@pytest.mark.parametrize("read", ["data", "rubric", "previous"])
def test_no_input_is_written_over(read, ictindex, rubric, data, write, tmp_path):
    """Neither under its own name nor through a link, and nothing is written."""
    files = {"data": data, "rubric": rubric, "previous": write("before.csv", "id,block,rank\na,so,1\n")}
    before = files[read].read_bytes()
    names = [files[read], tmp_path / ".." / tmp_path.name / files[read].name]
    if sys.platform != "win32":
        link = tmp_path / "link.csv"
        link.symlink_to(files[read])
        names.append(link)
    for out in names:
        ran = ictindex("rank", data, "--rubric", rubric, "--previous", files["previous"], "--out", out)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"ictindex: --out {out} would overwrite {files[read]}, which is read; name another file\n"
        assert files[read].read_bytes() == before


@pytest.mark.parametrize(("name", "form"), [("a.csv", "csv"), ("a.JSON", "json"), ("a.txt", "text"), ("a", "text")])
def test_the_ending_of_the_file_names_the_format(name, form, ictindex, rubric, data, tmp_path):
    """As if the format had been given."""
    assert ictindex("rank", data, "--rubric", rubric, "--out", tmp_path / name).code == 0
    said = ictindex("rank", data, "--rubric", rubric, "--format", form).out
    assert (tmp_path / name).read_text(encoding="utf-8") == said


def test_a_format_that_is_given_wins_over_the_ending(ictindex, rubric, data, tmp_path):
    """Whoever says both means the format."""
    out = tmp_path / "a.csv"
    assert ictindex("rank", data, "--rubric", rubric, "--out", out, "--format", "json").code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["rubric"] == "demo/it@2026"


def test_json_as_the_previous_edition_is_one_message(ictindex, rubric, data, tmp_path):
    """What was written for a program is no table, and that is said once."""
    before = tmp_path / "before.json"
    assert ictindex("rank", data, "--rubric", rubric, "--out", before).code == 0
    ran = ictindex("rank", data, "--rubric", rubric, "--previous", before)
    assert ran.code == 2
    assert ran.err.startswith(f"ictindex: {before} is JSON; --previous takes CSV")
    assert len(ran.err.splitlines()) == 1


def test_a_previous_table_may_have_the_encoding_of_the_data(ictindex, rubric, tmp_path):
    """It is read as UTF-8, which is what rank writes, and else in the encoding that was named."""
    data, before = tmp_path / "data.csv", tmp_path / "before.csv"
    data.write_bytes("id,name,block,may,can_bo,mang\na,Sở A,so,1,3,1\n".encode("utf-16"))
    for encoding in ("utf-16", "utf-8"):
        before.write_bytes("# rubric: demo/it@2026\nid,block,rank\na,so,1\n".encode(encoding))
        ran = ictindex("rank", data, "--rubric", rubric, "--encoding", "utf-16", "--previous", before)
        assert "Changes are against demo/it@2026." in ran.out


def test_a_block_says_of_how_many_points_it_is(ictindex, rubric, data):
    """Where units differ in their maximum, a percent is of the unit's own."""
    ran = ictindex("rank", data, "--rubric", rubric)
    assert "Sở, ban, ngành (Departments): 2 units, of at most 30 points\n" in ran.out
    assert "Xã: 3 units, of at most 20 points\n" in ran.out


def test_a_maximum_that_all_share_is_not_repeated(ictindex, examples):
    """It stands in the rubric."""
    ran = ictindex("rank", examples / "laocai-2014.csv", "--rubric", "laocai/agencies@2014")
    assert "of at most" not in ran.out


def test_a_note_of_the_data_stands_in_the_heading_only(ictindex, rubric, data, write):
    """It is a remark of the result, and the text does not say it twice."""
    marked = write("marked.csv", "# invented for a test\n" + data.read_text(encoding="utf-8"))
    assert ictindex("rank", marked, "--rubric", rubric).out.count("invented for a test") == 1


def test_groups_are_headed_by_their_names_where_a_column_has_room(ictindex, rubric, data, write):
    """A long name leaves the id."""
    text = rubric.read_text(encoding="utf-8").replace("Tin học", "Một tên gọi dài hơn bề rộng của cột")
    ran = ictindex("rank", data, "--rubric", write("long.toml", text), "--groups", "--lang", "vi")
    head = next(line for line in ran.out.splitlines() if line.startswith("Hạng"))
    assert head.split()[-2:] == ["tin", "Mạng"]


def test_a_vietnamese_report_is_vietnamese(ictindex, rubric, data):
    """The words of the policies too."""
    ran = ictindex("rank", data, "--rubric", rubric, "--lang", "vi")
    assert "1, 2, 2, 4 (hạng sau bị bỏ)" in ran.out
    assert "competition" not in ran.out
    assert "có thể so: hạng\n" in ran.out


def test_problems_of_both_files_are_listed_at_once(ictindex, rubric, write):
    """The previous table is read even where the data are refused."""
    data = write("bad.csv", "id,name,block,may,can_bo,mang\na,A,so,x,3,có\na,B,so,2,3,maybe\n")
    previous = write("before.csv", "id,block,rank\na,so,first\n")
    ran = ictindex("rank", data, "--rubric", rubric, "--previous", previous)
    assert ran.code == 1
    assert ran.out == ""
    for code in ("[double-id]", "[not-a-number]", "[not-a-rank]"):
        assert code in ran.err
    assert "Traceback" not in ran.err


def test_an_unknown_rubric_is_answered_with_a_near_name(ictindex, data):
    """A slip of one digit is not the end of the search."""
    ran = ictindex("rank", data, "--rubric", "hanoi/agencies@2015")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ('ictindex: there is no rubric "hanoi/agencies@2015": did you mean "hanoi/agencies@2014"?\n')


def test_a_bad_rubric_is_refused_with_every_problem(ictindex, data, write, rubric):
    """Paths and near names, all at once, and nothing is ranked."""
    text = rubric.read_text(encoding="utf-8").replace("decimals", "decimal").replace('"zero"', '"zer"')
    ran = ictindex("rank", data, "--rubric", write("bad.toml", text))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("ictindex: 2 problems in the rubric:\n")
    assert 'total.decimal: there is no key `decimal` here (did you mean "decimals"?)' in ran.err
    assert "node[0].zero" in ran.err


@pytest.mark.parametrize("missing", ["data", "rubric", "previous"])
def test_a_file_that_is_not_there_is_named(missing, ictindex, data, rubric, tmp_path):
    """One line, wrong usage, no traceback."""
    files = {"data": data, "rubric": rubric, "previous": data, missing: tmp_path / "nowhere.toml"}
    ran = ictindex("rank", files["data"], "--rubric", files["rubric"], "--previous", files["previous"])
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "nowhere.toml" in ran.err


def test_without_plugins_a_rubric_is_a_file(ictindex, data, rubric):
    """The safe mode runs no code but ictindex's own."""
    assert ictindex("rank", data, "--rubric", rubric, "--no-plugins").code == 0
    ran = ictindex("rank", data, "--rubric", "hanoi/agencies@2014", "--no-plugins")
    assert ran.code == 2
    assert "--no-plugins" in ran.err


def test_the_decimal_mark_can_be_declared(ictindex, rubric, write):
    """1,234 alone proves nothing; declared, it is a number under either mark."""
    data = write("mark.csv", 'id,name,block,may,can_bo,mang\na,A,so,"1,234","2,468",có\n')
    assert "[unproved-decimal-mark]" in ictindex("rank", data, "--rubric", rubric).err
    assert ictindex("rank", data, "--rubric", rubric, "--decimal", ",").code == 0


def test_a_refused_tie_is_a_problem_of_the_data(ictindex, data, rubric, write):
    """The units that are equal are named."""
    text = rubric.read_text(encoding="utf-8") + 'rank.last = "refuse"\n'
    ran = ictindex("rank", data, "--rubric", write("strict.toml", text))
    assert ran.code == 1
    assert "c and d" in ran.err


def test_debug_shows_where_an_error_was_raised(ictindex, data):
    """And only debug does."""
    ran = ictindex("rank", data, "--rubric", "hanoi/agencies@2015", "--debug")
    assert ran.code == 2
    assert "Traceback" in ran.err


def test_a_fault_of_the_program_is_told_as_one(ictindex, data, rubric, monkeypatch):
    """An error that nobody foresaw has an exit code of its own and names the way to its place."""

    def fail(*_, **__):
        msg = "no such thing"
        raise RuntimeError(msg)

    monkeypatch.setattr("ictindex.cli.rank_command.rank", fail)
    ran = ictindex("rank", data, "--rubric", rubric)
    assert ran.code == 4
    assert ran.err == "ictindex: unexpected RuntimeError: no such thing; --debug shows where\n"


def test_units_that_are_not_ranked_stand_apart_with_the_reason(ictindex, data, rubric, write):
    """An excluded unit is listed, not ranked and not counted."""
    text = rubric.read_text(encoding="utf-8") + 'exclude = [ { unit = "e", why = "an ninh" } ]\n'
    ran = ictindex("rank", data, "--rubric", write("without.toml", text))
    assert "5 units, 4 ranked" in ran.out
    assert "Not ranked: 1 unit\n" in ran.out
    assert ["Xã", "E", "excluded:", "an", "ninh"] in [line.split() for line in ran.out.splitlines()]


def test_the_example_of_lao_cai_prints_shares_pooled_over_both_blocks(ictindex, examples):
    """9 of 31 and 12 of 31, and no change because there was no year before."""
    ran = ictindex("rank", examples / "laocai-2014.csv", "--rubric", "laocai/agencies@2014")
    assert "All: 9 Tốt (29 %), 12 Khá (39 %)" in ran.out
    assert "No previous edition was given" in ran.out


def test_a_recognition_names_the_conditions_that_are_not_met(ictindex, examples):
    """Whoever is not recognised reads why, with the value found."""
    ran = ictindex("rank", examples / "e-agency-2015.csv", "--rubric", "hanoi/e-agency@2015")
    lacking = ran.out.partition("not received\n")[2]
    assert "tru = -2.." in lacking
    assert "meets every condition" in ran.out


def test_the_example_of_da_nang_shows_ranks_by_group(ictindex, examples):
    """6th over all, and 24th, 6th, 9th and 4th in the four groups."""
    ran = ictindex("rank", examples / "danang-2016.csv", "--rubric", "danang/agencies@2016", "--groups")
    line = next(it for it in ran.out.splitlines() if "Sở Khoa học và Công nghệ" in it)
    assert line.split()[0] == "6"
    assert [word for word in line.split() if word.startswith("(")] == ["(24)", "(6)", "(9)", "(4)"]


def test_the_csv_of_a_year_is_the_previous_of_the_next(ictindex, rubric, write):
    """Ids that a spreadsheet would run come back as they were, and the law in its comments is known."""
    text = "id,name,block,may,can_bo,mang\n" + "".join(
        f"{unit},Sở,so,{place},20,có\n" for place, unit in enumerate(("=a", "-b", "+c", "@d", "＝e", "'=f", "'g", "-5"))
    )
    answers = write("d.csv", text)
    earlier = write("p.csv", ictindex("rank", answers, "--rubric", rubric, "--format", "csv").out)
    ran = ictindex("rank", answers, "--rubric", rubric, "--previous", earlier, "--format", "json")
    result = json.loads(ran.out)
    assert [unit["change"] for unit in result["units"]] == [0] * 8
    assert [it["code"] for it in result["remarks"] if it["code"] in ("other-law", "units-gone")] == []


def test_a_byte_order_mark_is_written_where_it_is_asked_for(ictindex, rubric, data, tmp_path):
    """Excel needs it and other programs stumble over it; it changes nothing else, and every reader takes it."""
    answers, out = data, tmp_path / "o.csv"
    plain = ictindex("rank", answers, "--rubric", rubric, "--format", "csv").out
    assert ictindex("rank", answers, "--rubric", rubric, "--bom", "--out", out).code == 0
    assert out.read_bytes() == b"\xef\xbb\xbf" + plain.encode()
    assert ictindex("rank", answers, "--rubric", rubric, "--previous", out).code == 0
    assert ictindex("rank", answers, "--rubric", rubric, "--bom").code == 2


def test_control_characters_of_a_name_are_written_out(ictindex, rubric, data, write):
    """A name that clears the screen or turns letters round is seen for what it is."""
    text = data.read_text(encoding="utf-8")
    answers = write("d.csv", text.replace("Sở A", "S\x1b[2J\u202eA"))
    ran = ictindex("rank", answers, "--rubric", rubric)
    assert "S\\x1b[2J\\u202eA" in ran.out
    refused = write("e.csv", text.replace("so,1,3,có", "so,1,3,c\x1b[2Jó"))
    said = ictindex("check", refused, "--rubric", rubric).out + ictindex("rank", refused, "--rubric", rubric).err
    assert said.count("c\\x1b[2Jó") == 2
    assert "\x1b" not in ran.out + said


def test_every_format_says_how_the_ranking_is_made(ictindex, rubric, data):
    """In words, as tables, and in a comment that names the command with the rest."""
    text = ictindex("rank", data, "--rubric", rubric).out
    how = text.partition("\nHow this ranking is made\n")[2]
    assert "Last resort: equals share the rank" in how
    assert "Tiers: Tốt (Good) at least 80%; Yếu (Weak) the rest" in how
    policies, nodes = how.split("\n\n")
    assert policies.endswith("`ictindex rubric show demo/it@2026`")
    shown = ictindex("rubric", "show", rubric).out
    assert nodes.rstrip("\n") in shown
    assert "may / can_bo × 20" in nodes
    tree = json.loads(ictindex("rank", data, "--rubric", rubric, "--format", "json").out)
    assert tree["how"]["tiers"] == [{"id": "tot", "from": "80%"}, {"id": "yeu"}]
    assert tree["format"] == 1
    table = ictindex("rank", data, "--rubric", rubric, "--format", "csv").out
    assert "# how: ictindex rubric show demo/it@2026\n" in table


def test_reasons_stand_where_they_are_asked_for(ictindex, rubric, data):
    """Awards say by which values and against whom; each unit's sentences come with --reasons, and never in CSV."""
    tree = json.loads(ictindex("rank", data, "--rubric", rubric, "--format", "json").out)
    assert "why" not in tree["units"][0]
    full = json.loads(ictindex("rank", data, "--rubric", rubric, "--format", "json", "--reasons").out)
    assert all(unit["why"] and unit["why"][0].startswith("Rank ") for unit in full["units"])
    assert full["awards"] == tree["awards"]
    assert all({"part", "values", "against", "reason"} <= award.keys() for award in tree["awards"])
    text = ictindex("rank", data, "--rubric", rubric, "--reasons").out
    assert "\n\nWhy each unit stands where it does\n\n" in text
    assert full["units"][0]["why"][0] in text
    assert ictindex("rank", data, "--rubric", rubric, "--format", "csv", "--reasons").code == 2


def test_what_a_council_found_otherwise_is_a_table(ictindex, write):
    """Report, finding, what counted, and the difference with its sign; equal ones are left out."""
    rubric = write(
        "r.toml",
        'schema = 1\nid = "demo/it@2026"\ntotal = { decimals = 1 }\nnode = [ { id = "hop", max = 20 } ]\n'
        'step = [ { kind = "verify", columns = ["hop"], self = "*_tu", verified = "*_hd", counts = "lower" } ]\n',
    )
    answers = write("d.csv", "id,hop_tu,hop_hd\na,20,15.5\nb,10,10\nc,10,12\n")
    said = ictindex("rank", answers, "--rubric", rubric).out
    table = said.partition("Reports that the council found otherwise: 2\n")[2].split("\n\n")[0].splitlines()
    assert [line.split() for line in table[2:]] == [
        ["a", "hop", "20", "15.5", "15.5", "-4.5"],
        ["c", "hop", "10", "12", "10", "+2"],
    ]
    tree = json.loads(ictindex("rank", answers, "--rubric", rubric, "--format", "json").out)
    assert [it["difference"] for it in tree["verifications"]] == [-4.5, 0, 2]
