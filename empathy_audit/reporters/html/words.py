"""What the page says for ids, places and figures: one meaning, one tone, and never colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from empathy_audit.model import Report, Turn
from empathy_audit.reporters import figures, wording

VERDICTS = {  # worst first, with their tones
    "fail": "bad", "coach": "fair", "pass": "fine", "strong": "good", "not_assessed": "none",
}  # fmt: skip
STATUSES = {  # worst first: tone, sign, meaning
    "denied": ("bad", "✗", wording.STATUSES["denied"]),
    "missed": ("bad", "✗", wording.STATUSES["missed"]),
    "partial": ("fair", "◐", wording.STATUSES["partial"]),
    "late": ("fair", "◐", wording.STATUSES["late"]),
    "met": ("good", "✓", wording.STATUSES["met"]),
    "withdrawn": ("none", "–", wording.STATUSES["withdrawn"]),
}
FOR_A_PERSON = "what the customer showed is for a person to look at"
TIERS, spoken, listed, told = wording.TIERS, wording.spoken, wording.listed, wording.known
MINUS = "−"
LITTLE = wording.LITTLE


def titled(id: str) -> str:
    return spoken(id).capitalize()


def where(turn: Turn | None, number: int) -> str:
    """A place in the conversation: the line of the file, or else the turn."""
    return wording.where(None if turn is None else turn.line, number)


def name(report: Report) -> str:
    """The file's name, and the id where it says more."""
    transcript = report.transcript
    file = transcript.path.replace("\\", "/").rpartition("/")[2]
    known = {transcript.path, file, file.rpartition(".")[0], ""}
    return file if transcript.id in known else transcript.id


def clock(seconds: float | None) -> str:
    """3:07, or 1:02:07."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def taken(points: float) -> str:
    return f"{MINUS}{figures.exact(points)}" if points else "0"


def signed(value: float) -> str:
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{abs(value):.2f}"


def course(mood: Mapping[str, Any]) -> str:
    """The customer's mood from the start to the end."""
    start, end = mood["start"], mood["end"]
    return f"{signed(start)} at the start, {signed(end)} at the end, {wording.change(end - start)}"
