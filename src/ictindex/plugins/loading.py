"""Load one plugin by itself: import, register, look for misspelt hooks, call each hook."""

from __future__ import annotations

import pluggy

from ictindex.model.problems import Problem
from ictindex.plugins import hookspecs
from ictindex.plugins.claims import Claim
from ictindex.plugins.collecting import HOOKS, Collected, Hook, collect_items
from ictindex.plugins.isolation import Failure, attempt
from ictindex.plugins.problem_codes import plugin_problem

__all__ = ["load_plugin"]


def load_plugin(claim: Claim) -> Collected:
    """Everything the claim's plugin hands over, and all its problems.

    It gets a `PluginManager` of its own: a hook that raises would take the results of all others with it.
    """
    collected = Collected()
    module = attempt(claim.load)
    if isinstance(module, Failure):
        collected.problems.append(_import_problem(claim, module))
        return collected

    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    registered = attempt(lambda: manager.register(module, name=claim.namespace))
    if isinstance(registered, Failure):
        message = f"its hooks cannot be registered: {registered}"
        collected.problems.append(plugin_problem("bad-hook", claim.source, message, cause=registered.error))
        return collected

    pending = attempt(manager.check_pending)
    if isinstance(pending, Failure):
        message = f"a marked function is no hook: {pending}"
        collected.problems.append(plugin_problem("unknown-hook", claim.source, message, cause=pending.error))
    for hook in HOOKS.values():
        _collect(manager, hook, claim, collected)
    if not collected.problems and not manager.get_hookcallers(module):
        message = f"{claim.value} has no function marked as a hook"
        collected.problems.append(plugin_problem("no-hooks", claim.source, message))
    return collected


def _import_problem(claim: Claim, failure: Failure) -> Problem:
    if isinstance(failure.error, SystemExit):
        message = f"importing {claim.value} ends the program: {failure}"
        return plugin_problem("exit-at-import", claim.source, message, cause=failure.error)
    return plugin_problem(
        "import-failed", claim.source, f"{claim.value} cannot be loaded: {failure}", cause=failure.error
    )


def _collect(manager: pluggy.PluginManager, hook: Hook, claim: Claim, collected: Collected) -> None:
    caller = getattr(manager.hook, hook.name)
    implementations = caller.get_hookimpls()
    if not implementations:
        return
    if any(it.wrapper or it.hookwrapper for it in implementations):
        message = f"{hook.name} is marked as a wrapper, and there is nothing to wrap"
        collected.problems.append(plugin_problem("bad-hook", claim.source, message))
        return
    if len(implementations) > 1:
        message = f"{hook.name} is implemented {len(implementations)} times"
        hint = "one function hands over all; look for specname="
        collected.problems.append(plugin_problem("bad-hook", claim.source, message, hint=hint))
        return
    results = attempt(caller)
    if isinstance(results, Failure):
        message = f"{hook.name} failed: {results}"
        collected.problems.append(plugin_problem("hook-failed", claim.source, message, cause=results.error))
        return
    result = results[0] if results else None  # pluggy drops a result of None
    items, problems = collect_items(hook, result, claim.source)
    collected.items[hook.name].update(items)
    collected.problems.extend(problems)
