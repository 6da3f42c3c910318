"""The moments that a turn raises or answers: the grade, what in the reply it was owed to, what held it down, what was due."""

from __future__ import annotations

from rich.text import Text

from empathy_audit.cli.why import paper
from empathy_audit.explaining import Explanation
from empathy_audit.explaining.answers import NOTHING, Answered, Owed, Weighed
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import Page

GRADES = (
    "ignored or denied", "perfunctory", "implicit", "acknowledged", "acknowledged, and gone further", "confirmed",
    "a shared experience",
)  # fmt: skip


def draw(page: Page, told: Explanation) -> None:
    for one in told.moments:
        raised = told.turn.index in one.turns
        page.heading("The moment" if raised else "An answer to this moment", "" if raised else "raised by the customer before")
        _draw(page, one, raised=raised)


def _draw(page: Page, told: Answered, *, raised: bool) -> None:
    moment = told.moment
    color = words.STATUSES[moment.status][0]
    margin = page.text(f"  {words.mark(page, moment.status)} {moment.status.ljust(11)}", color)
    what = page.join((moment.name, "bold"), (f", {words.TIERS.get(moment.tier, moment.tier)}, heard by {moment.rule}", "dim"))
    page.ends(margin, what, words.where(moment.line, moment.turn))
    if not raised:
        page.field("Customer", page.quote(moment.quote))
    reply = moment.reply
    if reply.quote:
        page.field("Reply", page.join(page.quote(reply.quote), (f"  {words.where(reply.line, reply.turns[0])}", "dim")))
    owed = f", and the {'step' if len(told.owed) == 1 else f'{len(told.owed)} steps'} below" if told.owed else ""
    page.field("Grade", page.text(f"{moment.grade} of 6, {GRADES[moment.grade]}; {told.target} is needed{owed}"))
    page.field("Why", page.text(moment.reason))
    for each in told.lowered:
        page.field("Lowered", page.text(each))
    if told.weighed:
        paper.listing(page, "Weighed", (_weighed(page, one) for one in sorted(told.weighed, key=_order)))
    if told.owed:
        paper.listing(page, "Steps owed", (_owed(page, one) for one in told.owed))


def _order(one: Weighed) -> tuple[bool, bool]:
    return not one.decided, one.counted_as == NOTHING


def _weighed(page: Page, one: Weighed) -> tuple[Text, Text, str]:
    idle = "" if one.decided else "dim" if one.counted_as == NOTHING else ""
    mark = page.text((page.signs.arrow if one.decided else page.signs.none) + " ", "bold" if one.decided else "dim")
    name = words.spoken((one.cue.behaviour,))
    quote = page.signs.open + page.short(one.cue.quote, 60) + page.signs.close
    body = page.join((f"{name} {quote}: {one.counted_as}", idle))
    return mark, body, one.cue.rule


def _owed(page: Page, one: Owed) -> tuple[Text, Text, str]:
    name = words.spoken(one.steps).replace(", ", " or ")
    if one.taken is None:
        return page.text(f"{page.signs.missed} ", words.BAD), page.text(f"{name}: never"), ""
    body = page.join(f"{name}: ", page.quote(one.taken.quote, 60))
    return page.text(f"{page.signs.met} ", words.GOOD), body, words.where(one.taken.line, one.taken.turn)
