"""Differences of two rubrics as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ictindex.cli.defaults import default_text
from ictindex.cli.differences import Difference
from ictindex.language import Language, Named
from ictindex.model.rubric import Rubric
from ictindex.wording.formulas import formula
from ictindex.wording.parameters import said_value
from ictindex.wording.words import key_label, kind_label, value_words
from ictindex.wording.worth import Worth

__all__ = ["sentence"]

_NAMES = frozenset({"vi", "en"})
Worths = Mapping[str, Worth]


def sentence(it: Difference, rubrics: tuple[Rubric, Rubric], worths: tuple[Worths, Worths], language: Language) -> str:
    """One difference in words: what it is about, and what stood and stands there.

    Parameters
    ----------
    it
        The difference.
    rubrics, worths
        The old and the new rubric, and what each of their nodes is worth.
    language
        The language of the words; names and ids stand as the rubrics have them.
    """
    old, new = rubrics
    if it.kind == "order":
        subject = language.say("diff-order-of", what=kind_label(it.path, language))
        return language.say("diff-changed", subject=subject, old=it.old, new=it.new)
    if it.kind == "new":
        subject = _record_name(it.path, new, language)
        return language.say("diff-new", subject=subject, new=_whole(it.path, it.after, new, worths[1], language))
    if it.kind == "gone":
        subject = _record_name(it.path, old, language)
        return language.say("diff-gone", subject=subject, old=_whole(it.path, it.before, old, worths[0], language))
    record, _, key = it.path.rpartition(".")
    label = key_label(key, language, record.partition(".")[0])
    subject = f"{_record_name(record, new, language)}: {label}" if record else label
    texts = [
        _default(it.path, rubric, language) if value is None else said_value(key, value, language)
        for rubric, value in zip(rubrics, (it.before, it.after), strict=True)
    ]
    return language.say("diff-changed", subject=subject, old=texts[0], new=texts[1])


def _record_name(path: str, rubric: Rubric, language: Language) -> str:
    """A table of the rubric by its name and id: ``Tin học (tin)``."""
    kind, _, name = path.partition(".")
    if kind == "partition":
        partition, _, part = name.partition(".")
        held = rubric.partition(partition)
        found = [it for it in (() if held is None else held.parts) if it.id == part]
        return f"{kind_label(kind, language)} {language.subject(partition)}: {_named(found, part, language)}"
    lists: dict[str, Sequence[Any]] = {
        "node": rubric.nodes,
        "view": rubric.views,
        "tier": rubric.tiers,
        "award": rubric.awards,
    }
    lists |= {"downgrade": rubric.downgrades}
    records = [it for it in lists.get(kind, ()) if it.id == name]
    return f"{kind_label(kind, language)} {_named(records, name, language)}".rstrip()


def _named(found: Sequence[Named], name: str, language: Language) -> str:
    title = language.name(found[0], otherwise=" ").strip() if found else ""
    return f"{title} ({name})" if title else name


def _whole(path: str, table: Mapping[str, Any], rubric: Rubric, worths: Worths, language: Language) -> str:
    """All that a record says: a node as its worth and formula, any other as its keys."""
    name = path.partition(".")[2]
    if path.startswith(("node.", "view.")):
        worth = worths[name]
        most = [language.say("points", maximum=worth.maximum_text)] if worth.maxima else []
        return "; ".join([*most, formula(rubric, rubric.node(name), language)])
    if path.startswith("partition."):
        conditions = {key: value for key, value in table.items() if key not in _NAMES}
        return said_value("where", conditions, language) if conditions else language.say("diff-part")
    said = [
        f"{key_label(key, language, path.partition('.')[0])} {said_value(key, it, language)}"
        for key, it in table.items()
        if key not in _NAMES
    ]
    return "; ".join(said) or language.say("the-rest")


def _default(path: str, rubric: Rubric, language: Language) -> str:
    """What holds where a key is not written, and that it is the default."""
    value = default_text(path, rubric)
    key = path.rpartition(".")[2]
    said = value_words(key, value, language)
    return language.say("diff-default-is", value=said) if value else language.say("diff-default")
