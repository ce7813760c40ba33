"""Every node of a rubric in two lines: what it is worth, and how it comes about."""

from __future__ import annotations

from collections.abc import Iterator

from ictindex.language import Language
from ictindex.model.nodes import ROOT, Indicator, Node, View
from ictindex.model.rubric import Rubric
from ictindex.wording.formulas import formula
from ictindex.wording.words import value_words
from ictindex.wording.worth import Worth, percent_text, worths

__all__ = ["node_lines"]

_STEP = "  "


def node_lines(rubric: Rubric, language: Language) -> str:
    """Two lines a node: what it is worth, and how it comes about; below its parent, further to the right."""
    found = worths(rubric)
    differ = any(len(worth.maxima) > 1 or len(worth.global_) > 1 for worth in found.values())
    lines = [language.say("nodes-title-parts" if differ else "nodes-title")]
    for name in (*rubric.tree.depth_first(), *rubric.tree.views):
        node = rubric.node(name)
        depth = 0 if name in rubric.tree.views else rubric.tree.depth(name)
        indent = _STEP * (depth + 1)
        lines.append(indent + _said_worth(name, language.name(node, otherwise=" "), found[name], rubric, language))
        said = "; ".join([formula(rubric, node, language), *_of_data(node, language)])
        lines.append(f"{indent}{_STEP * 2}{said}")
    return "\n".join(lines)


def _of_data(node: Node | View, language: Language) -> Iterator[str]:
    """Where the answers come from and what has to prove them; neither changes points."""
    if isinstance(node, Indicator) and node.origin:
        yield language.say("data-origin", origin=value_words("origin", node.origin, language))
    if isinstance(node, Indicator) and node.evidence:
        yield language.say("data-evidence", evidence=node.evidence)


def _said_worth(name: str, title: str, worth: Worth, rubric: Rubric, language: Language) -> str:
    parts = [f"{name}  {title}".rstrip()]
    if worth.maxima:
        parts.append(language.say("points", maximum=worth.maximum_text))
    if name in rubric.tree.views:
        parts.append(language.say("is-view"))
    elif name != ROOT and rubric.tree.nodes[name].parent not in rubric.tree.nodes:
        parts.append(language.say("no-total"))
    elif worth.local:
        parent = rubric.tree.nodes[name].parent
        if parent == ROOT:
            parts.append(language.say("weight-total", global_=percent_text(worth.global_)))
        else:
            weights = {
                "local": percent_text(worth.local),
                "global_": percent_text(worth.global_),
                "parent": parent,
            }
            parts.append(language.say("weights", **weights))
    return " · ".join(parts)
