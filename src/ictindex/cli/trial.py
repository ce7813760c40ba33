"""Plugins tried in processes of their own, because one that hangs or crashes takes its process with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping

from ictindex.model.problems import Problem
from ictindex.plugins.claims import Claim, claims_of, installed_entry_points
from ictindex.plugins.discovery import ALLOWED, DISABLED

__all__ = ["trials"]

# An exit code that no plugin has by chance says that discovery came to its end.
_DONE = 40
_PROGRAM = f"from ictindex.plugins import Registry; Registry.discover(); raise SystemExit({_DONE})"


def trials(seconds: float) -> list[Problem]:
    """A problem for each plugin whose loading does not end within the time, or ends the process.

    What merely raises is left to discovery, which says it better.
    """
    claims, _ = claims_of(installed_entry_points()[0])
    rivals = Counter(claim.namespace for claim in claims)
    # Of two that claim one namespace neither is ever loaded.
    wanted = [claim for claim in claims if rivals[claim.namespace] == 1 and _is_wanted(claim, os.environ)]
    # One after another, so that the time a plugin has is its own.
    found = [_tried(claim, seconds) for claim in wanted]
    return [problem for problem in found if problem is not None]


def _is_wanted(claim: Claim, environment: Mapping[str, str]) -> bool:
    allowed, disabled = (
        {word.strip() for word in environment.get(name, "").split(",") if word.strip()} for name in (ALLOWED, DISABLED)
    )
    return not disabled.intersection(claim.names) and (not allowed or bool(allowed.intersection(claim.names)))


def _tried(claim: Claim, seconds: float) -> Problem | None:
    # Only this one is loaded there; what the plugin prints is of no interest here.
    environment = {**os.environ, ALLOWED: f"{claim.namespace}@{claim.distribution}"}
    command = [sys.executable, "-c", _PROGRAM]
    nothing = subprocess.DEVNULL
    try:
        done = subprocess.run(  # noqa: S603 - this Python and a program of our own
            command, env=environment, stdin=nothing, stdout=nothing, stderr=nothing, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return _problem("load-hangs", claim, "loading it does not end")
    if done.returncode == _DONE:
        return None
    # Discovery itself neither raises nor exits: whatever ended the process was the plugin.
    return _problem("load-ends-process", claim, f"loading it ends the process (exit code {done.returncode})")


def _problem(code: str, claim: Claim, message: str) -> Problem:
    return Problem(code=code, where=claim.source, message=message, hint="uninstall or disable it, and tell its author")
