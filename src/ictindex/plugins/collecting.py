"""What one plugin's hooks hand over, every item checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice

from attrs import Factory, define, frozen

from ictindex.model.problems import PluginSource, Problem
from ictindex.plugins.isolation import Failure, attempt
from ictindex.plugins.problem_codes import plugin_problem

__all__ = ["HOOKS", "MOST_ITEMS", "Collected", "Hook", "collect_items"]

MOST_ITEMS = 10_000


def _is_selector(value: object) -> bool:
    from ictindex.ranking.selector_spec import SelectorSpec  # the engine, for those who add to it only

    return isinstance(value, SelectorSpec)


def _is_shape(value: object) -> bool:
    from ictindex.scoring.shape_spec import ShapeSpec  # as above

    return isinstance(value, ShapeSpec)


@frozen(kw_only=True)
class Hook:
    """One hook: what it is called, how its ids are written, what the second half of a pair is."""

    name: str
    pair: str
    id_form: str
    id_pattern: re.Pattern[str]
    fits: Callable[[object], bool]


_NAME = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")
_RUBRIC_ID = re.compile(_NAME.pattern + r"@[A-Za-z0-9][A-Za-z0-9.-]*")

HOOKS = {
    hook.name: hook
    for hook in (
        Hook(
            name="ictindex_rubrics",
            pair="a pair (id, loader), the loader callable without arguments",
            id_form="namespace/name@edition",
            id_pattern=_RUBRIC_ID,
            fits=callable,
        ),
        Hook(
            name="ictindex_lineages",
            pair="a pair (id, loader), the loader callable without arguments",
            id_form="namespace/name@edition",
            id_pattern=_RUBRIC_ID,
            fits=callable,
        ),
        Hook(
            name="ictindex_prizes",
            pair="a pair (name, SelectorSpec)",
            id_form="namespace/name",
            id_pattern=_NAME,
            fits=_is_selector,
        ),
        Hook(
            name="ictindex_shapes",
            pair="a pair (name, ShapeSpec)",
            id_form="namespace/name",
            id_pattern=_NAME,
            fits=_is_shape,
        ),
    )
}


@define
class Collected:
    """The good items of one plugin by hook and id, and its problems."""

    items: dict[str, dict[str, object]] = Factory(lambda: {name: {} for name in HOOKS})
    problems: list[Problem] = Factory(list)


def collect_items(hook: Hook, result: object, source: PluginSource) -> tuple[dict[str, object], list[Problem]]:
    """The items of what a hook returned, by id, and the problems of the others.

    Nothing is registered of an iterable that fails half way or does not end; an id that stands twice is given
    to neither of the two.
    """
    items = attempt(lambda: _taken(result))
    if isinstance(items, Failure):
        message = f"{hook.name} failed while it was read: {items}"
        return {}, [plugin_problem("hook-failed", source, message, cause=items.error)]
    if items is None:
        message, expected = f"{hook.name} returned {_kind(result)}", f"an iterable; each item {hook.pair}"
        return {}, [plugin_problem("bad-hook-result", source, message, expected=expected)]
    if len(items) > MOST_ITEMS:
        message = f"{hook.name} has more than {MOST_ITEMS:,} items"
        return {}, [plugin_problem("too-many-items", source, message)]

    good: dict[str, object] = {}
    doubled: set[str] = set()
    problems: list[Problem] = []
    for place, item in enumerate(items):
        pair = attempt(partial(_pair, hook, item))
        if isinstance(pair, Failure) or pair is None:
            message = f"item {place} of {hook.name} is {_shown(item)}"
            problems.append(plugin_problem("bad-item", source, message, expected=hook.pair))
            continue
        name, value = pair
        problem = _id_problem(hook, name, source)
        if problem is not None:
            problems.append(problem)
        elif name in good:
            doubled.add(name)
        else:
            good[name] = value
    for name in sorted(doubled):
        del good[name]
        message = f'{hook.name} lists "{name}" more than once; none of them is registered'
        problems.append(plugin_problem("double-id", source, message))
    return good, problems


def _taken(result: object) -> list[object] | None:
    """The items of an iterable, one more than allowed at most; None where it is no iterable of items."""
    if isinstance(result, str | bytes | Mapping) or not isinstance(result, Iterable):
        return None
    return list(islice(result, MOST_ITEMS + 1))


def _pair(hook: Hook, item: object) -> tuple[str, object] | None:
    if not isinstance(item, tuple | list) or len(item) != 2:
        return None
    name, value = item
    return (name, value) if isinstance(name, str) and hook.fits(value) else None


def _id_problem(hook: Hook, name: str, source: PluginSource) -> Problem | None:
    if not hook.id_pattern.fullmatch(name):
        return plugin_problem("bad-id", source, f'{hook.name} lists "{name}"', expected=f'"{hook.id_form}"')
    if not name.startswith(f"{source.name}/"):
        message = f'{hook.name} lists "{name}", which is not its to register'
        expected = f'an id that begins with "{source.name}/"'
        return plugin_problem("foreign-id", source, message, expected=expected)
    return None


def _kind(value: object) -> str:
    return "None" if value is None else f"a {type(value).__name__}"


def _shown(value: object) -> str:
    text = attempt(lambda: repr(value))
    shown = _kind(value) if isinstance(text, Failure) else text
    return shown if len(shown) <= 80 else f"{shown[:79]}…"
