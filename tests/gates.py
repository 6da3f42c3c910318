"""Conversations and scripts for tests of the gate, and the command run inside the tests' own process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command inside this process, in a folder with `FILES`: its exit code, and the lines on standard error."""
    monkeypatch.delenv("EMPATHY_AUDIT_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def one(*arguments: str) -> tuple[int, list[str]]:
        monkeypatch.setattr("sys.argv", ["empathy-audit", *arguments])
        code = cli._run()
        return code, capsys.readouterr().err.splitlines()

    return one
