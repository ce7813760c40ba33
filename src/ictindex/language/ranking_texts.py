"""Remarks on a ranking, reasons of a place, a tier and a prize, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["RANKING_TEXTS"]

_ORDER = {
    "alike-units": (
        "Các mã trông giống nhau được coi là của những đơn vị khác nhau: {names}",
        "Units that look alike are taken for different ones: {names}",
    ),
    "alike-more": (
        "Còn {count} nhóm mã khác trông giống nhau và được coi là của những đơn vị khác nhau",
        "{count} further groups of units look alike and are taken for different ones",
    ),
    "hidden-digits": (
        "Xếp hạng theo các chữ số không in ra: nếu chỉ xét giá trị đã in thì {count} đơn vị sẽ có thứ hạng khác",
        "Ranked on hidden digits: the printed values alone would rank {count} units otherwise",
    ),
    "no-part": ("Không thuộc {partition} nào: {units}", "In no part of {partition}: {units}"),
    "no-part-unranked": (
        "Không thuộc {partition} nào nên không được xếp hạng: {units}",
        "In no part of {partition}, so not ranked: {units}",
    ),
    "rank-tie": ("Bằng nhau về {keys}: {units}; {effect}", "Equal in {keys}: {units}; {effect}"),
    "rank-tie-id": ("thứ tự này theo mã đơn vị", "their ids put them in this order"),
    "rank-tie-lot": (
        'thứ tự này theo kết quả bốc thăm với số gieo "{seed}"',
        'the lot with seed "{seed}" put them in this order',
    ),
    "rank-tie-jury": (
        "các đơn vị này đồng hạng cho đến khi hội đồng quyết định",
        "they share the rank until the jury decides",
    ),
    "tie-broken": ("Bằng nhau về {key}: {steps}", "Equal in {key}: {steps}"),
    "tie-step": (
        "{above} xếp trên {below} khi xét {key} ({mine} so với {theirs})",
        "{above} before {below} by {key} ({mine} against {theirs})",
    ),
    "units-of-many": ("{units} đơn vị", "{units} units"),
    "units-in-groups": ("{units} đơn vị trong {groups} nhóm", "{units} units in {groups} groups"),
}

_KEYS = {
    "lower-key": ("{key} (thấp hơn là tốt hơn)", "{key} (lower is better)"),
    "key-value": ("{key} {value}", "{key} {value}"),
    "of-maximum": ("{value}/{maximum}", "{value} of {maximum}"),
    "not-applicable": ("không áp dụng", "not applicable"),
    "no-one-value": ("không có một giá trị chung", "no one value"),
    "unknown": ("không rõ", "unknown"),
    "none": ("không có", "none"),
    "met-of": ("{met}/{count}", "{met} of {count}"),
    "all-of-them": ("cả {count}", "all {count}"),
    "condition-met": ("{text}: đạt ({value})", "{text}: met ({value})"),
    "condition-not-met": ("{text}: chưa đạt ({value})", "{text}: not met ({value})"),
}

_TIERS = {
    "tier-lowered": (
        "{rule}: hạ {tiers} bậc xếp loại: {units}",
        "{rule}: {tiers} {tiers:tier|tiers} lower: {units}",
    ),
    "tier-tie": (
        "Bằng nhau ở ranh giới xếp loại {tier} (số lượng {count} đơn vị): {units}; {effect}",
        "Equal at the edge of tier {tier} ({count} units): {units}; {effect}",
    ),
    "tier-of-part": ("{tier} của {part}", "{tier} of {part}"),
    "tier-tie-shrink": ("không đơn vị nào trong số đó được xếp vào", "none of them is inside (shrink)"),
    "tier-tie-extend": ("tất cả đều được xếp vào", "all of them are inside (extend)"),
}

_PRIZES = {
    "prize-of": ("{prize} ({title})", "{prize} ({title})"),
    "prize-of-rule": ("{title}, {prize}", "{title}, {prize}"),
    "prize-in": ("{prize}, {part}", "{prize} in {part}"),
    "award-place": (
        "{head}: đứng thứ {place} trong {count} đơn vị đủ điều kiện, xét theo {order}: {values}",
        "{head}: place {place} of {count} who qualify, by {order}: {values}",
    ),
    "award-recognised": (
        "{head}: đạt mọi điều kiện (số đơn vị đạt: {count})",
        "{head}: meets every condition, one of {count}",
    ),
    "by-selector": ("quy tắc chọn {name}", "the selector {name}"),
    "award-equal": ("ngang với {rivals}, {effect}", "equal with {rivals}, {effect}"),
    "award-none-behind": ("không còn đơn vị nào xếp sau", "no candidate is left behind"),
    "award-against": ("đơn vị kế tiếp {rival}: {values}", "decided against {rival}: {values}"),
    "edge-extend": ("tất cả đều được trao", "all of them receive it (extend)"),
    "edge-shrink": (
        "không đơn vị nào trong số đó được trao; các đơn vị này được xét tiếp ở giải sau",
        "none of them receives it; the next prize looks at them again (shrink)",
    ),
    "edge-break": (
        "thứ tự được phân định bằng tiêu chí phụ, sau đó bằng căn cứ cuối cùng của xếp hạng",
        "the break-by keys, and then the rank's last resort, separate them (break)",
    ),
    "edge-lot": ("thứ tự được phân định bằng bốc thăm", "the lot separates them (lot)"),
    "edge-jury": (
        "do hội đồng quyết định: giải này và mọi giải sau để ngỏ",
        "the jury decides: this prize and all that follow are left open (jury)",
    ),
    "left-open": (
        "{head}: để ngỏ, vì đứng sau các đơn vị bằng nhau mà hội đồng phải quyết định",
        "{head}: left open behind the tie that the jury decides",
    ),
    "shortage": (
        "{head}: không trao {left} trong {count} giải, vì không còn đơn vị nào đủ điều kiện",
        "{head}: {left} of {count} not given, nobody else qualifies",
    ),
    "shortage-of-all": (
        "{head}: không trao, vì không có đơn vị nào đủ điều kiện",
        "{head}: not given, nobody qualifies",
    ),
    "prize-tie": (
        "{head}: {names} bằng nhau về {keys} ở ranh giới giải ({places} giải cho {count} đơn vị); {effect}",
        "{head}: {names} are equal in {keys} at the edge ({places} {places:place|places} for {count} units); {effect}",
    ),
    "waits-for-jury": (
        (
            "{title}: một giải trước đó liên quan đến {names} còn chờ hội đồng quyết định, và quyết định đó có thể làm "
            "thay đổi giải này"
        ),
        "{title}: an earlier prize among {names} is left to the jury, whose decision can change this one",
    ),
    "not-given": ("{title}: không trao, vì {why}", "{title}: not given, {why}"),
}

_WHY = {
    "why-not-ranked": ("Không xếp hạng: {reason}", "Not ranked: {reason}"),
    "why-rank": (
        "Xếp hạng {rank} trong {count} đơn vị, xét theo {keys}: {values}",
        "Rank {rank} of {count}, by {keys}: {values}",
    ),
    "why-rank-in": (
        "Xếp hạng {rank} trong {count} đơn vị của {part}, xét theo {keys}: {values}",
        "Rank {rank} of {count} in {part}, by {keys}: {values}",
    ),
    "why-shares": (
        "Đồng hạng với {others}: bằng nhau ở mọi tiêu chí",
        "Shares the place with {others}: equal in every key",
    ),
    "why-overall": ("Hạng chung {rank} trong {count} đơn vị", "Rank {rank} of {count} over all"),
    "why-behind": (
        "Xếp sau {above} (hạng {rank}): {key} {mine} so với {theirs}",
        "Behind {above} (rank {rank}): {key} {mine} against {theirs}",
    ),
    "why-behind-id": (
        "Xếp sau {above} (hạng {rank}): bằng nhau ở mọi tiêu chí, phân định theo mã đơn vị",
        "Behind {above} (rank {rank}): equal in every key, the unit ids decide",
    ),
    "why-behind-lot": (
        'Xếp sau {above} (hạng {rank}): bằng nhau ở mọi tiêu chí, phân định bằng bốc thăm với số gieo "{seed}"',
        'Behind {above} (rank {rank}): equal in every key, the lot with seed "{seed}" decides',
    ),
    "why-tier": ("Xếp loại {tier}: {said}", "Tier {tier}: {said}"),
    "why-not-tier": ("Chưa đạt xếp loại {tier}: {said}", "Not tier {tier}: {said}"),
    "tier-by-quota": ("{tier} (theo số lượng)", "{tier} (a quota)"),
    "tier-of-the-rest": ("dành cho các đơn vị còn lại", "open to the rest"),
    "tier-taken": ("không thuộc số đơn vị được xếp vào", "others are in it"),
    "why-lowered": (
        'Bị hạ xuống xếp loại {tier} theo quy định "{rule}": {conditions}',
        "Lowered to {tier} by {rule}: {conditions}",
    ),
    "why-received": ("{title}: được trao", "{title}: received"),
    "why-not-received": ("{title}: không được trao", "{title}: not received"),
    "why-condition": ("- {met}", "- {met}"),
    "why-inner": ("  - {met}", "  - {met}"),
    "why-no-change": ("Không tính thay đổi thứ hạng: {reason}", "No change in rank: {reason}"),
    "why-same-rank": ("Giữ nguyên hạng {rank} so với {previous}", "As in {previous}: rank {rank}"),
    "why-up": (
        "Tăng {places} bậc so với {previous}",
        "Up {places} {places:place|places} on {previous}",
    ),
    "why-down": (
        "Giảm {places} bậc so với {previous}",
        "Down {places} {places:place|places} on {previous}",
    ),
    "previous-edition": ("kỳ trước", "the previous edition"),
}

RANKING_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType({**_ORDER, **_KEYS, **_TIERS, **_PRIZES, **_WHY})
