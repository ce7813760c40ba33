"""Pairs of names of two files: certain ones by rule, doubtful ones shown, never a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from ictindex.model.problems import Cell, DataError, Problem, UnknownName
from ictindex.model.text import near_hint, shown
from ictindex.naming.given import decisions, keyed, table_of
from ictindex.naming.spelling import Spelling, spelling_of

__all__ = ["REASONS", "Doubt", "Matches", "Pair", "match"]

# The forms of a name of which two names have to share one.
Form: TypeAlias = Callable[[Spelling], tuple[str, ...]]

_LEAST_FOR_A_SLIP = 4

# Why a pair is doubtful, and how a report says it.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "several": "the same name stands more than once on a side",
        "kind": "the same name before another kind of unit",
        "spacing": "the same letters with other spaces",
        "marks": "the same letters with other marks, or without",
        "i-y": "i written for y",
        "slip": "one letter differs",
    }
)


@frozen(kw_only=True, order=True)
class Pair:
    """Two names that mean one unit, by their keys."""

    left: str
    right: str


@frozen(kw_only=True, order=True)
class Doubt:
    """Two names that may mean one unit; `why` is one of `REASONS`."""

    left: str
    right: str
    why: str

    def __str__(self) -> str:
        return f"{self.left} = {self.right}? ({REASONS[self.why]})"


def _pairs(value: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(value))


def _listed(value: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(sorted(value))


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(value))


@frozen(kw_only=True)
class Matches:
    """What `match` found: certain pairs, doubtful ones, and the names that stand alone on their side.

    `pairs` are certain, `doubtful` wait for a decision, `left_only` and `right_only` stand alone.
    """

    pairs: tuple[Pair, ...] = field(default=(), converter=_pairs)
    doubtful: tuple[Doubt, ...] = field(default=(), converter=_listed)
    left_only: tuple[str, ...] = field(default=(), converter=_names)
    right_only: tuple[str, ...] = field(default=(), converter=_names)

    def confirmed(self, decided: Mapping[str, str | None]) -> Matches:
        """The same matches with doubts decided by a person.

        Parameters
        ----------
        decided
            From a doubtful left key to the right key that it means, or None where it means none of them. The
            other doubts about either of the two go.

        Raises
        ------
        UnknownName
            If that is no doubtful pair.
        ValueError
            If two left keys are to mean one right key.
        TypeError
            If that is no mapping of texts.
        """
        decided = decisions(decided)
        offered = {(it.left, it.right) for it in self.doubtful}
        for left, right in decided.items():
            if right is None and left not in {it.left for it in self.doubtful}:
                msg = f'"{left}" is not doubtful: {near_hint(left, {it.left for it in self.doubtful})}'
                raise UnknownName(msg)
            if right is not None and (left, right) not in offered:
                choices = {it.right for it in self.doubtful if it.left == left}
                msg = f'"{left}" = "{right}" is no doubtful pair: {near_hint(right, choices)}'
                raise UnknownName(msg)
        taken = [right for right in decided.values() if right is not None]
        if len(set(taken)) < len(taken):
            twice = sorted({it for it in taken if taken.count(it) > 1})
            msg = f"two names are to mean one: {', '.join(map(shown, twice))}"
            raise ValueError(msg)
        still = [it for it in self.doubtful if it.left not in decided and it.right not in taken]
        open_left, open_right = {it.left for it in still}, {it.right for it in still}
        return Matches(
            pairs=[*self.pairs, *(Pair(left=a, right=b) for a, b in decided.items() if b is not None)],
            doubtful=still,
            left_only={*self.left_only, *({it.left for it in self.doubtful} - open_left - _paired(decided))},
            right_only={*self.right_only, *({it.right for it in self.doubtful} - open_right - set(taken))},
        )

    def mapping(self) -> dict[str, str]:
        """From left key to right key, all pairs.

        Raises
        ------
        DataError
            While any pair is doubtful, with every one of them.
        """
        if self.doubtful:
            hint = "decide each with .confirmed({left: right, …}), None where it means none"
            raise DataError(
                tuple(
                    Problem(
                        code="doubtful-name",
                        where=Cell(),
                        message=f'"{it.left}" may mean "{it.right}": {REASONS[it.why]}',
                        hint=hint,
                    )
                    for it in self.doubtful
                )
            )
        return {it.left: it.right for it in self.pairs}


def _paired(decided: Mapping[str, str | None]) -> set[str]:
    return {left for left, right in decided.items() if right is not None}


def match(
    left: Iterable[str] | Mapping[str, str],
    right: Iterable[str] | Mapping[str, str],
    *,
    abbreviations: Mapping[str, str] = MappingProxyType({}),
) -> Matches:
    """Which names of two files mean one unit.

    Two names are a certain pair if they are the same but for Unicode form, Ð or Ɖ for Đ, case, the place of the
    tone mark (hòa, hoà), dots, hyphens, dashes, and a prefix that one of them lacks (Tỉnh, TP., Huyện, Sở, UBND),
    after the declared abbreviations are written out, and no other name of either side is. Everything less is
    doubtful and decides nothing. Neither side nor the order of names matters, and no name is paired twice.

    Parameters
    ----------
    left, right
        Names, or names by key; the result speaks of keys.
    abbreviations
        What other spellings stand for, such as ``{"TP.HCM": "Hồ Chí Minh"}``.

    Raises
    ------
    ValueError
        If a name stands twice on a side, or one abbreviation stands for two names or has no letter.
    TypeError
        With everything that stands where a name is meant and is no text.

    >>> found = match(["TP Đà Nẵng", "Ha Tay"], ["Đà Nẵng", "Hà Tây", "Hà Nam"])
    >>> [(it.left, it.right) for it in found.pairs], [str(it) for it in found.doubtful], found.right_only
    ([('TP Đà Nẵng', 'Đà Nẵng')], ['Ha Tay = Hà Tây? (the same letters with other marks, or without)'], ('Hà Nam',))
    >>> found.confirmed({"Ha Tay": "Hà Tây"}).mapping()
    {'Ha Tay': 'Hà Tây', 'TP Đà Nẵng': 'Đà Nẵng'}
    """
    given = keyed(left, "left"), keyed(right, "right")
    table = table_of(abbreviations)
    sides = tuple({key: spelling_of(name, table) for key, name in names.items()} for names in given)
    pairs = _certain(*sides)
    free = (
        {key: it for key, it in sides[0].items() if key not in {pair.left for pair in pairs}},
        {key: it for key, it in sides[1].items() if key not in {pair.right for pair in pairs}},
    )
    doubts = _doubts(*free)
    return Matches(
        pairs=pairs,
        doubtful=doubts,
        left_only=free[0].keys() - {it.left for it in doubts},
        right_only=free[1].keys() - {it.right for it in doubts},
    )


def _certain(left: Mapping[str, Spelling], right: Mapping[str, Spelling]) -> list[Pair]:
    """Names that are one, and the only such on both sides: of one kind, then where one of them names no kind.

    A name without its kind is certain only where no other name of its side could be meant, paired or not.
    """
    pairs: list[Pair] = []
    used: tuple[set[str], set[str]] = (set(), set())
    for form in (_kind_and_words, _words_alone):
        sides = _groups(left, form), _groups(right, form)
        for name, ours in sides[0].items():
            theirs = sides[1].get(name, ())
            if len(ours) != 1 or len(theirs) != 1 or ours[0] in used[0] or theirs[0] in used[1]:
                continue
            if not _two_kinds(left[ours[0]], right[theirs[0]]):
                pairs.append(Pair(left=ours[0], right=theirs[0]))
                used[0].add(ours[0])
                used[1].add(theirs[0])
    return pairs


def _kind_and_words(it: Spelling) -> tuple[str, ...]:
    return (f"{it.kind}: {it.words}",) if it.kind else ()


def _words_alone(it: Spelling) -> tuple[str, ...]:
    return (it.words,)


def _groups(names: Mapping[str, Spelling], form: Form) -> dict[str, list[str]]:
    """Keys by a form of their names; a name may have several forms of one sort, or none.

    A name without a letter or a digit has none: "..." and "---" mean nobody.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for key, it in names.items():
        for text in form(it) if it.words else ():
            found[text].append(key)
    return found


