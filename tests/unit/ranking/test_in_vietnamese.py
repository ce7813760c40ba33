"""Remarks, reasons and conditions as a Vietnamese official reads them."""

from __future__ import annotations

import pickle

import pytest

from ictindex.model import Dataset, Group, Indicator, Prize, Published, PublishedRow, Rubric, Tier
from ictindex.model.ranges import Range
from ictindex.model.standing_rules import Downgrade, RankRule
from ictindex.model.units import Partition, Unit
from ictindex.ranking import rank

NAMES = {"u0": "Sở Y tế", "u1": "Sở Tư pháp", "u2": "Sở Nội vụ", "u3": "Sở Xây dựng"}
TIE = "Sở Nội vụ, Sở Tư pháp và Sở Y tế bằng nhau về tổng điểm ở ranh giới giải (1 giải cho 3 đơn vị)"


def ranked(columns=None, previous=None, **rules):
    """Four departments, three of them equal."""
    units = [Unit(id=unit, name=name, parts={"block": "so"}) for unit, name in NAMES.items()]
    rules.setdefault("total", Group(decimals=1))
    nodes = [Indicator(id="a", vi="Hạ tầng", max=10), Indicator(id="b", vi="Ứng dụng", max=10)]
    rubric = Rubric(
        id="demo/it@2026",
        partitions=[Partition(name="block", parts={"so": "Sở, ban, ngành"})],
        **{"nodes": nodes, **rules},
    )
    columns = columns or {"a": [5, 5, 5, 1], "b": [5, 5, 5, "1.25"]}
    return rank(Dataset.from_columns(units=units, columns=columns, decimal="."), rubric, previous=previous)


def remarks(ranking, code):
    """What the remarks of a code say."""
    return [it.said("vi") for it in ranking.remarks if it.code == code]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            {"last": "jury"},
            "Sở Y tế, Sở Tư pháp và Sở Nội vụ; các đơn vị này đồng hạng cho đến khi hội đồng quyết định",
        ),
        ({"last": "id"}, "Sở Y tế, Sở Tư pháp và Sở Nội vụ; thứ tự này theo mã đơn vị"),
        (
            {"last": "lot", "seed": "2026"},
            'Sở Nội vụ, Sở Tư pháp và Sở Y tế; thứ tự này theo kết quả bốc thăm với số gieo "2026"',
        ),
    ],
)
def test_equals_in_the_ranked_key(rule, said):
    """Units and keys by name; English has ids."""
    ranking = ranked(rank=RankRule(**rule))
    assert remarks(ranking, "rank-tie") == [f"Bằng nhau về tổng điểm: {said}"]
    assert "Equal in total: u" in next(it.message for it in ranking.remarks if it.code == "rank-tie")


@pytest.mark.parametrize(
    ("tie", "effect"),
    [
        ("extend", "tất cả đều được trao"),
        ("shrink", "không đơn vị nào trong số đó được trao; các đơn vị này được xét tiếp ở giải sau"),
        ("jury", "do hội đồng quyết định: giải này và mọi giải sau để ngỏ"),
    ],
)
def test_equals_at_the_edge_of_a_prize(tie, effect):
    """Who, how many prizes there are for them, and what is done."""
    awards = [Prize(id="tt", vi="Giải tập thể", per="block", prizes=["Nhất 1", "Nhì 3"], tie=tie)]
    found = remarks(ranked(awards=awards), "prize-tie")
    assert found == [f"Giải tập thể, Nhất 1, khối Sở, ban, ngành: {TIE}; {effect}"]


