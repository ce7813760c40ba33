"""The texts of workbooks that no other report has, each in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ictindex.language import Language

__all__ = ["said"]

_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "all-sheet": ("Toàn bộ", "All units"),
        "unranked-sheet": ("Không xếp hạng", "Not ranked"),
        "points-sheet": ("Điểm từng chỉ tiêu", "Points per node"),
        "tiers-sheet": ("Xếp loại", "Tiers"),
        "prizes-sheet": ("Khen thưởng", "Prizes"),
        "verified-sheet": ("Tự chấm và thẩm định", "Verified"),
        "screened-sheet": ("Thiếu số liệu", "Too little data"),
        "imputed-sheet": ("Ô được điền", "Filled in"),
        "treated-sheet": ("Giá trị ngoại lệ", "Outliers"),
        "reasons-sheet": ("Lý do từng đơn vị", "Reasons"),
        "remarks-sheet": ("Ghi chú", "Remarks"),
        "policies-sheet": ("Cách xếp hạng", "How it was made"),
        "nodes-sheet": ("Chỉ tiêu và cách tính", "Nodes and formulas"),
        "parameters-sheet": ("Tham số", "Parameters"),
        "sources-sheet": ("Nguồn", "Sources"),
        "id": ("Mã", "Id"),
        "maximum": ("Điểm tối đa", "Maximum"),
        "share": ("% số đơn vị được xếp hạng", "% of the ranked units"),
        "award": ("Hình thức khen thưởng", "Award"),
        "reason": ("Lý do", "Reason"),
        "remark": ("Ghi chú", "Remark"),
        "units": ("Đơn vị liên quan", "Units"),
        "policy": ("Nội dung", "What"),
        "rule": ("Quy định", "How"),
        "node": ("Chỉ tiêu", "Node"),
        "parent": ("Thuộc", "In"),
        "in-parent": ("Tỷ trọng trong nhóm", "Share of its group"),
        "in-total": ("Tỷ trọng trong tổng", "Share of the total"),
        "formula": ("Cách tính", "Formula"),
        "view": ("góc nhìn, không thuộc tổng", "view, no part of the total"),
        "no-total": ("không thuộc tổng", "no part of the total"),
        "date": ("Ngày", "Date"),
        "address": ("Địa chỉ", "Address"),
        "note": ("Ghi chú", "Note"),
        "at-most": ("tối đa {maximum}", "of {maximum}"),
        "law-and-data": ("{rubric} · luật {law} · số liệu {data}", "{rubric} · law {law} · data {data}"),
    }
)


def said(key: str, language: Language, **values: str) -> str:
    """The text of a key in the language, with its values.

    >>> said("units", Language("en")), said("at-most", Language("vi"), maximum="20")
    ('Units', 'tối đa 20')
    """
    return _TEXTS[key][0 if language.code == "vi" else 1].format(**values)
