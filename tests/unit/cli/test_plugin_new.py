"""`ictindex plugin new`: what it writes works as it stands, and nothing that is there is touched."""

from __future__ import annotations

import tomllib

import pytest

from ictindex import rank, read
from ictindex.testing import installed_project
from ictindex.testing.province import questions_of

FILES = [
    "README.md",
    "example.csv",
    "pyproject.toml",
    "src/ictindex_lam_dong_moi/__init__.py",
    "src/ictindex_lam_dong_moi/agencies@2026.toml",
    "tests/cases/by-hand.toml",
    "tests/test_lam_dong_moi.py",
]


@pytest.fixture
def project(ictindex, tmp_path):
    """The folder of a plugin that has just been written."""
    folder = tmp_path / "plugin"
    assert ictindex("plugin", "new", "lam-dong-moi", "--dir", folder).code == 0
    return folder


def test_it_writes_a_package(project):
    """With an entry point, a rubric, a module of a few lines, an example, a case and a test."""
    written = sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file())
    assert written == FILES
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    assert table["project"]["entry-points"]["ictindex"] == {"lam-dong-moi": "ictindex_lam_dong_moi"}
    assert table["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/ictindex_lam_dong_moi"]
    assert all("$" not in (project / file).read_text(encoding="utf-8") for file in FILES)


def test_what_it_writes_keeps_the_contract_and_ranks_at_once(project, tmp_path):
    """Whole, lawful, its case right; and its example is ranked by the id."""
    installed = installed_project(tmp_path / "metadata", project)
    with installed.importable():
        registry = installed.registry(strict=True, require=["lam-dong-moi"])
        cases = [project / "tests" / "cases" / "*.toml"]
        asked = questions_of("lam-dong-moi", cases=cases, registry=registry, examples=2)
        assert [(it.name, it.answer()) for it in asked if it.answer()] == []
        assert {"whole", "case by-hand.toml", "L13 lam-dong-moi/agencies@2026"} <= {it.name for it in asked}
        rubric = registry.get_rubric("lam-dong-moi/agencies")
        ranking = rank(read(project / "example.csv", rubric), rubric)
    assert {it.unit.id for it in ranking.standings if it.rank == 1} == {"so-01", "xa-02"}


def test_its_test_file_is_one_line_of_the_kit(project):
    """Who opens it sees where the laws and the cases come from."""
    text = (project / "tests" / "test_lam_dong_moi.py").read_text(encoding="utf-8")
    assert 'test_lam_dong_moi = plugin_tests("lam-dong-moi", cases="cases/*.toml")' in text


def test_it_says_what_to_do_next(ictindex, tmp_path, monkeypatch):
    """Every file, then the commands; the folder is named after the namespace where none is given."""
    monkeypatch.chdir(tmp_path)
    ran = ictindex("plugin", "new", "ca-mau")
    lines = ran.out.splitlines()
    assert (tmp_path / "ictindex-ca-mau" / "pyproject.toml").is_file()
    assert lines[-2].startswith("next: cd ictindex-ca-mau;")
    assert "ictindex rank example.csv --rubric ca-mau/agencies@2026" in lines[-1]


def test_nothing_is_overwritten(ictindex, tmp_path):
    """A folder with anything in it, or a file of that name, is refused; an empty folder is taken."""
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    (tmp_path / "empty").mkdir()
    codes = [ictindex("plugin", "new", "ca-mau", "--dir", tmp_path / it).code for it in ("mine", "full", "empty")]
    assert codes == [2, 2, 0]
    assert sorted(path.name for path in (tmp_path / "full").iterdir()) == ["a"]
    ran = ictindex("plugin", "new", "ca-mau", "--dir", tmp_path / "full")
    assert "is there already" in ran.err


@pytest.mark.parametrize(
    ("namespace", "said"),
    [
        ("Lâm-Đồng", "is no namespace"),
        ("lam_dong", "is no namespace"),
        ("", "is no namespace"),
        ("local", "ICTINDEX_RUBRIC_PATH"),
        ("hanoi", "is taken by the installed distribution ictindex"),
    ],
)
def test_a_namespace_that_could_not_be_registered_is_refused(namespace, said, ictindex, tmp_path):
    """Better now than by the plugin's first user."""
    ran = ictindex("plugin", "new", namespace, "--dir", tmp_path / "x")
    assert (ran.code, (tmp_path / "x").exists()) == (2, False)
    assert said in ran.err