def test_every_reason_of_a_unit():
    """Rank, equals, tiers, a downgrade, prizes, a recognition and the year before."""
    ranking = ranked(
        tiers=[Tier(id="tot", vi="Tốt", bound="80%"), Tier(id="kha", vi="Khá", bound="50%"), Tier(id="yeu", vi="Yếu")],
        downgrades=[Downgrade(id="ha", vi="Chậm báo cáo", where={"a": "..5"}, tiers=1)],
        awards=[
            Prize(id="tt", vi="Giải tập thể", per="block", prizes=["Nhất 1"], tie="extend"),
            Prize(id="cn", vi="Giải cá nhân", among={"prize": "Nhất", "tier": "-yeu"}, prizes=["Cá nhân"]),
        ],
        comparable=["rank"],
        previous=Published(rubric="demo/it@2025", rows=[PublishedRow(id="u0", block="so", rank=3)]),
    )
    assert ranking["u0"].reasons("vi") == (
        "Xếp hạng 1 trong 4 đơn vị của khối Sở, ban, ngành, xét theo tổng điểm: tổng điểm 10,0/20",
        "Đồng hạng với Sở Nội vụ và Sở Tư pháp: bằng nhau ở mọi tiêu chí",
        "Chưa đạt xếp loại Tốt: tổng điểm từ 80% trở lên: chưa đạt (10,0/20)",
        "Xếp loại Khá: tổng điểm từ 50% trở lên: đạt (10,0/20)",
        'Bị hạ xuống xếp loại Yếu theo quy định "Chậm báo cáo": Hạ tầng không quá 5: đạt (5,0/10)',
        (
            "Nhất (Giải tập thể), khối Sở, ban, ngành: đứng thứ 1 trong 4 đơn vị đủ điều kiện, xét theo tổng điểm: "
            "tổng điểm 10,0; ngang với Sở Nội vụ và Sở Tư pháp, tất cả đều được trao; "
            "đơn vị kế tiếp Sở Xây dựng: tổng điểm 2,3"
        ),
        "Giải cá nhân: không được trao",
        "- giải = Nhất: đạt (Nhất (Giải tập thể))",
        "- xếp loại ≠ Yếu: chưa đạt (Yếu)",
        "Tăng 2 bậc so với demo/it@2025",
    )
    assert ranking["u1"].reasons("vi")[-1] == "Không tính thay đổi thứ hạng: năm đầu tiên"
    assert ranking["u0"].why == ranking["u0"].reasons() == ranking["u0"].reasons("en")


def test_remarks_on_scores_call_nodes_by_name():
    """A silent answer, an unused column, a total without decimals."""
    ranking = ranked(
        columns={"a": ["", "", "3.33", "3"], "b": [1, 2, 3, 3], "thua": [1, 1, 1, 1]},
        nodes=[Indicator(id="a", vi="Hạ tầng", max=10, missing="not-applicable"), Indicator(id="b", max=10)],
        total=Group(),
        rank=RankRule(value="exact"),
    )
    assert remarks(ranking, "scores") == [
        'bộ chỉ số không dùng đến cột "thua"',
        (
            '"Hạ tầng" không có giá trị ở 2 đơn vị và được rút khỏi điểm tối đa, '
            "làm tăng tỷ lệ phần trăm của các đơn vị đó"
        ),
        "tổng điểm không quy định số chữ số thập phân nên được in với 6 chữ số",
    ]
    assert [it.message for it in ranking.remarks if it.code == "scores"] == list(ranking.scores.remarks)


def test_sentences_travel_between_processes():
    """A ranking that was sent says the same in either language."""
    ranking = ranked(awards=[Prize(id="tt", vi="Giải tập thể", per="block", prizes=["Nhất 1"], tie="extend")])
    again = pickle.loads(pickle.dumps(ranking))
    for language in ("vi", "en"):
        assert again.to_json(reasons=True, lang=language) == ranking.to_json(reasons=True, lang=language)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("80%..", "từ 80% trở lên"),
        (">75.5", "trên 75,5"),
        ("..10", "không quá 10"),
        ("<10%", "dưới 10%"),
        ("70..85", "từ 70 đến 85"),
        ("70..<85", "từ 70 đến dưới 85"),
        (">70..85", "trên 70 đến 85"),
        (">70..<85", "trên 70 đến dưới 85"),
    ],
)
def test_ranges_in_words(text, said):
    """In Vietnamese; in English they stand as the rubric's file writes them."""
    assert Range.parse(text).said("vi") == said
    assert str(Range.parse(text)) == text


def test_a_language_that_is_not_there_is_refused():
    """Wherever one can be named."""
    ranking = ranked(rank=RankRule(last="jury"), awards=[Prize(id="cn", vi="Công nhận", prizes=["Công nhận"])])
    places = (
        ranking.remarks[0].said,
        ranking.awards[0].said,
        ranking["u0"].reasons,
        lambda it: ranking.to_dict(lang=it),
    )
    for place in places:
        with pytest.raises(ValueError, match=r"'fr' is not known; expected \"vi\" or \"en\""):
            place("fr")
