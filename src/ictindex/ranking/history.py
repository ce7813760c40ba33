"""What changed since the previous edition: places and points gained, and why where there is no answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import repeat
from types import MappingProxyType
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.language import Listed, Sayable, Sentence, sentence
from ictindex.model.arrays import Rebuilt, read_only
from ictindex.model.membership import resolve_part
from ictindex.model.published import Published
from ictindex.model.rubric import Rubric
from ictindex.ranking.figures import CountFigure
from ictindex.ranking.remarks import Remark
from ictindex.scoring.deciding import fitting

__all__ = ["REASONS", "Edition", "History", "Link", "history_of", "link_between", "no_history"]

Ints = NDArray[np.int64]
Codes = NDArray[np.intp]
Law = Callable[[], str]

# Why a unit has no change, and how a report says it.
REASONS: Mapping[str, Sentence] = MappingProxyType(
    {
        code: sentence(f"change-why-{code}")
        for code in (
            "no-previous",
            "not-comparable",
            "not-ranked",
            "new",
            "moved",
            "divided",
            "no-value",
            "no-size",
            "not-in-lineage",
            "blocks-differ",
            "no-indices",
            "not-re-ranked",
        )
    }
)
_SHOWN = 5

# Of an edition that ranks may be compared with: a change is known, or the unit is new, or not ranked in both years, or
# in another block.
_REASONS: tuple[str, ...] = ("", "new", "not-ranked", "moved")
_NEW, _NOT_RANKED, _MOVED = 1, 2, 3
# Of an earlier block: it is none of this year's, and nothing is said of it.
_ELSEWHERE, _UNSAID = -2, -3


@frozen(kw_only=True)
class Edition:
    """The previous ranking as a printed table; `law` answers its law digest, empty where it is not known.

    Of a table that was carried along a lineage, `why` says by unit id why a unit has no row, and `remarks` what was
    done.
    """

    table: Published
    law: Law = str
    rubric: Rubric | None = field(default=None, eq=False, repr=False)
    why: Mapping[str, str] = field(factory=dict)
    remarks: tuple[Remark, ...] = ()


@frozen(kw_only=True)
class Link:
    """What two editions may be compared in, and the sentence that says why not in more."""

    ranks: bool = False
    scores: bool = False
    why: Sentence | None = None


@frozen(kw_only=True)
class _Subject:
    """Who is compared: this year's rubric, units, blocks and ranks."""

    rubric: Rubric
    ids: Sequence[str]
    blocks: Codes
    ranks: NDArray[np.int32]


@frozen(kw_only=True, eq=False, slots=False)
class History(Rebuilt):
    """Changes of all units in unit order.

    `places` (units,) is the previous rank less the present one, 0 where there is none: `why` (units,) says why by its
    place in `reasons`, of which the first, an empty text, is for units whose change is known. `rows` (units,) are the
    rows of the previous table in which units stand that are ranked in both editions, -1 for the others.
    """

    edition: Edition | None = None
    link: Link = field(factory=Link)
    places: Ints = field(converter=read_only)
    why: Codes = field(converter=read_only)
    reasons: tuple[str, ...] = _REASONS
    rows: Codes = field(converter=read_only)
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def scores(self) -> Mapping[int, Decimal]:
        """By row the previous printed score of units that are ranked in both editions."""
        earlier = () if self.edition is None else self.edition.table.rows
        pairs = ((row, earlier[place].score) for row, place in enumerate(self.rows.tolist()) if place >= 0)
        return MappingProxyType({row: score for row, score in pairs if score is not None})

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """(units,) where a change in places is known."""
        return read_only(self.why == 0)

    @cached_property
    def new(self) -> NDArray[np.bool_]:
        """(units,) where a unit is ranked for the first time."""
        return read_only(self.why == self.reasons.index("new") if "new" in self.reasons else np.zeros_like(self.known))

    def reason(self, row: int) -> str:
        """Why a unit has no change, as a code; empty where it has one."""
        return self.reasons[int(self.why[row])]

    @cached_property
    def figure(self) -> CountFigure:
        """The change in places as a figure."""
        # Not by way of the history, which keeps the figure: it would then live on after the ranking.
        why, reasons = self.why, self.reasons
        return CountFigure(known=self.known, codes=self.places, why_not=lambda row: REASONS[reasons[int(why[row])]])

    def points_figure(self, ticks: Ints, decimals: int) -> CountFigure:
        """The change in printed points, of units that are ranked and have a score in both editions."""
        known = np.zeros(len(ticks), dtype=np.bool_)
        codes = np.zeros(len(ticks), dtype=np.int64)
        digits = max([decimals, *map(_decimals, self.scores.values())])
        for row, score in self.scores.items() if self.link.scores else ():
            codes[row] = fitting(
                int(ticks[row]) * 10 ** (digits - decimals) - int(Fraction(score) * 10**digits), digits
            )
            known[row] = True
        why = self.link.why or REASONS["no-previous"]
        return CountFigure(known=known, codes=codes, decimals=digits, why_not=lambda _: why)


def _decimals(score: Decimal) -> int:
    return len(f"{score:f}".partition(".")[2])


def no_history(units: int) -> History:
    """The history of a first edition, or of one whose previous edition was not given."""
    return _no_change("no-previous", rows=np.full(units, -1, dtype=np.intp))


def _no_change(reason: str, *, rows: Codes, **rest: Any) -> History:
    why = np.ones(len(rows), dtype=np.intp)
    return History(places=np.zeros(len(rows), dtype=np.int64), why=why, reasons=("", reason), rows=rows, **rest)


