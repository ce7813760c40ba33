"""`ictindex check` and `ictindex rubric check`."""

from __future__ import annotations


def test_sound_data_have_no_problem(ictindex, rubric, data):
    """The answer is one line and the exit code 0."""
    ran = ictindex("check", data, "--rubric", rubric)
    assert (ran.code, ran.out, ran.err) == (0, f"{data}: no problems\n", "")


def test_problems_of_data_are_a_line_each(ictindex, rubric, write):
    """File, row, column, what was found, what was expected, a hint and a code."""
    data = write("bad.csv", "id,name,block,may,can_bo,mang\na,A,so,x,3,maybe\nb,B,so,-,3,có\n")
    ran = ictindex("check", data, "--rubric", rubric)
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert len(lines) == 4
    assert lines[-1] == f"{data}: 3 problems"
    assert all(line.startswith(f"{data}: row ") for line in lines[:-1])


def test_what_only_scoring_finds_is_found_too(ictindex, rubric, write):
    """A missing answer is a problem where the node applies, with its cell."""
    data = write("gap.csv", "id,name,block,may,can_bo,mang\na,A,so,,3,có\n")
    ran = ictindex("check", data, "--rubric", rubric)
    assert ran.code == 1
    assert f"{data}: row 2, column may" in ran.out
    assert "[missing]" in ran.out


def test_the_count_is_said_in_the_language_that_is_asked_for(ictindex, rubric, data, write):
    """The problems themselves are English in both."""
    assert ictindex("check", data, "--rubric", rubric, "--lang", "vi").out == f"{data}: không có lỗi nào\n"
    bad = write("bad.csv", "id,name,block,may,can_bo,mang\na,A,so,x,3,có\n")
    assert ictindex("check", bad, "--rubric", rubric, "--lang", "vi").out.endswith(f"{bad}: 1 lỗi\n")
    assert ictindex("check", bad, "--rubric", rubric).out.endswith(f"{bad}: 1 problem\n")


def test_the_encoding_can_be_named(ictindex, rubric, tmp_path):
    """As the hint of the problem says; without it the file is refused."""
    data = tmp_path / "old.csv"
    data.write_bytes("id,name,block,may,can_bo,mang\na,Sở A,so,1,3,1\n".encode("utf-16"))
    assert "[bad-encoding]" in ictindex("check", data, "--rubric", rubric).out
    assert ictindex("check", data, "--rubric", rubric, "--encoding", "utf-16").code == 0
    assert ictindex("rank", data, "--rubric", rubric, "--encoding", "utf-16").code == 0
    assert "[bad-option]" in ictindex("check", data, "--rubric", rubric, "--encoding", "nothing").out


def test_rubrics_are_checked_one_after_another(ictindex, rubric, write):
    """A sound one and a broken one: the worst decides the exit code."""
    broken = write("broken.toml", 'schema = 1\nid = "demo/x@1"\nnode = [ { id = "a", maxx = 5 } ]\n')
    ran = ictindex("rubric", "check", rubric, broken)
    assert ran.code == 1
    assert f"{rubric}: no problems\n" in ran.out
    assert f"{broken}: node[0].maxx" in ran.out


def test_a_rubric_with_broken_syntax_is_told_line_and_column(ictindex, write):
    """The file was not even TOML."""
    broken = write("broken.toml", 'schema = 1\nid = "demo/x@1\n')
    ran = ictindex("rubric", "check", broken)
    assert ran.code == 1
    assert "line 2" in ran.out


def test_a_registered_rubric_can_be_checked_by_id(ictindex):
    """What is built in is checked as any other."""
    ran = ictindex("rubric", "check", "hanoi/awards@2012")
    assert (ran.code, ran.out) == (0, "hanoi/awards@2012: no problems\n")
