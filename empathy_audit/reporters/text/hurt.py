"""Anti-patterns: what the agent said that hurt, what it cost, what to say instead."""

from __future__ import annotations

from empathy_audit.model import Deduction, Report
from empathy_audit.reporters import figures
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import Page

SEVERE = frozenset({"major", "critical"})


def draw(page: Page, report: Report) -> None:
    if not report.deductions:
        page.heading("What hurt", "nothing is shown" if report.filtered else "nothing was found", alone=True)
        return
    page.heading("What hurt", _total(page, report))
    for number, found in enumerate(report.deductions):
        if number:
            page.gap()
        _draw_one(page, report, found)


def _total(page: Page, report: Report) -> str:
    sums = report.sums
    if not sums.deducted:
        return "no points taken"
    total = f"{page.signs.minus}{figures.exact(sums.deducted)} points in all"
    capped = sum(found.points for found in report.deductions) > sums.deducted
    return f"{total}, which is the most that is taken" if capped else total


def _draw_one(page: Page, report: Report, found: Deduction) -> None:
    cost = page.signs.minus + figures.exact(found.points) if found.points else "0"
    color = words.BAD if found.severity in SEVERE else words.FAIR
    what = page.join((found.name, "bold"), (f", {found.severity}{words.known(found)}", "dim"))
    page.ends(page.join("  ", (cost.ljust(5), color)), what, words.place(report, found.line, found.turn))
    if found.quote:
        said = page.quote_in_context(report, found.turn, found.span, found.quote)
        page.field(words.speaker(report, (found.turn,)), said)
    if found.message:
        page.field("What is wrong", page.text(found.message))
    if found.note:
        page.field("Cost", page.text(found.note))
    if found.suggest:
        page.field("Better", page.text(found.suggest), "green")
