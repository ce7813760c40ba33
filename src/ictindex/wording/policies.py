"""How a ranking is made: every policy of a rubric with its value, those at their default included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ictindex.language import Language
from ictindex.model.coverage import origin_of, parameters
from ictindex.model.nodes import ORIGINS, Indicator
from ictindex.model.numbers import plain
from ictindex.model.rubric import Rubric
from ictindex.model.screening import Screen
from ictindex.model.shapes import Against
from ictindex.model.standing_rules import Key, Tier
from ictindex.model.step_fields import WHOLE_COHORT
from ictindex.model.steps import CarryUp, Impute, Verify
from ictindex.model.treating import Treat
from ictindex.ranking.words import ByName
from ictindex.wording.words import path_text, value_words

__all__ = ["key_name", "keys_text", "policies"]

_SHOWN = 6


def policies(rubric: Rubric, language: Language) -> tuple[tuple[str, str], ...]:
    """Policies as (what is decided, how), in the order of the way from data to prizes."""
    leaves = rubric.tree.leaves()
    cohorts = [leaf for leaf in leaves if isinstance(leaf.shape, Against)]
    divided = [leaf for leaf in leaves if leaf.reading.is_share or getattr(leaf.shape, "method", "") == "best"]
    rows = [
        ("steps", "; ".join(_STEPS[type(step)](step, rubric, language) for step in rubric.steps)),
        ("data", "; ".join(_data(leaves, language))),
        ("missing", _by_node(leaves, lambda leaf: leaf.missing, language)),
        ("zero", _by_node(divided, lambda leaf: leaf.zero, language)),
        ("range", _by_node(leaves, lambda leaf: leaf.range, language)),
        ("constant", _by_node(cohorts, lambda leaf: getattr(leaf.shape, "constant", ""), language)),
        ("not-applicable", language.say("policy-not-applicable")),
        ("rounding", "; ".join(_rounding(rubric, language))),
        ("order", _order(rubric, language)),
        ("ties", language.say(f"ties-{rubric.rank.ties}")),
        ("last", language.say(f"last-{rubric.rank.last}", seed=rubric.rank.seed)),
        ("tiers", _tiers(rubric, language)),
        ("downgrades", "; ".join(_downgrades(rubric, language))),
        ("prizes", "; ".join(_prizes(rubric, language))),
        ("prize-ties", _by_prize(rubric, language)),
        ("history", language.say("policy-history", words=_listed_words("comparable", rubric.comparable, language))),
        ("origins", "; ".join(_origins(rubric, language))),
    ]
    return tuple((language.say(f"policy-{key}-label"), text) for key, text in rows if text)


def keys_text(rubric: Rubric, keys: Iterable[Key], language: Language) -> str:
    """Keys as a reader says them: ``the total, then days late (lower is better)``."""
    lower = f" ({language.say('lower-is-better')})"
    names = [key_name(rubric, key.name, language) + (lower if key.lower_is_better else "") for key in keys]
    return language.say("then").join(names)


def key_name(rubric: Rubric, name: str, language: Language) -> str:
    """What a report calls a node or a reserved key."""
    node = rubric.tree.nodes.get(name) or rubric.tree.views.get(name)
    given = "" if node is None else language.name(node, otherwise=" ").strip()
    return given or (language.say(_KEYS[name]) if name in _KEYS else name)


_KEYS = {
    "total": "key-total",
    "percent": "key-percent",
    "change": "key-change",
    "change_points": "key-change-points",
}


def _listed_words(kind: str, words: Iterable[str], language: Language) -> str:
    return ", ".join(language.say(f"{kind}-{word}") for word in words) or "–"


def _by_node(leaves: Iterable[Indicator], policy: Callable[[Indicator], str], language: Language) -> str:
    """Each value of a policy with the nodes that have it, the most frequent one without naming them."""
    held: dict[str, list[str]] = {}
    for leaf in leaves:
        held.setdefault(policy(leaf), []).append(leaf.id)
    ordered = sorted(held.items(), key=lambda item: -len(item[1]))
    texts = []
    for place, (value, nodes) in enumerate(ordered):
        said = language.say(f"value-{value}")
        texts.append(said if len(ordered) == 1 else f"{said} ({_whom(nodes, language, named=place > 0)})")
    return "; ".join(texts)


def _data(leaves: Iterable[Indicator], language: Language) -> Iterator[str]:
    """How many indicators are measured, reported, assessed or surveyed, of those that say so."""
    counts = Counter(leaf.origin for leaf in leaves if leaf.origin)
    for origin in sorted(counts, key=ORIGINS.index):
        nodes = language.say("nodes-count", count=counts[origin])
        yield f"{value_words('origin', origin, language)} ({nodes})"


def _whom(nodes: list[str], language: Language, *, named: bool) -> str:
    if not named or len(nodes) > _SHOWN:
        return language.say("nodes-count", count=len(nodes))
    return ", ".join(nodes)


def _rounding(rubric: Rubric, language: Language) -> Iterator[str]:
    total = rubric.total
    if total.decimals is None:
        yield language.say("rounding-none", digits=rubric.printed_decimals("total"))
    else:
        yield language.say("rounding-total", decimals=total.decimals, half=language.say(f"half-{total.half}"))
    own = [node.id for node in (*rubric.nodes, *rubric.views) if node.decimals is not None]
    yield language.say("rounding-own", count=len(own)) if own else language.say("rounding-nodes")


def _order(rubric: Rubric, language: Language) -> str:
    rank = rubric.rank
    text = keys_text(rubric, (*rank.by, *rank.break_by), language)
    value = language.say(f"value-of-rank-{rank.value}")
    block = language.say("inside-blocks" if rubric.rank_partition else "among-all")
    overall = ", " + language.say("also-overall") if rank.overall else ""
    return f"{text}; {value}; {block}{overall}"


def _verify(step: Verify, rubric: Rubric, language: Language) -> str:
    del rubric
    unproved = language.say(f"step-as-{step.unproved}")
    return language.say(
        "step-verify",
        columns=", ".join(step.columns),
        counts=language.say(f"step-counts-{step.counts}"),
        unverified=language.say(f"step-as-{step.unverified}"),
        evidence=language.say("step-evidence", evidence=step.evidence, unproved=unproved) if step.evidence else "",
    )


def _carry_up(step: CarryUp, rubric: Rubric, language: Language) -> str:
    where = (
        "" if step.among is None else language.say("step-among", where=step.among.said(language.code, ByName(rubric)))
    )
    return language.say(
        "step-carry-up",
        into=" / ".join(step.into),
        what=key_name(rubric, step.node, language) if step.node else step.column,
        parent=step.parent,
        among=where,
        weight=language.say("step-weight", weight=step.weight) if step.weight else "",
        share="" if step.share is None else language.say("step-share", range=step.share),
    )


def _impute(step: Impute, rubric: Rubric, language: Language) -> str:
    del rubric
    by = "" if step.by == WHOLE_COHORT else language.say("step-by", by=language.subject(step.by))
    value = language.say(f"step-with-{step.method}", value=step.value, decimals=step.decimals, by=by)
    return language.say("step-impute", columns=", ".join(step.columns), value=value)


def _treat(step: Treat, rubric: Rubric, language: Language) -> str:
    del rubric
    by = "" if step.by == WHOLE_COHORT else language.say("step-by", by=language.subject(step.by))
    columns = ", ".join(step.columns)
    if step.method == "winsorise":
        most = language.say("winsorise-most", most=step.most)
        unmet = language.say(f"unmet-{step.unmet}")
        limits = {"skew": step.skew, "kurtosis": step.kurtosis}
        return language.say("step-winsorise", columns=columns, by=by, most=most, unmet=unmet, **limits)
    if step.sd is not None:
        return language.say("step-clip-sd", columns=columns, by=by, sd=step.sd, decimals=step.decimals)
    ends = [
        language.say(f"clip-{end}", number=bound.number)
        for end, bound in (("low", step.low), ("high", step.high))
        if bound is not None
    ]
    said = language.say("step-clip", columns=columns, ends=", ".join(ends))
    return said + (language.say("clip-percentile", by=by, decimals=step.decimals) if step.works_out_bounds else "")


def _screen(step: Screen, rubric: Rubric, language: Language) -> str:
    del rubric
    columns = ", ".join(step.columns) or language.say("screen-all")
    return language.say("step-screen", columns=columns, least=plain(step.least), why=step.why)


_STEPS: Mapping[type, Callable[[Any, Rubric, Language], str]] = MappingProxyType(
    {Verify: _verify, CarryUp: _carry_up, Impute: _impute, Treat: _treat, Screen: _screen}
)


def _downgrades(rubric: Rubric, language: Language) -> Iterator[str]:
    for rule in rubric.downgrades:
        name = language.name(rule, otherwise=" ").strip() or rule.id
        yield language.say(
            "downgrade", name=name, tiers=rule.tiers, where=rule.where.said(language.code, ByName(rubric))
        )


def _quota(tier: Tier, language: Language) -> str:
    tie = language.say(f"tie-{tier.tie}")
    if tier.share is None:
        return language.say("quota-count", count=tier.count, tie=tie)
    return language.say("quota-share", share=tier.share, round=language.say(f"quota-{tier.round}"), tie=tie)


def _tiers(rubric: Rubric, language: Language) -> str:
    """Each row of the tier table with its bound, its quota, or both."""
    rows = []
    for tier in rubric.tiers:
        stated = []
        if tier.bound is not None:
            stated.append(language.say("more-than" if tier.bound.strict else "at-least", number=tier.bound.number))
        if tier.is_quota:
            stated.append(language.say("capped", quota=_quota(tier, language)) if stated else _quota(tier, language))
        rest = language.say("the-rest") if tier is rubric.tiers[-1] else language.say("by-condition")
        said = ", ".join(stated) or rest
        where = (
            "" if tier.where is None else " " + language.say("if", where=tier.where.said(language.code, ByName(rubric)))
        )
        rows.append(f"{language.both(tier)} {said}{where}")
    return "; ".join(rows)


def _prizes(rubric: Rubric, language: Language) -> Iterator[str]:
    """Each prize rule in one clause: its prizes, and how many; the whole of it stands in `rubric show`."""
    for award in rubric.awards:
        per = language.say("prizes-per", partition=language.subject(award.per)) if award.per else ""
        order = keys_text(rubric, award.by or rubric.rank.key, language)
        by = "" if award.is_recognition else language.say("prizes-by", keys=order)
        by = language.say("prizes-select", name=award.select) if award.select else by
        some = (
            ""
            if award.among is None
            else language.say("prizes-among", where=award.among.said(language.code, ByName(rubric)))
        )
        yield f"{', '.join(map(str, award.prizes))}{per}{by}{some}"


def _origins(rubric: Rubric, language: Language) -> Iterator[str]:
    """Which parameters have a source, are inferred, assumed or invented."""
    found = _grouped(rubric)
    for word in ("source", "inferred", "assumed", "none"):
        for (origin, source), paths in found.items():
            if origin == word:
                listed = ", ".join(path_text(path, language) for path in paths)
                yield language.say(f"origins-{word}", paths=listed, source=source)


def _grouped(rubric: Rubric) -> dict[tuple[str, str], list[str]]:
    """By origin and source the shortest paths that say it: those whose parameters all have that origin."""
    rows = [(path.split("."), origin_of(rubric, path, own)) for path, own in parameters(rubric)]
    held: dict[str, set[tuple[str, str]]] = {}
    for parts, origin in rows:
        for length in range(1, len(parts) + 1):
            held.setdefault(".".join(parts[:length]), set()).add(origin)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for parts, origin in rows:
        heads = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
        found.setdefault(origin, {})[next(head for head in heads if len(held[head]) == 1)] = None
    return {origin: list(heads) for origin, heads in found.items()}


def _by_prize(rubric: Rubric, language: Language) -> str:
    held: dict[str, list[str]] = {}
    for award in rubric.awards:
        if not award.is_recognition:
            held.setdefault(award.tie, []).append(award.id)
    texts = [language.say(f"tie-{tie}") for tie in held]
    if len(held) > 1:
        texts = [f"{said} ({', '.join(awards)})" for said, awards in zip(texts, held.values(), strict=True)]
    return "; ".join(texts)
