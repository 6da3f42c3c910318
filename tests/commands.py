"""Runs the real command in a real process, as users and CI do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

from empathy_audit.cli import app

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def empathy_audit(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The finished process, its output decoded as UTF-8."""
    own = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "EMPATHY_AUDIT_DEBUG", "EMPATHY_AUDIT_CONFIG")
    clean = {k: v for k, v in os.environ.items() if k not in own}
    done = subprocess.run(
        [sys.executable, "-m", "empathy_audit", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**clean, **(env or {})},
        cwd=cwd,
        timeout=120,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def here(*arguments: str | Path) -> str:
    """What the command prints, run in this process: for what depends on no process, and fast."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = app([*map(str, arguments)], standalone_mode=False)
    assert code in (0, None), arguments
    return out.getvalue()
