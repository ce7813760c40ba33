"""``ictindex plugin new``: the package of a province that builds, tests itself and ranks an example at once."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template

from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.outlet import write_whole
from ictindex.plugins.claims import LOCAL, NAMESPACE, claims_of, installed_entry_points

__all__ = ["run"]

# Where each file of the template goes; the endings .txt keep tools from taking the template for code of ours.
_FILES: Mapping[str, str] = {
    "pyproject.toml.txt": "pyproject.toml",
    "README.md.txt": "README.md",
    "example.csv.txt": "example.csv",
    "init.py.txt": "src/$package/__init__.py",
    "rubric.toml.txt": "src/$package/agencies@2026.toml",
    "test.py.txt": "tests/test_$module.py",
    "case.toml.txt": "tests/cases/by-hand.toml",
}


def run(options: Namespace) -> int:
    """Write the files and say what to do next; nothing that is there is overwritten."""
    namespace: str = options.namespace
    _refuse_namespace(namespace)
    folder = Path(options.dir or f"ictindex-{namespace}")
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        msg = f"{folder} is there already; name another folder with --dir"
        raise UsageError(msg)
    module = namespace.replace("-", "_")
    words = {
        "namespace": namespace,
        "module": module,
        "package": f"ictindex_{module}",
        "release": ".".join(version("ictindex").split(".")[:2]),
    }
    template = files("ictindex.cli") / "plugin_template"
    for source, target in _FILES.items():
        path = folder / Template(target).substitute(words)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(path), Template((template / source).read_text(encoding="utf-8")).substitute(words))
        print(path)
    print(f"next: cd {folder}; python -m pip install --editable '.[test]'; python -m pytest")
    print(f"then: ictindex rank example.csv --rubric {namespace}/agencies@2026")
    return OK


def _refuse_namespace(namespace: str) -> None:
    if not NAMESPACE.fullmatch(namespace) or namespace == LOCAL:
        msg = f'"{namespace}" is no namespace: small letters a-z, digits and hyphens, as in lam-dong'
        raise UsageError(msg if namespace != LOCAL else f'"{LOCAL}" is the namespace of ICTINDEX_RUBRIC_PATH')
    claims, _ = claims_of(installed_entry_points()[0])
    owner = next((claim.distribution for claim in claims if claim.namespace == namespace), None)
    if owner is not None:
        msg = f'the namespace "{namespace}" is taken by the installed distribution {owner}; no two may claim one'
        raise UsageError(msg)