def link_between(rubric: Rubric, law: Law, edition: Edition) -> tuple[Link, tuple[Remark, ...]]:
    """What this edition and the previous one may be compared in.

    Ranks: the same edition, an equal law, or another edition of the family (or of the one that this rubric
    follows) where ``comparable`` holds "rank". Scores: an equal law, or such an edition where
    ``comparable`` holds "score".
    """
    earlier = edition.table.rubric
    name = earlier or sentence("previous-unnamed")
    same_law = _same_law(rubric, law, edition)
    family = earlier.partition("@")[0]
    related = not earlier or family in (rubric.family, rubric.follows.partition("@")[0])
    same = same_law or earlier == rubric.id
    ranks = same or (related and "rank" in rubric.comparable)
    scores = same_law or (related and "score" in rubric.comparable)
    if same_law:
        return Link(ranks=True, scores=True), ()
    if not ranks:
        why = sentence("not-comparable-with", rubric=rubric.id, previous=name)
        return Link(ranks=False, scores=scores and related, why=why), (
            _remark("not-comparable", sentence("no-rank-change", why=why)),
        )
    doubt = sentence("law-differs" if edition.law() else "law-unknown")
    refused = "" if scores else sentence("no-score-change")
    told = sentence("other-law", previous=name, doubt=doubt, refused=refused)
    return Link(ranks=True, scores=scores, why=sentence("scores-not-comparable", previous=name)), (
        _remark("other-law", told),
    )


def _same_law(rubric: Rubric, law: Law, edition: Edition) -> bool:
    # Digests are worked out only where the rubrics are not plainly the same.
    if edition.rubric is rubric or (
        edition.rubric is not None and edition.rubric.id == rubric.id and edition.rubric == rubric
    ):
        return True
    earlier = edition.law()
    return bool(earlier) and earlier == law()


def _remark(code: str, told: Sentence, units: Sequence[str] = ()) -> Remark:
    return Remark(code=code, sentence=told, units=units, subject="change")


def history_of(
    edition: Edition,
    rubric: Rubric,
    law: Law,
    *,
    ids: Sequence[str],
    blocks: Codes,
    ranks: NDArray[np.int32],
) -> History:
    """Compare with the previous edition.

    Parameters
    ----------
    edition
        The previous edition.
    rubric, law
        This year's rubric and its law digest, which is asked for only where it matters.
    ids, blocks, ranks
        This year's units: ids, codes of the parts that they are ranked inside of (-1 where in none) and ranks (0 = not
        ranked).
    """
    link, remarks = link_between(rubric, law, edition)
    subject = _Subject(rubric=rubric, ids=ids, blocks=blocks, ranks=ranks)
    table = edition.table
    place = table.place
    found = np.fromiter(map(place.get, ids, repeat(-1)), dtype=np.intp, count=len(ids))
    before, ranked = table.ranks[found], ranks > 0
    both = (before > 0) & ranked
    rest: dict[str, Any] = {
        "edition": edition,
        "link": link,
        "rows": np.where(both, found, -1),
        "remarks": (*remarks, *edition.remarks, *_about_units(edition, subject, found)),
    }
    if not link.ranks:
        return _no_change("not-comparable", **rest)
    stayed = both & _same_block(subject, table, found)
    why = np.where(stayed, 0, np.where(both, _MOVED, np.where((found < 0) & ranked, _NEW, _NOT_RANKED)))
    reasons = _REASONS
    if edition.why:
        why, reasons = _told_apart(why, edition.why, ids)
    return History(places=np.where(stayed, before - ranks, 0), why=why, reasons=reasons, **rest)


def _same_block(subject: _Subject, table: Published, found: Codes) -> NDArray[np.bool_]:
    """(units,) whether a unit stands in the block it stood in; a row that names no block says nothing of a move."""
    partition = subject.rubric.partition(subject.rubric.rank_partition)
    if partition is None:
        return np.ones(len(found), dtype=np.bool_)
    labels, codes = table.block_codes
    numbers = {part: code for code, part in enumerate(partition.part_ids())}
    parts = [numbers.get(resolve_part(partition, label) or "", _ELSEWHERE) if label else _UNSAID for label in labels]
    earlier = np.array(parts, dtype=np.intp)[codes[found]]
    return np.asarray((earlier == subject.blocks) | (earlier == _UNSAID))


def _told_apart(why: Codes, told: Mapping[str, str], ids: Sequence[str]) -> tuple[Codes, tuple[str, ...]]:
    """The codes with what a lineage says of units without a row in place of "new"."""
    known = {reason: code for code, reason in enumerate(_REASONS)}
    own = [known.setdefault(told.get(ids[row], "new"), len(known)) for row in np.flatnonzero(why == _NEW).tolist()]
    why[why == _NEW] = own
    return why, tuple(known)


def _about_units(edition: Edition, subject: _Subject, found: Codes) -> list[Remark]:
    table, blocks = edition.table, edition.table.blocks
    left = np.ones(len(table.rows) + 1, dtype=np.bool_)
    left[found] = False
    gone = sorted([table.rows[place].id for place in left[:-1].nonzero()[0].tolist()])
    remarks = []
    if gone:
        names: Sayable = Listed(gone)
        if len(gone) > _SHOWN:
            names = sentence("and-more", names=Listed(gone[:_SHOWN], ", "), count=len(gone) - _SHOWN)
        remarks.append(_remark("units-gone", sentence("units-gone", units=names), gone))
    if subject.rubric.rank_partition and "" in blocks:
        remarks.append(_remark("previous-without-block", sentence("previous-without-block")))
    if not subject.rubric.rank_partition and len(blocks) > 1:
        remarks.append(_remark("previous-blocks", sentence("previous-blocks")))
    return remarks
