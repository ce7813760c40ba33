"""Completion scripts, and what a shell makes of them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

pytest.importorskip("shtab", reason="shtab is of the extra cli")


def _completed(script: str, words: list[str]) -> list[str]:
    """What bash offers for the last of some words."""
    line = f"""{script}
COMP_WORDS=({" ".join(f"'{word}'" for word in words)})
COMP_CWORD={len(words) - 1}
_shtab_ictindex
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    ran = subprocess.run([shutil.which("bash") or "bash", "-c", line], capture_output=True, text=True, check=True)
    return ran.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ictindex", "ra"], "rank"),
        (["ictindex", "rubric", "sh"], "show"),
        (["ictindex", "rank", "--prev"], "--previous"),
        (["ictindex", "rank", "a.csv", "--lang", ""], "vi"),
    ],
)
def test_bash_completes_commands_options_and_choices(words, expected, ictindex):
    """The script is run by a real bash."""
    ran = ictindex("completion", "bash")
    assert ran.code == 0
    assert expected in _completed(ran.out, words)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_files_where_a_file_is_meant(ictindex, tmp_path, monkeypatch):
    """An argument called FILE is completed with the files of the folder."""
    (tmp_path / "so-lieu.csv").touch()
    monkeypatch.chdir(tmp_path)
    ran = ictindex("completion", "bash")
    assert "so-lieu.csv" in _completed(ran.out, ["ictindex", "rank", "so"])


@pytest.mark.parametrize("shell", ["zsh", "tcsh"])
def test_other_shells_get_a_script_with_every_command(shell, ictindex):
    """Of each only that it names the commands; no such shell is needed to run the tests."""
    ran = ictindex("completion", shell)
    assert ran.code == 0
    assert all(name in ran.out for name in ("rank", "check", "rubric", "plugin", "--previous"))


def test_an_unknown_shell_is_wrong_usage(ictindex):
    """Exit code 2, with the shells that there are."""
    ran = ictindex("completion", "fish")
    assert ran.code == 2
    assert "bash" in ran.err
