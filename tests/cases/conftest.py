"""Where the cases find their files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example files."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def printed() -> Path:
    """Results as they were printed."""
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Tables that are read where they lie and not carried in the project."""
    folder = Path(os.environ.get("ICTINDEX_SHARED") or ROOT.parent / "shared") / "data"
    if not folder.is_dir():
        pytest.skip("the shared tables (../shared/data, or ICTINDEX_SHARED) are not here")
    return folder
