"""Several conversations at a glance, worst first, and the key to reading a report."""

from __future__ import annotations

from os.path import commonprefix

from rich.text import Text

from empathy_audit.model import DIMENSIONS, Report, Run
from empathy_audit.reporters import figures, wording
from empathy_audit.reporters.order import VERDICTS, name
from empathy_audit.reporters.text import lessons, words
from empathy_audit.reporters.text.page import Page

HEADS = (  # of the table, by columns of the screen
    (100, ("Score", "Verdict", "Listening", "Acknowledgement", "Valuing", "Met", "Conversation")),
    (70, ("Score", "Verdict", "List.", "Ackn.", "Val.", "Met", "Conversation")),
    (0, ("Score", "Verdict", "Met", "Conversation")),
)
FEWEST = 4
KEY = {
    **{name.capitalize(): meaning for name, meaning in wording.DIMENSIONS.items()},
    wording.UNKNOWN: wording.NO_COST,
    "Moments": wording.MOMENTS,
}


def draw(page: Page, reports: list[Report], run: Run) -> None:
    """A summary where there is more than one conversation; what could not be audited in any case."""
    if run.only:
        page.paragraph(page.text(run.only, "yellow"), 0)
        page.gap()
    several = len(reports) > 1
    if several:
        draw_headline(page, run)
    draw_problems(page, run)
    review = [report for report in reports if any(moment.review for moment in report.moments)]
    if review and several:
        page.gap()
        page.line((f"{page.signs.alert} For a person to look at, whatever the score", words.ALERT))
        for report in review:
            first = next(moment for moment in report.moments if moment.review)
            page.paragraph(page.join(f"{words.place(report, first.line, first.turn)}  {first.name}"), 2)
    if several:
        lessons.draw(page, run)
        page.heading("Conversations", "worst first")
        _draw_table(page, reports)


def draw_problems(page: Page, run: Run) -> None:
    if run.summary.not_audited:
        page.gap()
        page.line((f"{page.signs.alert} Could not be audited", "bold red"), ("   see standard error", "dim"))
        for path in dict.fromkeys(problem.path for problem in run.problems):
            page.paragraph(page.text(path), 2)


def draw_headline(page: Page, run: Run) -> None:
    summary = run.summary
    verdicts = [f"{summary.verdicts[each]} {words.verdict(each)}" for each in VERDICTS if summary.verdicts.get(each)]
    parts = []
    if summary.score is not None:
        sure = lessons.mean(page, run.lessons.whole.score) if run.lessons else figures.score(summary.score)
        parts.append(f"mean score {sure}")
    parts += [", ".join(verdicts)] if verdicts else []
    if summary.suppressed:
        parts.append(f"{summary.suppressed} suppressed")
    if summary.unused_suppressions:
        parts.append(f"{figures.count(summary.unused_suppressions, 'suppression')} without effect")
    if summary.redacted is not None:
        parts.append(f"redacted: {wording.masked(summary.redacted)}")
    number = figures.count(summary.transcripts, "conversation")
    page.paragraph(page.join((number, "bold"), *(page.signs.dot + part for part in parts)), 0)


def _draw_table(page: Page, reports: list[Report]) -> None:
    names = next(names for columns, names in HEADS if page.width >= columns)
    rows = [[page.text(each, "dim") for each in names]]
    rows += [_row(page, report, len(names) > FEWEST) for report in reports]
    shared = _shared_folder(reports)
    taken = sum(max(row[column].cell_len for row in rows) + 2 for column in range(len(names) - 1)) + 2
    for row, report in zip(rows[1:], reports, strict=True):
        row[-1] = page.text(page.short_path(name(report).removeprefix(shared), max(page.width - taken, 16)))
    for line in page.table(rows, left=frozenset({1})):
        page.line(line)


def _shared_folder(reports: list[Report]) -> str:
    """The folder that every path begins with, and so need not be said in each row."""
    folders = {report.transcript.path.rpartition("/")[0] + "/" for report in reports}
    shared = commonprefix(list(folders))  # noqa: RUF071 - a broken name is cut off below
    return shared[: shared.rfind("/") + 1]


def _row(page: Page, report: Report, dimensions: bool) -> list[Text]:
    score = report.score
    met, counted = report.met
    color = words.VERDICTS[report.verdict]
    return [
        page.text(figures.score(score.overall), "bold"),
        page.text(words.verdict(report.verdict), color),
        *(page.text(figures.whole(getattr(score, each))) for each in DIMENSIONS if dimensions),
        page.text(f"{met} of {counted}" if counted else "-"),
        Text(),
    ]


def draw_key(page: Page, reports: list[Report]) -> None:
    """What the words mean, once, at the end."""
    page.gap()
    page.line((page.signs.rule * page.width, "dim"))
    seen = {moment.status for report in reports for moment in report.moments}
    for label, meaning in KEY.items():
        _draw_meaning(page, label, meaning)
    for status, (_, meaning) in words.STATUSES.items():
        if status in seen:
            _draw_meaning(page, f"{words.mark(page, status)} {status}", meaning)
    if not page.look.explain:
        _draw_meaning(page, "The sums", "--explain prints every line behind a score")


def _draw_meaning(page: Page, label: str, meaning: str) -> None:
    page.paragraph(page.text(meaning, "dim"), 20, page.join("  ", (label, "dim")))
