"""What happened to a table on its way along a lineage, and why a unit has no change, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["CARRYING_TEXTS"]

_CHANGES = {
    "change-why-no-previous": ("không có kỳ trước", "no previous edition was given"),
    "change-why-not-comparable": ("không so được với kỳ trước", "the previous edition is not comparable"),
    "change-why-not-ranked": ("không được xếp hạng ở một trong hai kỳ", "not ranked in both editions"),
    "change-why-new": ("năm đầu tiên", "first year"),
    "change-why-moved": ("kỳ trước ở khối khác", "in another block the year before"),
    "change-why-divided": (
        "một phần của đơn vị trước đây thuộc đơn vị đã chia tách",
        "a part of it belonged to a unit that was divided",
    ),
    "change-why-no-value": (
        "một đơn vị hợp thành không có số liệu",
        "a unit that it is made of has no value",
    ),
    "change-why-no-size": ("một đơn vị hợp thành không có trọng số", "a unit that it is made of has no weight"),
    "change-why-not-in-lineage": (
        "không có tên trong lược sử đơn vị",
        "the lineage does not know the unit",
    ),
    "change-why-blocks-differ": (
        "các đơn vị hợp thành thuộc các khối khác nhau",
        "the units that it is made of stood in different blocks",
    ),
    "change-why-no-indices": (
        "bảng kỳ trước không có chỉ số chính của các đơn vị hợp thành",
        "the previous table prints no main indices of the units that it is made of",
    ),
    "change-why-not-re-ranked": (
        "trong khối có đơn vị hợp nhất và không xếp hạng lại được bảng kỳ trước",
        "units of its block merged, and the previous table cannot be ranked again",
    ),
}

_LINKS = {
    "not-comparable-with": ("{rubric} không so được với {previous}", "{rubric} is not comparable with {previous}"),
    "no-rank-change": ("{why}: không tính thay đổi thứ hạng", "{why}: no change in rank is computed"),
    "table-without-law": (
        "không biết luật của {later}: không so được điểm với {earlier}",
        "the law of {later} is not known here: scores are not comparable with {earlier}",
    ),
    "scores-not-comparable": ("không so được điểm với {previous}", "scores are not comparable with {previous}"),
    "other-law": (
        "Thay đổi thứ hạng được tính so với {previous}, {doubt}{refused}",
        "Changes in rank are against {previous}, which {doubt}{refused}",
    ),
    "law-differs": ("theo một luật khác", "has another law"),
    "law-unknown": (
        "theo một luật không có ở đây để đối chiếu",
        "has a law that is not known here",
    ),
    "no-score-change": ("; không so sánh điểm", "; scores are not compared"),
    "units-gone": (
        "Có trong kỳ trước, không có trong kỳ này: {units}",
        "Listed in the previous edition, absent from this one: {units}",
    ),
    "and-more": ("{names} và {count} đơn vị khác", "{names} and {count} more"),
    "previous-without-block": (
        "Kết quả kỳ trước không ghi khối của một số đơn vị; các đơn vị này được coi là vẫn thuộc khối hiện nay",
        "The previous edition names no block for some units; they are taken to have stayed in theirs",
    ),
    "previous-blocks": (
        "Kỳ trước xếp hạng trong từng khối, kỳ này thì không: thứ hạng kỳ trước được dùng đúng như đã công bố",
        "The previous edition ranked inside blocks, this one does not: its ranks are taken as they are",
    ),
}

_CARRIED = {
    "carried": (
        "Thay đổi được tính so với {previous}, quy về các đơn vị của {lineage} ({since} đến {until}){rule}",
        "Changes are against {previous} on the units of {lineage} ({since} to {until}){rule}",
    ),
    "previous-table": ("bảng kỳ trước", "the previous table"),
    "carried-rule": (
        (
            ": mỗi đơn vị trong số {merged} đơn vị hợp nhất nhận {mean} các chỉ số chính đã công bố của những đơn vị "
            "hợp thành, làm tròn như khi công bố; tổng điểm tính theo bộ chỉ số và mọi đơn vị được xếp hạng lại"
        ),
        (
            ": each of {merged} merged units has the {mean} of the printed main indices of its predecessors, "
            "rounded as they are printed, its total by the rubric, and all units are ranked again"
        ),
    ),
    "mean-weighted": ("trung bình có trọng số", "weighted mean"),
    "mean-unweighted": ("trung bình cộng (không trọng số)", "unweighted mean"),
    "carried-without": (
        "Không có giá trị của kỳ trước: {units}",
        "Without a value of the year before: {units}",
    ),
    "and-more-cases": ("{sentences}; và {count} trường hợp khác", "{sentences}; and {count} more"),
    "table-not-re-ranked": (
        (
            "{previous} được cho dưới dạng bảng đã công bố, không có các chỉ số chính nên không xếp hạng lại được: "
            "không tính thay đổi trong các khối có đơn vị không còn giữ nguyên"
        ),
        (
            "{previous} is given as a printed table, whose main indices are not known here, so that it cannot be "
            "ranked again: no change is given in blocks of which a unit did not stay as it was"
        ),
    ),
    "previous-edition-first": ("Kết quả kỳ trước", "The previous edition"),
    "recomputed-total": (
        (
            "Các chỉ số chính đã công bố của {units} cho tổng điểm hoặc tỷ lệ khác với số đã công bố; bảng quy đổi "
            "được xếp hạng theo kết quả tính lại"
        ),
        (
            "The printed main indices of {units} give another total or percent than was printed; the carried table "
            "is ranked by that"
        ),
    ),
    "carried-keys": (
        "Bảng quy đổi được xếp hạng mà không xét {keys}, vì chỉ tiêu đó nằm dưới các chỉ số chính",
        "The carried table is ranked without {keys}, which stands below the main indices",
    ),
}

# Why a unit has no value on the other day; the text begins with the unit.
_LOST = {
    "lost-founded": ("{unit} trước đó chưa có", "{unit} did not exist before"),
    "lost-abolished": ("{unit} không có đơn vị kế thừa", "{unit} has no successor"),
    "lost-merged": (
        "{unit} đã nhập cùng các đơn vị khác vào {others}",
        "{unit} is one with others in {others}",
    ),
    "lost-divided": ("{unit} chỉ gồm một phần của {others}", "{unit} has a part only of {others}"),
    "lost-no-value": ("{unit} không có giá trị của {others}", "{unit} has no value of {others}"),
    "lost-no-size": ("{unit} không có trọng số của {others}", "{unit} has no size of {others}"),
    "lost-size-zero": ("{unit} có trọng số bằng 0 của {others}", "{unit} has size 0 of {others}"),
    "lost-made-of": (
        "{unit} được hợp thành từ đơn vị không có giá trị: {first}",
        "{unit} is made of what has no value: {first}",
    ),
    "lost-blocks-differ": (
        "{unit} được hợp thành từ các đơn vị thuộc các khối khác nhau",
        "{unit} comes from units of different blocks",
    ),
    "lost-not-in-lineage": (
        "{lineage} không có đơn vị {unit} vào ngày {day}",
        "{lineage} has no unit {unit} on {day}",
    ),
    "lost-unknown-size": (
        "có trọng số cho {unit}, nhưng {strange}",
        "a size is given for {unit}, and {strange}",
    ),
}

CARRYING_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType({**_CHANGES, **_LINKS, **_CARRIED, **_LOST})
