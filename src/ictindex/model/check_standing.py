"""Checks of the head of a rubric, of rank, tiers and prizes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from ictindex.model.findings import Findings
from ictindex.model.nodes import ROOT
from ictindex.model.profiles import has_maximum
from ictindex.model.rubric import STATUSES, RubricDraft
from ictindex.model.standing_rules import (
    LAST_RESORTS,
    QUOTA_ROUNDINGS,
    QUOTA_TIES,
    RESERVED_KEYS,
    TIE_METHODS,
    TIE_RULES,
    Key,
    Prize,
    PrizeCount,
    Tier,
)

__all__ = ["check_awards", "check_head", "check_rank", "check_tiers"]

_RUBRIC_ID = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9.-]*")
_FAMILY = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*(@[A-Za-z0-9][A-Za-z0-9.-]*)?")
_WHOLE = 100


def check_head(draft: RubricDraft, findings: Findings) -> None:
    """Id, status, validity, exclusions."""
    if not _RUBRIC_ID.fullmatch(draft.id):
        findings.add("bad-id", "id", f'"{draft.id}" is not a rubric id', expected='"namespace/name@edition"')
    if draft.follows and not _FAMILY.fullmatch(draft.follows):
        findings.add("bad-id", "follows", f'"{draft.follows}" is not a rubric id', expected='"namespace/name@edition"')
    findings.one_of("status", draft.status, STATUSES)
    for word in draft.comparable:
        findings.one_of("comparable", word, ("rank", "score"))
    if draft.valid is not None and draft.valid[0] > draft.valid[1]:
        findings.add("bad-valid", "valid", f"the period ends ({draft.valid[1]}) before it begins ({draft.valid[0]})")
    for index, exclusion in enumerate(draft.exclude):
        if not exclusion.why:
            findings.add("no-reason", f"exclude[{index}].why", "an exclusion states its reason")


def check_rank(draft: RubricDraft, findings: Findings) -> None:
    """Keys, ties and the last resort."""
    rank = draft.rank
    findings.one_of("rank.ties", rank.ties, TIE_METHODS)
    findings.one_of("rank.last", rank.last, LAST_RESORTS)
    findings.one_of("rank.value", rank.value, ("rounded", "exact"))
    if not rank.by:
        findings.add("no-key", "rank.by", "there is nothing to rank by")
    _check_keys(draft, "rank.by", rank.by, findings, history=False)
    _check_keys(draft, "rank.break_by", rank.break_by, findings, history=False)
    if rank.ties == "ordinal" and rank.last in ("share", "jury"):
        message = f'ordinal numbers every unit apart, but last = "{rank.last}" lets equals share'
        findings.add("ordinal-shares", "rank.last", message, expected="id | lot | refuse")
    if rank.last == "lot" and not rank.seed:
        findings.add("no-seed", "rank.seed", "a lot needs a seed that is published before the draw")
    if draft.total.decimals is None and rank.value == "rounded":
        hint = 'give the total its `decimals`, or rank on value = "exact"'
        findings.add(
            "no-decimals", "total.decimals", "the total has no decimals, so nothing says how it is rounded", hint=hint
        )


def _check_keys(draft: RubricDraft, path: str, keys: Iterable[Key], findings: Findings, *, history: bool) -> None:
    nodes = [*draft.tree.nodes, *draft.tree.views]
    for index, key in enumerate(keys):
        place = f"{path}[{index}]"
        if not findings.known(place, key.name, [*nodes, *RESERVED_KEYS], "node or key"):
            continue
        if key.name.startswith("change") and not history:
            findings.add(
                "too-early", place, f"`{key.name}` needs the ranks that it would decide", hint="use it in a prize"
            )
        if key.name == "percent":
            _check_percent(draft, place, findings)
    findings.unique(f"{path}[{{}}]", [key.name for key in keys], "key")


def _check_percent(draft: RubricDraft, path: str, findings: Findings) -> None:
    if not findings.nodes_are_sound:
        return
    if not has_maximum(draft, ROOT):
        findings.add("unbounded", path, "the total has no maximum to take a percent of", hint="give its leaves a `max`")


def check_tiers(draft: RubricDraft, findings: Findings) -> None:
    """The tier table: one bound or quota a row, bounds that fall, an open lowest row."""
    findings.unique("tier[{}].id", [tier.id for tier in draft.tiers], "tier")
    for index, tier in enumerate(draft.tiers):
        path = f"tier[{index}]"
        last = index == len(draft.tiers) - 1
        stated = [it is not None for it in (tier.bound, tier.share, tier.count)].count(True)
        if last and (stated or tier.where is not None):
            hint = "end the table with a row that has neither bound nor condition"
            findings.add("closed-lowest", path, f'the lowest tier "{tier.id}" is not open', hint=hint)
        if stated > 1:
            findings.add("two-bounds", path, f'the tier "{tier.id}" has more than one of from, above, share and count')
        if not last and not stated and tier.where is None:
            findings.add("open-tier", path, f'every unit is "{tier.id}", so the rows below are never reached')
        _check_quota(draft, path, tier, findings)
        if tier.bound is not None and tier.bound.percent:
            _check_percent(draft, f"{path}.from", findings)
    _check_falling(draft.tiers, findings)


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


def _check_falling(tiers: Iterable[Tier], findings: Findings) -> None:
    bounded = [(index, tier) for index, tier in enumerate(tiers) if tier.bound is not None]
    for (_, above), (index, tier) in pairwise(bounded):
        if (
            above.bound is None
            or tier.bound is None
            or above.bound.percent != tier.bound.percent
            or above.where is not None
        ):
            continue
        if (tier.bound.value, tier.bound.strict) >= (above.bound.value, above.bound.strict):
            message = (
                f'"{tier.id}" from {tier.bound.number} is never reached below "{above.id}" from {above.bound.number}'
            )
            findings.add("unreachable-tier", f"tier[{index}].from", message)


def check_awards(draft: RubricDraft, findings: Findings) -> None:
    """Prize rules."""
    findings.unique("award[{}].id", [award.id for award in draft.awards], "award")
    partitions = [partition.name for partition in draft.partitions]
    tiers = {tier.id for tier in draft.tiers}
    for index, award in enumerate(draft.awards):
        path = f"award[{index}]"
        if award.id in tiers:
            findings.add("double-id", f"{path}.id", f'"{award.id}" is also the id of a tier', hint="choose another id")
        if not award.prizes:
            findings.add("no-prize", f"{path}.prizes", f'the award "{award.id}" has no prize')
        findings.unique(f"{path}.prizes[{{}}]", [prize.name for prize in award.prizes], "prize")
        if any(prize.count == 0 for prize in award.prizes):
            findings.add("no-prize", f"{path}.prizes", "a prize that is given 0 times")
        for prize in award.prizes:
            if prize.count is None and PrizeCount.of(prize.name).count is not None:
                message = f'the prize "{prize.name}" ends in a number, which reads as how many there are'
                findings.add("prize-name", f"{path}.prizes", message, hint="give its number, or another name")
            elif not prize.name or any(char.isnumeric() for char in prize.name.split()[-1]):
                message = f'the prize "{prize}" does not say plainly how many there are'
                findings.add("prize-name", f"{path}.prizes", message, hint='the last word is the number: "Nhất 1"')
            elif prize.name.endswith((":", "%", ",", ";", ".")):
                message = f'the prize "{prize.name}" ends in a mark; its number is the last word, digits only'
                findings.add("prize-name", f"{path}.prizes", message, hint='write "Nhất 1"')
        if any(prize.count is None for prize in award.prizes[:-1]):
            findings.add(
                "open-prize", f"{path}.prizes", "a prize without a number takes all who qualify, so it stands last"
            )
        if award.per:
            findings.known(f"{path}.per", award.per, partitions, "partition")
        _check_keys(draft, f"{path}.by", award.by, findings, history=True)
        _check_keys(draft, f"{path}.break_by", award.break_by, findings, history=True)
        findings.one_of(f"{path}.tie", award.tie, TIE_RULES)
        _check_resort(draft, path, award, findings)
        if award.select and award.select.count("/") != 1:
            findings.add(
                "bad-id", f"{path}.select", f'"{award.select}" is not a plugin selector', expected="namespace/name"
            )


def _check_resort(draft: RubricDraft, path: str, award: Prize, findings: Findings) -> None:
    if award.tie == "break" and draft.rank.last not in ("id", "lot"):
        message = f'the ties are broken by keys, but the rank\'s last resort is "{draft.rank.last}", which breaks none'
        findings.add("break-shares", f"{path}.tie", message, hint='set rank.last to "id" or "lot", or tie to "jury"')
    if award.tie == "lot" and not (award.seed or draft.rank.seed):
        findings.add("no-seed", f"{path}.seed", "a lot needs a seed that is published before the draw")
