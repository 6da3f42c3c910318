"""A summary alone, without the conversations: for a screen, a wiki, a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, TextIO

from empathy_audit import __version__
from empathy_audit.model import Run
from empathy_audit.reporters.look import Look

SCHEMA = "empathy-audit/summary/v1"
SHARED = ("summary", "lessons", "lesson", "answer", "line", "error", "redacted")  # definitions of the report's schema


def _text(out: TextIO, run: Run, look: Look) -> None:
    from empathy_audit.reporters.text import lessons, overview
    from empathy_audit.reporters.text.page import Page

    page = Page(out, look)
    overview.draw_headline(page, run)
    overview.draw_problems(page, run)
    if not run.summary.transcripts:
        return
    lessons.draw(page, run, whole=True)
    if look.verbose and run.lessons is not None:
        lessons.draw_each(page, run.lessons.by.get(run.grouped_by or "agent", ()))


def _markdown(out: TextIO, run: Run, look: Look) -> None:  # noqa: ARG001 - whoever shows it decides how it looks
    from empathy_audit.reporters import markdown, teaching

    parts = [markdown.headline(run, "Empathy summary"), markdown.problems(run)]
    parts += [teaching.written(run, whole=True)] if run.summary.transcripts else []
    out.write("\n\n".join(filter(None, parts)) + "\n")


def _json(out: TextIO, run: Run, look: Look) -> None:  # noqa: ARG001 - data looks the same on every screen
    from empathy_audit.reporters.contract import head, problem, writer

    encode = writer(out)
    found = {**head(run, __version__), "schema": SCHEMA, "errors": [problem(each) for each in run.problems]}
    out.write("{\n" + ",\n".join(f"{encode(key)}: {encode(value)}" for key, value in found.items()) + "\n}\n")


WRITERS: Mapping[str, Callable[[TextIO, Run, Look], None]] = {"text": _text, "json": _json, "markdown": _markdown}


def schema() -> str:
    """The JSON Schema of the json format: the head of a report, and no transcripts."""
    whole = json.loads((files("empathy_audit.reporters") / "report.schema.json").read_text(encoding="utf-8"))
    kept: dict[str, Any] = {
        "$schema": whole["$schema"],
        "$id": SCHEMA,
        "title": "A summary of empathy-audit",
        "description": "The json format of `summary`. Names may be added; none will change or go within v1.",
        "type": "object",
        "required": [name for name in whole["required"] if name != "transcripts"],
        "properties": {name: value for name, value in whole["properties"].items() if name != "transcripts"},
        "$defs": {name: whole["$defs"][name] for name in SHARED},
    }
    kept["properties"]["schema"] = {"const": SCHEMA}
    return json.dumps(kept, indent=2, ensure_ascii=False) + "\n"
