"""Reports for readers: one self-contained HTML file, and charts.

`render_report` and `write_report` need the extra ``report`` (jinja2), `ictindex.report.charts` the extra ``plot``
(matplotlib); each says so where it is missing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for those who read the types; loaded when they are asked for
    from ictindex.report import charts
    from ictindex.report.page import render_report, write_report

__all__ = ["charts", "render_report", "write_report"]


def __getattr__(name: str) -> object:
    """Loaded when it is first asked for: neither function needs matplotlib, and no chart needs jinja2."""
    if name == "charts":
        return import_module(f"{__name__}.charts")
    if name in __all__:
        return getattr(import_module(f"{__name__}.page"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
