"""Drill sheets: missed moments with room for an answer, and better answers on the last page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from empathy_audit.model import DrillSheet


def _load(module: str, sheet: DrillSheet) -> str:
    written: str = import_module(f"{__name__}.{module}").written(sheet)
    return written


WRITERS: Mapping[str, Callable[[DrillSheet], str]] = {name: partial(_load, name) for name in ("markdown", "html")}
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


def counted(sheet: DrillSheet) -> str:
    """How many there are, of how many, and what was left out."""
    from empathy_audit.reporters.figures import count

    if not sheet.drills and not sheet.review:
        return f"Nothing to practise: no moment was missed{sheet.asked and ', '}{sheet.asked}."
    said = f"{count(len(sheet.drills), 'drill')} of {count(sheet.missed, 'missed moment')}{sheet.asked and ', '}{sheet.asked}."
    if sheet.review:
        left = f"{count(sheet.review, 'moment')} that may be about harm {'is' if sheet.review == 1 else 'are'} left out"
        said += f" {left}: a person must look at them first."
    return said
