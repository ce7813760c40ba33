"""Check that every public name is documented: in its docstring, in docs/reference.md and in the site that was built.

A name is documented when it has a docstring that names each of its parameters, as an entry of a section or as
`parameter`, and when its public methods and properties have one. ``python tools/check_reference.py INVENTORY`` looks
for each name in the `objects.inv` of the site too; ``make docs`` calls it so.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

__all__ = ["PACKAGES", "absent", "breaches", "broken_promises"]

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference.md"

# The packages whose `__all__` is public.
PACKAGES = ("ictindex", "ictindex.testing", "ictindex.analysis", "ictindex.io", "ictindex.report", "ictindex.cluster")

# Values that functions make and that hold their way of working: what counts is what can be asked of them.
ASKED_BY_METHODS = {"Ranking", "Scenarios", "Scores", "Series", "Standing"}


def main() -> int:
    """Print every breach and return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("inventory", type=Path, nargs="?", help="objects.inv of the site")
    given = options.parse_args()
    packages = [import_module(package) for package in PACKAGES]
    found = [it for package in packages for it in breaches(package)]
    found += broken_promises(packages)
    if given.inventory:
        found += absent(given.inventory)
    for breach in found:
        print(breach)
    print(f"reference: {len(PACKAGES)} packages, {len(found)} breaches")
    return 1 if found else 0


def breaches(package: ModuleType) -> Iterator[str]:
    """Yield a sentence for each public name of a package that is not documented."""
    for name in public(package):
        yield from undocumented(f"{package.__name__}.{name}", getattr(package, name))


def public(package: ModuleType) -> list[str]:
    """Return the names that need documentation: `__version__` is what the language says it is."""
    return [name for name in package.__all__ if not name.startswith("__")]


def undocumented(place: str, value: object) -> Iterator[str]:
    """Yield what the docstrings of one name leave out."""
    if inspect.ismodule(value):
        yield from (() if value.__doc__ else (f"{place}: the module has no docstring",))
        for name in public(value):
            if inspect.isfunction(getattr(value, name)):  # its values are those of the reference, or of the model
                yield from undocumented(f"{place}.{name}", getattr(value, name))
    elif inspect.isclass(value):
        yield from undocumented_parameters(place, value)
        yield from undocumented_members(place, value)
    elif callable(value):
        yield from undocumented_parameters(place, value)


def undocumented_parameters(place: str, value: object) -> Iterator[str]:
    """Yield the docstring that is missing, or the parameters that it does not name."""
    said = inspect.cleandoc(value.__doc__ or "")  # its own: getdoc would take that of a parent
    if not said:
        yield f"{place}: no docstring"
        return
    for line in stray(said):
        yield f"{place}: below the parameters this reads as one of them: {line}"
    if inspect.isclass(value) and (value.__name__ in ASKED_BY_METHODS or issubclass(value, Exception)):
        return
    for name in inspect.signature(value).parameters:
        if name not in named(said):
            yield f"{place}: the docstring does not name the parameter `{name}`"


def stray(docstring: str) -> list[str]:
    """Return the sentences that stand at the margin of a section of parameters, where only names may."""
    _, _, rest = docstring.partition("Parameters\n----------\n")
    section = re.split(r"^(?=\w+\n---|>>> )", rest, maxsplit=1, flags=re.MULTILINE)[0]
    margin = re.findall(r"^\S.*", section, re.MULTILINE)
    return [line for line in margin if not re.fullmatch(r"[\w*, ]+( : .*)?", line)]


def named(docstring: str) -> set[str]:
    """Return the words of a docstring that stand in backticks or head an entry of a section."""
    entries = re.findall(r"^([\w*][\w*, ]*)(?: : .*)?\n    \S", docstring, re.MULTILINE)
    return set(re.findall(r"\w+", " ".join([*re.findall(r"``?([^`]+)``?", docstring), *entries])))


def undocumented_members(place: str, kind: type) -> Iterator[str]:
    """Yield the public methods and properties without a docstring of their own."""
    for name, member in vars(kind).items():
        inner = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        speaks = inspect.isfunction(inner) or isinstance(inner, property) or hasattr(inner, "func")
        if not name.startswith("_") and speaks and not inspect.getdoc(inner):
            yield f"{place}.{name}: no docstring"


def broken_promises(packages: Iterable[ModuleType]) -> Iterator[str]:
    """Yield the rows of docs/reference.md whose name is not public, or whose arguments are others."""
    values = {name: getattr(package, name) for package in packages for name in public(package)}
    for name, arguments in promises():
        owner, _, method = name.partition(".")
        if owner not in values or (method and not hasattr(values[owner], method)):
            yield f"{REFERENCE.name}: nothing public is called `{name}`"
        elif arguments is not None and not method and callable(values[name]):
            taken = [it for it in inspect.signature(values[name]).parameters if not it.startswith("_")]
            if arguments != taken:
                yield f"{REFERENCE.name}: `{name}` takes {', '.join(taken)}, not {', '.join(arguments)}"


def promises() -> Iterator[tuple[str, list[str] | None]]:
    """Yield each name in the first cells of the tables, and its arguments where they are written."""
    text = REFERENCE.read_text(encoding="utf-8")
    for cell in re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE):
        for name, _, call, inside in re.findall(r"`((\w+\.)?\w+)(\((.*?)\))?`(?=, |$)", cell):
            arguments = ast.parse(f"f({re.sub(r'[*], |, [*]$', '', inside)})", mode="eval").body
            assert isinstance(arguments, ast.Call)
            names = [it.id for it in arguments.args if isinstance(it, ast.Name)]
            names += [str(it.arg) for it in arguments.keywords]
            yield name, names if call else None


def absent(inventory: Path) -> Iterator[str]:
    """Yield the public names that the site does not have."""
    from sphinx.util.inventory import InventoryFile

    with inventory.open("rb") as file:
        known = InventoryFile.load(file, "", lambda base, name: base + name)
    written = {name for kind, names in known.items() if kind.startswith("py:") for name in names}
    for package in PACKAGES:
        for name in public(import_module(package)):
            if f"{package}.{name}" not in written:
                yield f"{package}.{name}: the site does not have it"


if __name__ == "__main__":
    raise SystemExit(main())
