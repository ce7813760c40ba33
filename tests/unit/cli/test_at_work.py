"""A sign of life while a command works for long."""

from __future__ import annotations

import io
import sys
import time
from argparse import Namespace

import pytest

from ictindex.cli.at_work import at_work


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """As a console does."""
        return True


def told(monkeypatch, stream, *, seconds, quiet=False):
    """What is told of work that takes some seconds."""
    monkeypatch.setattr(sys, "stderr", stream)
    with at_work(Namespace(quiet=quiet, lang="en"), patience=0.05, every=0.02):
        time.sleep(seconds)
    return stream.getvalue()


def test_long_work_tells_the_seconds_and_leaves_nothing_behind(monkeypatch):
    """The line is blanked in the end, so that a table printed next begins on an empty one."""
    said = told(monkeypatch, Terminal(), seconds=0.3)
    assert "\rworking: 0 s" in said
    assert said.endswith("\r" + " " * len("working: 0 s") + "\r")


def test_nothing_is_told_of_short_work_to_a_file_or_when_quiet(monkeypatch):
    """Logs and pipes stay clean."""
    assert told(monkeypatch, Terminal(), seconds=0) == ""
    assert told(monkeypatch, io.StringIO(), seconds=0.2) == ""
    assert told(monkeypatch, Terminal(), seconds=0.2, quiet=True) == ""


def failing():
    """Work that ends in an error."""
    time.sleep(0.2)
    raise ValueError


def test_a_failure_ends_the_telling(monkeypatch):
    """No thread goes on after an error."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(ValueError), at_work(Namespace(quiet=False, lang="vi"), patience=0.01, every=0.01):  # noqa: PT011
        failing()
    said = stream.getvalue()
    time.sleep(0.1)
    assert (stream.getvalue(), said.startswith("\rđang chạy: 0 giây")) == (said, True)
