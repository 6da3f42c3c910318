"""The house guards itself: what is in a folder is registered, what text promises is true, what must be quick stays quick."""

from __future__ import annotations

import os
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
from commands import empathy_audit

import empathy_audit as package
from empathy_audit import cli, matchers, rulebook
from empathy_audit.cli.commands import COMMANDS
from empathy_audit.rulebook.clauses import KEYS

PACKAGE = Path(package.__file__).parent
ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_matcher_is_registered() -> None:
    names = [path.stem for path in (PACKAGE / "matchers").glob("*.py") if path.stem != "__init__"]
    ways = [name for name in names if {"read", "build"} <= set(vars(import_module(f"empathy_audit.matchers.{name}")))]
    assert sorted(ways) == sorted(matchers.MATCHERS)


def test_every_key_of_the_rule_language_is_explained() -> None:
    guide = (rulebook.home() / "README.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}" not in guide and f"{key}:" not in guide] == []


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["score", "--help"], ["rules", "--help"], ["why", "--help"]])
def test_looking_around_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        f"import sys, atexit\nsys.argv = ['empathy-audit', *{arguments}]\n"
        "atexit.register(lambda: print(sorted({'nltk', 'textblob', 'yaml', 'regex', 'jinja2'} & set(sys.modules)), file=sys.stderr))\n"
        "from empathy_audit.cli import run\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "[]")


def test_every_command_is_listed_and_loads_alone() -> None:
    there = {
        module.name
        for module in pkgutil.iter_modules(cli.__path__)
        if {"HELP", "app"} & vars(import_module(f"empathy_audit.cli.{module.name}")).keys()
    }
    assert there == set(COMMANDS)
    code = f"import sys; from empathy_audit.cli import app; app({['schema', 'report']}, standalone_mode=False); " + (
        "print(sorted(name for name in sys.modules if name.startswith('empathy_audit.cli.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr.splitlines() == ["['empathy_audit.cli.commands', 'empathy_audit.cli.schema']"]


def test_the_version_is_one() -> None:
    assert version("empathy-audit") == package.__version__
    changes = ROOT / "CHANGELOG.md"
    if changes.exists():  # the wheel's tests run without it
        assert f"## [{package.__version__}]" in changes.read_text(encoding="utf-8")


def test_the_shipped_rules_lie_where_the_tool_looks() -> None:
    assert "default" in rulebook.shipped()


@pytest.mark.parametrize("command", [[], ["score"]], ids=str)
def test_the_readme_shows_the_current_help(command: list[str]) -> None:
    block = re.search(rf"<!-- help:{''.join(command)} -->\n```text\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert _plain(block[1]) == _plain(_help(command, 100))


@pytest.mark.parametrize("group", [[], ["rules"], ["baseline"], ["config"]], ids=str)
def test_a_list_of_commands_says_in_whole_sentences_what_each_does(group: list[str]) -> None:
    *_, listed = _help(group, 80).partition("Commands:\n")
    assert listed and [line for line in listed.splitlines() if not line.endswith(".") or line.endswith("..")] == []


def _help(command: list[str], columns: int) -> str:
    code = f"import sys; sys.argv = ['empathy-audit', *{command}, '--help']; from empathy_audit.cli import run; run()"
    env = {"COLUMNS": str(columns), "PATH": ""}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=env).stdout


def test_the_readme_shows_a_real_report() -> None:
    """Rewritten by EMPATHY_AUDIT_GOLDEN=write, like the golden files."""
    asked = ["score", "examples/bereavement-bank-handled-badly.txt", "--no-config", "--width", "100"]
    done = empathy_audit(*asked, cwd=ROOT, env={"PYTHONIOENCODING": "utf-8"})
    shown = re.compile(r"(<!-- output:report -->\n```text\n).*?(```)", re.DOTALL)
    if os.environ.get("EMPATHY_AUDIT_GOLDEN") == "write":
        new = shown.sub(lambda block: block[1] + "\n".join(_plain(done.stdout)) + "\n" + block[2], README)
        (ROOT / "README.md").write_text(new, encoding="utf-8")
        return
    block = shown.search(README)
    assert block is not None
    assert _plain(block[0].split("```text")[1].rstrip("`")) == _plain(done.stdout)


def _plain(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def test_files_stay_small_enough_to_read() -> None:
    lines = {str(path.relative_to(PACKAGE)): len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert [name for name, count in lines.items() if count > 300] == []


def test_the_paths_that_the_readme_names_are_there() -> None:
    if not (ROOT / "empathy_audit").is_dir():
        return  # beside an installed wheel there is no checkout to speak of
    named = re.findall(r"^    (empathy_audit/\S+)", README, re.MULTILINE)
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path).exists()] == []
