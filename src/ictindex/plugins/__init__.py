"""Plugins: what a province imports to offer its rubrics, and how the library finds it.

A plugin is a distribution with an entry point in the group ``ictindex``. The entry point's name is the
namespace that the plugin owns, its value the module whose functions are marked with `hookimpl` (see
`ictindex.plugins.hookspecs`). Python plugins are trusted code: they run with all rights of the process. The
safe mode is no plugins (``ICTINDEX_PLUGINS=none``) and a TOML file.
"""

from __future__ import annotations

from ictindex.plugins.default import PluginWarning, default_registry, get_rubric, list_rubrics
from ictindex.plugins.hookspecs import LineageLoader, RubricLoader, hookimpl
from ictindex.plugins.problem_codes import PROBLEM_HINTS
from ictindex.plugins.registry import Plugin, Registry
from ictindex.plugins.toml_folder import toml_lineages, toml_rubrics

__all__ = [
    "PROBLEM_HINTS",
    "LineageLoader",
    "Plugin",
    "PluginWarning",
    "Registry",
    "RubricLoader",
    "default_registry",
    "get_rubric",
    "hookimpl",
    "list_rubrics",
    "toml_lineages",
    "toml_rubrics",
]
