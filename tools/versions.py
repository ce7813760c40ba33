"""Print what a kept log was made with: versions and the commit, no path and no name of the machine."""

from __future__ import annotations

import platform
import shutil
import subprocess
from importlib.metadata import version

__all__: list[str] = []


def commit() -> str:
    """Return the short commit id, with a plus where the tree has uncommitted changes."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    head = subprocess.run([git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    if head.returncode:
        return "unknown"
    # Untracked files and the log itself, which is being written, change no result.
    changed = [git, "status", "--porcelain", "--untracked-files=no", "--", ":!docs/assurance"]
    dirty = subprocess.run(changed, capture_output=True, text=True, check=False).stdout
    return head.stdout.strip() + ("+" if dirty else "")


if __name__ == "__main__":
    print(f"Python {platform.python_version()} ({platform.python_implementation()}, {platform.machine()})")
    for name in ("ictindex", "attrs", "numpy", "pluggy", "hypothesis", "pytest"):
        print(f"{name} {version(name)}")
    print(f"commit {commit()}")
