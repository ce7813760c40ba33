"""How remarks on scores call a node: by its id in English, as the rubric's file does, by its name in Vietnamese."""

from __future__ import annotations

from ictindex.language import Pair, Subject
from ictindex.model.rubric import RubricDraft

__all__ = ["called"]


def called(rubric: RubricDraft, node_id: str) -> Pair:
    """A node or view.

    >>> from ictindex.model import Group, Indicator, Rubric
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", vi="Máy tính", max=5)])
    >>> called(rubric, "may").said("vi"), called(rubric, "total").said("vi"), str(called(rubric, "may"))
    ('Máy tính', 'tổng điểm', 'may')
    """
    node = rubric.tree.nodes.get(node_id) or rubric.tree.views.get(node_id)
    name = "" if node is None else node.vi or node.en
    return Pair(vi=name or Subject(node_id), en=node_id)
