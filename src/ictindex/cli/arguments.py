"""The commands and their arguments; what runs them is loaded when they are run."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from ictindex.cli.exits import USAGE

if TYPE_CHECKING:  # argparse has no public name for what add_subparsers returns
    from argparse import _SubParsersAction

    Commands: TypeAlias = _SubParsersAction[argparse.ArgumentParser]

__all__ = ["parser"]

# Those of ictindex.language, which --help and --version do not load.
_LANGUAGES = ("vi", "en")
_A_DAY = 86_400
_EXITS = (
    "exit codes: 0 done; 1 problems in the data or the rubric; 2 wrong usage; 3 trouble with a plugin; "
    "4 a fault of ictindex"
)


class _Version(argparse.Action):
    """Look the version up when it is asked for: the metadata cost more than all other arguments."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> None:
        del rest
        from importlib.metadata import version

        print(f"ictindex {version('ictindex')}")
        parser.exit()


def parser(first: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command line; `run` of its result is ``module:function`` of this room.

    Where the `first` argument is a command, it knows that one only: the arguments of the others take longer to set
    up than those of one to read.
    """
    top = argparse.ArgumentParser(
        prog="ictindex",
        description="Scores, ranks, tiers and prizes from ICT assessments of public bodies.",
        epilog=_EXITS,
        allow_abbrev=False,
    )
    top.add_argument("--version", action=_Version, help="print the version and end")
    top.set_defaults(run="arguments:usage", usage=top.format_help)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for add in [_COMMANDS[first]] if first in _COMMANDS else _COMMANDS.values():
        add(commands)
    return top


def usage(options: argparse.Namespace) -> int:
    """Say what the commands are, where none was given."""
    import sys

    print(options.usage(), end="", file=sys.stderr)
    return USAGE


def _command(commands: Commands, name: str, run: str, *, says: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=says, description=f"{says[0].upper()}{says[1:]}.", epilog=_EXITS, allow_abbrev=False
    )
    made.add_argument("--debug", action="store_true", help="show where an error was raised")
    made.add_argument("--quiet", action="store_true", help="no warnings and no progress; problems are still told")
    made.set_defaults(run=run)
    return made


def _group(commands: Commands, name: str, *, says: str) -> Commands:
    made = commands.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.", allow_abbrev=False)
    made.set_defaults(run="arguments:usage", usage=made.format_help)
    return made.add_subparsers(title="commands", metavar="COMMAND")


def _add_data(command: argparse.ArgumentParser) -> None:
    data = "the data, CSV or a workbook (.xlsx, .xls, .xlsb, .ods): id, name, block and a column for each answer"
    command.add_argument("file", metavar="FILE", help=data)
    command.add_argument("--rubric", required=True, metavar="ID|FILE.toml", help="the rubric: its id, or a file")
    mark = "the decimal mark of the file, . or , where its numbers do not prove it"
    command.add_argument("--decimal", choices=(".", ","), metavar="MARK", help=mark)
    encoding = "the encoding of FILE where it is not UTF-8, such as cp1258 or utf-16"
    command.add_argument("--encoding", default="utf-8-sig", metavar="NAME", help=encoding)
    sheet = "a sheet of the workbook, may be given several times (default: every visible one with a column of ids)"
    command.add_argument("--sheet", action="append", metavar="NAME", help=sheet)
    _add_no_plugins(command)


def _add_previous(command: argparse.ArgumentParser) -> None:
    command.add_argument("--previous", metavar="FILE", help="the ranking of the year before, for changes in rank")
    lineage = "what became of the units since then: the id of a lineage, or a file"
    command.add_argument("--lineage", metavar="ID|FILE.toml", help=lineage)
    since = "with --lineage, the day of the units in --previous, such as 2024-12-31"
    command.add_argument("--since", metavar="DAY", help=since)
    until = "with --lineage, the day of the units in FILE (default: the last one that the rubric assesses)"
    command.add_argument("--until", metavar="DAY", help=until)
    sheet = "its sheet, where it is a workbook (default: history, else the only table)"
    command.add_argument("--previous-sheet", metavar="NAME", help=sheet)


def _add_no_plugins(command: argparse.ArgumentParser) -> None:
    command.add_argument("--no-plugins", action="store_true", help="import no plugin; the rubric is then a file")


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=_LANGUAGES, default="en", help="the language of texts (default: en)")


def _add_out(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", metavar="PATH", help="write to this file, whole or not at all, instead of the console"
    )


def _suffix(otherwise: str) -> str:
    return f"default: what the ending of --out names, else {otherwise}"


def _rank(commands: Commands) -> None:
    command = _command(commands, "rank", "rank_command:run", says="score, rank, give tiers and prizes")
    _add_data(command)
    _add_previous(command)
    command.add_argument("--format", choices=("text", "json", "csv", "xlsx"), help=_suffix("text"))
    groups = "in text, the score and rank at each node below the total too"
    command.add_argument("--groups", action="store_true", help=groups)
    reasons = "in text, JSON and xlsx, why each unit has its place, tier and prizes"
    command.add_argument("--reasons", action="store_true", help=reasons)
    bom = "in CSV, begin with the byte order mark by which Excel knows UTF-8"
    command.add_argument("--bom", action="store_true", help=bom)
    _add_out(command)
    _add_language(command)


def _report(commands: Commands) -> None:
    command = _command(
        commands, "report", "report_command:run", says="write the result as one HTML file (extra report)"
    )
    _add_data(command)
    _add_previous(command)
    _add_out(command)
    opens = "the language that the file opens in; readers switch it (default: vi)"
    command.add_argument("--lang", choices=_LANGUAGES, default="vi", help=opens)


def _robustness(commands: Commands) -> None:
    says = "say how firm ranks, tiers and prizes are: other weights, indicators left out, hidden digits"
    command = _command(commands, "robustness", "robustness_command:run", says=says)
    _add_data(command)
    command.add_argument("--draws", type=_natural, default=1000, metavar="N", help="weight sets (default: 1000)")
    command.add_argument("--seed", type=_natural, default=1, metavar="S", help="the seed of all draws (default: 1)")
    width = "how far weights move, between 0 and 1 (default: 0.25, a quarter)"
    command.add_argument("--width", type=float, default=0.25, metavar="W", help=width)
    spread = "factors around each weight, or a Dirichlet distribution around the shares (default: relative)"
    command.add_argument("--spread", choices=("relative", "dirichlet"), default="relative", help=spread)
    command.add_argument("--format", choices=("text", "json", "csv"), help=_suffix("text"))
    _add_out(command)
    _add_language(command)


def _check(commands: Commands) -> None:
    command = _command(commands, "check", "check_command:run", says="list every problem of a data file")
    _add_data(command)
    _add_language(command)


def _template(commands: Commands) -> None:
    command = _command(commands, "template", "template_command:run", says="write a workbook to fill in (extra excel)")
    _add_rubric(command)
    units = "who is asked: id, name and block, and answers that are known, as CSV or a workbook (default: open rows)"
    command.add_argument("--units", metavar="FILE", help=units)
    per = "a sheet for each block or for each unit (default: block)"
    command.add_argument("--per", choices=("block", "unit"), default="block", help=per)
    split = "a workbook for each of them instead of a sheet, in the folder --out"
    command.add_argument("--split", action="store_true", help=split)
    command.add_argument("--blank", action="store_true", help="leave out the answers that FILE holds")
    rows = "how many open rows, where no units are given (default: 100)"
    command.add_argument("--rows", type=_natural, default=100, metavar="N", help=rows)
    command.add_argument("--encoding", default="utf-8-sig", metavar="NAME", help="the encoding of FILE, if not UTF-8")
    command.add_argument("--out", required=True, metavar="X.xlsx", help="the workbook to write; a folder with --split")
    _add_no_plugins(command)
    _add_language(command)


def _collect(commands: Commands) -> None:
    says = "make one data file of the filled workbooks of a folder"
    command = _command(commands, "collect", "collect_command:run", says=says)
    command.add_argument("folder", metavar="FOLDER", help="the folder; folders in it are not looked at")
    command.add_argument("--rubric", required=True, metavar="ID|FILE.toml", help="the rubric: its id, or a file")
    mark = "the decimal mark of numbers typed as text, . or , where they do not prove it"
    command.add_argument("--decimal", choices=(".", ","), metavar="MARK", help=mark)
    command.add_argument("--out", required=True, metavar="FILE", help="the data file: .csv, .xlsx or .parquet")
    _add_no_plugins(command)
    _add_language(command)


def _match(commands: Commands) -> None:
    command = _command(commands, "match", "match_command:run", says="find the units of two files that are one")
    command.add_argument("left", metavar="LEFT", help="a file with the columns id and name: CSV or a workbook")
    command.add_argument("right", metavar="RIGHT", help="another")
    short = "a file with the columns short and name: what other spellings stand for"
    command.add_argument("--abbreviations", metavar="FILE.csv", help=short)
    command.add_argument("--encoding", default="utf-8-sig", metavar="NAME", help="the encoding of files of CSV")
    _add_out(command)


def _rubric(commands: Commands) -> None:
    group = _group(commands, "rubric", says="list, show, check, compare, lock and export rubrics")

    command = _command(group, "list", "rubric_list:run", says="list the rubrics that plugins offer")
    command.add_argument("--long", action="store_true", help="with status and title, which loads every one of them")
    _add_language(command)

    command = _command(
        group, "show", "rubric_show:run", says="show how a ranking is made: every node, policy and source"
    )
    _add_rubric(command)
    plan = "instead, by which arithmetic it is worked out: read off from FILE, or for --units N how they are ranked"
    command.add_argument("--plan", nargs="?", const="", metavar="FILE", help=plan)
    command.add_argument("--units", type=_natural, metavar="N", help="with --plan: a number of units instead of a FILE")
    command.add_argument("--format", choices=("text", "json"), default="text", help="of --plan (default: text)")
    _add_no_plugins(command)
    _add_out(command)
    _add_language(command)

    command = _command(group, "check", "check_command:run_rubric", says="list every problem of rubric files")
    command.add_argument("rubrics", nargs="+", metavar="FILE.toml|ID")
    _add_kit(command)
    _add_no_plugins(command)
    _add_language(command)

    command = _command(group, "diff", "rubric_diff:run", says="say what differs between two rubrics")
    command.add_argument("old", metavar="ID|FILE.toml")
    command.add_argument("new", metavar="ID|FILE.toml")
    _add_no_plugins(command)
    _add_language(command)

    command = _command(group, "lock", "rubric_lock:run", says="print the digests of law and texts as TOML")
    command.add_argument(
        "rubrics", nargs="*", metavar="ID|FILE.toml", help="all registered rubrics where none is named"
    )
    held = "compare with this lock instead: every edition in it, or those that are named, must be as it says"
    command.add_argument("--check", metavar="LOCK.toml", help=held)
    _add_no_plugins(command)
    _add_out(command)

    command = _command(group, "export", "rubric_export:run", says="write a rubric as TOML or JSON")
    _add_rubric(command)
    command.add_argument("--format", choices=("toml", "json"), help=_suffix("toml"))
    _add_no_plugins(command)
    _add_out(command)

    _rubric_sheets(group)

    command = _command(group, "schema", "rubric_schema:run", says="write the JSON Schema of rubric files, for editors")
    _add_out(command)


def _rubric_sheets(group: Commands) -> None:
    command = _command(group, "from-sheet", "rubric_sheet:run_from", says="read a rubric from a workbook, as TOML")
    command.add_argument("file", metavar="FILE.xlsx", help="a sheet of nodes, a row for each, and sheets of the rest")
    given = "the id of the rubric, where no sheet says it: namespace/name@edition"
    command.add_argument("--id", default="", metavar="ID", help=given)
    _add_out(command)

    command = _command(group, "to-sheet", "rubric_sheet:run_to", says="write a rubric as a workbook to review and sign")
    _add_rubric(command)
    command.add_argument("--out", required=True, metavar="FILE.xlsx", help="the workbook")
    _add_no_plugins(command)
    _add_language(command)


def _add_kit(command: argparse.ArgumentParser) -> None:
    laws = "try the laws of the kit on random data too (extra testing)"
    command.add_argument("--laws", action="store_true", help=laws)
    case = "a worked example that must come out as printed; may be given several times (extra testing)"
    command.add_argument("--case", action="append", default=[], metavar="FILE.toml", help=case)
    examples = "how many random data sets each law is tried on (default: 25)"
    command.add_argument("--examples", type=_natural, default=25, metavar="N", help=examples)
    command.add_argument("--seed", type=_natural, default=0, metavar="N", help="the first of their seeds (default: 0)")


def _natural(text: str) -> int:
    """A whole number from 0 on."""
    number = int(text)
    if number < 0:
        msg = f"{number} is below 0"
        raise ValueError(msg)
    return number


def _add_rubric(command: argparse.ArgumentParser) -> None:
    command.add_argument("rubric", metavar="ID|FILE.toml")


def _plugin(commands: Commands) -> None:
    group = _group(commands, "plugin", says="list plugins and find out what is wrong with them")
    _command(group, "list", "plugin_list:run", says="list the plugins that were found")
    command = _command(group, "new", "plugin_new:run", says="write the plugin of a province, ready to build and test")
    command.add_argument("namespace", metavar="NAMESPACE", help="small letters a-z, digits and hyphens, as in lam-dong")
    where = "the folder to make (default: ictindex-NAMESPACE in the current one)"
    command.add_argument("--dir", metavar="PATH", help=where)

    command = _command(
        group, "doctor", "plugin_doctor:run", says="load every plugin and every rubric, and list all problems"
    )
    command.add_argument(
        "--seconds",
        type=_seconds,
        default=30.0,
        metavar="N",
        help="how long a plugin may take to load (default: 30)",
    )


def _completion(commands: Commands) -> None:
    says = "print the script by which a shell completes the commands and their options"
    command = _command(commands, "completion", "completion_command:run", says=says)
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"))


def _seconds(text: str) -> float:
    """A time to wait: more than 0, and at most a day, which also leaves out what is no number."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _A_DAY:
        msg = f"expected a number of seconds above 0, at most {_A_DAY}; found {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return seconds


_COMMANDS: Mapping[str, Callable[[Commands], None]] = MappingProxyType(
    {
        "rank": _rank,
        "report": _report,
        "check": _check,
        "robustness": _robustness,
        "template": _template,
        "collect": _collect,
        "match": _match,
        "rubric": _rubric,
        "plugin": _plugin,
        "completion": _completion,
    }
)
