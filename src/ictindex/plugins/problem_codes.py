"""The codes of problems with plugins: what each means and what to do. They are stable; new ones may be added.

====================  ========================================================================================
code                  meaning
====================  ========================================================================================
not-installed         ictindex runs without its metadata, so that not even its own rubrics are registered
bad-metadata          the metadata of a distribution cannot be read, or are no metadata
bad-namespace         an entry-point name that cannot be a namespace
namespace-conflict    two entry points claim one namespace; neither is loaded
incompatible-version  the distribution requires another version of ictindex; it is not loaded
import-failed         the plugin's module raises when it is imported, or the entry point leads nowhere
exit-at-import        the plugin's module ends the program when it is imported
bad-hook              pluggy refuses a hook: an argument too many, a wrapper
unknown-hook          a marked function has no hook's name (a misspelt hook)
no-hooks              the plugin has no marked hook at all
hook-failed           a hook raises when it is called, or its iterable raises half way
bad-hook-result       a hook returns None or no iterable of pairs
too-many-items        a hook's iterable does not end
bad-item              an item is not the pair that its hook asks for
bad-id                an id or a name is not written as one
foreign-id            an id or a name lies outside the plugin's own namespace
double-id             one id or name is listed twice; neither is registered
bad-folder            a folder of ``ICTINDEX_RUBRIC_PATH`` that does not exist or holds no rubric
unknown-plugin        a plugin that is required, allowed or disabled by name is not installed
disabled-plugin       a plugin that is required is disabled
broken-plugin         a plugin that is required is broken
not-listed            a rubric that a plugin with problems did not list
rubric-failed         a rubric's loader raises
bad-rubric            a rubric's loader returns something else
lineage-failed        a lineage's loader raises
bad-lineage           a lineage's loader returns something else, or a lineage of another id
rubric-id-mismatch    a rubric's loader returns a rubric of another id
registry-in-use       a plugin asks for the registry while that is being made of it
shape-failed          a plugin's shape raises
shape-output          a plugin's shape returns what it must not
selector-failed       a plugin's prize selector raises
selector-output       a plugin's prize selector returns what it must not
====================  ========================================================================================

Of a hook that fails, returns no iterable or does not end, nothing is registered, not even what came before:
half a list of editions would silently give an older one. A single bad item is left out by itself. Either way
the plugin is no longer whole, and a rubric of its namespace is then found by its full id only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ictindex.model.problems import PluginSource, Problem

__all__ = ["PROBLEM_HINTS", "plugin_problem"]

_AUTHOR = "the mistake is in the plugin; tell its author, or disable it"

PROBLEM_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "not-installed": "install it: python -m pip install ictindex",
        "bad-metadata": "install the distribution again",
        "bad-namespace": "small letters a-z, digits and hyphens; the author changes the entry point's name",
        "namespace-conflict": "uninstall one of them, or disable one as namespace@distribution",
        "incompatible-version": "install versions that fit: python -m pip check",
        "import-failed": _AUTHOR,
        "exit-at-import": _AUTHOR,
        "bad-hook": "a hook takes no argument and is no wrapper",
        "unknown-hook": "a hook is ictindex_rubrics, ictindex_lineages, ictindex_prizes or ictindex_shapes",
        "no-hooks": "mark a hook with @hookimpl, and let the entry point name the module that holds it",
        "hook-failed": _AUTHOR,
        "bad-hook-result": "return a list or yield pairs",
        "too-many-items": "the iterable of a hook ends",
        "bad-item": _AUTHOR,
        "bad-id": _AUTHOR,
        "foreign-id": "a plugin registers under its own namespace, the name of its entry point",
        "double-id": _AUTHOR,
        "bad-folder": "correct ICTINDEX_RUBRIC_PATH",
        "unknown-plugin": "correct the name, or install the plugin",
        "disabled-plugin": "see ICTINDEX_PLUGINS, ICTINDEX_DISABLE_PLUGINS and disable=",
        "broken-plugin": _AUTHOR,
        "not-listed": "",
        "rubric-failed": "other rubrics are not concerned",
        "bad-rubric": _AUTHOR,
        "lineage-failed": "rubrics and other lineages are not concerned",
        "bad-lineage": _AUTHOR,
        "rubric-id-mismatch": "the id in the file is the id under which it is listed",
        "registry-in-use": "ask for rubrics inside a function, not while the module is imported",
        "shape-failed": _AUTHOR,
        "shape-output": _AUTHOR,
        "selector-failed": _AUTHOR,
        "selector-output": _AUTHOR,
    }
)


def plugin_problem(
    code: str,
    where: PluginSource,
    message: str,
    *,
    expected: str = "",
    hint: str = "",
    cause: BaseException | None = None,
) -> Problem:
    """A problem with a plugin; its hint is the code's own unless there is a better one."""
    hint = hint or PROBLEM_HINTS[code]
    return Problem(code=code, where=where, message=message, expected=expected, hint=hint, cause=cause)
