"""The program as a whole: version, usage, warnings, closed pipes."""

from __future__ import annotations

import errno
import gc
import io
import sys
import warnings
from importlib.metadata import version

import pytest

from ictindex.cli import main
from ictindex.cli.arguments import _COMMANDS, parser
from ictindex.cli.failures import told
from ictindex.cli.law import rubric_of
from ictindex.model.problems import DataError, PluginError, PluginSource, Problem


def test_the_version_is_that_of_the_distribution(ictindex):
    """It stands in one place only."""
    ran = ictindex("--version")
    assert (ran.code, ran.out) == (0, f"ictindex {version('ictindex')}\n")


def test_help_names_the_exit_codes(ictindex):
    """They are part of the interface."""
    ran = ictindex("rank", "--help")
    said = " ".join(ran.out.split())
    assert ran.code == 0
    assert "0 done; 1 problems in the data or the rubric; 2 wrong usage; 3 trouble with a plugin" in said


@pytest.mark.parametrize("arguments", [[], ["rank"], ["rank", "x.csv"], ["nonsense"], ["rubric", "show"]])
def test_wrong_usage_is_exit_code_2(arguments, ictindex):
    """With the usage on the error stream and nothing on the other."""
    ran = ictindex(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: ictindex" in ran.err


def test_an_abbreviated_option_is_refused(ictindex, data, rubric):
    """A script that says --form today must not mean something else tomorrow."""
    assert ictindex("rank", data, "--rubric", rubric, "--form", "csv").code == 2


def test_a_warning_is_one_line_on_the_error_stream(ictindex, data, rubric, monkeypatch):
    """The place in the source says nothing to whoever runs the program."""

    def warn(name, *, plugins):
        warnings.warn("the plugin x is broken", UserWarning, stacklevel=2)
        return rubric_of(name, plugins=plugins)

    monkeypatch.setattr("ictindex.cli.check_command.rubric_of", warn)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        ran = ictindex("check", data, "--rubric", rubric)
    assert ran.code == 0
    assert ran.err == "ictindex: warning: the plugin x is broken\n"
    assert ictindex("check", data, "--rubric", rubric, "--quiet").err == ""


def test_a_reader_who_leaves_is_no_error(data, rubric, monkeypatch):
    """`ictindex rank … | head` ends quietly."""

    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError(errno.EPIPE, "closed", text[:0])

    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["rank", str(data), "--rubric", str(rubric)]) == 0


def test_a_full_disk_is_an_error(data, rubric, monkeypatch, capsys):
    """Only a closed pipe is forgiven."""

    class Full(io.StringIO):
        def write(self, text):
            raise OSError(errno.ENOSPC, "No space left on device", text[:0] or None)

    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["rank", str(data), "--rubric", str(rubric)]) == 2
    assert "No space left" in capsys.readouterr().err


def test_each_kind_of_error_has_its_exit_code():
    """Data 1, plugins 3, files 2, everything else is a fault."""
    problem = Problem(code="x", where=PluginSource(name="x"), message="y")
    codes = [
        told(error)[0]
        for error in (DataError((problem,)), PluginError((problem,)), FileNotFoundError(2, "no"), KeyError("k"))
    ]
    assert codes == [1, 3, 2, 4]


def test_every_command_names_a_function_that_exists():
    """The parser names modules as texts, so a slip would only show when the command is run."""
    from importlib import import_module

    for path in _commands(parser()):
        module, _, function = path.partition(":")
        assert callable(getattr(import_module(f"ictindex.cli.{module}"), function)), path


def _commands(top):
    yield top.get_default("run")
    for action in top._actions:
        for inner in (getattr(action, "choices", None) or {}).values() if hasattr(action, "add_parser") else ():
            yield from _commands(inner)


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_parser_of_one_command_is_the_same_for_it(command, capsys):
    """The arguments of the others are left out, and nobody who uses this one may notice it."""
    said = []
    for top in (parser(command), parser()):
        for given in ([command, "--help"], [command, "--no-such-option"], [command, "a", "b", "c", "d", "--nope"]):
            with pytest.raises(SystemExit):
                top.parse_args(given)
        said.append(capsys.readouterr())
    assert said[0] == said[1]


def test_the_table_of_commands_names_them_as_they_are_called():
    """Each function of the table adds the command of its name, else the command would not be known."""
    for command in _COMMANDS:
        assert [*parser(command)._subparsers._group_actions[0].choices] == [command]
    assert [*parser()._subparsers._group_actions[0].choices] == [*_COMMANDS]


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_program_without_a_console_ends_quietly(stream, monkeypatch):
    """Python has no stream where it was closed before the program began, as by ``>&-``."""
    monkeypatch.setattr(sys, stream, None)
    assert main(["rubric", "list"]) == 0


def test_a_command_leaves_the_search_for_garbage_as_it_was(monkeypatch):
    """It is seldom while a command runs, for whoever calls `main` in a program of their own only so long."""
    before, seen = gc.get_threshold(), []
    monkeypatch.setattr("ictindex.cli.arguments.usage", lambda _: seen.append(gc.get_threshold()[0]) or 0)
    assert main([]) == 0
    assert gc.get_threshold() == before
    assert seen[0] > before[0]
