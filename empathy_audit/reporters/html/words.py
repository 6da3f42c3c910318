"""What the page says for ids, places and figures: one meaning, one tone, and never colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from empathy_audit.model import Deduction, Moment, Report, Turn
from empathy_audit.reporters import figures

VERDICTS = {  # worst first, with their tones
    "fail": "bad", "coach": "fair", "pass": "fine", "strong": "good", "not_assessed": "none",
}  # fmt: skip
STATUSES = {  # worst first: tone, sign, meaning
    "denied": ("bad", "✗", "brushed aside, contradicted or blamed"),
    "missed": ("bad", "✗", "not answered"),
    "partial": ("fair", "◐", "one step short"),
    "late": ("fair", "◐", "answered, but too late"),
    "met": ("good", "✓", "answered as it needed"),
    "withdrawn": ("none", "–", "the customer moved on, or the contact ended, before anyone could answer"),
}
TIERS = {1: "a hint", 2: "said outright", 3: "critical"}
NO_CHANCE = {
    "listening": "nothing here called for it",
    "acknowledgement": "the customer showed no feeling, burden or good news",
    "valuing": "nothing here called for it",
}
FOR_A_PERSON = "what the customer showed is for a person to look at"
KNOWN_FROM = {
    "given": "stated in the source",
    "mapped": "known by the label",
    "inferred": "inferred from what is said, please check",
    "unknown": "not known",
}
DIMENSIONS = {
    "listening": "lets the customer tell it, and shows that it was taken in",
    "acknowledgement": "says back what the customer feels, carries or has gone through",
    "valuing": "acts for this customer: takes it on, offers choices, says what happens next",
}
MINUS = "−"
LITTLE = 0.1  # a change of mood, on a scale from -1 to 1, that is not worth a word


def spoken(name: str) -> str:
    """An id of the taxonomy as words."""
    return name.replace("_", " ")


def titled(name: str) -> str:
    return spoken(name).capitalize()


def told(found: Moment | Deduction) -> str:
    """What a baseline knows of it, where there is one."""
    return "" if found.known is None else ", known" if found.known else ", new"


def listed(ids: Iterable[str]) -> str:
    return ", ".join(map(spoken, ids))


def where(turn: Turn | None, number: int) -> str:
    """A place in the conversation: the line of the file, or else the turn."""
    return f"turn {number}" if turn is None or turn.line is None else f"line {turn.line}"


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


def course(start: float | None, end: float | None) -> str:
    """The customer's mood from the start to the end."""
    if start is None or end is None:
        return "not assessed: too little was said"
    change = end - start
    turn = "little changed" if abs(change) < LITTLE else f"{'brighter' if change > 0 else 'darker'} by {abs(change):.2f}"
    return f"{signed(start)} at the start, {signed(end)} at the end, {turn}"


def plain(value: Any) -> str:
    """Any figure at all, for measures that are younger than this file."""
    if value is None:
        return "not assessed"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return figures.exact(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{spoken(str(key))} {plain(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    return str(value)
