"""What stands above every sheet of a ranking: title, status, digests, and what the data say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from ictindex.io.workbook_texts import said
from ictindex.io.workbook_writing_cells import Head, Sheet, Value
from ictindex.language import Language
from ictindex.ranking import Ranking
from ictindex.wording.heading import SHORT, status_line, title_of

__all__ = ["Top"]


@frozen(kw_only=True, slots=False)
class Top:
    """A ranking in a language, and the first lines of its sheets."""

    ranking: Ranking
    language: Language

    @property
    def title(self) -> str:
        """The title of the rubric, else its id."""
        return title_of(self.ranking.rubric, self.language).strip() or self.ranking.rubric.id

    @property
    def status(self) -> str:
        """The status of the rubric in capitals, and what it means."""
        return status_line(self.ranking.rubric, self.language)

    def say(self, key: str, **values: object) -> str:
        """A text that every report has."""
        return self.language.say(key, **values)

    def said(self, key: str, **values: str) -> str:
        """A text of workbooks."""
        return said(key, self.language, **values)

    def sheet(
        self, name: str, heads: Sequence[Head], rows: Iterable[Sequence[Value]], *, more: str = "", fixed: int = 0
    ) -> Sheet:
        """A sheet with the first lines above it, and one more."""
        ranking = self.ranking
        digests = self.said(
            "law-and-data", rubric=ranking.rubric.id, law=ranking.law[:SHORT], data=ranking.data[:SHORT]
        )
        notes = [self.say("note", note=note) for note in ranking.scores.dataset.notes]
        above = [self.title, self.status, digests, *notes, *([more] if more else [])]
        return Sheet(name=name, above=above, heads=heads, rows=list(rows), fixed=fixed, footer=ranking.rubric.id)
