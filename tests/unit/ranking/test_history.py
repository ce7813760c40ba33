from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex.model import NotComparable, Prize, Published, PublishedRow

NOW = {"a": ["so", 90], "b": ["so", 80], "c": ["so", 70], "d": ["xa", 60]}


def published(rubric="demo/it@2025", **rows):
    """A printed table: unit id = (block, rank) or (block, rank, score)."""
    return Published(
        rubric=rubric,
        rows=[
            PublishedRow(id=unit, **dict(zip(("block", "rank", "score"), row, strict=False)))
            for unit, row in rows.items()
        ],
    )


def changes(ranking):
    """Change, or the reason for none, by unit."""
    return {it.unit.id: it.change if it.change_reason is None else it.change_reason for it in ranking.standings}


def codes(ranking):
    """Codes of all remarks."""
    return [remark.code for remark in ranking.remarks]


def test_a_change_is_the_previous_rank_less_the_present_one(ranked):
    """Positive is better; in the same block only; first year and unranked have their reasons."""
    previous = published(a=("so", 3), b=("so", 1), c=("xa", 2), d=("xa", None))
    ranking = ranked({**NOW, "e": ["xa", 10]}, previous=previous)
    assert changes(ranking) == {"a": 2, "b": -1, "c": "moved", "d": "not-ranked", "e": "new"}
    assert ranking["a"].why[-1] == "Up 2 places on demo/it@2025"
    assert ranking["e"].why[-1] == "No change in rank: first year"


def test_without_a_previous_edition_every_change_has_that_reason(ranked):
    """The first year of a rubric."""
    assert set(changes(ranked(NOW)).values()) == {"no-previous"}


def test_blocks_of_a_printed_table_may_be_names(ranked):
    """Part ids or part names, as in a data set."""
    partitions = {"block": {"so": {"vi": "Sở, ban, ngành"}, "xa": {"vi": "Xã"}}}
    previous = published(a=("sở, Ban, ngành", 1), d=("Xã", 1))
    found = changes(ranked(NOW, partitions=partitions, previous=previous))
    assert (found["a"], found["d"]) == (0, 0)


def test_a_ranking_without_blocks_compares_ranks_over_all(ranked):
    """A table with one block is taken as it is; one with several is remarked."""
    points = {"a": [2], "b": [1]}
    one = ranked(points, previous=published(a=("tinh", 2), b=("tinh", 1)))
    assert (changes(one), codes(one)) == ({"a": 1, "b": -1}, ["other-law"])
    several = ranked(points, previous=published(a=("x", 1), b=("y", 1)))
    assert (changes(several), codes(several)) == ({"a": 0, "b": -1}, ["other-law", "previous-blocks"])


def test_units_that_are_gone_are_named(ranked):
    """They were in the previous edition and are absent now."""
    ranking = ranked(NOW, previous=published(a=("so", 1), z=("so", 2), y=("so", 3)))
    (gone,) = [remark for remark in ranking.remarks if remark.code == "units-gone"]
    assert (gone.units, str(gone)) == (
        ("y", "z"),
        "Listed in the previous edition, absent from this one: y and z",
    )


@pytest.mark.parametrize(
    ("earlier", "rules", "comparable", "remarks"),
    [
        ("demo/it@2025", {}, True, ["other-law"]),
        ("demo/it@2026", {}, True, ["other-law"]),
        ("", {}, True, ["other-law"]),
        ("demo/ict@2025", {}, False, ["not-comparable"]),
        ("demo/ict@2025", {"follows": "demo/ict@2025"}, True, ["other-law"]),
        ("demo/it@2025", {"comparable": []}, False, ["not-comparable"]),
        ("demo/it@2026", {"comparable": []}, True, ["other-law"]),
    ],
)
def test_ranks_are_compared_inside_a_family(ranked, earlier, rules, comparable, remarks):
    """The same family, or the followed one, where the rubric lets ranks be compared; remarked."""
    ranking = ranked(NOW, previous=published(earlier, a=("so", 1), b=("so", 2), c=("so", 3), d=("xa", 1)), **rules)
    assert set(changes(ranking).values()) == ({0} if comparable else {"not-comparable"})
    assert codes(ranking) == remarks


def test_the_same_law_needs_no_remark(ranked):
    """A ranking by an equal rubric, with or without digests."""
    for extra in ({}, {"law": "abc"}):
        ranking = ranked(NOW, previous=ranked(NOW, **extra), **extra)
        assert (set(changes(ranking).values()), codes(ranking)) == ({0}, [])


def test_equal_digests_are_one_law_whatever_the_rubric_is_called(ranked):
    """Also where another family has taken the law over unchanged."""
    ranking = ranked(NOW, previous=ranked(NOW, id="other/it@2025", law="abc"), law="abc")
    assert (set(changes(ranking).values()), codes(ranking)) == ({0}, [])


