"""The moments in which the customer needed to be heard, in order, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from empathy_audit.model import FELL_SHORT, Moment, Report
from empathy_audit.reporters import wording
from empathy_audit.reporters.order import cards, gravest
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import Page

STATUS = 11  # columns of the status


def draw_review(page: Page, report: Report) -> None:
    """What a person must look at, before everything else and outside the score."""
    found = [moment for moment in report.moments if moment.review]
    if not found:
        return
    page.heading(f"{page.signs.alert} For a person to look at", "outside the score", style=words.ALERT)
    for number, group in enumerate(cards(found)):
        if number:
            page.gap()
        _draw_card(page, report, group)


def draw_all(page: Page, report: Report) -> None:
    if not report.moments:
        none = "none is shown" if report.filtered else "none: the customer showed no feeling, burden or good news"
        page.heading("Moments", none, alone=True)
        return
    page.heading("Moments", words.tally(report.moments))
    gap = False  # one empty line around each card, none between brief lines
    for number, group in enumerate(cards(sorted(report.moments, key=lambda each: (each.turn, each.span)))):
        brief = group[0].review or (group[0].status not in FELL_SHORT and not page.look.verbose)
        if number and (gap or not brief):
            page.gap()
        if brief:
            for moment in group:
                _draw_brief(page, report, moment)
        else:
            _draw_card(page, report, group)
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


def _draw_brief(page: Page, report: Report, moment: Moment) -> None:
    """A moment in one line."""
    status, what = _status(page, moment), page.text(moment.name)
    right = words.where(moment.line, moment.turn)
    room = page.width - status.cell_len - what.cell_len - len(right) - 6
    if moment.review:
        what.append_text(page.text("  see above", "dim"))
    elif moment.quote and room >= 12:
        said = page.quote(moment.quote, room)
        if len(moment.quote) * 2 < room:  # a word or two say little by themselves
            said = page.quote_in_context(report, moment.turn, moment.span, moment.quote, room - 4)
        what.append_text(page.join("  ", said))
    page.ends(status, what, right)


def _draw_card(page: Page, report: Report, group: Sequence[Moment]) -> None:
    """Moments with both sides' words once, what was missing, and what would have been better for the gravest of them."""
    moment = gravest(group)
    for number, one in enumerate(group):
        what = page.join((one.name, "bold"), (f", {words.TIERS.get(one.tier, one.tier)}{words.known(one)}", "dim"))
        page.ends(_status(page, one), what, words.place(report, one.line, one.turn) if not number else "")
    _draw_words(page, report, moment)
    reasons: dict[str, Moment] = {}
    for one in (moment, *group):
        known = reasons.setdefault(one.reason, one)
        if known.raised_from is None:
            reasons[one.reason] = one
    for one in reasons.values():
        page.field(f"Why {one.status}", page.text(_reason(report, one)))
    steps = tuple(dict.fromkeys(step for one in group for step in one.steps_missing))
    if steps:
        page.field("Never heard", page.text(words.spoken(steps)))
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
        page.field(wording.AGENT, page.text("said nothing in reply", "dim"))


def _reason(report: Report, moment: Moment) -> str:
    if moment.raised_from is None:
        return moment.reason
    first = words.where_turn(report, moment.raised_from)
    return f"{moment.reason} The customer had raised it before, at {first}.".strip()
