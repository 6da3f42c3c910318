"""The moments in which the customer needed to be heard, in order, and what became of each."""

from __future__ import annotations

from rich.text import Text

from empathy_audit.model import FELL_SHORT, Moment, Report
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import Page

STATUS = 11  # columns of the status


def draw_review(page: Page, report: Report) -> None:
    """What a person must look at, before everything else and outside the score."""
    found = [moment for moment in report.moments if moment.review]
    if not found:
        return
    page.heading(f"{page.signs.alert} For a person to look at", "outside the score", style=words.ALERT)
    for number, moment in enumerate(found):
        if number:
            page.gap()
        _draw_card(page, report, moment)


def draw_all(page: Page, report: Report) -> None:
    if not report.moments:
        page.heading("Moments", "none: the customer showed no feeling, burden or good news", alone=True)
        return
    page.heading("Moments", words.tally(report.moments))
    gap = False  # one empty line around each card, none between brief lines
    for number, moment in enumerate(sorted(report.moments, key=lambda each: (each.turn, each.span))):
        brief = moment.status not in FELL_SHORT or moment.review
        if number and (gap or not brief):
            page.gap()
        if brief:
            _draw_brief(page, moment)
        else:
            _draw_card(page, report, moment)
        gap = not brief


def draw_best(page: Page, report: Report) -> None:
    best = report.best
    if best is None:
        return
    page.heading("Best answered")
    page.ends(_status(page, best), page.text(best.name, "bold"), words.place(report, best.line, best.turn))
    _draw_words(page, report, best)
    if best.reason:
        page.field("What worked", page.text(best.reason))


def _status(page: Page, moment: Moment) -> Text:
    color = words.STATUSES[moment.status][0]
    return page.text(f"  {words.mark(page, moment.status)} {moment.status.ljust(STATUS)}", color)


def _draw_brief(page: Page, moment: Moment) -> None:
    """A moment in one line."""
    status, what = _status(page, moment), page.text(moment.name)
    right = words.where(moment.line, moment.turn)
    room = page.width - status.cell_len - what.cell_len - len(right) - 6
    if moment.review:
        what.append_text(page.text("  see above", "dim"))
    elif moment.quote and room >= 12:
        what.append_text(page.join("  ", page.quote(moment.quote, room)))
    page.ends(status, what, right)


def _draw_card(page: Page, report: Report, moment: Moment) -> None:
    """A moment with both sides' words, what was missing and what would have been better."""
    what = page.join((moment.name, "bold"), (f", {words.TIERS.get(moment.tier, moment.tier)}", "dim"))
    page.ends(_status(page, moment), what, words.place(report, moment.line, moment.turn))
    _draw_words(page, report, moment)
    page.field(f"Why {moment.status}", page.text(_reason(report, moment)))
    if moment.steps_missing:
        page.field("Never heard", page.text(words.spoken(moment.steps_missing)))
    if moment.why:
        page.field("Why it matters", page.text(moment.why))
    if moment.next_step:
        page.field("Better", page.text(moment.next_step), "green")


def _draw_words(page: Page, report: Report, moment: Moment) -> None:
    page.field("Customer", page.quote_in_context(report, moment.turn, moment.span, moment.quote))
    reply = moment.reply
    if reply.quote:
        at = f"  line {reply.line}" if reply.line is not None and reply.line != moment.line else ""
        page.field(words.speaker(report, reply.turns), page.join(page.quote(reply.quote), (at, "dim")))
    else:
        page.field("Agent", page.text("said nothing in reply", "dim"))


def _reason(report: Report, moment: Moment) -> str:
    if moment.raised_from is None:
        return moment.reason
    first = words.where_turn(report, moment.raised_from)
    return f"{moment.reason} The customer had raised it before, at {first}.".strip()
