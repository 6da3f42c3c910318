"""The report that people read in a terminal: worst conversation first, every moment, what would have been better."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from empathy_audit.model import Report, Run
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.order import worst_first

if TYPE_CHECKING:
    from empathy_audit.reporters.text.page import Page


def start(out: TextIO, look: Look) -> Sink:
    from empathy_audit.reporters.text.page import Page  # rich is loaded only when a page is drawn

    return Pages(Page(out, look))


class Pages:
    """Keeps the reports until the end, because the summary of all stands first."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._reports: list[Report] = []

    def add(self, report: Report) -> None:
        self._reports.append(report)

    def finish(self, run: Run) -> None:
        from empathy_audit.reporters.text import conversation, overview

        reports = sorted(self._reports, key=worst_first)
        overview.draw(self._page, reports, run)
        for report in reports:
            if len(reports) == 1 or not report.filtered or report.moments or report.deductions or report.suppressed:
                conversation.draw(self._page, report)
        if reports:
            overview.draw_key(self._page, reports)
