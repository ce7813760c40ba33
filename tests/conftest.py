"""Profiles of hypothesis for all tests: how many examples a law is tried on."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Examples are whole rubrics with their data: making one takes as long as it takes, and no seed is kept in the
# repository, so a failure prints the blob that makes it again.
_SHARED = {
    "deadline": None,
    "print_blob": True,
    "suppress_health_check": [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
}
settings.register_profile("fast", max_examples=25, **_SHARED)
settings.register_profile("ci", max_examples=200, derandomize=True, database=None, **_SHARED)
settings.register_profile("thorough", max_examples=1_000, **_SHARED)

PROFILE = os.environ.get("ICTINDEX_PROFILE") or os.environ.get("HYPOTHESIS_PROFILE") or "ci"
settings.load_profile(PROFILE)
