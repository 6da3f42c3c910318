"""What the terminal can show, and what the user asked of it."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from empathy_audit.reporters.look import Look

UNKNOWN_WIDTH = 100  # columns where there is no terminal to ask


class Color(StrEnum):
    """When to use colour."""

    auto = "auto"
    always = "always"
    never = "never"


def look(color: Color, width: int | None, explain: bool, verbose: bool) -> Look:
    """How standard output should look: `--color` before NO_COLOR before FORCE_COLOR before TERM=dumb before the terminal."""
    from empathy_audit.reporters.look import Look

    terminal = sys.stdout.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    return Look(
        width=width or _width(terminal),
        color=_wants_color(color, terminal and not dumb),
        weight=terminal and not dumb and color is not Color.never,
        unicode=_speaks_unicode(sys.stdout.encoding),
        explain=explain,
        verbose=verbose,
    )


def look_of_a_file(width: int | None, explain: bool, verbose: bool) -> Look:
    """How a file should look, whatever terminal the command runs in: the same bytes everywhere."""
    from empathy_audit.reporters.look import Look

    return Look(width=width or UNKNOWN_WIDTH, explain=explain, verbose=verbose)


def _wants_color(color: Color, terminal: bool) -> bool:
    if color is not Color.auto:
        return color is Color.always
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or terminal


def _width(terminal: bool) -> int:
    if terminal or os.environ.get("COLUMNS"):
        return shutil.get_terminal_size((UNKNOWN_WIDTH, 24)).columns
    return UNKNOWN_WIDTH


def _speaks_unicode(encoding: str | None) -> bool:
    return (encoding or "ascii").lower().replace("-", "").startswith("utf")
