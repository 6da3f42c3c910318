"""README, "Write your first rule": every step is taken as written, by somebody who does nothing else."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from commands import empathy_audit

README = Path(__file__).resolve().parent.parent / "README.md"
STEP = re.compile(r"<!-- first-rule:(\w+)(?: ([^>\n]+))? -->\n(?:```\w*\n(.*?)```|(.*?)\n\n)", re.DOTALL)
CHANGE = re.compile(r"the line `(.+?)` to `(.+?)`")


def steps() -> list[tuple[str, str, str]]:
    """Each step as (what to do, with what, the text below it)."""
    return [(what, given, block or prose) for what, given, block, prose in STEP.findall(README.read_text(encoding="utf-8"))]


def test_every_mark_is_a_step() -> None:
    """A mark whose block cannot be found would be a step that nobody takes."""
    assert len(steps()) == README.read_text(encoding="utf-8").count("<!-- first-rule:") > 10
    assert {what for what, _, _ in steps()} == {"run", "fails", "prints", "shows", "add", "save", "change", "slip"}


def test_a_first_rule_is_written_as_the_readme_says(tmp_path: Path) -> None:
    said = ""
    for what, given, text in steps():
        file = tmp_path / given.split(" ")[0]
        if what in ("run", "fails"):
            program, *arguments = shlex.split(text)
            assert program == "empathy-audit"
            done = empathy_audit(*arguments, cwd=tmp_path, env={"PYTHONIOENCODING": "utf-8"})
            assert done.returncode == (1 if what == "fails" else 0), done.stdout + done.stderr
            said = done.stdout
        elif what == "prints":
            assert said == text
        elif what == "shows":
            assert _squeezed(text) in _squeezed(said)
        elif what == "save":
            file.write_text(text, encoding="utf-8")
        elif what == "add":
            file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
        elif what == "change":
            old, new = CHANGE.search(text).groups()  # type: ignore[union-attr]
            _change(file, old, new, file)
        elif what == "slip":
            name, old, new = given.split()
            _change(file, f"type: {old}", f"type: {new}", tmp_path / "slips" / name)
            done = empathy_audit("rules", "check", name, cwd=tmp_path / "slips")
            assert (done.returncode, done.stderr) == (2, text)


def _change(file: Path, old: str, new: str, into: Path) -> None:
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1
    into.parent.mkdir(exist_ok=True)
    into.write_text(before.replace(old, new), encoding="utf-8")


def _squeezed(text: str) -> str:
    return " ".join(text.split())

