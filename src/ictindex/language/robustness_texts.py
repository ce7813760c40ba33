"""The texts of the reports on robustness and on the plan, each in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["PLAN_TEXTS", "ROBUSTNESS_TEXTS"]

PLAN_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "plan-nodes": ("Cách tính từng mục cho {units} đơn vị", "How each node is worked out for {units} units"),
        "plan-node": ("Mục", "Node"),
        "plan-class": ("Loại số", "Class"),
        "plan-kernel": ("Phép tính", "Kernel"),
        "plan-types": ("Giữ trong", "Held in"),
        "plan-undecided": ("Tính riêng", "One by one"),
        "plan-why": ("Vì", "Because"),
        "plan-rank": ("Cách xếp hạng {units} đơn vị", "How {units} units are ranked"),
    }
)

ROBUSTNESS_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "robust-units": ("Độ vững của thứ hạng{place}", "How firm the ranks are{place}"),
        "robust-in": (" trong khối {part}", " in {part}"),
        "robust-weights": ("Tỷ trọng khác: 5–95 %", "Other weights: 5–95 %"),
        "robust-range": ("ít nhất–nhiều nhất", "least–greatest"),
        "robust-same": ("giữ hạng", "same rank"),
        "robust-left-out": ("Bỏ từng chỉ tiêu", "An indicator left out"),
        "robust-by": ("chỉ tiêu đổi nhiều nhất", "moved most by"),
        "robust-digits": ("Số lẻ ẩn", "Hidden digits"),
        "robust-tier": ("Xếp loại (giữ)", "Tier (kept)"),
        "robust-prizes-title": (
            "Khen thưởng: tỷ lệ số bộ tỷ trọng mà đơn vị vẫn được",
            "Prizes: share of weight sets that give it",
        ),
        "robust-prize": ("Khen thưởng", "Prize"),
        "robust-kept": ("giữ được", "kept"),
        "robust-tiers-title": ("Xếp loại: bình quân tỷ lệ giữ được", "Tiers: mean share kept by those who have it"),
        "robust-indicators-title": ("Bỏ từng chỉ tiêu", "Indicators left out, one at a time"),
        "robust-indicator": ("Chỉ tiêu", "Indicator"),
        "robust-moved": ("đơn vị đổi hạng", "units that move"),
        "robust-places": ("nhiều nhất (bậc)", "most places"),
        "robust-how": ("Cách tính độ vững", "How this was worked out"),
        "robust-weights-policy": (
            "tỷ trọng: {draws} bộ với mầm {seed} ở mọi nhóm từ hai mục con, thành {parts} phần theo số dư lớn nhất",
            "weights: {draws} sets, seed {seed}, at every group of two and more, in {parts} parts by largest remainder",
        ),
        "robust-no-weights": ("không rút tỷ trọng: {why}", "weights were not drawn: {why}"),
        "robust-spread-relative": (
            "mỗi tỷ trọng nhân với một hệ số từ {low} đến {high}, khả năng như nhau (độ rộng {width})",
            "each weight is multiplied by a factor from {low} to {high}, all equally likely (width {width})",
        ),
        "robust-spread-dirichlet": (
            "tỷ phần rút theo phân bố Dirichlet, độ rộng tương đối {width} ở một nửa (từ {low} đến {high})",
            "shares are drawn from a Dirichlet distribution of relative width {width} at one half ({low} to {high})",
        ),
        "robust-sums": (
            "trong một tổng, điểm của chỉ tiêu con được nhân với tỷ trọng rút được chia cho điểm tối đa",
            "under a sum a child's points are multiplied by its drawn weight over its maximum",
        ),
        "robust-how-values": ("giá trị của các kịch bản: {how}", "values of the scenarios: {how}"),
        "robust-left-out-policy": (
            "bỏ riêng từng chỉ tiêu trong {count} chỉ tiêu của tổng; nó cũng rời khỏi điểm tối đa",
            "each of the {count} indicators of the total is left out on its own; it leaves the maximum too",
        ),
        "robust-none-left-out": ("không bỏ chỉ tiêu nào: {why}", "no indicator was left out: {why}"),
        "robust-digits-policy": (
            "số lẻ ẩn: {draws} bảng, mầm {seed}; số lẻ dời −5 đến 4 phần mười của chữ số cuối; số nguyên giữ nguyên",
            "hidden digits: {draws} tables, seed {seed}; numbers with decimals move by -5 to 4 tenths of the last one",
        ),
        "robust-no-digits": ("không dời số lẻ: {why}", "hidden digits were not drawn: {why}"),
        "robust-spans": (
            "các khoảng là thống kê thứ tự qua các kịch bản; thứ hạng trong khối",
            "spans are order statistics over the scenarios; ranks are inside the block",
        ),
        "robust-refused-ties": (
            "bộ chỉ số không cho phép đồng hạng; ở đây các đơn vị bằng nhau trong một kịch bản đồng hạng",
            "the rubric refuses ties; equals of a scenario share their rank here",
        ),
        "robust-firm": (
            "xếp loại và khen thưởng: tỷ lệ số bộ tỷ trọng cho đơn vị cùng xếp loại, cùng giải",
            "tiers and prizes are firm in the percent of weight sets that give the unit the same one",
        ),
        "robust-unfollowed": (
            "không theo dõi, vì do phần mở rộng chọn hoặc dựa vào thay đổi so với năm trước: {prizes}",
            "not followed, because a plugin selects them or they look at a change: {prizes}",
        ),
    }
)
