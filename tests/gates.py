"""Conversations and scripts for tests of the gate, and the command run inside the tests' own process."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

from empathy_audit import cli

DEATH = """\
Agent: Thank you for calling Harrow Bank, how can I help?
Customer: My father died last week and I need to close his account.
Agent: What is the account number?
Customer: It is 4471. This is the third time I have called about it.
Agent: That's our policy, you should have brought the certificate.
"""
HEARD = """\
Agent: Thank you for calling Harrow Bank, how can I help?
Customer: My father died last week and I need to close his account.
Agent: I'm so sorry for your loss. There is no hurry with any of this, and I'll look after it myself so you won't have to explain it again.
Customer: Thank you.
Agent: I'll stop the payments today, and you'll get one letter. What else is on your mind?
"""
PLAIN = "Agent: Thank you for calling Harrow Bank.\nCustomer: What time do you close?\nAgent: At five.\n"
LETTER = """\
---
situation: bereavement
---
# Letter after a death

Dear {{name}},

I was very sorry to read that {{name_of_the_deceased}} has died. There is no hurry with anything in this letter.

When you are ready, please send the form to {{address}}.
"""
COLD = LETTER.replace("I was very sorry to read that {{name_of_the_deceased}} has died. There is no hurry with anything in this letter.\n\n", "")
FILES = {"death.txt": DEATH, "heard.txt": HEARD, "plain.txt": PLAIN, "letter.md": LETTER, "cold.md": COLD}

Run = Callable[..., tuple[int, list[str]]]


def inside(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command inside this process, for tables of cases: four times as fast as in one of its own."""
    out, said = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    own = {name: value for name, value in os.environ.items() if not name.startswith(("EMPATHY_AUDIT_CONFIG", "FORCE_COLOR"))}
    argv = ["empathy-audit", *map(str, arguments)]
    with (
        mock.patch.dict(os.environ, own, clear=True), mock.patch.object(sys, "argv", argv), chdir(cwd or "."),
        redirect_stdout(out), redirect_stderr(said),
    ):  # fmt: skip
        code = cli._run()
    texts = []
    for stream in (out, said):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(argv, code, *texts)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in a folder with `FILES`: its exit code, and the lines on standard error."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def one(*arguments: str) -> tuple[int, list[str]]:
        done = inside(*arguments)
        return done.returncode, done.stderr.splitlines()

    return one
