"""The answer for people: the turn with the words that counted underlined, rule by rule, and what became of its moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from empathy_audit.cli.why import marking
from empathy_audit.cli.why.outline import Row, rows
from empathy_audit.explaining import Explanation, Told
from empathy_audit.explaining.parts import Near, Part, Words, said
from empathy_audit.model import Turn
from empathy_audit.reporters import figures
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import INDENT, LABEL, Page

SPEAKERS = {"customer": "the customer", "agent": "the agent", "bot": "the bot", "system": "the system"}
NARROW = 60  # columns; below, a label has a line of its own, as in the report
SHORT = 60  # characters of a quote beside a signal


def draw(page: Page, told: Explanation) -> None:
    """Everything about the turn."""
    from empathy_audit.cli.why.moments import draw as draw_moments

    turn = told.turn
    place = told.transcript.path if turn.line is None else f"{told.transcript.path}:{turn.line}"
    page.gap()
    page.title(place, f"turn {turn.index}, {SPEAKERS.get(turn.role, 'speaker unknown')}")
    page.gap()
    marking.draw(page, marking.marked(page, turn.text, ()), INDENT)
    if told.note:
        page.gap()
        page.paragraph(page.text(told.note, "yellow"))
    shown = (*told.asked, *told.matched)
    if not shown and not told.note:
        page.heading("Rules", "none matched; add --rule ID to see how near a rule came", alone=True)
    for one in shown:
        _rule(page, one, turn, full=one in told.asked)
    if not told.asked:
        draw_moments(page, told)


def _rule(page: Page, told: Told, turn: Turn, *, full: bool) -> None:
    sign, color, status = (page.signs.met, words.GOOD, "matched") if told.matched else (page.signs.missed, words.BAD, "no match")
    page.gap()
    what = page.join((told.rule.id, "bold cyan"), "  ", (told.rule.name, "bold"))
    page.ends(page.text(f"  {sign} {status}  ", color), what, f"{told.rule.place.path}:{told.rule.place.line}")
    page.field("Reports", _reports(page, told))
    spans = [word.span for word in _own(told, turn)]
    if told.matched and spans:
        sentence(page, "Heard", turn.text, spans)
    for number, reason in enumerate(told.reasons):
        page.field("Why not" if number == 0 else "and", page.text(f"{reason[0].upper()}{reason[1:]}."), "yellow")
    near = None if told.matched or told.part is None else _near(told.part)
    if near is not None:
        sentence(page, "Nearly", turn.text, [word.span for word in near.words if word.turn == turn.index])
    for note in told.notes:
        page.field("Also", page.text(f"{note[0].upper()}{note[1:]}."))
    if told.part is not None:
        listing(page, "Asked for", [_line(page, row, turn) for row in rows(told.part, full=full)])


def _reports(page: Page, told: Told) -> Text:
    rule, cost = told.rule, told.deduction
    if rule.kind == "moment":
        more = words.TIERS[rule.tier]
    elif rule.kind == "behaviour":
        more = str(rule.dimension)
    elif cost is None:
        more = rule.severity
    elif cost.points:
        more = f"{rule.severity}, {page.signs.minus}{figures.exact(cost.points)} points"
    else:
        more = f"{rule.severity}, {cost.note}"
    return page.join((f"{rule.kind} ", "dim"), words.spoken((rule.target,)), (f", {more}", "dim"))


def _own(told: Told, turn: Turn) -> list[Words]:
    """The words of this turn that made a rule match; those of its cues where it has no others."""
    if not told.matched:
        return []
    found = [word for word in said(told.part) if word.turn == turn.index] if told.part is not None else []
    return found or [Words(cue.turn, cue.line, cue.span, cue.quote) for cue in told.cues]


def _near(part: Part) -> Near | None:
    """What came nearest, the least amiss first."""
    found = sorted(_all_near(part), key=lambda near: near.distance)
    return found[0] if found else None


def _all_near(part: Part) -> Iterator[Near]:
    if part.near is not None:
        yield part.near
    if part.kind == "any":
        yield from _all_near(min(part.parts, key=lambda one: one.distance))
    elif part.kind != "score":
        for one in part.parts:
            yield from _all_near(one)


def _line(page: Page, row: Row, turn: Turn) -> tuple[Text, Text, str]:
    """A row's mark, its words, and the line of the rule file where it stands."""
    sign, color = {
        True: (page.signs.met, words.GOOD),
        False: (page.signs.missed, words.BAD),
        None: (page.signs.none, "dim"),
    }[row.held]
    mark = page.text("  " * row.depth + sign + " ", color)
    if row.weight is not None:
        weight = f"{row.weight:+g}".replace("-", page.signs.minus)
        mark.append_text(page.text(f"{weight:<5}", color if row.held else "dim"))
    body = page.text(row.text, "dim" if row.held is None else "")
    for quote, place in dict.fromkeys((page.short(word.quote, SHORT), _elsewhere(word, turn)) for word in row.words):
        body.append_text(page.join("  ", (page.signs.open + quote + page.signs.close, "bold"), (place, "dim")))
    return mark, body, "" if row.place is None else f"line {row.place.line}"


def _elsewhere(word: Words, turn: Turn) -> str:
    return "" if word.turn == turn.index else f" {words.where(word.line, word.turn)}"


def sentence(page: Page, label: str, text: str, spans: Sequence[tuple[int, int]]) -> None:
    """A field with words of a turn underlined."""
    if not spans:
        return
    body = marking.marked(page, text, spans)
    if page.width < NARROW:
        page.line(" " * INDENT, (label, "dim"))
        marking.draw(page, body, INDENT + 2)
    else:
        marking.draw(page, body, INDENT + LABEL, page.join(" " * INDENT, (label, "dim")))


def listing(page: Page, label: str, lines: Iterable[tuple[Text, Text, str]]) -> None:
    """A field of several lines, each with a mark before it and a place at its end, where there is room for one."""
    indent = INDENT + 2 if page.width < NARROW else INDENT + LABEL
    if page.width < NARROW:
        page.line(" " * INDENT, (label, "dim"))
    first = page.join(" " * INDENT, (label, "dim")) if page.width >= NARROW else Text()
    for mark, body, right in lines:
        margin = page.join(first, " " * (indent - first.cell_len), mark)
        first = Text()
        room = page.width - margin.cell_len - len(right) - 2
        for number, part in enumerate(body.wrap(page.console, max(room, 12))):
            part.rstrip()
            if number:
                page.line(" " * margin.cell_len, part)
            else:
                page.line(margin, part, (" " * (room - part.cell_len + 2) + right, "dim"))
