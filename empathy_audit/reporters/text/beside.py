"""What is measured beside the score, in plain words: nothing here moves a point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from empathy_audit.model import Report
from empathy_audit.reporters import wording
from empathy_audit.reporters.text.page import Page


def draw(page: Page, report: Report) -> None:
    if not report.measures:
        return
    page.heading("Beside the score", "never part of it")
    unknown = []
    for key, value in report.measures.items():
        label, said = wording.measured(key, value, lambda course: _mood_course(page, course))
        if value is None:
            unknown.append(label.lower())
        else:
            page.paragraph(page.text(said), 26, page.join("  ", (label, "dim")))
    if unknown:
        page.paragraph(page.text(", ".join(unknown), "dim"), 26, page.join("  ", (wording.UNKNOWN.capitalize(), "dim")))


def _mood_course(page: Page, value: Mapping[str, Any]) -> str:
    course = f"{_mood(page, value['start'])} at the start {page.signs.arrow} {_mood(page, value['end'])} at the end"
    change = value.get("change")
    return course if change is None else f"{course}, {wording.change(change)}"


def _mood(page: Page, value: float) -> str:
    word = "negative" if value < -wording.LITTLE else "positive" if value > wording.LITTLE else "neutral"
    sign = "+" if value > 0 else page.signs.minus if value < 0 else ""
    return f"{word} ({sign}{abs(value):.2f})"
