"""What docs/authors.md tells an author to type leads from an empty folder to a published rubric."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "run_transcript.py"


@pytest.mark.slow
def test_the_transcript_runs_from_its_first_line_to_its_last():
    """In at most twelve steps; pip is left out, because a test needs no network."""
    if not TOOL.exists():
        pytest.skip("the tools do not lie beside the tests")
    command = [sys.executable, str(TOOL), "--offline", str(ROOT / "docs" / "authors.md")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "transcript: 11 commands and edits"
    assert "passed" in done.stdout
