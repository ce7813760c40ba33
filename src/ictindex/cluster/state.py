"""What has been done already: looks at files, scored partitions and written results.

Each is kept under the digest of all that it depends on, so that what is finished is not done again and what has changed
is.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from ictindex.cluster.keeping import written
from ictindex.cluster.scoring_task import Done, ScoreTask
from ictindex.cluster.sources import Source
from ictindex.cluster.survey import Survey
from ictindex.model.problems import Cell, Problem

__all__ = ["State", "key_of"]


def key_of(*parts: object) -> str:
    """A digest of plain data, 40 hexadecimal digits."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:40]


@frozen
class State:
    """The folder in which a job remembers what it has done."""

    folder: Path

    def survey(self, source: Source, *, verify: bool) -> Survey | None:
        """The look at a file, if it is still the same by size and time; None where it has to be looked at again."""
        tree = self._read("surveys", _place(source))
        if tree is None or verify:
            return None
        now = Path(source.path).stat()
        known = (tree["size"], tree["changed"]) == (now.st_size, now.st_mtime_ns)
        if not known or not self.ids(tree["digest"]).exists():
            return None
        return Survey(
            source=source,
            digest=tree["digest"],
            size=tree["size"],
            changed=tree["changed"],
            rows=tree["rows"],
            empty=tuple(tree["empty"]),
            problems=_problems(tree["problems"]),
        )

    def keep_survey(self, found: Survey) -> None:
        """Remember a look at a file that could be read."""
        if found.digest:
            tree = attrs.asdict(found, recurse=False)
            tree |= {"source": found.source.path, "problems": _told(found.problems)}
            self._write("surveys", _place(found.source), tree)

    def ids(self, digest: str) -> Path:
        """Where the digests of the ids of a file are, by the digest of its bytes."""
        return self.ids_folder / f"{digest}.ids.npy"

    @property
    def ids_folder(self) -> Path:
        """Where they all are."""
        return self.folder / "ids"

    def result(self, key: str) -> Path:
        """Where the result of a scored partition goes, without an ending."""
        return self.folder / "scored" / key

    def done(self, task: ScoreTask) -> Done | None:
        """How a partition went, where it is finished."""
        if not all(task.path.with_suffix(suffix).exists() for suffix in (".npz", ".codes")):
            return None
        tree = self._read("scored", task.path.name)
        if tree is None:
            return None
        return Done(source=task.source, problems=_problems(tree["problems"]), skipped=tuple(tree["skipped"]))

    def keep_done(self, task: ScoreTask, done: Done) -> None:
        """Remember a finished partition."""
        if not done.failed:
            self._write("scored", task.path.name, {"problems": _told(done.problems), "skipped": done.skipped})

    def read(self, kind: str, key: str) -> Any:
        """Plain data that `write` kept, or None."""
        return self._read(kind, key)

    def write(self, kind: str, key: str, tree: Mapping[str, Any]) -> None:
        """Keep plain data."""
        self._write(kind, key, tree)

    def forget(self, kept: Iterable[str], digests: Iterable[str]) -> None:
        """Take away scored partitions and ids that no file of the job has any more."""
        for folder, names in ((self.folder / "scored", set(kept)), (self.ids_folder, set(digests))):
            for path in folder.glob("*"):
                if path.name.partition(".")[0] not in names:
                    path.unlink(missing_ok=True)

    def forget_results(self, kept: Container[str], out: Path) -> None:
        """Take away results that this job wrote for files that are no longer in it: a reader takes all there are."""
        for path in (self.folder / "written").glob("*.json"):
            if path.stem not in kept:
                (out / self._read("written", path.stem)["out"]).unlink(missing_ok=True)
                path.unlink()

    def _read(self, kind: str, key: str) -> Any:
        try:
            return json.loads((self.folder / kind / f"{key}.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def _write(self, kind: str, key: str, tree: Mapping[str, Any]) -> None:
        with written(self.folder / kind / f"{key}.json") as stream:
            stream.write(json.dumps(dict(tree), ensure_ascii=False, indent=1).encode())


def _place(source: Source) -> str:
    return key_of(str(Path(source.path).absolute()))


def _told(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    found = []
    for it in problems:
        where = it.where
        place = [where.file, where.row, where.column] if isinstance(where, Cell) else [str(where), None, ""]
        found.append({"code": it.code, "where": place, "message": it.message, "expected": it.expected, "hint": it.hint})
    return found


def _problems(trees: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            code=it["code"],
            where=Cell(file=it["where"][0], row=it["where"][1], column=it["where"][2]),
            message=it["message"],
            expected=it["expected"],
            hint=it["hint"],
        )
        for it in trees
    )
