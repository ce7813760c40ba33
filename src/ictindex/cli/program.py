"""The program: arguments in, exit code out, and no traceback unless it is asked for."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import TextIO

from ictindex.cli.arguments import parser
from ictindex.cli.exits import FAULT, OK
from ictindex.cli.streams import hush, is_closed_pipe, use_utf8
from ictindex.cli.visible import visible

__all__ = ["main"]

_INTERRUPTED = 130
_OBJECTS = 50_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The arguments; those of the process where none are given.

    Returns
    -------
    int
        0 done; 1 problems in the data or the rubric; 2 wrong usage; 3 trouble with a plugin; 4 a fault of
        ictindex.
    """
    given = sys.argv[1:] if argv is None else list(argv)
    if sys.stdout is None or sys.stderr is None:  # closed before the program began, or a program without a console
        with (
            Path(os.devnull).open("w", encoding="utf-8") as nothing,
            redirect_stdout(sys.stdout or nothing),
            redirect_stderr(sys.stderr or nothing),
        ):
            return main(argv)
    use_utf8(sys.stdout, sys.stderr)
    with warnings.catch_warnings(), _fewer_collections():
        warnings.showwarning = _tell_warning
        if "--quiet" in given:
            warnings.simplefilter("ignore")
        try:
            code = _run(given)
            sys.stdout.flush()
        except Exception as error:  # noqa: BLE001 - the last place where an error can become a sentence
            if is_closed_pipe(error):
                # Whoever read has read enough, as in `ictindex rank … | head`.
                hush(sys.stdout)
                return OK
            code = _failed(error, debug="--debug" in given)
        except KeyboardInterrupt:
            code = _INTERRUPTED
    return code


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Look for garbage seldom: loading and ranking make little, and looking took a tenth of a first ranking."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run(given: list[str]) -> int:
    try:
        options = parser(given[0] if given else "").parse_args(given)
    except SystemExit as end:  # argparse has said what it had to say
        return end.code if isinstance(end.code, int) else OK
    module, _, function = options.run.partition(":")
    code = getattr(import_module(f"ictindex.cli.{module}"), function)(options)
    return int(code)


def _failed(error: Exception, *, debug: bool) -> int:
    from ictindex.cli.failures import told  # and with it the model, which --version and --help do without

    code, message = told(error)
    if debug or code == FAULT:
        if debug:
            import traceback

            traceback.print_exception(error)
        else:
            message += "; --debug shows where"
    print(f"ictindex: {visible(message)}", file=sys.stderr)
    return code


def _tell_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del category, filename, lineno, file, line
    print(f"ictindex: warning: {visible(str(message))}", file=sys.stderr)
