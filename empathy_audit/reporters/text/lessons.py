"""What a batch teaches, for whoever trains people: whom to coach on what, what is never heard, what recurs, examples."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from empathy_audit.model import Answer, Habit, Lesson, Lessons, Mean, Run, Share
from empathy_audit.reporters import figures, wording
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import INDENT, Page

TITLES = {"agent": "Whom to coach on what", "team": "By team", "day": "By day", "folder": "By folder"}
BEFORE, WHOLE = 6, 15  # rows of a table before a report, and in a summary
FEW = 5  # behaviours, habits and sentences that are named
NAME = 24  # columns of a name
WIDE = 100  # columns of a screen that holds a row and what to coach on beside it
FIGURES = 46  # columns that scores, shares and counts take
NAMED = 12  # that are too few to rank
ONE = f"One name speaks for the company: {wording.WHO}."


def draw(page: Page, run: Run, *, whole: bool = False) -> None:
    """The lessons of a run; `whole` is the summary that is all there is to read."""
    lessons = run.lessons
    if lessons is None:
        return
    rows = WHOLE if whole else BEFORE
    if whole:
        _draw_review(page, lessons)
    for key in _keys(run, lessons):
        asked = key == run.grouped_by
        _draw_group(page, lessons, key, WHOLE if asked else rows, asked=asked)
    if whole and not run.grouped_by and len(lessons.by.get("agent", ())) < 2 and lessons.whole.transcripts > 1:
        page.gap()
        page.paragraph(page.text(wording.nameless(lessons) or ONE, "dim"), 2)
    _draw_lesson(page, lessons.whole, rows, lessons, days=whole and not run.grouped_by)


def draw_each(page: Page, lessons: Sequence[Lesson]) -> None:
    """What is learned of each, in full."""
    for each in lessons:
        page.gap()
        page.title(each.name, figures.count(each.transcripts, "conversation"))
        page.gap()
        page.line("  ", (mean(page, each.score), "bold"), f" of {each.score.n} scored", page.signs.dot, _moments(page, each))
        _draw_lesson(page, each, WHOLE)


def _draw_lesson(page: Page, lesson: Lesson, rows: int, lessons: Lessons | None = None, *, days: bool = False) -> None:
    _draw_practise(page, lesson)
    _draw_types(page, lesson, rows)
    _draw_absent(page, lesson)
    _draw_habits(page, lesson)
    if lessons is not None:
        _draw_scripts(page, lessons)
        if days and len(lessons.by.get("day", ())) > 1:
            _draw_group(page, lessons, "day", rows, asked=False)
    _draw_answers(page, "Worst answered", lesson.worst)
    _draw_answers(page, "Best answered", lesson.best)


def _draw_review(page: Page, lessons: Lessons) -> None:
    if not lessons.reviews:
        return
    page.gap()
    page.line((f"{page.signs.alert} For a person to look at, whatever the score", words.ALERT))
    for each in lessons.review[:NAMED]:
        page.paragraph(page.join(f"{each.place}  {each.name}"), 2)
    if lessons.reviews > NAMED:
        page.line("  ", (f"and {lessons.reviews - min(NAMED, len(lessons.review)):,} more", "dim"))


def _moments(page: Page, lesson: Lesson) -> str:
    return f"{share(page, lesson.met)} of {figures.count(lesson.met.of, 'moment')} met, {lesson.missed:,} missed"


def _keys(run: Run, lessons: Lessons) -> list[str]:
    """What was asked for, and where nothing was, what there is more than one of."""
    if run.grouped_by:
        return [run.grouped_by] if run.grouped_by in lessons.by else []
    return [key for key in ("agent", "team") if len(lessons.by.get(key, ())) > 1]


def mean(page: Page, value: Mean) -> str:
    """`48.2 (44-52)`."""
    return figures.score(value.value) + _interval(page, value.low, value.high)


def share(page: Page, value: Share) -> str:
    """`31% (22-41)`."""
    return f"{figures.whole(value.percent)}%{_interval(page, value.low, value.high)}" if value.of else "-"


def _interval(page: Page, low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({figures.whole(low)}{page.signs.none}{figures.whole(high)})"


def _draw_group(page: Page, lessons: Lessons, key: str, rows: int, *, asked: bool) -> None:
    found = lessons.by[key]
    if key == "day":
        _head(page, key, "the last of them" if len(found) > rows else "in their order")
        _draw_rows(page, key, found[-rows:])
        return
    ranked, few = [each for each in found if each.ranked], [each for each in found if not each.ranked]
    _head(page, key, "lowest mean first")
    if ranked:
        _draw_rows(page, key, ranked[:rows])
    if len(ranked) > rows:
        page.paragraph(page.text(f"and {len(ranked) - rows} more, with a higher mean score", "dim"), 2)
    label = f"Too few to rank, below {figures.count(lessons.fewest, 'scored conversation')}"
    if few and asked:
        page.line("  ", (label, "dim"))
        _draw_rows(page, key, few[:rows])
    elif few:
        names = [f"{page.short(each.name, NAME)} ({each.transcripts})" for each in few[:NAMED]]
        names += [f"and {len(few) - NAMED} more"] if len(few) > NAMED else []
        page.paragraph(page.join((f"{label}: ", "dim"), ", ".join(names)), 2)
    if key == "agent" and lessons.nameless:
        page.paragraph(page.text(wording.nameless(lessons), "dim"), 2)


def _head(page: Page, key: str, order: str) -> None:
    page.heading(TITLES.get(key, key), f"{order}; in brackets the 95% interval")


def _draw_rows(page: Page, key: str, lessons: Sequence[Lesson]) -> None:
    wide = page.width >= WIDE
    heads = ("Score", "n", "Moments met", "n", key.capitalize(), *(("Coach on",) if wide else ()))
    table = [[page.text(each, "dim") for each in heads]]
    for lesson in lessons:
        figures_ = (str(lesson.score.n), share(page, lesson.met), str(lesson.met.of))
        name = page.short(lesson.name, min(NAME, max(page.width - FIGURES, 8)))
        table.append([page.text(mean(page, lesson.score), "bold"), *map(page.text, (*figures_, name))])
    if wide:
        room = max(page.width - FIGURES - max(row[4].cell_len for row in table), 20)
        for row, lesson in zip(table[1:], lessons, strict=True):
            row.append(page.text(_coach(page, lesson, room)))
    head, *lines = page.table(table, left=frozenset({4}))
    page.line(head)
    for line, lesson in zip(lines, lessons, strict=True):
        page.line(line)
        if not wide:
            page.line("      ", (page.signs.arrow + " " + _coach(page, lesson, page.width - 10), "dim"))


def _coach(page: Page, lesson: Lesson, most: int) -> str:
    if not lesson.practise:
        return "nothing fell short" if lesson.met.of else "no moments"
    first = lesson.practise[0]
    count = f": {first.short} of {first.of} fell short"
    return page.short(first.name, most - len(count)) + count


def _draw_practise(page: Page, lesson: Lesson) -> None:
    if not lesson.practise:
        return
    page.heading("Practise next", "what weighs most among what fell short")
    for number, each in enumerate(lesson.practise, 1):
        head = page.join((each.name, "bold"), f", {each.short} of {each.of} fell short. ", (each.step, "green"))
        page.paragraph(head, 5, page.text(f"  {number}."))


def _draw_types(page: Page, lesson: Lesson, rows: int) -> None:
    if not lesson.types:
        return
    page.heading("By type of moment", f"most missed first; in all {_moments(page, lesson)}")
    table = [[page.text(each, "dim") for each in ("Missed", "Met", "n", "Type")]]
    for each in lesson.types[:rows]:
        cells = page.text(share(page, each.met)), page.text(str(each.met.of)), page.text(page.short(each.name, page.width - 29))
        table.append([page.text(str(each.missed), "bold"), *cells])
    for line in page.table(table, left=frozenset()):
        page.line(line)
    if len(lesson.types) > rows:
        page.line("  ", (f"and {len(lesson.types) - rows} more", "dim"))


def _draw_absent(page: Page, lesson: Lesson) -> None:
    if lesson.absent:
        names = [f"{each.name}, {each.heard} of {each.chances}" for each in lesson.absent[:FEW]]
        page.heading("Hardly ever heard", "in so many of the conversations that gave a chance for it")
        page.paragraph(page.text(page.signs.dot.join(names)), 2)


def _draw_habits(page: Page, lesson: Lesson) -> None:
    if not lesson.recurring:
        return
    page.heading("What recurs", "gravest first")
    for each in lesson.recurring[:FEW]:
        what = page.join((each.name, "bold"), f", {each.severity}, {_often(each)}")
        better = ((". Better: ", (each.suggest, "green")) if each.suggest else ())
        page.paragraph(page.join(what, *better), INDENT, page.text(f" {page.signs.dot}"))


def _often(habit: Habit) -> str:
    return f"{figures.count(habit.times, 'time')} in {figures.count(habit.conversations, 'conversation')}"


def _draw_scripts(page: Page, lessons: Lessons) -> None:
    if not lessons.scripts:
        return
    page.heading("Said by heart", "the same sentence in several conversations, which counts as a stock phrase")
    for each in lessons.scripts[:FEW]:
        number = figures.count(each.transcripts, "conversation")
        page.paragraph(page.join(page.quote(each.quote, 160), f", {number}"), INDENT, page.text(f" {page.signs.dot}"))
        more = each.transcripts - len(each.places[:3])
        places = ", ".join(page.short_path(place, 48) for place in each.places[:3])
        page.paragraph(page.text(places + (f" and {more} more" if more > 0 else ""), "dim"), INDENT)


def _draw_answers(page: Page, title: str, answers: Sequence[Answer]) -> None:
    if not answers:
        return
    page.heading(title)
    for number, each in enumerate(answers):
        if number:
            page.gap()
        color = words.STATUSES[each.status][0]
        mark = page.text(f"  {words.mark(page, each.status)} {each.status.ljust(9)}", color)
        page.ends(mark, page.join((each.name, "bold"), (f", {words.TIERS.get(each.tier, each.tier)}", "dim")), each.place)
        page.field("Customer", page.quote(each.quote, 240))
        agent = each.agent if 0 < len(each.agent) < _room_for_label(page) else wording.AGENT
        page.field(page.short(agent, 14), page.quote(each.reply, 240) if each.reply else Text("said nothing in reply"))
        if each.next_step:
            page.field("Better", page.text(each.next_step), "green")
        elif each.reason:
            page.field("What worked", page.text(each.reason))


def _room_for_label(page: Page) -> int:
    """Columns that a name may take as the label of a paragraph."""
    return 15 if page.width >= 60 else page.width - 6
