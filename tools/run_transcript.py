"""Run the console and diff fences of a page of the docs, in order, in an empty folder.

A line ``$ command`` of a ``console`` fence is run, ``cd`` included. A ``diff`` fence names a file after ``---``; each
line with ``-`` is a piece of its text that stands there once, and the ``+`` line below takes its place.

``python tools/run_transcript.py docs/authors.md`` needs `ictindex` and a network for pip. With ``--offline`` the
commands of pip are not run: ``install --editable .`` is done by metadata on the path, ``wheel`` is left out.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

__all__: list[str] = []

FENCE = re.compile(r"^```(console|diff)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MOST_STEPS = 12


class Session:
    """A folder to work in, and the environment of the commands."""

    def __init__(self, folder: Path, *, offline: bool) -> None:
        self.folder = folder
        self.offline = offline
        self.metadata = folder / ".metadata"
        self.environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}

    def run(self, command: str) -> None:
        """Run one command; a failure ends the session."""
        print(f"$ {command}", flush=True)
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder /= words[1]
            return
        if self.offline and words[:3] == ["python", "-m", "pip"]:
            self.instead_of_pip(words[3:])
            return
        # `python` and `ictindex` are those that run this script, whatever the path says.
        start = {"python": [sys.executable], "ictindex": [sys.executable, "-m", "ictindex"]}[words[0]]
        done = subprocess.run([*start, *words[1:]], cwd=self.folder, env=self.environment, check=False)
        if done.returncode:
            raise SystemExit(f"exit code {done.returncode}: {command}")

    def instead_of_pip(self, words: list[str]) -> None:
        """Put the project on the path, where pip would install it."""
        if words == ["install", "--editable", "."]:
            from ictindex.testing import installed_project

            made = installed_project(self.metadata, self.folder)
            places = [*map(str, (self.metadata, *made.sources)), self.environment.get("PYTHONPATH", "")]
            self.environment["PYTHONPATH"] = os.pathsep.join(filter(None, places))

    def edit(self, diff: str) -> None:
        """Replace pieces of one file."""
        head, *lines = diff.splitlines()
        name = head.removeprefix("--- ")
        print(f"edit {name}", flush=True)
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in zip(lines[::2], lines[1::2], strict=True):
            if (old[0], new[0], text.count(old[1:])) != ("-", "+", 1):
                raise SystemExit(f"{name}: {old[1:]!r} stands there {text.count(old[1:])} times, not once")
            text = text.replace(old[1:], new[1:])
        path.write_text(text, encoding="utf-8")


def main() -> int:
    """Run the page and return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("page", type=Path)
    options.add_argument("--offline", action="store_true")
    given = options.parse_args()
    steps = 0
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), offline=given.offline)
        for kind, body in FENCE.findall(given.page.read_text(encoding="utf-8")):
            if kind == "diff":
                session.edit(body)
                steps += 1
                continue
            for line in body.splitlines():
                if line.startswith("$ "):
                    session.run(line[2:])
                    steps += 1
    print(f"transcript: {steps} commands and edits")
    return 0 if 0 < steps <= MOST_STEPS else 1


if __name__ == "__main__":
    raise SystemExit(main())
