"""How a ranking was made: policies, nodes with formulas and weights, parameters with their origins, sources."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ictindex.model.nodes import ROOT
from ictindex.model.rubric import Rubric
from ictindex.report.said import EN, VI, Said, in_both, localised, named, word
from ictindex.wording.formulas import formula
from ictindex.wording.heading import title_of
from ictindex.wording.parameters import parameters_of
from ictindex.wording.policies import policies
from ictindex.wording.words import path_text
from ictindex.wording.worth import percent_text, worths

__all__ = ["NodeMade", "ParameterSaid", "excluded_of", "nodes_of", "parameters_said", "policies_of", "title_said"]


@frozen(kw_only=True)
class NodeMade:
    """A node as the law has it."""

    id: str
    name: Said
    depth: int
    maximum: Said
    weight: Said
    formula: Said


@frozen(kw_only=True)
class ParameterSaid:
    """A parameter with its value and origin in words."""

    path: Said
    value: Said
    origin: Said


def title_said(rubric: Rubric) -> Said:
    """What the rubric is called; its id where it has no title."""
    return Said(*(title_of(rubric, language).strip() or rubric.id for language in (VI, EN)))


def policies_of(rubric: Rubric) -> Iterator[tuple[Said, Said]]:
    """What is decided, and how."""
    for vi, en in zip(policies(rubric, VI), policies(rubric, EN), strict=True):
        yield Said(vi[0], en[0]), Said(localised(vi[1]), en[1])


def nodes_of(rubric: Rubric) -> Iterator[NodeMade]:
    """The total, every node below its parent, nodes of no total, and views."""
    found = worths(rubric)
    tree = rubric.tree
    for name in rubric.node_ids:
        node, worth = rubric.node(name), found[name]
        maximum, weight = worth.maximum_text, percent_text(worth.global_) if worth.global_ else ""
        yield NodeMade(
            id=name,
            name=in_both(lambda language: language.say("key-total")) if _is_bare_total(name, rubric) else named(node),
            depth=0 if name in tree.views else tree.depth(name),
            maximum=Said(localised(maximum), maximum),
            weight=_beside_total(name, rubric) or Said(localised(weight), weight),
            formula=in_both(lambda language: formula(rubric, node, language)),  # noqa: B023 - spoken before the next node
        )


def _is_bare_total(name: str, rubric: Rubric) -> bool:
    return name == ROOT and not (rubric.total.vi or rubric.total.en)


def _beside_total(name: str, rubric: Rubric) -> Said | None:
    """Why a node has no share of the total; None for those below it."""
    if name in rubric.tree.views:
        return in_both(lambda language: language.say("is-view"))
    apart = name != ROOT and rubric.tree.nodes[name].parent not in rubric.tree.nodes
    return in_both(lambda language: language.say("no-total")) if apart else None


def parameters_said(rubric: Rubric) -> Iterator[ParameterSaid]:
    """Every parameter that the rubric spells out, in its order."""
    for vi, en in zip(parameters_of(rubric, VI), parameters_of(rubric, EN), strict=True):
        origin = word(f"origin-{vi.origin}")
        named_source = Said(f"{origin.vi} {vi.source}", f"{origin.en} {vi.source}") if vi.source else origin
        yield ParameterSaid(
            path=in_both(lambda language: path_text(vi.path, language)),  # noqa: B023 - spoken at once
            value=Said(localised(vi.value), en.value),
            origin=named_source,
        )


def excluded_of(rubric: Rubric) -> Iterator[tuple[Said, str]]:
    """Whom the law does not rank, and why."""
    for it in rubric.exclude:
        yield in_both(lambda language: it.where.said(language.code)), it.why  # noqa: B023 - spoken at once
