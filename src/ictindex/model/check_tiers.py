"""Checks of the tier table: one bound or quota a row, an open lowest row, and no row that nobody can be in."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ictindex.model.findings import Findings
from ictindex.model.nodes import ROOT
from ictindex.model.numbers import fraction_text
from ictindex.model.profiles import has_maximum
from ictindex.model.ranges import Bound
from ictindex.model.reach import Reach, reaches
from ictindex.model.rubric import RubricDraft
from ictindex.model.standing_rules import QUOTA_ROUNDINGS, QUOTA_TIES, Tier

__all__ = ["check_tiers", "unreachable_tiers"]

_WHOLE = 100


def check_tiers(draft: RubricDraft, findings: Findings) -> None:
    """The rows of the tier table, each on its own and against those above it."""
    findings.unique("tier[{}].id", [tier.id for tier in draft.tiers], "tier")
    for index, tier in enumerate(draft.tiers):
        path = f"tier[{index}]"
        if not tier.id or tier.id.startswith("-"):
            expected = "a name that does not begin with -"
            findings.add("bad-id", f"{path}.id", f'"{tier.id}" cannot be the id of a tier', expected=expected)
        last = index == len(draft.tiers) - 1
        stated = tier.bound is not None or tier.is_quota
        if last and (stated or tier.where is not None):
            hint = "end the table with a row that has neither bound nor condition"
            findings.add("closed-lowest", path, f'the lowest tier "{tier.id}" is not open', hint=hint)
        if tier.share is not None and tier.count is not None:
            findings.add("two-bounds", path, f'the tier "{tier.id}" has a share and a count')
        if not last and not stated and tier.where is None:
            findings.add("open-tier", path, f'every unit is "{tier.id}", so the rows below are never reached')
        _check_quota(draft, path, tier, findings)
        if tier.bound is not None and tier.bound.percent and findings.nodes_are_sound and not has_maximum(draft, ROOT):
            message, hint = "the total has no maximum to take a percent of", "give its leaves a `max`"
            findings.add("unbounded", f"{path}.{_key(tier)}", message, hint=hint)
    check_downgrades(draft, findings)
    for index, code, message in _unreachable(draft, sound=findings.nodes_are_sound):
        findings.add(code, f"tier[{index}].{_key(draft.tiers[index])}", message)


def check_downgrades(draft: RubricDraft, findings: Findings) -> None:
    """Rules that lower a tier: there is a table to lower it in, and each says whom."""
    taken = {tier.id for tier in draft.tiers} | {award.id for award in draft.awards}
    findings.unique("downgrade[{}].id", [it.id for it in draft.downgrades], "downgrade")
    for index, rule in enumerate(draft.downgrades):
        path = f"downgrade[{index}]"
        if rule.id in taken:
            message = f'"{rule.id}" is also the id of a tier or an award'
            findings.add("double-id", f"{path}.id", message, hint="choose another id")
        if not 1 <= rule.tiers < max(len(draft.tiers), 1):
            expected = f"1 to {len(draft.tiers) - 1}" if len(draft.tiers) > 1 else "a table of two tiers and more"
            findings.add("bad-downgrade", f"{path}.tiers", f"{rule.tiers} tiers lower", expected=expected)
        if not rule.where.conditions:
            findings.add("bad-downgrade", f"{path}.where", "everybody would be lowered", expected="a condition")


def unreachable_tiers(draft: RubricDraft) -> frozenset[int]:
    """The places of rows that nobody can be in, or that leave nobody to the rows below, where the nodes are sound."""
    return frozenset(index for index, _, _ in _unreachable(draft, sound=True))


def _key(tier: Tier) -> str:
    if tier.bound is not None:
        return "above" if tier.bound.strict else "from"
    return "share" if tier.share is not None else "count"


def _check_quota(draft: RubricDraft, path: str, tier: Tier, findings: Findings) -> None:
    findings.one_of(f"{path}.tie", tier.tie, QUOTA_TIES)
    findings.one_of(f"{path}.round", tier.round, QUOTA_ROUNDINGS)
    if tier.per:
        findings.known(f"{path}.per", tier.per, [partition.name for partition in draft.partitions], "partition")
    if tier.share is not None and not 0 <= tier.share <= _WHOLE:
        findings.add("bad-share", f"{path}.share", f"a share of {tier.share} %", expected="0 to 100 %")
    if tier.count is not None and tier.count < 0:
        findings.add("bad-share", f"{path}.count", f"a count of {tier.count}", expected="0 or more")
    if not tier.is_quota and (tier.per or tier.tie != "shrink" or tier.round != "floor"):
        findings.add("not-a-quota", path, "`per`, `tie` and `round` are for a quota (share or count)")


def _unreachable(draft: RubricDraft, *, sound: bool) -> Iterator[tuple[int, str, str]]:
    """(place, code, message) of each row that nobody is in, and of each that takes everybody above another row."""
    spans = reaches(draft, ROOT) if sound and draft.tiers else ()
    for index, tier in enumerate(draft.tiers):
        last = index == len(draft.tiers) - 1
        if tier.share == 0 or tier.count == 0:
            yield index, "unreachable-tier", f'nobody is "{tier.id}": it takes none of the units'
        elif tier.share == _WHOLE and not tier.per and tier.where is None and tier.bound is None and not last:
            yield index, "open-tier", f'"{tier.id}" takes all units, so the rows below are never reached'
        if tier.bound is None:
            continue
        higher = _taken_above(draft, index, tier.bound, spans)
        if higher is not None:
            message = f'"{tier.id}" from {tier.bound.number} is never reached below "{higher.id}" {_said(higher)}'
            yield index, "unreachable-tier", message
        elif spans and all(span.never_meets(tier.bound) for span in spans):
            message = f'"{tier.id}" from {tier.bound.number} is never reached: {_most(spans, tier.bound)}'
            yield index, "unreachable-tier", message
        elif (
            not last
            and tier.where is None
            and not tier.is_quota
            and spans
            and all(span.always_meets(tier.bound) for span in spans)
        ):
            message = f'every unit reaches "{tier.id}" from {tier.bound.number}, so the rows below are never reached'
            yield index, "open-tier", message


def _taken_above(draft: RubricDraft, index: int, bound: Bound, spans: tuple[Reach, ...]) -> Tier | None:
    """The first row above without a condition that takes whoever meets the bound."""
    for tier in draft.tiers[:index]:
        if tier.bound is not None and tier.where is None and not tier.is_quota and _implies(bound, tier.bound, spans):
            return tier
    return None


def _implies(bound: Bound, other: Bound, spans: tuple[Reach, ...]) -> bool:
    """Whether whoever meets one bound meets the other; two kinds of bound are compared for each kind of unit."""
    if bound.percent == other.percent:
        return (bound.value, bound.strict) >= (other.value, other.strict)
    pairs = [(span.points(bound), span.points(other)) for span in spans]
    return bool(pairs) and all(
        one is not None and two is not None and (one, bound.strict) >= (two, other.strict) for one, two in pairs
    )


def _said(tier: Tier) -> str:
    assert tier.bound is not None
    return f"{'above' if tier.bound.strict else 'from'} {tier.bound.number}"


def _most(spans: tuple[Reach, ...], bound: Bound) -> str:
    ends = [span.high_percent if bound.percent else span.high for span in spans]
    greatest = max((end for end in ends if end is not None), default=Fraction(0))
    return f"nobody has more than {fraction_text(greatest)}{' %' if bound.percent else ' points'}"
