"""Check the house rules that no linter knows; each is a function that yields one sentence per breach.

Run by ``make test`` and ``make lint`` in an environment where ictindex is installed.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

__all__: list[str] = []

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ictindex"
REFERENCE = ROOT / "docs" / "reference.md"

MOST_LINES = 400
SAYS_NOTHING = {"common", "helper", "helpers", "misc", "util", "utils"}

# What a statement must not load: `import ictindex` alone is only names; a script that ranks may load numpy.
HEAVY = [
    "dask",
    "hypothesis",
    "jinja2",
    "matplotlib",
    "narwhals",
    "pandas",
    "polars",
    "pyarrow",
    "pytest",
    "python_calamine",
    "rich",
    "scipy",
    "xlsxwriter",
]
LOADS_NONE_OF = {
    "import ictindex": ["attr", "attrs", "numpy", "pluggy", *HEAVY],
    "from ictindex import read, rank, get_rubric": HEAVY,
}


def main() -> int:
    """Print every breach of every rule and return the exit code."""
    modules = sorted(SOURCE.rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in modules}
    breaches = [
        *too_long(modules),
        *names_that_say_nothing(),
        *modules_without_all(trees),
        *modules_without_future_annotations(trees),
        *imports_of_the_front_door(trees),
        *undocumented_names(),
        *heavy_imports(),
    ]
    for breach in breaches:
        print(breach)
    print(f"house rules: {len(modules)} modules, {len(breaches)} breaches")
    return 1 if breaches or not modules else 0


def place(path: Path) -> str:
    """Return the path as it is written from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def too_long(modules: list[Path]) -> Iterator[str]:
    """One idea per file: a file over the limit holds two."""
    for path in modules:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES:
            yield f"{place(path)}: {lines} lines; a file of more than {MOST_LINES} has more than one idea"


def names_that_say_nothing() -> Iterator[str]:
    """A room is named after what it holds."""
    for path in sorted(SOURCE.rglob("*")):
        if path.stem.strip("_") in SAYS_NOTHING:
            yield f"{place(path)}: a name that says nothing; name it after what it holds"


def modules_without_all(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Every module says what is public in it, even where that is nothing."""
    for path, tree in trees.items():
        targets = [
            target
            for statement in tree.body
            if isinstance(statement, ast.Assign | ast.AnnAssign)
            for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
        ]
        if not any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            yield f"{place(path)}: no __all__"


def modules_without_future_annotations(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Annotations are never evaluated at import."""
    for path, tree in trees.items():
        found = any(
            isinstance(statement, ast.ImportFrom)
            and statement.module == "__future__"
            and any(name.name == "annotations" for name in statement.names)
            for statement in tree.body
        )
        if not found:
            yield f"{place(path)}: no `from __future__ import annotations`"


def imports_of_the_front_door(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """Nothing inside imports `ictindex` itself, only its rooms: the front door is for those outside."""
    rooms = {path.stem for path in SOURCE.iterdir() if path.is_dir() or path.suffix == ".py"}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            match node:
                case ast.Import(names=names):
                    wrong = any(name.name == "ictindex" for name in names)
                case ast.ImportFrom(module="ictindex", names=names, level=0):
                    wrong = any(name.name not in rooms for name in names)
                case _:
                    wrong = False
            if wrong:
                yield f"{place(path)}:{node.lineno}: imports the package itself; import from the room"


def undocumented_names() -> Iterator[str]:
    """The public list and the documented list are one."""
    if not REFERENCE.exists():
        return
    written = set(re.findall(r"`([A-Za-z_][A-Za-z0-9_]*)", REFERENCE.read_text(encoding="utf-8")))
    for name in fresh_process("import ictindex; print(*ictindex.__all__)"):
        if not name.startswith("__") and name not in written:
            yield f"{place(REFERENCE)}: the public name `{name}` is not documented"


def heavy_imports() -> Iterator[str]:
    """Starting is cheap: a statement loads no library that it does not need."""
    for statement, unwanted in LOADS_NONE_OF.items():
        loaded = set(fresh_process(f"{statement}\nimport sys\nprint(*sys.modules)"))
        for name in unwanted:
            if name in loaded:
                yield f"`{statement}` loads {name}"


def fresh_process(program: str) -> list[str]:
    """Run the program in a new interpreter and return the words it prints."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"this failed:\n{program}\n{done.stderr}")
    return done.stdout.split()


if __name__ == "__main__":
    raise SystemExit(main())
