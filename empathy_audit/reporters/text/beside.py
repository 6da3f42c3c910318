"""What is measured beside the score, in plain words: nothing here moves a point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from empathy_audit.model import Report
from empathy_audit.reporters import figures
from empathy_audit.reporters.text.page import Page

UNKNOWN = "not assessed"


def draw(page: Page, report: Report) -> None:
    if not report.measures:
        return
    page.heading("Beside the score", "never part of it")
    unknown = []
    for key, value in report.measures.items():
        label, say = KNOWN.get(key, (key.replace("_", " ").capitalize(), _plain))
        if value is None:
            unknown.append(label.lower())
        else:
            page.paragraph(page.text(say(page, value)), 26, page.join("  ", (label, "dim")))
    if unknown:
        page.paragraph(page.text(", ".join(unknown), "dim"), 26, page.join("  ", (UNKNOWN.capitalize(), "dim")))


def _sentiment(page: Page, value: Mapping[str, Any]) -> str:
    start, end, change = value.get("start"), value.get("end"), value.get("change")
    if start is None or end is None:
        return "not assessed: too little was said"
    course = f"{_mood(page, start)} at the start {page.signs.arrow} {_mood(page, end)} at the end"
    return course if change is None else f"{course}, {_change(change)}"


def _mood(page: Page, value: float) -> str:
    word = "negative" if value < -0.1 else "positive" if value > 0.1 else "neutral"
    return f"{word} ({_signed(page, value)})"


def _change(change: float) -> str:
    if abs(change) < 0.1:
        return "little changed"
    return f"{'brighter' if change > 0 else 'darker'} by {abs(change):.2f}"


def _signed(page: Page, value: float) -> str:
    return f"{'+' if value > 0 else page.signs.minus if value < 0 else ''}{abs(value):.2f}"


def _questions(_: Page, value: Mapping[str, Any]) -> str:
    return f"{value.get('open', 0)} open, {value.get('closed', 0)} closed"


def _share(_: Page, value: float) -> str:
    return f"{figures.whole(100 * value)}% of the words are the agent's"


def _words(_: Page, value: float | Mapping[str, Any]) -> str:
    return _plain(_, value) if isinstance(value, Mapping) else figures.count(int(value), "word")


def _ratio(_: Page, value: float) -> str:
    return f"{value:.2f} for each question"


def _seconds(_: Page, value: float | Mapping[str, Any]) -> str:
    return _plain(_, value) if isinstance(value, Mapping) else f"{value:.1f} s"


def _gaps(_: Page, value: float) -> str:
    return f"{value:.1f} s in long gaps" if value else "no long gaps"


def _times(_: Page, value: int) -> str:
    return figures.count(value, "time") if value else "none"


def _plain(page: Page, value: Any) -> str:
    """Any figure at all, for measures that are younger than this file."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return figures.exact(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{str(key).replace('_', ' ')} {_plain(page, each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(page, each) for each in value)
    return str(value)


KNOWN: dict[str, tuple[str, Callable[[Page, Any], str]]] = {
    "sentiment": ("Customer's mood", _sentiment),
    "talk_share": ("Talk share", _share),
    "questions": ("Agent's questions", _questions),
    "longest_monologue": ("Longest agent turn", _words),
    "reflections_per_question": ("Reflections", _ratio),
    "response_time": ("Usual time to reply", _seconds),
    "silence": ("Silence", _gaps),
    "interruptions": ("Agent interrupted", _times),
}