def test_digests_are_worked_out_only_where_they_matter(ranked):
    """Not for a first edition, nor for one by the very same rubric."""

    def never():
        raise AssertionError

    first = ranked(NOW, law=never)
    assert set(changes(ranked(NOW, previous=first, law=never)).values()) == {0}


def test_scores_are_compared_under_one_law(ranked):
    """The printed scores, exactly."""
    before = ranked({**NOW, "a": ["so", Decimal("79.99")], "b": ["so", 85]})
    ranking = ranked(NOW, previous=before)
    assert (str(ranking.score_change("a")), str(ranking.score_change("b"))) == ("10.01", "-5.00")
    assert ranking["a"].change == 1


def test_scores_of_another_law_are_not_subtracted(ranked):
    """Ranks may be compared, with a remark; scores raise."""
    ranking = ranked(NOW, previous=published(a=("so", 2, 50)))
    assert ranking["a"].change == 1
    with pytest.raises(NotComparable, match="scores are not comparable with demo/it@2025"):
        ranking.score_change("a")
    with pytest.raises(NotComparable, match="no edition before"):
        ranked(NOW).score_change("a")


def test_a_rubric_may_say_that_scores_are_comparable(ranked):
    """Then a printed score is subtracted, with all its digits; a unit without one has no change."""
    previous = published(a=("so", 2, "89.995"), b=("xa", 1, 70), c=("so", None, 10))
    ranking = ranked(NOW, previous=previous, comparable=["rank", "score"])
    assert str(ranking.score_change("a")) == "0.005"
    assert str(ranking.score_change("b")) == "10.000"
    assert ranking.score_change("c") is None
    assert ranking.score_change("d") is None


EFFORT = [Prize(id="no-luc", among={"change": "1.."}, by=["change"], prizes=["Nỗ lực 1"], tie="extend")]


def test_the_most_improved_by_places(ranked):
    """Unit b gained two places, a none."""
    previous = published(a=("so", 1), b=("so", 4), c=("so", 2), d=("xa", 1))
    ranking = ranked(NOW, previous=previous, awards=EFFORT)
    assert [(it.unit, str(it.values[0][1])) for it in ranking.awards] == [("b", "2")]
    assert "places gained +2" in ranking.awards[0].reason


def test_the_most_improved_by_points_with_a_minimum(ranked):
    """Unit b gained 20, c 5, which is below the minimum of 10."""
    awards = [Prize(id="tien-bo", among={"change_points": "10.."}, by=["change_points"], prizes=["Tiến bộ 2"])]
    previous = published(a=("so", 1, 90), b=("so", 2, 60), c=("so", 3, 65), d=("xa", 1, 60))
    ranking = ranked(NOW, previous=previous, comparable=["score", "rank"], awards=awards)
    assert [(it.unit, str(it.values[0][1])) for it in ranking.awards] == [("b", "20.00")]


@pytest.mark.parametrize(
    ("awards", "previous", "why"),
    [
        (EFFORT, None, "no previous edition was given"),
        (
            EFFORT,
            published("demo/ict@2025", a=("so", 1)),
            "demo/it@2026 is not comparable with demo/ict@2025",
        ),
        (
            [Prize(id="no-luc", by=["change_points"], prizes=["Nỗ lực 1"])],
            published(a=("so", 1, 50)),
            "scores are not comparable with demo/it@2025",
        ),
        (
            [Prize(id="no-luc", among={"change": "new"}, prizes=["Nỗ lực 1"])],
            None,
            "no previous edition was given",
        ),
    ],
)
def test_a_prize_for_change_is_not_given_where_change_is_not_known(ranked, awards, previous, why):
    """With a remark that says why, and the number left."""
    ranking = ranked(NOW, previous=previous, awards=awards)
    assert ranking.awards == ()
    (remark,) = [it for it in ranking.remarks if it.code == "not-given"]
    assert (str(remark), remark.left) == (f"no-luc: not given, {why}", 1)


def test_the_newcomer(ranked):
    """The best unit of its first year."""
    awards = [Prize(id="moi", among={"change": "new"}, prizes=["Đơn vị mới 1"])]
    ranking = ranked(NOW, previous=published(a=("so", 1), c=("so", 2)), awards=awards)
    assert [it.unit for it in ranking.awards] == ["b"]


@pytest.mark.parametrize("previous", [None, published("demo/ict@2025", a=("so", 1))])
def test_nobody_is_new_where_nothing_is_compared(ranked, previous):
    """Neither without a previous edition nor after one that ranks are not comparable with."""
    awards = [Prize(id="moi", among={"change": "new"}, prizes=["Đơn vị mới 1"])]
    ranking = ranked(NOW, previous=previous, awards=awards)
    assert [met.met for unit in NOW for met in ranking.conditions("moi", unit)] == [False] * len(NOW)


def test_a_ranking_becomes_a_table_for_the_next_year(ranked):
    """Ids, blocks, ranks and printed scores."""
    table = ranked(NOW).to_published()
    row = table.row("b")
    assert (table.rubric, row.block, row.rank, row.score) == ("demo/it@2026", "so", 2, Decimal(80))
