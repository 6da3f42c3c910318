"""The words and colours for statuses, verdicts, places and people: one meaning, one colour, and never colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from empathy_audit.model import Deduction, Moment, Report, Status
from empathy_audit.reporters.text.page import Page

GOOD, FAIR, BAD, ALERT = "green", "yellow", "red", "bold magenta"

VERDICTS = {"strong": GOOD, "pass": GOOD, "coach": FAIR, "fail": BAD, "not_assessed": "dim"}
STATUSES: dict[Status, tuple[str, str]] = {  # in the order of a summary: colour, meaning
    "met": (GOOD, "answered as it needed"),
    "partial": (FAIR, "one step short"),
    "late": (FAIR, "answered, but too late"),
    "missed": (BAD, "not answered"),
    "denied": (BAD, "brushed aside, contradicted or blamed"),
    "withdrawn": ("dim", "the customer moved on, or the contact ended, before anyone could answer"),
}
TIERS = {1: "a hint", 2: "said outright", 3: "critical"}


def known(found: Moment | Deduction) -> str:
    """What the baseline has to say to a finding; "" where there is none."""
    return "" if found.known is None else ", known" if found.known else ", new"


def verdict(words: str) -> str:
    return words.replace("_", " ")


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


def spoken(ids: Iterable[str]) -> str:
    """Ids of the taxonomy as words."""
    return ", ".join(each.replace("_", " ") for each in ids)


def where(line: int | None, turn: int) -> str:
    """A place inside a conversation whose path is known."""
    return f"turn {turn}" if line is None else f"line {line}"


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
    return {"bot": "Bot", "customer": "Customer"}.get(role, "Agent")
