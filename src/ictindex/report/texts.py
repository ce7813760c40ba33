"""The texts of the HTML report that no other report has, each in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["TEXTS"]

_PAGE = {
    "skip": ("Chuyển đến nội dung", "Skip to the content"),
    "language": ("Ngôn ngữ", "Language"),
    "contents": ("Nội dung", "Contents"),
    "report": ("Báo cáo xếp hạng", "Ranking report"),
    "summary": ("Tóm tắt", "Summary"),
    "standings": ("Bảng xếp hạng", "Standings"),
    "tiers": ("Xếp loại", "Tiers"),
    "prizes": ("Khen thưởng", "Prizes"),
    "not-ranked": ("Không xếp hạng", "Not ranked"),
    "verified": ("Tự chấm và thẩm định", "Reported and verified"),
    "units": ("Từng đơn vị", "Unit by unit"),
    "how": ("Cách xếp hạng", "How this ranking was made"),
    "remarks": ("Ghi chú", "Remarks"),
    "proof": ("Đối chiếu", "Proof"),
    "to-top": ("Về đầu trang", "Back to the top"),
    "print": ("In báo cáo", "Print the report"),
    "print-unit": ("In phiếu này", "Print this sheet"),
    "all-units": ("Toàn bộ", "All units"),
    "status": ("Tính chất", "Status"),
    "rubric": ("Bộ chỉ số", "Rubric"),
    "law": ("Mã luật", "Law"),
    "data": ("Mã số liệu", "Data"),
    "lineage": ("Mã lược sử đơn vị", "Lineage"),
    "about-digests": (
        "Ai có cùng bộ chỉ số và số liệu thì tính lại được đúng các mã này và đúng kết quả này.",
        "Whoever has the same rubric and data works out these digests and this result again.",
    ),
    "period": ("Kỳ đánh giá", "Period assessed"),
    "from-to": ("{first} đến {last}", "{first} to {last}"),
    "previous": ("Kỳ trước", "Previous edition"),
    "previous-unnamed": ("một bảng không ghi bộ chỉ số", "a table that does not name its rubric"),
    "notes": ("Số liệu", "Data file"),
    "made-by": ("Lập bằng", "Made with"),
}

_COUNTS = {
    "ranked-of": ("{ranked} trên {units} đơn vị được xếp hạng", "{ranked} of {units} units are ranked"),
    "count-ranked": ("đơn vị được xếp hạng", "units ranked"),
    "count-blocks": ("khối", "blocks"),
    "count-awards": ("lượt khen thưởng", "awards"),
    "count-up": ("tăng hạng", "moved up"),
    "count-down": ("giảm hạng", "moved down"),
    "count-remarks": ("ghi chú cần đọc", "remarks to read"),
    "block": ("Khối", "Block"),
    "number": ("Số đơn vị", "Units"),
    "first": ("Đứng đầu", "First"),
    "highest": ("Cao nhất", "Highest"),
    "middle": ("Trung vị", "Median"),
    "lowest": ("Thấp nhất", "Lowest"),
    "maximum": ("Tối đa", "Maximum"),
    "by-block": ("Các khối", "Blocks"),
    "by-block-caption": (
        "Điểm cao nhất, trung vị và thấp nhất của từng khối",
        "Highest, median and lowest score of each block",
    ),
}

_TABLES = {
    "filter": ("Lọc các bảng", "Filter the tables"),
    "search": ("Tên đơn vị", "Name of the unit"),
    "any-block": ("Mọi khối", "Every block"),
    "any-tier": ("Mọi xếp loại", "Every tier"),
    "awarded-only": ("Chỉ đơn vị được khen thưởng", "Only units with an award"),
    "clear": ("Bỏ lọc", "Clear"),
    "shown": ("đơn vị đang hiện", "units shown"),
    "rank": ("Hạng", "Rank"),
    "overall": ("Hạng chung", "Overall"),
    "unit": ("Đơn vị", "Unit"),
    "score": ("Điểm", "Score"),
    "percent": ("% tối đa", "% of max."),
    "tier": ("Xếp loại", "Tier"),
    "change": ("So kỳ trước", "Change"),
    "awards": ("Khen thưởng", "Awards"),
    "why": ("Lý do", "Why"),
    "prize": ("Giải", "Prize"),
    "to": ("Người nhận", "To"),
    "part": ("Khối", "Part"),
    "no-awards": ("Không trao.", "Not given."),
    "nobody": ("Không có đơn vị nào khớp bộ lọc.", "No unit matches the filter."),
    "standings-of": ("{name}: {count} đơn vị", "{name}: {count} units"),
    "of-at-most": ("thang điểm tối đa {maximum}", "of at most {maximum} points"),
    "spread": (
        "Mỗi chấm là một đơn vị, đặt theo {scale}; vạch đứng là ngưỡng xếp loại.",
        "Each dot is a unit, placed by {scale}; upright lines are bounds of tiers.",
    ),
    "spread-plain": ("Mỗi chấm là một đơn vị, đặt theo {scale}.", "Each dot is a unit, placed by {scale}."),
    "scale-percent": ("% điểm tối đa", "percent of the maximum"),
    "scale-score": ("điểm", "score"),
    "tiers-caption": (
        "Số đơn vị theo xếp loại trong từng khối, và tỷ lệ trên số đơn vị được xếp hạng",
        "Units by tier in each block, and the share of all ranked units",
    ),
    "share": ("Tỷ lệ", "Share"),
    "all": ("Toàn bộ", "All"),
    "chart": ("Biểu đồ", "Chart"),
    "next-candidate": ("đơn vị kế tiếp: {name} ({values})", "the next candidate: {name} ({values})"),
    "next-unvalued": ("đơn vị kế tiếp: {name}", "the next candidate: {name}"),
    "meets": ("đạt mọi điều kiện", "meets every condition"),
    "prizes-caption": ("Người được khen thưởng: {name}", "Winners: {name}"),
    "not-ranked-caption": ("Đơn vị không xếp hạng và lý do", "Units that are not ranked, and why"),
    "verified-caption": (
        "Các ô mà kết quả thẩm định khác điểm tự chấm",
        "Cells where the council found otherwise than the unit reported",
    ),
}

_UNITS = {
    "units-lead": (
        "Mỗi phiếu mở ra điểm của từng chỉ tiêu bên cạnh điểm cao nhất và trung vị của khối.",
        "Each sheet opens to the points of every node beside the best and the median of its block.",
    ),
    "open-all": ("Mở tất cả", "Open all"),
    "close-all": ("Đóng tất cả", "Close all"),
    "place": ("Thứ hạng", "Place"),
    "above": ("Đơn vị đứng trên", "Unit above"),
    "leads": ("dẫn đầu khối", "first of its block"),
    "by-key": ("{key}: {mine} so với {theirs}", "{key}: {mine} against {theirs}"),
    "by-hidden": (
        "mọi con số in ra đều bằng nhau; chữ số chưa in, bốc thăm hoặc mã đơn vị quyết định",
        "all that is printed is equal; digits that are not printed, a lot or the ids decide",
    ),
    "next-tier": ("Đến xếp loại trên", "To the next tier"),
    "best-tier": ("đã ở xếp loại cao nhất", "in the best tier already"),
    "tier-reached": (
        "đủ điểm, còn vướng điều kiện hoặc số lượng",
        "points enough; a condition or the quota stands before it",
    ),
    "tier-no-bound": ("theo điều kiện hoặc số lượng", "by conditions or a quota"),
    "in-points": ("điểm", "points"),
    "lost-most": ("Mất nhiều điểm nhất", "Most points lost"),
    "nothing-lost": ("không mất điểm nào", "none lost"),
    "nodes-caption": ("Điểm theo chỉ tiêu", "Points by node"),
    "codes-caption": (
        "Chỉ tiêu của {name}: mã, điểm cao nhất và trung vị",
        "Nodes of {name}: codes, best and median points",
    ),
    "node": ("Chỉ tiêu", "Node"),
    "points": ("Điểm", "Points"),
    "of-maximum": ("% tối đa", "% of max."),
    "best": ("Cao nhất khối", "Best of block"),
    "median": ("Trung vị khối", "Median of block"),
    "node-rank": ("Hạng", "Rank"),
    "legend": (
        "Thanh màu là phần đạt được của điểm tối đa; vạch là trung vị của khối.",
        "The bar is the share of the maximum; the stroke is the median of the block.",
    ),
    "conditions": ("Điều kiện đạt và chưa đạt", "Conditions met and not met"),
    "met": ("đạt", "met"),
    "not-met": ("chưa đạt", "not met"),
    "tier-is": ("Xếp loại {name}", "Tier {name}"),
    "lowered-by": ("Hạ xếp loại: {name}", "Lowered tier: {name}"),
    "award-is": ("Khen thưởng: {name}", "Award: {name}"),
    "found-not-applicable": ("không áp dụng", "not applicable"),
    "found-none": ("không có", "none"),
    "found-all": ("cả {count}", "all {count}"),
    "none": ("không", "none"),
}

_CHANGES = {
    "change-why-no-previous": ("không có kỳ trước", "no previous edition was given"),
    "change-why-not-comparable": ("không so được với kỳ trước", "the previous edition is not comparable"),
    "change-why-not-ranked": ("không có hạng ở một trong hai kỳ", "not ranked in both editions"),
    "change-why-new": ("năm đầu tiên", "first year"),
    "change-why-moved": ("kỳ trước ở khối khác", "in another block the year before"),
    "change-why-divided": ("một phần thuộc đơn vị đã chia tách", "a part of it belonged to a unit that was divided"),
    "change-why-no-value": ("một đơn vị hợp thành không có số liệu", "a unit that it is made of has no value"),
    "change-why-no-size": ("một đơn vị hợp thành không có trọng số", "a unit that it is made of has no weight"),
    "change-why-not-in-lineage": ("không có trong lược sử đơn vị", "the lineage does not know the unit"),
    "change-why-blocks-differ": (
        "các đơn vị hợp thành ở các khối khác nhau",
        "the units that it is made of stood in different blocks",
    ),
    "change-why-no-indices": (
        "bảng kỳ trước không in chỉ số chính của các đơn vị hợp thành",
        "the previous table prints no main indices of the units that it is made of",
    ),
    "change-why-not-re-ranked": (
        "trong khối có đơn vị sáp nhập và bảng kỳ trước không xếp lại được",
        "units of its block merged, and the previous table cannot be ranked again",
    ),
}

_MAKING = {
    "policies-caption": ("Các quy tắc", "Policies"),
    "rule": ("Quy tắc", "Rule"),
    "as-follows": ("Nội dung", "As follows"),
    "nodes-of-rubric": ("Chỉ tiêu, điểm tối đa, trọng số và công thức", "Nodes, maxima, weights and formulas"),
    "code": ("Mã", "Code"),
    "weight": ("Tỷ trọng trong tổng", "Share of the total"),
    "formula": ("Cách tính", "How it is worked out"),
    "parameters": ("Từng tham số và nguồn", "Every parameter and where it comes from"),
    "parameter": ("Tham số", "Parameter"),
    "value": ("Giá trị", "Value"),
    "origin": ("Nguồn", "Origin"),
    "origin-source": ("nguồn", "source"),
    "origin-assumed": ("giả định", "assumed"),
    "origin-inferred": ("suy ra", "inferred"),
    "origin-none": ("tự đặt ra", "invented"),
    "sources": ("Nguồn", "Sources"),
    "excluded": ("Không xếp hạng theo luật", "Excluded by the law"),
    "remarks-lead": (
        "Những gì người đọc cần biết mà con số không nói; giữ nguyên tiếng Anh.",
        "What a reader must know and no number says.",
    ),
    "no-remarks": ("Không có ghi chú.", "No remarks."),
    "see": ("Xem", "See"),
}

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {**_PAGE, **_COUNTS, **_TABLES, **_UNITS, **_CHANGES, **_MAKING}
)
