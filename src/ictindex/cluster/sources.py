"""Sources: the files of one job, where each output goes, and what is wrong with the list of them."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

from attrs import frozen

from ictindex.model.problems import Cell, DataError, Problem

__all__ = ["FORMATS", "Source", "digest_of", "results_over", "sources_of"]

# What a file is, by how its name ends.
FORMATS: Mapping[str, str] = MappingProxyType(
    {".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".tsv": "csv", ".txt": "csv"}
)
_CHUNK = 1 << 20


@frozen(kw_only=True)
class Source:
    """One input partition: its path, its format, and `name`, its place below the folder that all inputs share."""

    path: str
    format: str
    name: str

    def __str__(self) -> str:
        return self.path

    def beside(self, folder: Path, suffix: str) -> Path:
        """Where the output of this partition goes: the same tree of folders, below `folder`."""
        return folder / PurePath(self.name).with_suffix(suffix)


def sources_of(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str], out: Path | None = None
) -> tuple[Source, ...]:
    """The sources in the order given; a folder stands for all Parquet and CSV files below it, by name.

    What stands below `out`, where the results go, is no input of a folder.

    Raises
    ------
    DataError
        With every file that is missing, of no known format, or named twice.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    problems: list[Problem] = []
    files: list[Path] = []
    for path in map(Path, given):
        found = _below(path, out) if path.is_dir() else [path]
        if not found:
            problems.append(_problem("no-rows", path, "the folder holds no Parquet and no CSV file"))
        files += found
    for path in files:
        if not path.is_file():
            problems.append(_problem("missing-file", path, "there is no such file", hint="look at the path"))
        elif path.suffix.lower() not in FORMATS:
            expected = "a name that ends in " + ", ".join(FORMATS)
            problems.append(_problem("unknown-format", path, f'"{path.name}"', expected=expected))
    roots = [path.absolute() for path in files]
    for doubled, count in Counter(roots).items():
        if count > 1:
            problems.append(_problem("double-file", doubled, f"the file is given {count} times"))
    if not files:
        problems.append(_problem("no-rows", Path(), "no file is given"))
    if problems:
        raise DataError(tuple(problems))
    base = os.path.commonpath([root.parent for root in roots])
    sources = tuple(
        Source(
            path=str(path),
            format=FORMATS[path.suffix.lower()],
            name=root.relative_to(base).as_posix(),
        )
        for path, root in zip(files, roots, strict=True)
    )
    clashes = Counter(PurePath(it.name).with_suffix("").as_posix() for it in sources)
    for name in [name for name, count in clashes.items() if count > 1]:
        message = f'two files differ by their ending only, so both results would be called "{name}"'
        problems.append(_problem("double-file", Path(name), message, hint="rename one of them"))
    if problems:
        raise DataError(tuple(problems))
    return sources


def digest_of(path: str) -> str:
    """SHA-256 of the bytes of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def results_over(sources: Iterable[Source], out: Path, suffix: str) -> list[Problem]:
    """A problem for every source that its own result, or that of another, would be written over."""
    ends = {Path(os.path.realpath(it.beside(out, suffix))) for it in sources}
    message, hint = "a result would be written over this file", "let the results go to a folder of their own"
    taken = [it for it in sources if Path(os.path.realpath(it.path)) in ends]
    return [_problem("result-over-input", Path(it.path), message, hint=hint) for it in taken]


def _below(folder: Path, out: Path | None) -> list[Path]:
    # Names that begin with a dot or an underscore are notes that engines leave beside their files.
    files = (it for it in folder.rglob("*") if it.suffix.lower() in FORMATS and it.is_file())
    if out is not None and out.absolute() != folder.absolute():
        files = (it for it in files if out.absolute() not in it.absolute().parents)
    return sorted(it for it in files if not any(part[0] in "._" for part in it.relative_to(folder).parts))


def _problem(code: str, path: Path, message: str, *, expected: str = "", hint: str = "") -> Problem:
    return Problem(code=code, where=Cell(file=str(path)), message=message, expected=expected, hint=hint)
