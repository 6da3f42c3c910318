"""The words and colours for statuses, verdicts, places and people: one meaning, one colour, and never colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from empathy_audit.model import Moment, Report, Status
from empathy_audit.reporters import wording
from empathy_audit.reporters.text.page import Page

GOOD, FAIR, BAD, ALERT = "green", "yellow", "red", "bold magenta"

VERDICTS = {"strong": GOOD, "pass": GOOD, "coach": FAIR, "fail": BAD, "not_assessed": "dim"}
STATUSES: dict[Status, tuple[str, str]] = {  # in the order of a summary: colour, meaning
    "met": (GOOD, wording.STATUSES["met"]),
    "partial": (FAIR, wording.STATUSES["partial"]),
    "late": (FAIR, wording.STATUSES["late"]),
    "missed": (BAD, wording.STATUSES["missed"]),
    "denied": (BAD, wording.STATUSES["denied"]),
    "withdrawn": ("dim", wording.STATUSES["withdrawn"]),
}
TIERS, known, where, spoken = wording.TIERS, wording.known, wording.where, wording.listed


def verdict(words: str) -> str:
    return wording.spoken(words)


def mark(page: Page, status: Status) -> str:
    signs = page.signs
    return {
        "met": signs.met,
        "partial": signs.short,
        "late": signs.short,
        "missed": signs.missed,
        "denied": signs.missed,
        "withdrawn": signs.none,
    }[status]


def tally(moments: Iterable[Moment]) -> str:
    """How many of each status, in words."""
    statuses = [moment.status for moment in moments]
    return ", ".join(f"{statuses.count(status)} {status}" for status in STATUSES if status in statuses)


def place(report: Report, line: int | None, turn: int) -> str:
    """`path:line`, as editors and terminals can open it."""
    path = report.transcript.path
    return f"{path}, turn {turn}" if line is None else f"{path}:{line}"


def where_turn(report: Report, turn: int) -> str:
    return where(next((each.line for each in report.transcript.turns if each.index == turn), None), turn)


def speaker(report: Report, turns: Iterable[int]) -> str:
    """Who said it: the agent, a bot that speaks for the company, or the customer."""
    first = next(iter(turns), None)
    role = next((turn.role for turn in report.transcript.turns if turn.index == first), "agent")
    return {"bot": "Bot", "customer": "Customer"}.get(role, wording.AGENT)
