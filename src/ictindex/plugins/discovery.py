"""From installed distributions to a Registry; each step names whom it leaves out and why.

metadata -> disabled -> namespaces -> versions -> load one by one -> collect -> freeze
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import Factory, define

from ictindex.model.problems import PluginError, PluginSource, Problem
from ictindex.model.text import near_hint
from ictindex.plugins.claims import LOCAL, Claim, claims_of, installed_entry_points
from ictindex.plugins.collecting import HOOKS, Collected, collect_items
from ictindex.plugins.isolation import Failure, attempt
from ictindex.plugins.loading import load_plugin
from ictindex.plugins.problem_codes import plugin_problem
from ictindex.plugins.registry import Plugin, Registry
from ictindex.plugins.requirements import version_problem
from ictindex.plugins.toml_folder import toml_rubrics

if TYPE_CHECKING:  # its import costs more than the module; discovery itself pays
    from importlib.metadata import EntryPoint

__all__ = ["discover"]

ALLOWED = "ICTINDEX_PLUGINS"
DISABLED = "ICTINDEX_DISABLE_PLUGINS"
RUBRIC_PATH = "ICTINDEX_RUBRIC_PATH"


@define
class _Draft:
    """What has been found so far."""

    plugins: list[Plugin] = Factory(list)
    problems: list[Problem] = Factory(list)
    items: dict[str, dict[str, Any]] = Factory(lambda: {name: {} for name in HOOKS})

    def set_aside(self, claim: Claim, state: str, *problems: Problem) -> None:
        """Record a claim that is not loaded."""
        self.plugins.append(_plugin(claim, state))
        self.problems.extend(problems)

    def add(self, plugin: Plugin, collected: Collected) -> None:
        """Record what a plugin handed over; the namespaces are disjoint, so nothing is replaced."""
        self.plugins.append(plugin)
        self.problems.extend(collected.problems)
        for hook, items in collected.items.items():
            self.items[hook].update(items)


def discover(
    *,
    strict: bool = False,
    require: Iterable[str] = (),
    disable: Iterable[str] = (),
    entry_points: Iterable[EntryPoint] | None = None,
) -> Registry:
    """A registry of plugins; see `Registry.discover`."""
    draft = _Draft()
    if entry_points is None:
        entry_points, unreadable = installed_entry_points()
        draft.problems.extend(unreadable)
    claims, misnamed = claims_of(entry_points)
    draft.problems.extend(misnamed)
    draft.plugins.extend(_refused(misnamed))

    claims = _without_disabled(claims, tuple(disable), draft)
    claims = _without_conflicts(claims, draft)
    claims = _without_incompatible(claims, draft)
    for claim in claims:
        collected = load_plugin(claim)
        draft.add(_plugin(claim, _state(collected)), collected)
    _add_local_folders(tuple(disable), draft)

    registry = Registry(
        plugins=tuple(sorted(draft.plugins, key=lambda plugin: (plugin.name, plugin.distribution))),
        problems=tuple(draft.problems),
        loaders=draft.items["ictindex_rubrics"],
        lineages=draft.items["ictindex_lineages"],
        selectors=draft.items["ictindex_prizes"],
        shapes=draft.items["ictindex_shapes"],
    )
    _insist(registry, tuple(require), strict=strict)
    return registry


def _without_disabled(claims: list[Claim], disable: tuple[str, ...], draft: _Draft) -> list[Claim]:
    allowed = _words(ALLOWED)
    given = {"disable": disable, DISABLED: _words(DISABLED), ALLOWED: () if allowed == ("none",) else allowed}
    known = {LOCAL, *(name for claim in claims for name in claim.names)}
    for place, names in given.items():
        for name in names:
            if name not in known:
                where, hint = PluginSource(name=name), near_hint(name, known)
                message = f'{place} names "{name}", which is not installed'
                draft.problems.append(plugin_problem("unknown-plugin", where, message, hint=hint))
    unwanted, wanted = {*disable, *given[DISABLED]}, set(given[ALLOWED])
    left = []
    for claim in claims:
        if unwanted.intersection(claim.names) or (allowed and not wanted.intersection(claim.names)):
            draft.set_aside(claim, "disabled")
        else:
            left.append(claim)
    return left


def _without_conflicts(claims: list[Claim], draft: _Draft) -> list[Claim]:
    left = []
    for claim in claims:
        rivals = [it for it in claims if it.namespace == claim.namespace and it is not claim]
        if not rivals:
            left.append(claim)
            continue
        others = ", ".join(_claimant(it) for it in rivals)
        message = f'{_claimant(claim)} claims the namespace "{claim.namespace}", and so does {others}'
        draft.set_aside(claim, "refused", plugin_problem("namespace-conflict", claim.source, message))
    return left


def _without_incompatible(claims: list[Claim], draft: _Draft) -> list[Claim]:
    left = []
    for claim in claims:
        problem = version_problem(claim)
        if problem is None:
            left.append(claim)
        else:
            draft.set_aside(claim, "refused", problem)
    return left


def _add_local_folders(disable: tuple[str, ...], draft: _Draft) -> None:
    """Register the TOML files of ICTINDEX_RUBRIC_PATH: no code, so ICTINDEX_PLUGINS leaves them be."""
    folders = [folder for folder in os.environ.get(RUBRIC_PATH, "").split(os.pathsep) if folder.strip()]
    if not folders:
        return
    plugin = Plugin(name=LOCAL, distribution=RUBRIC_PATH)
    if LOCAL in disable or LOCAL in _words(DISABLED):
        draft.plugins.append(Plugin(name=LOCAL, distribution=RUBRIC_PATH, state="disabled"))
        return
    collected = Collected()
    pairs: list[object] = []
    for folder in folders:
        listed = attempt(partial(toml_rubrics, LOCAL, folder))
        if isinstance(listed, Failure):
            problem = plugin_problem("bad-folder", plugin.source, str(listed), cause=listed.error)
            collected.problems.append(problem)
        else:
            pairs.extend(listed)
    hook = HOOKS["ictindex_rubrics"]
    items, problems = collect_items(hook, pairs, plugin.source)
    collected.items[hook.name].update(items)
    collected.problems.extend(problems)
    draft.add(Plugin(name=LOCAL, distribution=RUBRIC_PATH, state=_state(collected)), collected)


def _insist(registry: Registry, require: tuple[str, ...], *, strict: bool) -> None:
    problems = list(registry.problems) if strict else []
    for name in require:
        where, own = PluginSource(name=name), registry.problems_of(name)
        states = {plugin.state for plugin in registry.plugins if plugin.name == name}
        if not states:
            hint = near_hint(name, (plugin.name for plugin in registry.plugins))
            message = "it is required and not installed"
            problems.append(plugin_problem("unknown-plugin", where, message, hint=hint))
        elif states == {"disabled"}:
            problems.append(plugin_problem("disabled-plugin", where, "it is required and disabled"))
        elif own:
            problems.append(plugin_problem("broken-plugin", where, "it is required and not whole"))
            problems.extend(() if strict else own)
    if problems:
        causes = (problem.cause for problem in problems if problem.cause is not None)
        raise PluginError(tuple(problems)) from next(causes, None)


def _state(collected: Collected) -> str:
    if not collected.problems:
        return "whole"
    return "partial" if any(collected.items.values()) else "broken"


def _plugin(claim: Claim, state: str) -> Plugin:
    return Plugin(name=claim.namespace, distribution=claim.distribution, version=claim.version, state=state)


def _refused(problems: Iterable[Problem]) -> list[Plugin]:
    sources = [problem.where for problem in problems if isinstance(problem.where, PluginSource)]
    return [Plugin(name=it.name, distribution=it.distribution, state="refused") for it in sources]


def _claimant(claim: Claim) -> str:
    return f"{claim.distribution or 'an unnamed distribution'} ({claim.value})"


def _words(variable: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in os.environ.get(variable, "").split(",") if word.strip())
