"""HTML: one file that needs nothing else, with a summary, a table and every conversation as a thread one can read.

Each transcript is written as a block of data when it comes; the summary, which needs all of them, stands at the end of the
file. What is kept between is a line of figures a transcript. Transcripts meet the page in two places only: the template,
which escapes everything, and the blocks, which a script reads as data and shows as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from empathy_audit.model import Report, Run
from empathy_audit.reporters.look import Look, Sink

if TYPE_CHECKING:
    from empathy_audit.reporters.html.paper import Paper


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - the page asks the browser how wide and how dark it is
    from empathy_audit.reporters.html.paper import Paper  # jinja2 is loaded only when a page is written

    return Page(Paper(out))


class Page:
    def __init__(self, paper: Paper) -> None:
        from empathy_audit.reporters.html.overview import Overview

        self._paper = paper
        self._overview = Overview()

    def add(self, report: Report) -> None:
        from empathy_audit.reporters.html import conversation

        self._paper.data(self._overview.add(report), conversation.shown(report))

    def finish(self, run: Run) -> None:
        self._paper.end(self._overview.shown(run))
