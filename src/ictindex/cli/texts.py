"""The texts of reports, each in Vietnamese and English; what stands in braces is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["TEXTS"]

_HEADS = {
    "law-digest": ("Luật {law}", "Law {law}"),
    "status-official": (
        "CHÍNH THỨC: không có tham số nào là giả định",
        "OFFICIAL: no parameter is assumed",
    ),
    "status-reconstructed": (
        "PHỤC DỰNG: một số tham số là giả định hoặc suy ra",
        "RECONSTRUCTED: some parameters are assumed or inferred",
    ),
    "status-illustrative": (
        "MINH HỌA: tự đặt ra để minh họa quy tắc, không phải của cơ quan nào",
        "ILLUSTRATIVE: invented to show a rule, nobody's official rubric",
    ),
    "word-official": ("chính thức", "official"),
    "word-reconstructed": ("phục dựng", "reconstructed"),
    "word-illustrative": ("minh họa", "illustrative"),
    "problems-none": ("{name}: không có lỗi nào", "{name}: no problems"),
    "problems-some": ("{name}: {count} lỗi", "{name}: {count} {count:problem|problems}"),
    "laws-tried": (
        "đã thử {laws} trên {examples} bộ số liệu ngẫu nhiên",
        "tried {laws} on {examples} random {examples:data set|data sets} each",
    ),
    "locks-kept": ("{name}: {count} phiên bản không đổi", "{name}: {count} {count:edition|editions} unchanged"),
    "remark": ("ghi chú: {text}", "remark: {text}"),
    "valid": ("Kỳ đánh giá: {first} đến {last}", "Period assessed: {first} to {last}"),
    "follows": ("Kế tục {follows}", "Follows {follows}"),
    "column-kind": ("Cột {name}: {kind}", "Column {name}: {kind}"),
    "note": ("Số liệu: {note}", "Data: {note}"),
    "data-line": (
        "{units} đơn vị, {ranked} được xếp hạng; số liệu {data}",
        "{units} {units:unit|units}, {ranked} ranked; data {data}",
    ),
}

_WORDS = {
    "and": ("{first} và {last}", "{first} and {last}"),
    "then": (", rồi ", ", then "),
    "if": ("nếu {where}", "if {where}"),
    "name": ("Tên", "Name"),
    "part": ("Khối", "Part"),
    "where": ("Điều kiện", "Where"),
    "unit": ("Đơn vị", "Unit"),
    "block": ("Khối", "Block"),
    "why": ("Lý do", "Why"),
    "rank": ("Hạng", "Rank"),
    "overall": ("Chung", "Overall"),
    "score": ("Điểm", "Score"),
    "percent": ("%", "%"),
    "tier": ("Xếp loại", "Tier"),
    "change": ("Thay đổi", "Change"),
    "awards": ("Khen thưởng", "Awards"),
    "all": ("Toàn bộ", "All"),
    "rubric": ("Bộ chỉ số", "Rubric"),
    "status": ("Tính chất", "Status"),
    "title": ("Tên gọi", "Title"),
}

_NODES = {
    "nodes-title": ("Chỉ tiêu", "Nodes"),
    "nodes-title-parts": (
        "Chỉ tiêu (điểm tối đa và tỷ trọng khác nhau theo loại đơn vị)",
        "Nodes (maxima and weights differ by kind of unit)",
    ),
    "partition-ranked": (
        "Khối ({name}): xếp hạng trong từng khối",
        "Partition {name}: ranks are inside its parts",
    ),
    "partition-other": ("Cách chia {name}", "Partition {name}"),
    "points": ("tối đa {maximum}", "at most {maximum}"),
    "weight-total": ("{global_} của tổng", "{global_} of the total"),
    "weights": ("{local} của {parent}, {global_} của tổng", "{local} of {parent}, {global_} of the total"),
    "is-view": ("công bố bên cạnh tổng, không thuộc tổng", "published beside the total, no part of it"),
    "no-total": ("không thuộc tổng", "belongs to no total"),
    "as-given": ("{reading} giữ nguyên", "{reading} as given"),
    "given-between": (
        "{reading} giữ nguyên, từ {low} đến {high}",
        "{reading} as given, from {low} to {high}",
    ),
    "yes-no": ("{reading}: có → {points}, không → 0", "{reading}: yes → {points}, no → 0"),
    "otherwise": ("còn lại → {points}", "otherwise → {points}"),
    "more-than": ("trên {number}", "more than {number}"),
    "at-least": ("từ {number}", "at least {number}"),
    "curve": (
        "{reading}: đường gấp khúc qua {points}, ngoài hai đầu giữ nguyên",
        "{reading}: straight lines through {points}, flat outside",
    ),
    "all-units": ("mọi đơn vị", "all units"),
    "units-of-part": ("các đơn vị cùng {partition}", "the units of its {partition}"),
    "against-best": ("{reading} / giá trị lớn nhất của {of}", "{reading} / the greatest of {of}"),
    "against-minmax": (
        "{reading} theo nhỏ nhất và lớn nhất của {of}, thang {low} đến {high}",
        "{reading} between the least and the greatest of {of}, scaled from {low} to {high}",
    ),
    "against-zscore": (
        "{reading} chuẩn hóa z trong {of}, trung bình {mean}, độ lệch chuẩn {sd}",
        "{reading} as z-score in {of}, mean {mean}, standard deviation {sd}",
    ),
    "against-rank": (
        "thứ bậc của {reading} trong {of}, 1 là kém nhất",
        "rank of {reading} in {of}, 1 is the worst",
    ),
    "against-percentile": (
        "phần các đơn vị khác của {of} có {reading} kém hơn, thang {low} đến {high}",
        "share of the others of {of} that are worse in {reading}, scaled from {low} to {high}",
    ),
    "against-borda": (
        "số đơn vị của {of} có {reading} kém hơn",
        "number of units of {of} that are worse in {reading}",
    ),
    "lower-best": (
        "thấp hơn là tốt hơn, nên là giá trị nhỏ nhất / {reading}",
        "lower is better, so it is the least / {reading}",
    ),
    "lower-other": ("thấp hơn là tốt hơn", "lower is better"),
    "custom": (
        "quy tắc {name} của phần mở rộng, với {reading} ({arguments})",
        "plugin shape {name} of {reading} ({arguments})",
    ),
    "aggregate-sum": ("tổng của {nodes}", "sum of {nodes}"),
    "aggregate-mean": ("trung bình cộng của {nodes}", "mean of {nodes}"),
    "aggregate-geometric": ("trung bình nhân của {nodes}", "geometric mean of {nodes}"),
    "aggregate-harmonic": ("trung bình điều hòa của {nodes}", "harmonic mean of {nodes}"),
    "aggregate-power": ("trung bình bậc {power} của {nodes}", "mean of power {power} of {nodes}"),
    "aggregate-least": ("giá trị nhỏ nhất trong {nodes}", "the least of {nodes}"),
    "aggregate-best": ("giá trị lớn nhất trong {nodes}", "the best of {nodes}"),
    "floor": ("không dưới {number}", "not below {number}"),
    "cap": ("không quá {number}", "not above {number}"),
    "rounded": ("làm tròn {decimals} chữ số, {half}", "rounded to {decimals} {decimals:decimal|decimals}, {half}"),
    "half-up": ("nửa làm tròn lên", "halves up"),
    "half-away": ("nửa làm tròn ra xa 0", "halves away from 0"),
    "half-even": ("nửa làm tròn về số chẵn", "halves to the even digit"),
    "only": ("chỉ áp dụng nếu {where}", "applies only if {where}"),
    "extra": ("điểm thưởng hoặc trừ, ngoài điểm tối đa", "bonus or penalty, outside the maximum"),
}

_POLICIES = {
    "how-title": ("Cách xếp hạng", "How this ranking is made"),
    "policy-missing-label": ("Thiếu số liệu", "Missing"),
    "policy-zero-label": ("Mẫu số bằng 0", "Zero denominator"),
    "policy-range-label": ("Ngoài khoảng cho phép", "Out of range"),
    "policy-constant-label": ("Mọi giá trị bằng nhau", "Constant cohort"),
    "policy-not-applicable-label": ("Không áp dụng", "Not applicable"),
    "policy-rounding-label": ("Làm tròn", "Rounding"),
    "policy-order-label": ("Thứ tự", "Order"),
    "policy-ties-label": ("Đồng hạng", "Ties"),
    "policy-last-label": ("Khi mọi tiêu chí bằng nhau", "Last resort"),
    "policy-tiers-label": ("Xếp loại", "Tiers"),
    "policy-prize-ties-label": ("Bằng nhau ở ranh giới giải", "Ties at a prize"),
    "policy-history-label": ("So với kỳ khác", "Other editions"),
    "policy-not-applicable": (
        "chỉ tiêu không áp dụng được rút khỏi điểm tối đa của đơn vị",
        "a node that does not apply leaves the unit's maximum",
    ),
    "policy-history": ("có thể so: {words}", "comparable in: {words}"),
    "value-refuse": ("từ chối", "refused"),
    "value-zero": ("0 điểm", "0 points"),
    "value-full": ("điểm tối đa", "full points"),
    "value-middle": ("điểm giữa", "the middle"),
    "value-clip": ("lấy giá trị ở biên", "clipped"),
    "value-not-applicable": ("coi là không áp dụng", "taken as not applicable"),
    "nodes-count": ("{count} chỉ tiêu", "{count} {count:node|nodes}"),
    "rounding-none": (
        "tổng không làm tròn, in {digits} chữ số thập phân",
        "the total is not rounded and printed with {digits} {digits:decimal|decimals}",
    ),
    "rounding-total": (
        "tổng {decimals} chữ số thập phân, {half}",
        "the total to {decimals} {decimals:decimal|decimals}, {half}",
    ),
    "rounding-own": (
        "{count} chỉ tiêu khác có quy định riêng",
        "{count} other {count:node has|nodes have} decimals of {count:its|their} own",
    ),
    "rounding-nodes": ("các chỉ tiêu khác không làm tròn", "no other node is rounded"),
    "value-of-rank-rounded": ("so giá trị đã làm tròn", "rounded values decide"),
    "value-of-rank-exact": ("so giá trị chưa làm tròn", "unrounded values decide"),
    "inside-blocks": ("trong từng khối", "inside each block"),
    "among-all": ("trong toàn bộ", "among all units"),
    "also-overall": ("và trong toàn bộ", "and over all blocks"),
    "lower-is-better": ("thấp hơn là tốt hơn", "lower is better"),
    "key-total": ("tổng điểm", "the total"),
    "key-percent": ("tỷ lệ trên điểm tối đa", "percent of the maximum"),
    "key-change": ("số bậc tăng", "places gained"),
    "key-change-points": ("số điểm tăng", "points gained"),
    "comparable-rank": ("hạng", "rank"),
    "comparable-score": ("điểm", "score"),
    "ties-competition": ("1, 2, 2, 4 (hạng sau bị bỏ)", "1, 2, 2, 4 (competition)"),
    "ties-modified": ("1, 3, 3, 4 (hạng trước bị bỏ)", "1, 3, 3, 4 (modified)"),
    "ties-dense": ("1, 2, 2, 3 (không bỏ hạng nào)", "1, 2, 2, 3 (dense)"),
    "ties-ordinal": ("1, 2, 3, 4 (không đồng hạng)", "1, 2, 3, 4 (ordinal)"),
    "last-share": ("đồng hạng", "equals share the rank"),
    "last-id": ("theo mã đơn vị", "by unit id"),
    "last-lot": ("bốc thăm với số gieo {seed}", "by lot with seed {seed}"),
    "last-jury": (
        "đồng hạng cho đến khi hội đồng quyết định",
        "equals share the rank until the jury decides",
    ),
    "last-refuse": ("từ chối xếp hạng", "the ranking is refused"),
    "the-rest": ("còn lại", "the rest"),
    "by-condition": ("theo điều kiện", "by condition"),
    "quota-share": ("{share} % số đơn vị ({round}, {tie})", "{share} % of the units ({round}, {tie})"),
    "quota-count": ("{count} đơn vị ({tie})", "{count} {count:unit|units} ({tie})"),
    "quota-floor": ("làm tròn xuống", "rounded down"),
    "quota-nearest": ("làm tròn gần nhất", "rounded to the nearest"),
    "quota-largest-remainder": ("theo phần dư lớn nhất", "by largest remainder"),
    "tie-jury": (
        "để ngỏ cho hội đồng quyết định",
        "that prize and the later ones are left open for the jury",
    ),
    "tie-extend": ("mọi đơn vị bằng nhau đều được", "all equals receive it"),
    "tie-shrink": ("không đơn vị nào trong số đó được", "none of the equals receives it"),
    "tie-break": ("theo tiêu chí phụ", "broken by further keys"),
    "tie-lot": ("bốc thăm", "by lot"),
}

_PRIZES = {
    "prizes-title": ("Khen thưởng", "Prizes"),
    "award-per": ("{prizes}; trong từng {partition}", "{prizes}; in each part of {partition}"),
    "award-all": ("{prizes}; trong toàn bộ", "{prizes}; among all units"),
    "award-among": ("điều kiện: {where}", "among: {where}"),
    "award-by": ("theo {keys}", "by {keys}"),
    "award-selector": ("theo quy tắc {name} của phần mở rộng", "by the plugin selector {name}"),
    "award-to": ("cho: {roles}", "to: {roles}"),
    "award-exclusive": ("đơn vị đã được thì không được giải sau", "its winners receive no later prize"),
    "no-awards": ("không trao", "not given to anybody"),
    "award-reason": ("{values}; đơn vị kế tiếp: {rival} ({theirs})", "{values}; next: {rival} ({theirs})"),
    "award-meets": ("đạt mọi điều kiện", "meets every condition"),
    "lacking-title": ("{title}: chưa đạt", "{title}: not received"),
    "not-met": ("Điều kiện chưa đạt (giá trị)", "Conditions not met (value found)"),
    "prize-title": ("Khen thưởng: {name} [{id}]", "Award: {name} [{id}]"),
    "prize": ("Giải", "Prize"),
    "to": ("Người nhận", "To"),
    "excluded-title": ("Không xếp hạng", "Excluded"),
}

_ORIGINS = {
    "parameters-title": ("Tham số và nguồn", "Parameters and where they come from"),
    "parameter": ("Tham số", "Parameter"),
    "value": ("Giá trị", "Value"),
    "origin": ("Nguồn", "Origin"),
    "origin-source": ("nguồn", "source"),
    "origin-assumed": ("giả định", "assumed"),
    "origin-inferred": ("suy ra", "inferred"),
    "origin-none": ("tự đặt ra", "invented"),
    "sources-title": ("Nguồn", "Sources"),
}

_RESULTS = {
    "units-in": ("{name}: {count} đơn vị", "{name}: {count} {count:unit|units}"),
    "all-ranked": ("Toàn bộ: {count} đơn vị", "All: {count} {count:unit|units}"),
    "of-at-most": ("{title}, thang điểm tối đa {maximum}", "{title}, of at most {maximum} points"),
    "not-ranked-title": ("Không xếp hạng: {count} đơn vị", "Not ranked: {count} {count:unit|units}"),
    "not-ranked-not-applicable": ("không có chỉ tiêu nào áp dụng", "no node applies"),
    "not-ranked-no-block": ("không thuộc khối nào", "in no block"),
    "not-ranked-excluded": ("loại trừ: {why}", "excluded: {why}"),
    "change-new": ("mới", "new"),
    "change-moved": ("khối khác", "moved"),
    "change-not-ranked": ("–", "–"),
    "change-not-comparable": ("–", "–"),
    "change-no-previous": ("–", "–"),
    "tiers-title": (
        "Xếp loại (tỷ lệ trên số đơn vị được xếp hạng, làm tròn đến phần trăm, nửa lên)",
        "Tiers (shares of the ranked units in whole percents, halves up)",
    ),
    "remarks-title": ("Ghi chú", "Remarks"),
    "no-previous": (
        "Không có kết quả kỳ trước nên không tính thay đổi thứ hạng.",
        "No previous edition was given, so no change in rank is shown.",
    ),
    "previous": ("Thay đổi so với {previous}.", "Changes are against {previous}."),
    "previous-unnamed": ("một bảng không ghi bộ chỉ số", "a table that does not name its rubric"),
}

_DIFFERENCES = {
    "diff-head": ("{old} → {new}", "{old} → {new}"),
    "diff-law-same": ("Luật: như nhau ({law})", "Law: the same ({law})"),
    "diff-law-other": ("Luật: {old} → {new}", "Law: {old} → {new}"),
    "diff-nothing": ("Không có gì khác nhau.", "Nothing differs."),
    "diff-changed": ("{path}: {old} → {new}", "{path}: {old} becomes {new}"),
    "diff-new": ("{path}: mới, {new}", "{path}: new, {new}"),
    "diff-gone": ("{path}: bỏ, trước đây {old}", "{path}: gone, was {old}"),
    "diff-order": ("{path}: thứ tự {old} → {new}", "{path}: the order {old} becomes {new}"),
    "diff-default": ("(mặc định)", "(default)"),
    "diff-default-is": ("{value} (mặc định)", "{value} (default)"),
    "diff-two-laws": (
        "Một mã có hai luật: kỳ đã công bố không sửa; luật khác là một kỳ mới, với mã mới.",
        "One id has two laws: a published edition is never changed; another law is a new edition, with a new id.",
    ),
    "diff-law-title": ("Có thể đổi kết quả", "May change results"),
    "diff-text-title": ("Chỉ tên gọi và nguồn", "Names and sources only"),
    "diff-scores-yes": (
        "Điểm của hai kỳ so được với nhau: {why}.",
        "Scores of the two can be compared: {why}.",
    ),
    "diff-scores-no": (
        'Điểm của hai kỳ không so được với nhau: luật khác nhau và {new} không ghi comparable = ["score"].',
        'Scores of the two cannot be compared: the law differs, and {new} lacks comparable = ["score"].',
    ),
    "diff-same-law": ("cùng một luật", "the law is the same"),
    "diff-declared": ('{new} ghi comparable = ["score"]', '{new} says comparable = ["score"]'),
}

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **_HEADS,
        **_WORDS,
        **_NODES,
        **_POLICIES,
        **_PRIZES,
        **_ORIGINS,
        **_RESULTS,
        **_DIFFERENCES,
    }
)
