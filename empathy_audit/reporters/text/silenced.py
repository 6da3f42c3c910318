"""What the source itself asked not to be told: each finding with its reason, and the suppressions that do nothing."""

from __future__ import annotations

from empathy_audit.model import Report, Suppressed, Suppression
from empathy_audit.reporters import figures
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import Page

RULE = 9  # columns of a rule's id


def draw(page: Page, report: Report) -> None:
    if not report.suppressed and not report.unused_suppressions:
        return
    page.heading("Suppressed", _total(report))
    for found in report.suppressed:
        _draw_one(page, report, found)
    for asked in report.unused_suppressions:
        _draw_unused(page, report, asked)


def _total(report: Report) -> str:
    """Both counts, as far as there is something to count."""
    kept, idle = len(report.suppressed), len(report.unused_suppressions)
    parts = [f"{figures.count(kept, 'finding')} that the source sets aside"] if kept else []
    return ", ".join([*parts, f"{figures.count(idle, 'suppression')} without effect"] if idle else parts)


def _draw_one(page: Page, report: Report, found: Suppressed) -> None:
    kind = found.severity or found.kind
    margin = page.join("  ", (page.short(found.rule, 30).ljust(RULE), "dim"))
    page.ends(margin, page.join((found.name, "bold"), (f", {kind}", "dim")), words.place(report, found.line, found.turn))
    said = page.quote_in_context(report, found.turn, found.span, found.quote, 140)
    page.field(words.speaker(report, (found.turn,)), said)
    at = "" if found.by.line is None else f"  line {found.by.line}"
    page.field("Reason", page.join(found.by.reason, (at, "dim")))


def _draw_unused(page: Page, report: Report, asked: Suppression) -> None:
    margin = page.join("  ", (f"{page.signs.alert} {page.short(asked.rule, 30)}".ljust(RULE), words.FAIR))
    page.ends(margin, page.text("has no effect", words.FAIR), _place(report, asked))
    page.field("Why", page.text(asked.fault))


def _place(report: Report, asked: Suppression) -> str:
    known = asked.line is not None or asked.turn is not None
    return words.place(report, asked.line, asked.turn or 0) if known else report.transcript.path
