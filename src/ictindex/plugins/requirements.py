"""Whether a distribution fits this version of ictindex, by its metadata, before it is imported."""

from __future__ import annotations

import re
from functools import partial
from importlib.util import find_spec

from ictindex.model.problems import Problem
from ictindex.plugins.claims import Claim
from ictindex.plugins.hookspecs import PROJECT
from ictindex.plugins.isolation import Failure, attempt
from ictindex.plugins.problem_codes import plugin_problem

__all__ = ["version_problem"]

_ON_ICTINDEX = re.compile(rf"\s*{PROJECT}\s*(?![\w.-])", re.IGNORECASE)


def version_problem(claim: Claim) -> Problem | None:
    """What speaks against loading the claim, or None.

    Only its requirement on ictindex itself is looked at; pip judges the others. Without the library
    `packaging` the versions are not compared: pip did that when it installed the plugin.
    """
    wanted = [line for line in claim.requires if _ON_ICTINDEX.match(line)]
    if not wanted or find_spec("packaging") is None:
        return None
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = version(PROJECT)
    except PackageNotFoundError:
        return None  # discovery says so by itself
    for line in wanted:
        fits = attempt(partial(_fits, line, installed))
        if isinstance(fits, Failure):
            message = f"its requirement {line!r} cannot be read: {fits}"
            return plugin_problem("bad-metadata", claim.source, message, cause=fits.error)
        if not fits:
            message = f"version {claim.version} requires {line!r}, and ictindex {installed} is installed"
            return plugin_problem("incompatible-version", claim.source, message, expected=line)
    return None


def _fits(line: str, installed: str) -> bool:
    from packaging.requirements import Requirement

    requirement = Requirement(line)
    if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
        return True
    return requirement.specifier.contains(installed, prereleases=True)
