"""A comparison as text, as Markdown for a comment on a pull request, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from empathy_audit.comparing import Comparison, Pair, Step
from empathy_audit.model import Score
from empathy_audit.outcomes import Finding
from empathy_audit.reporters.figures import exact
from empathy_audit.reporters.safe import clean, shorten

SCHEMA = "empathy-audit/compare/v1"
QUOTE = 90  # characters of a quote
ROWS = 200  # rows of a Markdown table; a comment on GitHub holds 65,536 characters


def text(comparison: Comparison) -> str:
    """For a terminal: one conversation a line, below it what changed in it."""
    lines = [f"{comparison.old} -> {comparison.new}", *comparison.notes, ""]
    for pair in comparison.pairs:
        if pair.change != "same" or pair.steps:
            lines.append(f"{pair.change:7} {_name(pair)}   {_scores(pair)}")
            lines += [f"        {step.change:7} {_place(pair, step)}  {_what(step)}  “{_quote(step)}”" for step in pair.steps]
    return "\n".join(clean(line) for line in [*lines, *([""] if lines[-1] else []), _summary(comparison)]) + "\n"


def markdown(comparison: Comparison) -> str:
    """Words of a transcript stand in code spans, where nothing of them is obeyed: no link, no mention, no table, no HTML."""
    changed = [pair for pair in comparison.pairs if pair.change != "same" or pair.steps]
    lines = [f"### Empathy: {_summary(comparison)}", "", f"{_code(comparison.old)} → {_code(comparison.new)}"]
    lines += ["", *(f"> {note}" for note in comparison.notes)] if comparison.notes else []
    if changed:
        lines += ["", "| | conversation | score |", "|---|---|---|"]
        lines += [f"| {pair.change} | {_code(_name(pair))} | {_scores(pair)} |" for pair in changed[:ROWS]]
        if len(changed) > ROWS:
            lines += ["", f"... and {len(changed) - ROWS} more"]
        lines += _details(changed)
    return "\n".join(lines) + "\n"


def _details(changed: list[Pair]) -> Iterator[str]:
    room = ROWS
    for pair in changed:
        if pair.steps and room > 0:
            yield from ("", f"**{pair.change}** {_code(_name(pair))}", "")
            yield from (
                f"- **{step.change}** {_place(pair, step)}: {_what(step)} {_code(_quote(step))}" for step in pair.steps[:room]
            )
            room -= len(pair.steps)


def data(comparison: Comparison) -> str:
    """JSON: one conversation a line."""
    head = {"schema": SCHEMA, "old": comparison.old, "new": comparison.new, "notes": comparison.notes,
            "summary": comparison.counts()}  # fmt: skip
    rows = ",\n".join(json.dumps(_element(pair)) for pair in comparison.pairs)
    parts = [f"{json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items()]
    return "{\n" + "".join(parts) + '"transcripts": [' + (f"\n{rows}\n" if rows else "") + "]\n}\n"


WRITERS: dict[str, Callable[[Comparison], str]] = {"text": text, "markdown": markdown, "json": data}


def _element(pair: Pair) -> dict[str, Any]:
    score = {"old": _told(pair.old), "new": _told(pair.new), "change": pair.points}
    steps = [{"change": s.change, "old": _finding(s.old), "new": _finding(s.new)} for s in pair.steps]
    return {"path": pair.path, "id": pair.id, "change": pair.change, "score": score, "findings": steps}


def _told(score: Score | None) -> dict[str, float | None] | None:
    return None if score is None else score._asdict()


def _finding(found: Finding | None) -> dict[str, Any] | None:
    return None if found is None else {key: value for key, value in found._asdict().items() if key != "key"}


def _summary(comparison: Comparison) -> str:
    counts = comparison.counts()
    same = counts.pop("same")
    told = [f"{number} {change}" for change, number in counts.items() if number]
    return ", ".join([*told, f"{same} unchanged"]) if told or same else "nothing to compare"


def _name(pair: Pair) -> str:
    return pair.path if pair.id in pair.path else f"{pair.path}:{pair.id}"


def _place(pair: Pair, step: Step) -> str:
    found = step.finding
    where = f"turn {found.turn}" if found.line is None else f"line {found.line}"
    return f"{where} before" if step.new is None and pair.old else where


def _scores(pair: Pair) -> str:
    then, now = (None if score is None else score.overall for score in (pair.old, pair.new))
    told = ["not assessed" if value is None else exact(value) for value in (then, now)]
    if pair.old is None or pair.new is None:
        return told[1] if pair.new else told[0]
    return told[0] if told[0] == told[1] else f"{told[0]} -> {told[1]}" + (f" ({pair.points:+g})" if pair.points else "")


def _what(step: Step) -> str:
    found, was = step.finding, step.old
    status = f"{was.status} -> {found.status}" if was and step.new and was.status != found.status else found.status
    grades = f", grade {was.grade} -> {found.grade}" if was and step.new and was.grade != found.grade else ""
    return f"{found.rule} {found.name}, {status}{grades}"


def _quote(step: Step) -> str:
    return shorten(clean(step.finding.quote), QUOTE)


def _code(words: str) -> str:
    """A code span that no text can end, also inside a table."""
    words = clean(words).strip().replace("|", "\\|") or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    space = " " if "`" in (words[0], words[-1]) else ""
    return f"{fence}{space}{words}{space}{fence}"
