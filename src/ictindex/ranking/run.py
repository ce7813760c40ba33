"""From scores, or from a data set, to a Ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

from ictindex.model.dataset import Dataset
from ictindex.model.problems import NotComparable
from ictindex.model.published import Published
from ictindex.model.rubric import Rubric
from ictindex.ranking.alike import alike_units
from ictindex.ranking.facts import Facts
from ictindex.ranking.history import Edition, History, history_of, no_history
from ictindex.ranking.places import Places, place_units
from ictindex.ranking.readback import hidden_digits
from ictindex.ranking.remarks import Remark
from ictindex.ranking.result import Ranking
from ictindex.ranking.separations import separations
from ictindex.ranking.sheet import Sheet
from ictindex.ranking.tiers import give_tiers
from ictindex.scoring.scores import Scores, score

if TYPE_CHECKING:  # loaded where they are used: most rubrics give no prize and name nothing of a plugin
    from ictindex.model.lineage import Lineage, Passage
    from ictindex.ranking.award import Award
    from ictindex.ranking.selector_spec import SelectorSpec
    from ictindex.scoring.shape_spec import ShapeSpec

__all__ = ["Additions", "rank", "rank_scores"]

Digest = Callable[[], str]
_NO_SELECTORS: Mapping[str, SelectorSpec] = MappingProxyType({})


class Additions(Protocol):
    """What plugins add to scoring and ranking, by full name; a Registry is one."""

    @property
    def shapes(self) -> Mapping[str, ShapeSpec]:
        """Shapes."""
        ...

    @property
    def selectors(self) -> Mapping[str, SelectorSpec]:
        """Prize selectors."""
        ...


def rank(
    dataset: Dataset,
    rubric: Rubric,
    *,
    previous: Ranking | Published | None = None,
    lineage: Lineage | Passage | None = None,
    registry: Additions | None = None,
    law: str | Digest = "",
    data: str | Digest = "",
    lineage_digest: str | Digest = "",
) -> Ranking:
    """Score and rank all units.

    Parameters
    ----------
    dataset, rubric
        The answers and the law.
    previous
        The edition that changes in rank are against.
    lineage
        What became of the units since: the previous edition is carried to this year's units and ranked again.
        A Lineage, where both rubrics say their period, or ``lineage.between(since, until)``.
    registry
        The plugins' shapes and selectors, where the rubric uses any.
    law, data, lineage_digest
        Digests of the rubric, of the data and of the lineage, or functions that answer them when they are asked for.

    Raises
    ------
    DataError
        With every problem of the data.
    TieRefused
        If the rubric refuses ties and there is one.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> rubric = Rubric(
    ...     id="demo/it@2026",
    ...     total=Group(decimals=2),
    ...     nodes=[Indicator(id="may", max=20, read="may / can_bo")],
    ... )
    >>> data = Dataset.from_columns(units=["a", "b"], columns={"may": [1, 3], "can_bo": [3, 3]})
    >>> [(it.unit.id, str(it.score), it.rank) for it in rank(data, rubric).standings]
    [('b', '20.00', 1), ('a', '6.67', 2)]
    """
    shapes = None if registry is None else registry.shapes
    return rank_scores(
        score(dataset, rubric, shapes=shapes),
        previous=previous,
        lineage=lineage,
        selectors=_NO_SELECTORS if registry is None else registry.selectors,
        law=law,
        data=data,
        lineage_digest=lineage_digest,
    )


def rank_scores(
    scores: Scores,
    *,
    previous: Ranking | Published | None = None,
    lineage: Lineage | Passage | None = None,
    selectors: Mapping[str, SelectorSpec] | None = None,
    law: str | Digest = "",
    data: str | Digest = "",
    lineage_digest: str | Digest = "",
) -> Ranking:
    """Order, tiers and awards from scores.

    Parameters
    ----------
    scores
        What `score` returned.
    previous, lineage
        As in `rank`.
    selectors
        Prize selectors by full name, where the rubric names any.
    law, data, lineage_digest
        As in `rank`.

    Raises
    ------
    TieRefused
        If the rubric refuses ties and there is one.
    PluginError
        If a prize selector fails.
    NotComparable
        If a lineage is given without a previous edition, or nothing says of which days the two editions are.
    """
    law_of, data_of = _digest(law), _digest(data)
    sheet = Sheet(scores)
    places = place_units(sheet)
    passage = _passage(sheet, previous, lineage)
    history = _history(sheet, places, _edition(previous, passage, sheet), law_of)
    facts = Facts(sheet=sheet, history=history, tiers=np.full(len(sheet), -1, dtype=np.intp))
    tiers = give_tiers(facts, places)
    facts = facts.after(tiers.codes)
    awards, told = _awards(facts, places, selectors or _NO_SELECTORS)
    remarks = (
        *(Remark(code="data-note", sentence=note) for note in scores.dataset.notes),
        *alike_units(sheet.ids),
        *(Remark(code="scores", sentence=it) for it in scores.sentences),
        *hidden_digits(sheet, places),
        *places.remarks,
        *separations(sheet, places),
        *history.remarks,
        *tiers.remarks,
        *told,
    )
    return Ranking(
        sheet=sheet,
        places=places,
        tier_codes=tiers.codes,
        tiers_before=tiers.before,
        history=history,
        awards=awards,
        remarks=remarks,
        law_of=law_of,
        data_of=data_of,
        passage=passage,
        lineage_of=_digest("" if passage is None else lineage_digest),
    )


def _awards(
    facts: Facts, places: Places, selectors: Mapping[str, SelectorSpec]
) -> tuple[tuple[Award, ...], tuple[Remark, ...]]:
    """The prizes of the rubric, and what is to be said about them."""
    if not facts.sheet.rubric.awards:
        return (), ()
    from ictindex.ranking.granting import give_awards

    granted = give_awards(facts, places, selectors)
    return granted.awards, granted.remarks


def _digest(value: str | Digest) -> Digest:
    return partial(str, value) if isinstance(value, str) else value


def _passage(sheet: Sheet, previous: Ranking | Published | None, lineage: Lineage | Passage | None) -> Passage | None:
    if lineage is None:
        return None
    from ictindex.ranking.lineage import passage_of

    if previous is None:
        msg = "a lineage carries the previous edition to this year's units, and no previous edition is given"
        hint = "give previous=, or leave lineage= out"
        raise NotComparable(f"{msg} ({hint})", why=msg, hint=hint)
    return passage_of(lineage, None if isinstance(previous, Published) else previous.rubric, sheet.rubric)


def _history(sheet: Sheet, places: Places, edition: Edition | None, law: Digest) -> History:
    if edition is None:
        return no_history(len(sheet))
    return history_of(edition, sheet.rubric, law, ids=sheet.ids, blocks=sheet.parts(sheet.within), ranks=places.ranks)


def _edition(previous: Ranking | Published | None, passage: Passage | None, sheet: Sheet) -> Edition | None:
    if previous is None:
        return None
    if isinstance(previous, Published):
        edition = Edition(table=previous, law=partial(str, previous.law))
    else:
        edition = Edition(table=previous.to_published(), law=previous.law_of, rubric=previous.rubric)
    if passage is None:
        return edition
    from ictindex.ranking.lineage import carry_edition

    carried = carry_edition(previous, passage)
    here = passage.lineage.at(passage.until)
    strange = dict.fromkeys((unit for unit in sheet.ids if unit not in here), "not-in-lineage")
    return attrs.evolve(edition, table=carried.table, why={**carried.why, **strange}, remarks=carried.remarks)
