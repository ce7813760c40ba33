"""``ictindex rubric diff``: what differs between two rubrics, in words, by what it makes incomparable."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from ictindex.api import law_of
from ictindex.cli.difference_words import sentence
from ictindex.cli.differences import differences
from ictindex.cli.effects import EFFECTS, effect_of
from ictindex.cli.exits import OK
from ictindex.cli.law import registry_of, rubric_of
from ictindex.cli.tables import plain_text
from ictindex.language import Language
from ictindex.model.published import Published
from ictindex.model.rubric import Rubric
from ictindex.ranking.history import Edition, link_between
from ictindex.wording.heading import SHORT
from ictindex.wording.worth import worths

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print the differences, those that make most incomparable first, and what may be compared at the end."""
    plugins = not options.no_plugins
    old, new = (rubric_of(name, plugins=plugins) for name in (options.old, options.new))
    laws = [law_of(rubric, registry=registry_of(plugins=plugins)) for rubric in (old, new)]
    names = [old.id, new.id]
    if old.id == new.id:
        names = [f"{old.id} ({options.old})", f"{new.id} ({options.new})"]
    sys.stdout.write(plain_text(_pieces(old, new, names, laws, Language(options.lang))))
    return OK


def _pieces(old: Rubric, new: Rubric, names: list[str], laws: list[str], language: Language) -> Iterator[str]:
    head = [language.say("diff-head", old=names[0], new=names[1])]
    if old.id == new.id and laws[0] != laws[1]:
        head.append(language.say("diff-two-laws"))
    yield "\n".join(head)
    found = list(differences(old, new))
    worth = (worths(old), worths(new))
    said = [(effect_of(it, old, new), sentence(it, (old, new), worth, language)) for it in found]
    for effect in EFFECTS:
        lines = [f"  {text}" for held, text in said if held == effect]
        if lines:
            yield "\n".join([language.say(f"effect-{effect}"), *lines])
    if not found:
        yield language.say("diff-nothing")
    yield "\n".join(_verdict(old, new, laws, language))


def _verdict(old: Rubric, new: Rubric, laws: list[str], language: Language) -> Iterator[str]:
    """Whether the law is the same, and what `rank --previous` would compare: by the rule that it follows itself."""
    old_law, new_law = (law[:SHORT] for law in laws)
    if laws[0] == laws[1]:
        yield language.say("diff-law-same", law=new_law)
    else:
        yield language.say("diff-law-other", old=old_law, new=new_law)
    edition = Edition(table=Published(rubric=old.id, rows=()), law=lambda: laws[0], rubric=old)
    link, _ = link_between(new, lambda: laws[1], edition)
    related = old.family in (new.family, new.follows.partition("@")[0])
    names = {"old": old.id, "new": new.id}
    if link.ranks:
        ranks = language.say("diff-ranks-yes")
    else:
        why = language.say("diff-undeclared-rank" if related else "diff-unrelated", **names)
        ranks = language.say("diff-ranks-no", why=why)
    if link.scores:
        why = language.say("diff-same-law" if laws[0] == laws[1] else "diff-declared", **names)
        scores = language.say("diff-scores-yes", why=why)
    else:
        why = language.say("diff-undeclared-score" if related else "diff-unrelated", **names)
        scores = language.say("diff-scores-no", why=why)
    yield language.say("diff-verdict", ranks=ranks, scores=scores, **names)
