"""Checks of the head of a rubric, of rank and prizes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ictindex.model.findings import Findings
from ictindex.model.nodes import ROOT
from ictindex.model.profiles import has_maximum
from ictindex.model.rubric import COMPARABLE, STATUSES, RubricDraft
from ictindex.model.standing_rules import (
    DECIDING_VALUES,
    LAST_RESORTS,
    RESERVED_KEYS,
    TIE_METHODS,
    TIE_RULES,
    Key,
    Prize,
    PrizeCount,
)

__all__ = ["check_awards", "check_head", "check_rank"]

_RUBRIC_ID = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9.-]*")
_FAMILY = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*(@[A-Za-z0-9][A-Za-z0-9.-]*)?")


def check_head(draft: RubricDraft, findings: Findings) -> None:
    """Id, status, validity, exclusions."""
    if not _RUBRIC_ID.fullmatch(draft.id):
        findings.add("bad-id", "id", f'"{draft.id}" is not a rubric id', expected='"namespace/name@edition"')
    if draft.follows and not _FAMILY.fullmatch(draft.follows):
        findings.add("bad-id", "follows", f'"{draft.follows}" is not a rubric id', expected='"namespace/name@edition"')
    findings.one_of("status", draft.status, STATUSES)
    for word in draft.comparable:
        findings.one_of("comparable", word, COMPARABLE)
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
    findings.one_of("rank.value", rank.value, DECIDING_VALUES)
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


def check_awards(draft: RubricDraft, findings: Findings) -> None:
    """Prize rules."""
    findings.unique("award[{}].id", [award.id for award in draft.awards], "award")
    partitions = [partition.name for partition in draft.partitions]
    tiers = {tier.id for tier in draft.tiers}
    for index, award in enumerate(draft.awards):
        path = f"award[{index}]"
        if not award.id or award.id.startswith("-") or "/" in award.id:
            expected = "a name without /, not beginning with -"
            findings.add("bad-id", f"{path}.id", f'"{award.id}" cannot be the id of an award', expected=expected)
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
            elif prize.name.startswith("-") or "/" in prize.name:
                message = f'no condition can name the prize "{prize.name}": there - is not, and / parts award and prize'
                findings.add("prize-name", f"{path}.prizes", message, hint="choose another name")
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
