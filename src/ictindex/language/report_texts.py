"""The texts of reports, each in Vietnamese and English; what stands in braces is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["REPORT_TEXTS"]

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
    "problems-unchecked": (
        "{name}: chưa thấy lỗi; sẽ kiểm tra tiếp khi các tệp khác đã sửa",
        "{name}: no problems so far; it is checked further once the others are mended",
    ),
    "problems-some": ("{name}: {count} lỗi", "{name}: {count} {count:problem|problems}"),
    "passed-over": ("bỏ qua {file}: {why}", "passed over {file}: {why}"),
    "collected": (
        "{out}: {units} đơn vị từ {files} tệp",
        "{out}: {units} {units:unit|units} from {files} {files:workbook|workbooks}",
    ),
    "template-written": (
        "{out}: điền các ô màu vàng, rồi: {then}",
        "{out}: fill in the yellow cells, then: {then}",
    ),
    "templates-written": (
        "{out}: {files} tệp cho {units} đơn vị; điền các ô màu vàng, rồi: {then}",
        "{out}: {files} {files:workbook|workbooks}, {units} {units:unit|units}; fill in the yellow cells, then: {then}",
    ),
    "at-work": ("đang chạy: {seconds} giây", "working: {seconds} s"),
    "next": ("tiếp theo: {then}", "next: {then}"),
    "laws-tried": ("đã thử {laws}: {examples} bộ số liệu", "tried {laws}, {examples} data sets each"),
    "laws-not-tried": ("chưa thử được {laws}: {why}", "{laws} could not be tried: {why}"),
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
    "default-part": ("mặc định", "default"),
    "any-of": ("một trong ({options})", "any of ({options})"),
    "at-least-of": ("ít nhất {number} trong ({options})", "at least {number} of ({options})"),
    "first-year": ("mới", "new"),
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
        "Cách chia {name}: xếp hạng trong từng phần",
        "Partition {name}: ranks are inside its parts",
    ),
    "partition-other": ("Cách chia {name}", "Partition {name}"),
    "points": ("tối đa {maximum}", "at most {maximum}"),
    "weight-total": ("{global_} của tổng", "{global_} of the total"),
    "weights": ("{local} của {parent}, {global_} của tổng", "{local} of {parent}, {global_} of the total"),
    "data-origin": ("số liệu {origin}", "answers {origin}"),
    "data-evidence": ("minh chứng: {evidence}", "evidence: {evidence}"),
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
    "weight-sum": ("{base}; các trọng số cộng lại bằng {number}", "{base}; the weights add up to {number}"),
    "weights-pca": (
        "{base}; trọng số từ số liệu: {loadings} theo các tương quan, {decimals} chữ số",
        "{base}; weights from the data: {loadings} of the correlations, to {decimals} {decimals:decimal|decimals}",
    ),
    "weights-pca-covariance": (
        "{base}; trọng số từ số liệu: {loadings} theo các hiệp phương sai, {decimals} chữ số",
        "{base}; weights from the data: {loadings} of the covariances, to {decimals} {decimals:decimal|decimals}",
    ),
    "loadings": (
        "bình phương hệ số tải của thành phần chính thứ nhất",
        "the squared loadings of the first principal component",
    ),
    "floor": ("không dưới {number}", "not below {number}"),
    "cap": ("không quá {number}", "not above {number}"),
    "rounded": ("làm tròn {decimals} chữ số, {half}", "rounded to {decimals} {decimals:decimal|decimals}, {half}"),
    "half-up": ("nửa làm tròn lên", "halves up"),
    "half-away": ("nửa làm tròn ra xa 0", "halves away from 0"),
    "half-even": ("nửa làm tròn về số chẵn", "halves to the even digit"),
    "only": ("chỉ áp dụng nếu {where}", "applies only if {where}"),
    "extra": ("điểm thưởng hoặc trừ, ngoài điểm tối đa", "bonus or penalty, outside the maximum"),
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
    "change-divided": ("chia tách", "divided"),
    "change-no-value": ("thiếu số liệu", "no value"),
    "change-no-size": ("thiếu trọng số", "no weight"),
    "change-not-in-lineage": ("mã lạ", "not in lineage"),
    "change-blocks-differ": ("khác khối", "blocks differ"),
    "change-no-indices": ("hợp nhất", "merged"),
    "change-not-re-ranked": ("chưa xếp lại", "not re-ranked"),
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
    "diff-law-other": ("Luật khác nhau: {old} → {new}", "Law: not the same, {old} → {new}"),
    "diff-nothing": ("Không có gì khác nhau.", "Nothing differs."),
    "diff-changed": ("{subject}: {old} → {new}", "{subject}: {old} becomes {new}"),
    "diff-new": ("{subject}: mới; {new}", "{subject}: new; {new}"),
    "diff-gone": ("{subject}: bỏ; trước đây {old}", "{subject}: gone; was {old}"),
    "diff-order-of": ("thứ tự của {what}", "order of {what}"),
    "diff-part": ("một phần của cách chia", "a part"),
    "diff-default": ("(mặc định)", "(default)"),
    "diff-default-is": ("{value} (mặc định)", "{value} (default)"),
    "diff-two-laws": (
        "Một mã có hai luật: kỳ đã công bố không sửa; luật khác là một kỳ mới, với mã mới.",
        "One id has two laws: a published edition is never changed; another law is a new edition, with a new id.",
    ),
    "effect-scores": ("Làm điểm và hạng không cùng thước đo", "Makes scores and ranks incomparable"),
    "effect-ranks": ("Làm hạng không cùng thước đo, điểm thì không", "Makes ranks incomparable, not scores"),
    "effect-tiers": (
        "Chỉ đổi xếp loại; điểm và hạng vẫn so được",
        "Changes tiers only; scores and ranks stay comparable",
    ),
    "effect-prizes": (
        "Chỉ đổi khen thưởng; điểm và hạng vẫn so được",
        "Changes prizes only; scores and ranks stay comparable",
    ),
    "effect-figures": (
        "Chỉ đổi số liệu bên cạnh tổng; điểm và hạng vẫn so được",
        "Changes figures beside the total only; scores and ranks stay comparable",
    ),
    "effect-link": ("Chỉ nói so được gì với kỳ khác", "Says what may be compared with other editions"),
    "effect-nothing": (
        "Chỉ tên gọi, nguồn và các tổng được kiểm tra; không làm gì mất so sánh",
        "Names, sources and checked sums only; makes nothing incomparable",
    ),
    "diff-verdict": (
        "`ictindex rank --previous` từ {old} đến {new}: {ranks}; {scores}.",
        "`ictindex rank --previous` from {old} to {new}: {ranks}; {scores}.",
    ),
    "diff-ranks-yes": ("có so hạng", "ranks are compared"),
    "diff-ranks-no": ("không so hạng ({why})", "ranks are not compared ({why})"),
    "diff-scores-yes": ("có so điểm ({why})", "scores are compared ({why})"),
    "diff-scores-no": ("không so điểm ({why})", "scores are not compared ({why})"),
    "diff-same-law": ("cùng một luật", "the law is the same"),
    "diff-declared": ("{new} khai báo so được điểm", 'by {new}: comparable = ["score"]'),
    "diff-unrelated": (
        "khác họ bộ chỉ số, và {new} không kế tục {old}",
        "another family, and {new} does not follow {old}",
    ),
    "diff-undeclared-rank": ("{new} không khai báo so được hạng", '{new} lacks comparable = ["rank"]'),
    "diff-undeclared-score": (
        "luật khác nhau và {new} không khai báo so được điểm",
        'the law differs, and {new} lacks comparable = ["score"]',
    ),
}

REPORT_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **_HEADS,
        **_WORDS,
        **_NODES,
        **_PRIZES,
        **_ORIGINS,
        **_RESULTS,
        **_DIFFERENCES,
    }
)
