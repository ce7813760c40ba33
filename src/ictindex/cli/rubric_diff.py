"""``ictindex rubric diff``: what differs between two rubrics, in words, by the path of each parameter."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from ictindex.api import law_of
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
    sys.stdout.write(plain_text(_pieces(old, new, laws, Language(options.lang))))
    return OK


def _pieces(old: Rubric, new: Rubric, laws: list[str], language: Language) -> Iterator[str]:
    head = language.say("diff-head", old=old.id, new=new.id)
    yield "\n".join([head, *_comparable(new, laws, language)])
    found = list(differences(old, new))
    for is_text, title in ((False, "diff-law-title"), (True, "diff-text-title")):
        lines = [f"  {_sentence(it, language)}" for it in found if it.is_text is is_text]
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


def _sentence(it: Difference, language: Language) -> str:
    default = language.say("diff-default")
    old, new = (default if text is None else text for text in (it.old, it.new))
    return language.say(f"diff-{it.kind}", path=it.path, old=old, new=new)
