"""The lessons of a batch in Markdown: whom to coach on what, what is never heard, what recurs, examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from empathy_audit.model import Answer, Lesson, Lessons, Mean, Run, Share
from empathy_audit.reporters import figures, wording
from empathy_audit.reporters.escaping import safe, table

ROWS = 15  # of a table, before a report
MORE = 50  # in a summary, and where it was asked for
FEW = 5
NAME = 60  # characters of a name
TITLES = {"agent": "Whom to coach on what", "team": "By team", "day": "By day", "folder": "By folder"}


def mean(value: Mean) -> str:
    """`48.2 (44–52)`."""
    return figures.score(value.value) + _interval(value.low, value.high)


def share(value: Share) -> str:
    """`31% (22–41)`."""
    return f"{figures.whole(value.percent)}%{_interval(value.low, value.high)}" if value.of else "-"


def _interval(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({figures.whole(low)}–{figures.whole(high)})"


def written(run: Run, *, whole: bool = False) -> str:
    """Everything as paragraphs and tables; `whole` is the summary that is all there is to read."""
    lessons = run.lessons
    if lessons is None:
        return ""
    parts = list(_review(lessons)) if whole else []
    parts += [*_groups(run, lessons, whole=whole), *_about(lessons.whole), *_scripts(lessons)]
    parts += [*_answers("Worst answered", lessons.whole.worst), *_answers("Best answered", lessons.whole.best)]
    if whole:
        parts += [part for each in lessons.by.get("agent", ()) if len(lessons.by["agent"]) > 1 for part in _one(each)]
    return "\n\n".join(parts)


def _review(lessons: Lessons) -> Iterator[str]:
    if lessons.reviews:
        yield "### For a person to look at, whatever the score"
        lines = [f"- {safe(each.place)}: {safe(each.name)}" for each in lessons.review]
        more = lessons.reviews - len(lines)
        yield "\n".join(lines) + (f"\n- and {more} more" if more else "")


def _groups(run: Run, lessons: Lessons, *, whole: bool) -> Iterator[str]:
    keys = [run.grouped_by] if run.grouped_by else ["agent", "team", *(["day"] if whole else [])]
    for key in keys:
        found = lessons.by.get(key, ())
        shown = len(found) > 1 or (found and run.grouped_by)
        if shown:
            yield f"### {TITLES.get(key, key)}"
            yield f"{'Days in their order' if key == 'day' else 'Lowest mean first'}; in brackets the 95% interval."
            few = [each for each in found if not each.ranked and key != "day"]
            rows = [each for each in found if each not in few][: MORE if whole or run.grouped_by else ROWS]
            if rows:
                yield _table(key, rows)
            if few:
                yield f"Too few to rank, below {figures.count(lessons.fewest, 'scored conversation')}:"
                yield _table(key, few[: MORE if whole or run.grouped_by else ROWS])
        if key == "agent" and lessons.nameless and (shown or whole):
            yield safe(wording.nameless(lessons))


def _table(key: str, lessons: Sequence[Lesson]) -> str:
    rows = []
    for each in lessons:
        cells = mean(each.score), str(each.score.n), share(each.met), str(each.met.of), str(each.missed), _coach(each)
        rows.append((*cells, safe(each.name, NAME)))
    return table(("Score", "n", "Moments met", "n", "Missed", "Coach on", key.capitalize()), rows)


def _coach(lesson: Lesson) -> str:
    if not lesson.practise:
        return "nothing fell short" if lesson.met.of else "no moments"
    first = lesson.practise[0]
    return f"{safe(first.name)}: {first.short} of {first.of} fell short"


def _about(lesson: Lesson) -> Iterator[str]:
    if lesson.practise:
        yield "### Practise next"
        yield "\n".join(
            f"- **{safe(each.name)}**, {each.short} of {each.of} fell short. {safe(each.step, 600)}" for each in lesson.practise
        )
    if lesson.types:
        yield "### By type of moment"
        rows = [(str(each.missed), share(each.met), str(each.met.of), safe(each.name)) for each in lesson.types]
        whole = (str(lesson.missed), share(lesson.met), str(lesson.met.of), "all")
        yield table(("Missed", "Met", "n", "Type"), [*rows, whole])
    if lesson.absent:
        names = (f"{safe(each.name)} {each.heard} of {each.chances}" for each in lesson.absent[:FEW])
        yield f"**Hardly ever heard:** {', '.join(names)} conversations that gave a chance for it"
    if lesson.recurring:
        yield "### What recurs"
        yield "\n".join(
            f"- **{safe(each.name)}**, {each.severity}, {figures.count(each.times, 'time')} in"
            f" {figures.count(each.conversations, 'conversation')}" + (f". Better: {safe(each.suggest)}" if each.suggest else "")
            for each in lesson.recurring[:FEW]
        )


def _scripts(lessons: Lessons) -> Iterator[str]:
    if lessons.scripts:
        yield "### Said by heart"
        lines = []
        for each in lessons.scripts[:FEW]:
            places = ", ".join(safe(place) for place in each.places[:FEW])
            more = each.transcripts - len(each.places[:FEW])
            lines.append(
                f"- “{safe(each.quote)}”, {figures.count(each.transcripts, 'conversation')}: {places}"
                + (f" and {more} more" if more > 0 else "")
            )
        yield "\n".join(lines)


def _answers(title: str, answers: Sequence[Answer]) -> Iterator[str]:
    if answers:
        yield f"### {title}"
        yield "\n".join(_answer(each) for each in answers)


def _answer(each: Answer) -> str:
    better = f"  <br>**Better:** {safe(each.next_step, 600)}" if each.next_step else f"  <br>{safe(each.reason, 600)}"
    reply = f"“{safe(each.reply)}”" if each.reply else "said nothing in reply"
    said = f"- **{each.status} {safe(each.name)}**, {safe(each.place)}: “{safe(each.quote)}”"
    return f"{said}\n  <br>{safe(each.agent or wording.AGENT, NAME)}: {reply}\n{better}"


def _one(lesson: Lesson) -> Iterator[str]:
    """One agent's lessons, folded."""
    parts = [*_about(lesson), *_answers("Worst answered", lesson.worst), *_answers("Best answered", lesson.best)]
    if not parts:
        return
    body = "\n\n".join(part.replace("### ", "#### ", 1) if part.startswith("### ") else part for part in parts)
    head = f"{safe(lesson.name)}: {mean(lesson.score)} of {figures.count(lesson.score.n, 'conversation')}"
    yield f"<details><summary>{head}</summary>\n\n{body}\n\n</details>"
