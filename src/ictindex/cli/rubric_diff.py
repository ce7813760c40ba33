"""``ictindex rubric diff``: what differs between two rubrics, in words, by the path of each parameter."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from ictindex.api import law_of
from ictindex.cli.defaults import default_text
from ictindex.cli.differences import Difference, differences
from ictindex.cli.exits import OK
from ictindex.cli.heading import SHORT
from ictindex.cli.language import Language
from ictindex.cli.law import registry_of, rubric_of
from ictindex.cli.tables import plain_text
from ictindex.model.rubric import Rubric

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the differences, those that may change results first."""
    plugins = not options.no_plugins
    old, new = (rubric_of(name, plugins=plugins) for name in (options.old, options.new))
    laws = [law_of(rubric, registry=registry_of(plugins=plugins)) for rubric in (old, new)]
    names = [old.id, new.id]
    if old.id == new.id:
        names = [f"{old.id} ({options.old})", f"{new.id} ({options.new})"]
    sys.stdout.write(plain_text(_pieces(old, new, names, laws, Language(options.lang))))
    return OK


def _pieces(old: Rubric, new: Rubric, names: list[str], laws: list[str], language: Language) -> Iterator[str]:
    head = [language.say("diff-head", old=names[0], new=names[1]), *_comparable(new, laws, language)]
    if old.id == new.id and laws[0] != laws[1]:
        head.append(language.say("diff-two-laws"))
    yield "\n".join(head)
    found = list(differences(old, new))
    for is_text, title in ((False, "diff-law-title"), (True, "diff-text-title")):
        lines = [f"  {_sentence(it, (old, new), language)}" for it in found if it.is_text is is_text]
        if lines:
            yield "\n".join([language.say(title), *lines])
    if not found:
        yield language.say("diff-nothing")


def _comparable(new: Rubric, laws: list[str], language: Language) -> Iterator[str]:
    """Whether the law is the same, and whether scores may be subtracted."""
    old_law, new_law = (law[:SHORT] for law in laws)
    if laws[0] == laws[1]:
        yield language.say("diff-law-same", law=new_law)
        yield language.say("diff-scores-yes", why=language.say("diff-same-law"))
        return
    yield language.say("diff-law-other", old=old_law, new=new_law)
    if "score" in new.comparable:
        yield language.say("diff-scores-yes", why=language.say("diff-declared", new=new.id))
    else:
        yield language.say("diff-scores-no", new=new.id)


def _sentence(it: Difference, rubrics: tuple[Rubric, Rubric], language: Language) -> str:
    old, new = (
        _default(it.path, rubric, language) if text is None else text
        for text, rubric in zip((it.old, it.new), rubrics, strict=True)
    )
    return language.say(f"diff-{it.kind}", path=it.path, old=old, new=new)


def _default(path: str, rubric: Rubric, language: Language) -> str:
    """What holds where a key is not written, and that it is the default."""
    value = default_text(path, rubric)
    return language.say("diff-default-is", value=value) if value else language.say("diff-default")
