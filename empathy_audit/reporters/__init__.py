"""The report formats: a new one is one file with a `start` function and one line below. Each is loaded when it is asked for."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TextIO

from empathy_audit.reporters.look import Look, Reporter, Sink

__all__ = ["EXACT", "FOR_PEOPLE", "LESSONS", "REPORTERS", "SPREADSHEETS", "Look", "Reporter", "Sink"]


def _load(module: str, out: TextIO, look: Look) -> Sink:
    start: Reporter = import_module(f"{__name__}.{module}").start
    return start(out, look)


def _late(module: str) -> Reporter:
    return partial(_load, module)


REPORTERS: dict[str, Reporter] = {
    "text": _late("text"),
    "concise": _late("concise"),
    "html": _late("html"),
    "json": _late("json"),
    "jsonl": _late("jsonl"),
    "csv": _late("csv"),
    "markdown": _late("markdown"),
    "junit": _late("junit"),
    "sarif": _late("sarif"),
    "github": _late("github"),
    "gitlab": _late("gitlab"),
}
FOR_PEOPLE = frozenset({"text", "concise"})  # written in what the terminal can say; all others are UTF-8 everywhere
EXACT = frozenset({"sarif", "github", "gitlab"})  # show the very place of a quote, so that it is worth looking for
LESSONS = frozenset({"text", "html", "json", "markdown"})  # begin with what all conversations teach
SPREADSHEETS = frozenset({"csv"})  # their files begin with a byte order mark, or Excel takes them for something else than UTF-8