def _doubts(left: Mapping[str, Spelling], right: Mapping[str, Spelling]) -> list[Doubt]:
    """Of names without a certain partner the pairs that are nearest: a name has doubts of one reason only."""
    doubts: list[Doubt] = []
    open_left, open_right = dict(left), dict(right)
    for why, forms in _NEAR:
        theirs = _groups(open_right, forms)
        pairs = {(a, b) for text, keys in _groups(open_left, forms).items() for a in keys for b in theirs.get(text, ())}
        found = [
            Doubt(left=a, right=b, why="kind" if why == "several" and _two_kinds(left[a], right[b]) else why)
            for a, b in sorted(pairs)
        ]
        doubts += found
        open_left = {key: it for key, it in open_left.items() if key not in {doubt.left for doubt in found}}
        open_right = {key: it for key, it in open_right.items() if key not in {doubt.right for doubt in found}}
    return doubts


def _two_kinds(ours: Spelling, theirs: Spelling) -> bool:
    return len({ours.kind, theirs.kind} - {""}) > 1


def _slips(it: Spelling) -> tuple[str, ...]:
    """The name with a place marked where a letter may have been added, left out or exchanged.

    Two names of which one letter differs share such a form; names that are very short have none.
    """
    name = it.plain
    if len(name) < _LEAST_FOR_A_SLIP:
        return ()
    exchanged = {name[:at] + "?" + name[at + 1 :] for at in range(len(name))}
    added = {name[:at] + "?" + name[at:] for at in range(len(name) + 1)}
    return tuple(exchanged | added)


# From the nearest to the farthest; each with the forms of which two such names share one.
_NEAR: tuple[tuple[str, Form], ...] = (
    ("several", _words_alone),
    ("spacing", lambda it: (it.joined,)),
    ("marks", lambda it: tuple({it.plain, it.bare})),
    ("i-y", lambda it: (it.sounds,)),
    ("slip", _slips),
)
