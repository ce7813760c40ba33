"""The first lines of every output: which rubric, of which status, under which law."""

from __future__ import annotations

from ictindex.language import Language
from ictindex.model.rubric import RubricDraft

__all__ = ["SHORT", "heading", "status_line", "title_of"]

# Enough of a digest to tell two laws apart by eye; JSON and `rubric lock` have the whole.
SHORT = 12


def heading(rubric: RubricDraft, language: Language, *, law: str) -> str:
    """Id, title and status, and the digest of the law in short."""
    lines = [f"{rubric.id}  {title_of(rubric, language)}".rstrip(), status_line(rubric, language)]
    lines.append(language.say("law-digest", law=law[:SHORT]))
    return "\n".join(lines)


def title_of(rubric: RubricDraft, language: Language) -> str:
    """The title in this language, else in the other."""
    return language.name(rubric.title, otherwise=" ")


def status_line(rubric: RubricDraft, language: Language) -> str:
    """The status in capitals, and what it means."""
    return language.say(f"status-{rubric.status}")
