"""The few numbers that a reader wants of a ranking of millions: counts, tiers, awards, remarks, what went in."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from ictindex.cluster.classes import Classes
from ictindex.cluster.keeping import written
from ictindex.cluster.observing import reasons_of
from ictindex.cluster.placing import Placed
from ictindex.cluster.prizes import Given
from ictindex.cluster.scored import Scored
from ictindex.cluster.survey import Survey
from ictindex.codec.csv_output import write_csv
from ictindex.language import Subject, sentence
from ictindex.model.problems import Cell, Problem
from ictindex.model.rubric import Rubric
from ictindex.ranking.award import Award
from ictindex.ranking.json_text import dumps
from ictindex.ranking.json_tree import award_tree, share_of
from ictindex.ranking.remarks import Remark

__all__ = ["FORMAT", "Outcome", "write_summary"]

FORMAT = 1
_SUMMARY, _SKIPPED = "summary.json", "skipped.csv"


@frozen(kw_only=True)
class Outcome:
    """What a job left: a file of rows for each input, in the order of the inputs, and the summary beside them.

    `units` were scored, `ranked` of them are ranked; `tiers` counts units by tier; `skipped` are the problems of the
    rows that were left out, which also stand in ``skipped.csv``.

    `outputs` are the files of rows and `summary` the JSON beside them; `awards` and `remarks` are as in a ranking.
    """

    outputs: tuple[Path, ...]
    summary: Path
    units: int
    ranked: int
    tiers: Mapping[str, int]
    awards: tuple[Award, ...]
    remarks: tuple[Remark, ...]
    skipped: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        files = f"{len(self.outputs)} files, {self.units} units, {self.ranked} ranked"
        return f"<Outcome {files}, {len(self.awards)} awards, {len(self.skipped)} problems skipped>"


def write_summary(  # noqa: PLR0913 - everything that a job found, each under its name
    out: Path,
    *,
    rubric: Rubric,
    law: str,
    version: str,
    classes: Classes,
    placed: Placed,
    given: Given,
    results: Sequence[Scored],
    surveys: Sequence[Survey],
    outs: Sequence[Path],
    problems: Sequence[Problem],
) -> Outcome:
    """Write the summary, and the rows that were skipped where there are any."""
    counts = classes.counts
    reasons = classes.columns.get("reason", np.zeros(0, np.int64))
    ranked = int(counts[reasons == 0].sum())
    remarks = (*_remarks(rubric, results, classes), *placed.remarks, *given.remarks)
    tiers = [_tier(rubric, code, classes, placed, ranked) for code in range(len(rubric.tiers))]
    not_ranked = {reason: int(counts[reasons == code].sum()) for code, reason in enumerate(reasons_of(rubric)) if code}
    tree: dict[str, Any] = {
        "format": FORMAT,
        "ictindex": version,
        "rubric": rubric.id,
        "status": rubric.status,
        "law": law,
        "units": int(counts.sum()),
        "ranked": ranked,
        "not_ranked": {reason: count for reason, count in not_ranked.items() if count},
        "blocks": _blocks(rubric, classes),
        "tiers": tiers,
        "awards": [award_tree(it) for it in given.awards],
        "remarks": [{"code": it.code, "message": it.message, "units": list(it.units)} for it in remarks],
        "skipped": len(problems),
        "inputs": [
            {
                "file": look.source.name,
                "sha256": look.digest,
                "rows": look.rows,
                "units": result.rows,
                "result": path.relative_to(out).as_posix(),
            }
            for look, result, path in zip(surveys, results, outs, strict=True)
        ],
    }
    with written(out / _SUMMARY) as stream:
        stream.write((dumps(tree) + "\n").encode())
    _write_skipped(out / _SKIPPED, problems)
    return Outcome(
        outputs=tuple(outs),
        summary=out / _SUMMARY,
        units=tree["units"],
        ranked=ranked,
        tiers={it["id"]: it["count"] for it in tiers},
        awards=given.awards,
        remarks=remarks,
        skipped=tuple(problems),
    )


def _write_skipped(path: Path, problems: Sequence[Problem]) -> None:
    if not problems:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    rows = []
    for it in problems:
        where = it.where if isinstance(it.where, Cell) else Cell(file=str(it.where))
        rows.append([where.file, where.row, where.column, it.code, it.message])
    write_csv(rows, ["file", "row", "column", "code", "message"], text)
    with written(path) as stream:
        stream.write(text.getvalue().encode())


def _blocks(rubric: Rubric, classes: Classes) -> dict[str, dict[str, int]]:
    partition = rubric.partition(rubric.rank_partition) if rubric.rank_partition else None
    if partition is None or not len(classes):
        return {}
    codes, ranked = classes.columns[f"part.{partition.name}"], classes.columns["reason"] == 0
    return {
        name: {
            "units": int(classes.counts[codes == code].sum()),
            "ranked": int(classes.counts[(codes == code) & ranked].sum()),
        }
        for code, name in enumerate(partition.part_ids())
    }


def _tier(rubric: Rubric, code: int, classes: Classes, placed: Placed, ranked: int) -> dict[str, Any]:
    tier = rubric.tiers[code]
    mine = placed.tiers == code
    count = int(classes.counts[mine].sum())
    partition = rubric.partition(rubric.rank_partition) if rubric.rank_partition else None
    names = () if partition is None or not len(classes) else partition.part_ids()
    parts = {
        name: int(classes.counts[mine & (classes.columns[f"part.{rubric.rank_partition}"] == part)].sum())
        for part, name in enumerate(names)
    }
    return {
        "id": tier.id,
        "vi": tier.vi,
        "en": tier.en,
        "count": count,
        "share": share_of(count, ranked),
        "parts": parts,
    }


def _remarks(rubric: Rubric, results: Sequence[Scored], classes: Classes) -> list[Remark]:
    """What stands at the head of a ranking; of units in great numbers it says how many, not which."""
    notes = dict.fromkeys(note for it in results for note in it.notes)
    unused = dict.fromkeys(name for it in results for name in it.unused)
    silenced: Counter[str] = Counter()
    for it in results:
        silenced.update(it.silenced)
    found = [Remark(code="data-note", sentence=note) for note in notes]
    found += [Remark(code="scores", sentence=sentence("column-unused", column=name)) for name in unused]
    for name, count in silenced.items():
        told = sentence("silenced-of-many", node=rubric.called(name), units=count)
        found.append(Remark(code="scores", sentence=told))
    lost = int(classes.counts[classes.columns["reason"] == 1].sum()) if len(classes) else 0
    if lost:
        many = sentence("units-of-many", units=lost)
        told = sentence("no-part-unranked", partition=Subject(rubric.rank_partition), units=many)
        found.append(Remark(code="no-part", sentence=told, subject=f"partition.{rubric.rank_partition}"))
    return found
