"""What is wrong in a rule or config file, drawn: the complaint on one line, below it the line of the file and a caret."""

from __future__ import annotations

import unicodedata

from empathy_audit.errors import Problem
from empathy_audit.reporters.safe import clean

SHOWN = 110  # characters of a line; files hold longer ones
BEFORE = 60  # of them, at most so many before the caret


def drawn(problem: Problem, kind: str = "error") -> str:
    """The first line is always `error: path:line:column: message (fix)`. Only rule and config files have lines to show."""
    text = f"{kind}: {clean(str(problem))}"
    if not problem.source.strip() or problem.line is None or problem.column is None:
        return text
    begin = max(0, problem.column - 1 - BEFORE)
    shown = clean(problem.source[begin : begin + SHOWN]).rstrip()
    before = clean(problem.source[begin : problem.column - 1])
    if begin:
        shown, before = f"...{shown}", f"...{before}"
    margin = " " * len(str(problem.line))
    return f"{text}\n{margin} |\n{problem.line} | {shown}\n{margin} | {' ' * _width(before)}^"


def _width(text: str) -> int:
    """Columns that `text` takes on a screen; some scripts take two a letter."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text)
