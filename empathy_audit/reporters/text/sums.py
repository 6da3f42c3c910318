"""The sums behind a score, line by line, so that a person can redo them with a pencil."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from empathy_audit.model import DIMENSIONS, Report, SumLine
from empathy_audit.reporters import figures, wording
from empathy_audit.reporters.text import words
from empathy_audit.reporters.text.page import Page

COLUMNS = 80  # figures far from their labels are hard to follow
FIGURE = 10  # columns of one figure, as `figures.aligned` gives it


def draw(page: Page, report: Report) -> None:
    page.heading("How the score was made", "each line: points earned, of the points that were there to earn")
    for dimension in DIMENSIONS:
        lines = report.sums.dimensions.get(dimension, ())
        if lines:
            _draw_dimension(page, report, dimension, lines)
            page.gap()
    _draw_result(page, report)


def _draw_dimension(page: Page, report: Report, dimension: str, lines: Sequence[SumLine]) -> None:
    page.line("  ", (dimension.capitalize(), "bold"))
    for line in lines:
        notes = [] if line.turn is None else [words.where_turn(report, line.turn)]
        notes += [line.note] if line.note else []
        label = page.join(line.label, ("".join(f"  {note}" for note in notes), "dim"))
        _draw_row(page, label, page.join(figures.aligned(line.value), (" of ", "dim"), figures.exact(line.out_of)))
    earned, possible = figures.totals(lines)
    _draw_row(page, Text("sum"), page.join(figures.aligned(earned), (" of ", "dim"), figures.exact(possible)))
    if possible:
        share = f"100 {page.signs.times} {figures.exact(earned)} / {figures.exact(possible)}"
        _draw_row(page, page.text(share), page.text(figures.aligned(100 * earned / possible), "bold"))


def _draw_result(page: Page, report: Report) -> None:
    sums = report.sums
    page.line("  ", ("Score", "bold"))
    for dimension in DIMENSIONS:
        earned, possible = figures.totals(sums.dimensions.get(dimension, ()))
        weight = sums.weights.get(dimension)
        if weight is None or not possible:
            _draw_row(page, page.text(f"{dimension}: {wording.LOST_WEIGHT}", "dim"), Text())
            continue
        share = 100 * earned / possible
        product = f"{dimension.ljust(16)}{figures.exact(share)} {page.signs.times} its weight {figures.exact(weight)}"
        _draw_row(page, page.text(product), page.text(figures.aligned(weight * share)))
    if sums.base is None or report.score.overall is None:
        return
    _draw_row(page, Text(f"base: {wording.OF_THESE}"), page.text(figures.aligned(sums.base)))
    if sums.kept < 1:
        factor = page.text(f"of the base is kept {figures.exact(sums.kept)}, that is {sums.kept_sum}")
        _draw_row(page, factor, page.text(figures.aligned(sums.base * sums.kept)))
    _draw_deductions(page, report)
    _draw_row(page, page.text(f"score, {wording.RANGE}", "bold"), page.text(figures.aligned(report.score.overall), "bold"))


def _draw_deductions(page: Page, report: Report) -> None:
    sums = report.sums
    for found in report.deductions:
        if found.points:
            place = words.where(found.line, found.turn)
            label = page.join("  ", found.name, (f"  {place}  {found.severity}", "dim"))
            _draw_row(page, label, _taken(page, found.points))
    for silent in report.suppressed:
        because = f"  {words.where(silent.line, silent.turn)}  suppressed: {page.short(silent.by.reason, 80)}"
        _draw_row(page, page.join(silent.name, (because, "dim")), page.text(figures.aligned(0)))
    if sums.deducted:
        cap = f"deducted {wording.never_more(sums.deduction_cap)}"
        _draw_row(page, page.text(cap), _taken(page, sums.deducted))


def _taken(page: Page, points: float) -> Text:
    figure = figures.aligned(points)
    idle = len(figure) - len(figure.lstrip())
    return page.text(figure[: idle - 1] + page.signs.minus + figure[idle:] if points and idle else figure)


def _draw_row(page: Page, label: Text, right: Text) -> None:
    """A label that may wrap, with figures at the right of its first line."""
    width = min(page.width, COLUMNS) - 4
    room = width - FIGURE - 9  # ` of ` and its figure
    lines = list(label.wrap(page.console, room)) or [label]
    for number, line in enumerate(lines):
        line.rstrip()
        page.line("    ", line, *((" " * (room - line.cell_len), right) if number == 0 else ()))
