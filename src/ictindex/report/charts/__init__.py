"""Charts of a ranking, for documents and slides; they need the extra ``plot`` (matplotlib).

Every function gives a `matplotlib.figure.Figure` that belongs to nobody else (no pyplot, no global state); `save`
writes it as SVG, PNG or PDF with the same bytes for the same figure. All take ``lang="vi"`` (the default) or ``"en"``.
"""

from __future__ import annotations

from ictindex.report.charts.bars import bars
from ictindex.report.charts.distribution import distribution
from ictindex.report.charts.drawing import save
from ictindex.report.charts.heat_map import heat_map
from ictindex.report.charts.losses import losses
from ictindex.report.charts.places import places
from ictindex.report.charts.profile import profile

__all__ = ["bars", "distribution", "heat_map", "losses", "places", "profile", "save"]
