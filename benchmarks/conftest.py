"""The suites import the scripts beside them, and tests are imported without their folder (importlib mode)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
