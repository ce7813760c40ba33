"""What a reader of scores should know, as sentences in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["SCORING_TEXTS"]

_CELLS = {
    "column-inexact": (
        'cột "{column}" cần hơn 18 chữ số nên chỉ được giữ ở dạng gần đúng',
        'the column "{column}" needs more than 18 digits and is held as inexact doubles',
    ),
    "column-unused": (
        'bộ chỉ số không dùng đến cột "{column}"',
        'the column "{column}" is not used by the rubric',
    ),
    "tag-idle": (
        'không đơn vị nào có nhãn "{tag}" mà bộ chỉ số xét đến',
        'no unit carries the tag "{tag}", which the rubric looks at',
    ),
    "imputed": (
        '"{column}": {filled} trong {asked} ô bị trống và được điền bằng {value}',
        '"{column}": {filled} of {asked} cells are empty and filled in: {value}',
    ),
    "imputed-with-all": ("{method} của mọi đơn vị", "the {method} of all units"),
    "imputed-with-part": ("{method} của các đơn vị cùng {partition}", "the {method} of the unit’s {partition}"),
    "method-mean": ("trung bình cộng", "mean"),
    "method-median": ("trung vị", "median"),
}

_TREATED = {
    "screened": (
        "{units} đơn vị được đưa ra khỏi xếp hạng: có giá trị ở dưới {least}% số ô phải trả lời",
        "{units} {units:unit leaves|units leave} the ranking: a value in less than {least}% of the cells asked for",
    ),
    "treated": (
        '"{column}"{where}: {moved} trong {values} giá trị được kéo vào trong{spread}',
        '"{column}"{where}: {moved} of {values} values moved inward{spread}',
    ),
    "treated-in": (" ở {partition} {part}", " in {partition} {part}"),
    "treated-outside": (" ngoài mọi {partition}", " outside {partition}"),
    "treated-spread": (", từ {before} thành {after}", ", from {before} to {after}"),
    "spread-of-values": ("độ lệch {skew}, độ nhọn {kurtosis}", "skewness {skew}, kurtosis {kurtosis}"),
    "spread-of-equals": ("tất cả bằng nhau", "all equal"),
    "treated-unmet": (
        "; với tối đa {most} giá trị vẫn chưa đạt các giới hạn {skew} và {kurtosis}",
        "; with at most {most} the limits {skew} and {kurtosis} are not reached",
    ),
    "treated-undone": (", nên không thay đổi gì", ", so nothing is changed"),
}

_VERIFIED = {
    "verified-otherwise": (
        '"{column}": kết quả thẩm định khác số tự báo cáo của {changed} trong {units} đơn vị; {counts}',
        '"{column}": the council found otherwise than {changed} of {units} units; {counts}',
    ),
    "counts-verified": ("tính theo kết quả thẩm định", 'counts = "verified"'),
    "counts-self": ("tính theo số tự báo cáo", 'counts = "self"'),
    "counts-lower": ("tính theo số thấp hơn", 'counts = "lower"'),
    "unverified": (
        '"{column}" của {units} đơn vị chưa được thẩm định: {effect}',
        '"{column}" of {units} units was not verified: {effect}',
    ),
    "unverified-self": ("tính theo số tự báo cáo", "their own report counts"),
    "unverified-missing": ("số tự báo cáo không được tính", "what they report does not count"),
    "unproved": (
        '{units} đơn vị kê khai "{column}" mà không có minh chứng: {effect}',
        '"{column}" is claimed by {units} units without evidence: {effect}',
    ),
    "unproved-remark": ("vẫn được tính", "it counts all the same"),
    "unproved-missing": ("không được tính", "it does not count"),
}

_CARRIED_UP = {
    "no-parent": (
        "{units} đơn vị thỏa điều kiện {among} không có đơn vị cấp trên nên không được tổng hợp vào đâu",
        "{units} units that {among} names have no parent and are carried nowhere",
    ),
    "excluded-children": (
        "{units} đơn vị không xếp hạng không được tính vào {into} của đơn vị cấp trên",
        "{units} excluded units are left out of {into} of their parents",
    ),
    "children-without": (
        "{units} đơn vị không có {what} nên không được tính vào {into} của đơn vị cấp trên",
        "{units} units without {what} are left out of {into} of their parents",
    ),
    "value-of-column": ('giá trị ở cột "{column}"', 'value of "{column}"'),
    "value-of-node": ('giá trị của "{node}"', '"{node}"'),
}

_WEIGHTS = {
    "few-behind-weights": (
        '{weights} trọng số của "{node}" chỉ dựa trên {units} đơn vị',
        'the {weights} weights of "{node}" rest on {units} units only',
    ),
    "against-the-others": (
        '"{child}" biến thiên ngược với các mục khác của "{node}", điều mà trọng số lấy từ số liệu không thể hiện',
        '"{child}" runs against the others of "{node}", which its weight from the data does not show',
    ),
    "weights-of-zero": (
        'trọng số lấy từ số liệu của "{node}" bằng 0 ở {children}',
        'the weights of "{node}" from the data are 0 for {children}',
    ),
}

_VALUES = {
    "silenced": (
        (
            '"{node}" không có giá trị ở {units} đơn vị và được rút khỏi điểm tối đa, làm tăng tỷ lệ phần trăm của '
            "các đơn vị đó"
        ),
        (
            '"{node}" has no value for {units} {units:unit|units} and leaves {units:its|their} maximum, which raises '
            "{units:its|their} percent"
        ),
    ),
    "silence-pays": (
        '"{node}" cho 0 điểm khi {units} đơn vị không trả lời, cao hơn mọi câu trả lời',
        '"{node}" gives 0 points to {units} {units:unit|units} without an answer, more than any answer gives',
    ),
    "total-without-decimals": (
        "tổng điểm không quy định số chữ số thập phân nên được in với {decimals} chữ số",
        "the total has no decimals of its own and is printed with {decimals}",
    ),
    "irrational": (
        'giá trị của "{node}" là số vô tỷ; các giá trị trùng nhau đến {digits} chữ số được coi là bằng nhau',
        'values of "{node}" are irrational; those that agree to {digits} digits are equal',
    ),
    # Of units in great numbers a remark says how many, not which.
    "silenced-of-many": (
        (
            '"{node}" được rút khỏi điểm tối đa của {units} đơn vị không có câu trả lời, làm tăng tỷ lệ phần trăm của '
            "các đơn vị đó"
        ),
        '"{node}" leaves the maximum of {units} units that have no answer, which raises their percent',
    ),
}

SCORING_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {**_CELLS, **_TREATED, **_VERIFIED, **_CARRIED_UP, **_WEIGHTS, **_VALUES}
)
