"""Who claims which namespace: found in the metadata of distributions, with nothing imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from ictindex.model.problems import PluginSource, Problem
from ictindex.plugins.hookspecs import PROJECT
from ictindex.plugins.isolation import Failure, attempt
from ictindex.plugins.problem_codes import plugin_problem

if TYPE_CHECKING:  # importlib.metadata brings email and csv along; only discovery pays for them
    from importlib.metadata import Distribution, EntryPoint, PackageMetadata

    _Facts: TypeAlias = tuple[str, str, tuple[str, ...]]

__all__ = ["LOCAL", "NAMESPACE", "Claim", "claims_of", "installed_entry_points"]

LOCAL = "local"  # the namespace of ICTINDEX_RUBRIC_PATH, which no plugin may claim
NAMESPACE = re.compile(r"[a-z0-9][a-z0-9-]*")


@frozen(kw_only=True, eq=False)
class Claim:
    """One entry point of the group ``ictindex``: a namespace, who claims it, and what would load it."""

    namespace: str
    distribution: str = ""
    version: str = ""
    requires: tuple[str, ...] = ()
    value: str = ""
    load: Callable[[], object]

    @property
    def source(self) -> PluginSource:
        """The place that problems of this plugin name."""
        return PluginSource(name=self.namespace, distribution=self.distribution)

    @property
    def names(self) -> tuple[str, str]:
        """The two names by which it is disabled: its namespace, or ``namespace@distribution``."""
        return self.namespace, f"{self.namespace}@{self.distribution}"


def installed_entry_points() -> tuple[list[EntryPoint], list[Problem]]:
    """The entry points of the group ``ictindex`` of every installed distribution, and what could not be read.

    `importlib.metadata.entry_points` would raise at the first broken file, whosever distribution that is.
    """
    from importlib.metadata import distributions

    found: dict[str, list[EntryPoint]] = {}
    problems: list[Problem] = []
    for distribution in distributions():
        own = attempt(partial(_named_group, distribution))
        if isinstance(own, Failure):
            problems.append(_unreadable(distribution, own))
            continue
        name, entry_points = own
        if not entry_points:
            continue
        # Of two distributions of one name Python imports the one that is first on the path; an editable install lists
        # itself twice with the same entry points.
        first = found.setdefault(name, entry_points)
        if {(it.name, it.value) for it in first} != {(it.name, it.value) for it in entry_points}:
            where = PluginSource(name=PROJECT, distribution=name or "without a name")
            message = "two distributions of this name lie on the path, with other entry points; only the first is used"
            problems.append(plugin_problem("bad-metadata", where, message))
    if PROJECT not in found:
        where = PluginSource(name=PROJECT, distribution=PROJECT)
        message = "it lies on the path without its metadata, so that its own rubrics are not registered"
        problems.append(plugin_problem("not-installed", where, message))
    return [entry_point for entry_points in found.values() for entry_point in entry_points], problems


def claims_of(entry_points: Iterable[EntryPoint]) -> tuple[list[Claim], list[Problem]]:
    """The claims that entry points of the group ``ictindex`` make; others are passed over.

    The result is in the order of namespace and distribution, so that nothing hangs on the order of the path.
    """
    claims: list[Claim] = []
    problems: list[Problem] = []
    facts_of = cache(_facts)  # metadata are parsed at every look, and a distribution may make many claims
    for entry_point in entry_points:
        if entry_point.group != PROJECT:
            continue
        claim = attempt(partial(_claim, entry_point, facts_of))
        if isinstance(claim, Failure):
            where = PluginSource(name=entry_point.name)
            message = f"the metadata of its distribution cannot be read: {claim}"
            problems.append(plugin_problem("bad-metadata", where, message, cause=claim.error))
        elif not NAMESPACE.fullmatch(claim.namespace):
            message = f'"{claim.namespace}" cannot be a namespace'
            problems.append(plugin_problem("bad-namespace", claim.source, message))
        elif claim.namespace == LOCAL:
            message = f'"{LOCAL}" is the namespace of the folders of ICTINDEX_RUBRIC_PATH'
            hint = "the author chooses another name for the entry point"
            problems.append(plugin_problem("bad-namespace", claim.source, message, hint=hint))
        else:
            claims.append(claim)
    return sorted(claims, key=lambda claim: (claim.namespace, claim.distribution, claim.value)), problems


def _named_group(distribution: Distribution) -> tuple[str, list[EntryPoint]]:
    entry_points = _own_group(distribution)
    return (_plain(_name(distribution)), entry_points) if entry_points else ("", [])


def _own_group(distribution: Distribution) -> list[EntryPoint]:
    text = distribution.read_text("entry_points.txt")
    if not text or PROJECT not in text:  # the files of strangers are not parsed at all
        return []
    return [it for it in distribution.entry_points if it.group == PROJECT]


def _claim(entry_point: EntryPoint, facts_of: Callable[[Distribution | None], _Facts]) -> Claim:
    distribution, version, requires = facts_of(entry_point.dist)
    return Claim(
        namespace=entry_point.name,
        distribution=distribution,
        version=version,
        requires=requires,
        value=entry_point.value,
        load=entry_point.load,
    )


def _facts(distribution: Distribution | None) -> _Facts:
    """Name, version and requirements of a distribution."""
    if distribution is None:
        return "", "", ()
    metadata = distribution.metadata
    return _header(metadata, "Name"), _header(metadata, "Version"), tuple(distribution.requires or ())


def _unreadable(distribution: Distribution, failure: Failure) -> Problem:
    name = attempt(lambda: _name(distribution))
    shown = "" if isinstance(name, Failure) else name
    message = f"the entry points of this distribution cannot be read: {failure}"
    # Its namespaces are not known, and its own name is none of them.
    where = PluginSource(name="?", distribution=shown)
    return plugin_problem("bad-metadata", where, message, cause=failure.error)


def _name(distribution: Distribution) -> str:
    return _header(distribution.metadata, "Name")


def _header(metadata: PackageMetadata, name: str) -> str:
    values = metadata.get_all(name)  # what [name] does for a missing header changes with Python
    return str(values[0]) if values else ""


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
