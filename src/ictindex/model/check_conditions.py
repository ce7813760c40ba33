"""Checks of partitions and of every Where: known subjects, the right kind of test, nothing that is decided later."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ictindex.model.check_nodes import RESERVED_COLUMNS, RESERVED_IDS
from ictindex.model.findings import Findings
from ictindex.model.membership import resolve_part
from ictindex.model.profiles import has_maximum
from ictindex.model.rubric import RubricDraft
from ictindex.model.steps import CarryUp
from ictindex.model.text import fold
from ictindex.model.tree import EVERY
from ictindex.model.units import BLOCK
from ictindex.model.where import InRange, Member, Where

__all__ = ["check_conditions", "check_partitions", "prize_names", "value_conditions"]

_MEMBERSHIP = frozenset({"tag", "unit"})
_DECIDED = frozenset({"tier", "prize", "change"})
_FIRST_YEAR = "new"
# Keys of the tables in which a partition is a key.
_KEYS_BESIDE = frozenset({"vi", "en", "why"})


@frozen(kw_only=True)
class _Place:
    """A Where of the rubric: its path, what it may look at, and how many awards are granted before it."""

    path: str
    where: Where
    values: bool = False
    decisions: bool = False
    awards_before: int = 0
    derived_partitions: bool = True


def check_partitions(draft: RubricDraft, findings: Findings) -> None:
    """Names and parts of partitions."""
    reserved = RESERVED_IDS | _KEYS_BESIDE | (RESERVED_COLUMNS - {BLOCK})
    findings.unique("partition", [partition.name for partition in draft.partitions], "partition")
    for partition in draft.partitions:
        path = f"partition.{partition.name}"
        if partition.name in reserved:
            findings.add("reserved-id", path, f'"{partition.name}" is a reserved word', hint="choose another name")
        if not partition.parts:
            findings.add("empty-group", path, "the partition has no part")
        findings.unique(f"{path}[{{}}]", [fold(part.id) for part in partition.parts], "part")
        words: dict[str, str] = {}
        for part in partition.parts:
            for word in {fold(text) for text in (part.id, part.vi, part.en) if text}:
                if words.setdefault(word, part.id) != part.id and fold(part.id) != word:
                    message = f'"{word}" names "{words[word]}" and "{part.id}"'
                    findings.add("double-name", f"{path}.{part.id}", message, hint="a cell must name one part")
        derived = [part.where is not None for part in partition.parts]
        if any(derived) and not all(derived):
            message = "some parts are named and some are conditions"
            findings.add(
                "mixed-partition", path, message, hint="either units carry the part, or all parts are conditions"
            )
        for part in partition.parts:
            if part.id.startswith("-") or part.id == "default":
                findings.add("bad-id", f"{path}.{part.id}", f'"{part.id}" cannot be the id of a part')


def check_conditions(draft: RubricDraft, findings: Findings) -> None:
    """Every Where of the rubric."""
    for place in _places(draft):
        for condition in place.where.walk():
            if isinstance(condition, Member):
                _check_member(draft, place, condition, findings)
            else:
                _check_range(draft, place, condition, findings)


def value_conditions(draft: RubricDraft) -> Iterator[tuple[str, InRange]]:
    """Every condition on a value, with its path."""
    for place in _places(draft):
        for condition in place.where.walk():
            if isinstance(condition, InRange):
                yield f"{place.path}.{condition.subject}", condition


def _places(draft: RubricDraft) -> Iterator[_Place]:
    for index, node in enumerate(draft.nodes):
        if node.only is not None:
            yield _Place(path=f"node[{index}].only", where=node.only, values=True)
    for partition in draft.partitions:
        for part in partition.parts:
            if part.where is not None:
                path = f"partition.{partition.name}.{part.id}"
                yield _Place(path=path, where=part.where, derived_partitions=False)
    for index, exclusion in enumerate(draft.exclude):
        yield _Place(path=f"exclude[{index}]", where=exclusion.where)
    for index, step in enumerate(draft.steps):
        if isinstance(step, CarryUp) and step.among is not None:
            yield _Place(path=f"step[{index}].among", where=step.among)
    for index, tier in enumerate(draft.tiers):
        if tier.where is not None:
            yield _Place(path=f"tier[{index}].where", where=tier.where, values=True)
    for index, rule in enumerate(draft.downgrades):
        yield _Place(path=f"downgrade[{index}].where", where=rule.where, values=True)
    for index, award in enumerate(draft.awards):
        if award.among is not None:
            path = f"award[{index}].among"
            yield _Place(path=path, where=award.among, values=True, decisions=True, awards_before=index)


def prize_names(draft: RubricDraft, before: int) -> set[str]:
    """What a condition on prizes may name: prizes, awards, and award/prize, of the awards granted earlier."""
    names: set[str] = set()
    for award in draft.awards[:before]:
        names |= {
            award.id,
            *(prize.name for prize in award.prizes),
            *(f"{award.id}/{prize.name}" for prize in award.prizes),
        }
    return names


def _check_member(draft: RubricDraft, place: _Place, condition: Member, findings: Findings) -> None:
    path, subject = f"{place.path}.{condition.subject}", condition.subject
    partition = draft.partition(subject)
    words = (*condition.names, *condition.none_of)
    if partition is not None:
        if partition.is_derived and not place.derived_partitions:
            findings.add("derived-on-derived", path, "a derived part looks at named partitions and tags only")
        for word in words:
            if word not in partition.part_ids():
                near = resolve_part(partition, word)
                hint = f'write its id "{near}"' if near else ""
                known = partition.part_ids()
                if hint:
                    findings.add("unknown-name", path, f'there is no part "{word}"', hint=hint)
                else:
                    findings.known(path, word, known, f"part of {subject}")
    elif subject in _DECIDED:
        if not place.decisions:
            findings.add(
                "too-early",
                path,
                f"`{subject}` is decided later than this condition",
                hint="only prizes can look at it",
            )
        elif subject == "prize":
            for word in words:
                _check_prize(draft, place, path, word, findings)
        elif subject == "tier":
            for word in words:
                findings.known(path, word, [tier.id for tier in draft.tiers], "tier")
        else:
            for word in words:
                findings.one_of(path, word, (_FIRST_YEAR,))
    elif subject not in _MEMBERSHIP:
        _unknown_subject(draft, path, subject, findings, wants="a name")


def _check_prize(draft: RubricDraft, place: _Place, path: str, word: str, findings: Findings) -> None:
    earlier = prize_names(draft, place.awards_before)
    if word not in earlier and word in prize_names(draft, len(draft.awards)):
        message = f'"{word}" is given by this award or a later one'
        findings.add("too-early", path, message, hint="awards are granted in the order of the file: move this one down")
    else:
        findings.known(path, word, earlier, "earlier prize or award")


def _check_range(draft: RubricDraft, place: _Place, condition: InRange, findings: Findings) -> None:
    path, subject = f"{place.path}.{condition.subject}", condition.subject
    if condition.range.is_empty:
        message = f'nothing lies in the range "{condition.range}"'
        findings.add("empty-range", path, message, hint="the lower end stands first")
    known = subject in draft.tree.nodes or subject in draft.tree.views
    if subject in ("change", "change_points"):
        if not place.decisions:
            findings.add("too-early", path, f"`{subject}` is known later than this condition")
    elif (subject == "percent" or subject in EVERY) and (place.path.endswith(".only") or not place.values):
        findings.add("too-early", path, f"`{subject}` is known when the total is, later than this condition")
    elif not known and subject != "percent" and subject not in EVERY:
        _unknown_subject(draft, path, subject, findings, wants="a range")
    elif not place.values:
        findings.add("too-early", path, f"the value of `{subject}` is known later than this condition")
    elif subject in draft.tree.views and place.path.endswith(".only"):
        findings.add("too-early", path, f"`{subject}` is a view, worked out after all nodes", hint="look at a node")
    if not condition.range.uses_percent or not findings.nodes_are_sound:
        return
    if not known and subject not in EVERY:
        message = f"`{subject}` has no maximum to take a percent of"
        findings.add("wrong-test", path, message, hint='write the number alone: "80.."')
        return
    for node in EVERY[subject](draft.tree) if subject in EVERY else (subject,):
        if not has_maximum(draft, node):
            hint = "give its leaves a `max`"
            findings.add("unbounded", path, f'"{node}" has no maximum to take a percent of', hint=hint)


def _unknown_subject(draft: RubricDraft, path: str, subject: str, findings: Findings, *, wants: str) -> None:
    if subject in draft.tree.nodes or subject in draft.tree.views or subject in EVERY:
        message = f'"{subject}" stands for values, and its condition is a range'
        findings.add("wrong-test", path, message, expected='"85..", ">75", "..10" or "<10"')
    elif draft.partition(subject) is not None or subject in _MEMBERSHIP | _DECIDED:
        findings.add(
            "wrong-test", path, f"`{subject}` takes {'a name' if wants == 'a range' else 'a range'}, not {wants}"
        )
    else:
        names = [*draft.tree.nodes, *draft.tree.views, *(it.name for it in draft.partitions), *_MEMBERSHIP, *_DECIDED]
        findings.known(
            path, subject, [*names, "percent", "change_points", "any", "at_least", *EVERY], "subject of a condition"
        )
