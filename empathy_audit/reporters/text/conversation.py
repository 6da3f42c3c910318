"""One conversation from top to bottom: score, what a person must see, moments, what hurt, what stands beside."""

from __future__ import annotations

from empathy_audit.model import DIMENSIONS, Report, RoleInfo
from empathy_audit.reporters import figures, wording
from empathy_audit.reporters.order import name
from empathy_audit.reporters.text import beside, hurt, moments, silenced, sums, words
from empathy_audit.reporters.text.page import Page

NOTHING = "nothing in this conversation called for empathy"


def draw(page: Page, report: Report) -> None:
    page.gap()
    page.title(name(report), figures.count(len(report.transcript.turns), "turn"))
    page.gap()
    _draw_score(page, report)
    page.gap()
    _draw_roles(page, report)
    moments.draw_review(page, report)
    moments.draw_all(page, report)
    moments.draw_best(page, report)
    hurt.draw(page, report)
    silenced.draw(page, report)
    beside.draw(page, report)
    if page.look.explain:
        sums.draw(page, report)


def _draw_score(page: Page, report: Report) -> None:
    score, verdict = report.score, report.verdict
    headline = page.join()
    if score.overall is not None:
        headline.append_text(page.join((figures.score(score.overall), "bold"), (" of 100", "dim"), "   "))
    headline.append_text(page.text(words.verdict(verdict), f"bold {words.VERDICTS[verdict]}"))
    reason = report.verdict_reason or (NOTHING if score.overall is None else "")
    if reason:
        headline.append_text(page.join("   ", reason))
    page.paragraph(headline, 2)
    if score.overall is None:
        return
    page.gap()
    for dimension in DIMENSIONS:
        _draw_dimension(page, dimension, getattr(score, dimension))
    if report.sums.deducted:
        taken = page.signs.minus + figures.exact(report.sums.deducted)
        page.line("  Deductions".ljust(20), " " * _bar_columns(page), taken.rjust(5))


def _draw_dimension(page: Page, dimension: str, value: float | None) -> None:
    label = page.join("  ", dimension.capitalize().ljust(18))
    if value is None:
        page.paragraph(page.join(("not assessed: " + wording.NO_CHANCE[dimension], "dim")), 20, label)
    else:
        page.line(label, page.bar(value, _bar_columns(page)), figures.whole(value).rjust(5))


def _bar_columns(page: Page) -> int:
    return min(page.width - 28, 50)


def _draw_roles(page: Page, report: Report) -> None:
    for role, info in report.transcript.roles.items():
        body, style = page.join(*_who(page, info)), "yellow" if info.source in ("inferred", "unknown") else "dim"
        page.paragraph(body, 20, page.join("  ", (role.capitalize(), style)))
    counts = report.transcript.redacted
    if counts is not None:
        page.paragraph(page.text(wording.masked(counts)), 20, page.join("  ", ("Redacted", "dim")))
    for warning in wording.notes(report):
        page.paragraph(page.text(warning), 20, page.join("  ", ("Note", "yellow")))


def _who(page: Page, info: RoleInfo) -> list[tuple[str, str]]:
    labels = ", ".join(page.signs.open + page.short(label, 40) + page.signs.close for label in info.labels)
    return [(labels + "  " if labels else "", ""), (wording.known_from(info), "dim")]
