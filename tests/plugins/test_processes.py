"""The default registry, asked in fresh processes with broken distributions on the path."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent

import pytest


@pytest.fixture
def run(site):
    """Return a function that runs a program with the site on its path and returns its lines."""

    def start(program, **environment):
        paths = [str(site.folder), os.environ.get("PYTHONPATH", "")]
        variables = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), **environment}
        variables["PYTHONIOENCODING"] = "utf-8"
        done = subprocess.run(
            [sys.executable, "-c", dedent(program)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=variables,
            check=False,
        )
        assert done.stderr == ""
        assert done.returncode == 0
        return done.stdout.splitlines()

    return start


def test_importing_ictindex_imports_no_plugin_and_no_library(run, site):
    """Discovery waits until somebody asks for a rubric."""
    site.install("lam-dong", source="raise AssertionError('imported')")
    program = """
        import sys
        import ictindex
        print(*(name for name in ("attr", "numpy", "pluggy", "importlib.metadata") if name in sys.modules))
        from ictindex import get_rubric, list_rubrics
        print(*(name for name in ("lam_dong", "ictindex.plugins.discovery") if name in sys.modules))
        """
    assert run(program) == ["", ""]


def test_one_warning_per_broken_plugin_and_the_rest_is_offered(run, site):
    """Each broken plugin is named once, when the registry is made; all other rubrics are there."""
    site.install("broken", source="1 / 0")
    site.install("mixed", source=MIXED)
    site.install("leaves", source="raise SystemExit")
    site.install_innocent()
    program = """
        import warnings
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            import ictindex
            ids = ictindex.list_rubrics()
            ids == ictindex.list_rubrics()
        for warning in caught:
            print(warning.category.__name__, warning.message)
        print(ictindex.get_rubric("innocent/agencies@2016").id, "hanoi/awards@2012" in ids)
        """
    *warned, last = run(program)
    assert last == "innocent/agencies@2016 True"
    assert [line.split()[2] for line in warned] == ["broken", "leaves", "mixed"]
    assert all(line.startswith("PluginWarning plugin ") for line in warned)
    assert [line.split("[")[1].split("]")[0] for line in warned] == [
        "import-failed",
        "exit-at-import",
        "bad-id",
    ]
    assert "(and 1 more)" in warned[2]


MIXED = """
    from ictindex.plugins import hookimpl

    @hookimpl
    def ictindex_rubrics():
        return [("mixed", dict), ("other/a@1", dict)]
    """


def test_a_stranger_with_broken_metadata_stops_nothing(run, site):
    """importlib.metadata itself would raise at the first entry_points.txt that cannot be parsed."""
    site.install("stranger", entry_points="[ictindex]\nthis line is none\n")
    site.install_innocent()
    program = """
        from ictindex.plugins import Registry
        registry = Registry.discover()
        print(*((it.code, it.where.distribution) for it in registry.problems))
        print("innocent/agencies@2016" in registry.list_rubrics())
        """
    assert run(program) == ["('bad-metadata', 'stranger')", "True"]


def test_broken_metadata_of_no_concern_are_not_read(run, site):
    """A distribution that does not name ictindex is passed over, however it is written."""
    site.install("stranger", entry_points="[console_scripts]\nthis line is none\n")
    assert run("from ictindex.plugins import Registry\nprint(Registry.discover().problems)") == ["()"]


def test_a_plugin_that_asks_for_the_registry_at_import_is_broken(run, site):
    """There is no registry yet, and no second one is made: the plugin is named, nothing hangs."""
    site.install("eager", source="import ictindex; ictindex.list_rubrics()")
    program = """
        import warnings
        warnings.simplefilter("ignore")
        from ictindex.plugins import default_registry
        (problem,) = default_registry().problems_of("eager")
        print(problem.code, problem.cause.problems[0].code)
        """
    assert run(program) == ["import-failed registry-in-use"]


def test_all_threads_get_one_registry(run, site):
    """The registry is made once, however many ask for it at the same time."""
    site.install("slow", source=SLOW)
    program = """
        from concurrent.futures import ThreadPoolExecutor
        from threading import Barrier
        from ictindex.plugins import default_registry
        barrier = Barrier(8)
        def ask(_):
            barrier.wait()
            return id(default_registry())
        with ThreadPoolExecutor(8) as pool:
            print(len(set(pool.map(ask, range(8)))), default_registry().problems)
        """
    assert run(program) == ["imported", "1 ()"]


SLOW = """
    import time
    from ictindex.plugins import hookimpl

    print("imported")
    time.sleep(0.2)

    @hookimpl
    def ictindex_rubrics():
        return []
    """


def test_no_plugins_is_the_safe_mode(run, site):
    """ICTINDEX_PLUGINS=none imports no plugin, not even a built-in one."""
    site.install("lam-dong", source="raise AssertionError('imported')")
    program = """
        import sys, ictindex
        print(ictindex.list_rubrics(), "ictindex.rubrics" in sys.modules)
        """
    assert run(program, ICTINDEX_PLUGINS="none") == ["[] False"]


def test_built_in_rubrics_are_whole(run):
    """Every built-in namespace is found through its entry point and has no problem."""
    program = """
        from ictindex.plugins import Registry
        names = ["danang", "hanoi", "laocai", "undp", "vietnam"]
        registry = Registry.discover(strict=True, require=names)
        print(*sorted({it.partition("/")[0] for it in registry.rubric_ids}.intersection(names)))
        """
    assert run(program) == ["danang hanoi laocai undp vietnam"]


def test_a_pipe_of_warnings_as_errors_stops_at_a_broken_plugin(run, site):
    """Who runs with warnings as errors hears of it again each time, not only the first."""
    site.install("broken", source="1 / 0")
    program = """
        import warnings
        warnings.simplefilter("error")
        import ictindex
        for _ in range(2):
            try:
                ictindex.list_rubrics()
            except UserWarning as warning:
                print(type(warning).__name__)
        """
    assert run(program) == ["PluginWarning", "PluginWarning"]
