"""How far a run is: a line on standard error while somebody looks on, and the words for an interrupt.

It is drawn by this thread, a few times a second and only after the first one, so that it costs nothing; short runs never see it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from empathy_audit.batch import Piece
    from empathy_audit.cli.output import Target
    from empathy_audit.model import Report

FIRST = 1.0  # seconds before anything is shown
EVERY = 0.2  # seconds between two drawings
BAR = 20  # columns
STREAMS = frozenset({"jsonl", "csv", "concise", "html", "junit", "gitlab"})  # formats that are written while the run goes on
MISSES = ("missed", "denied")


class Watch:
    """Counts what is done, and shows it unless it shall be `quiet`.

    `paths` are those of the run, to know how much there is, `asked` what shall be printed. Files are `named` where their names
    may be told.
    """

    def __init__(self, paths: Sequence[str], asked: Sequence[Target] = (), *, quiet: bool = False, named: bool = True) -> None:
        self.files = self._opened = self._read = 0
        self._named = named
        self._paths = paths
        self._streams = any(each.path == "-" and each.format in STREAMS for each in asked)
        self._bytes = self._total = self._size = self._reports = self._moments = self._missed = 0
        self._shown = not quiet and _looked_at() and not (self._streams and sys.stdout.isatty())
        self._next = time.monotonic() + FIRST
        self._bar: Any = None

    def look(self, path: str, conversations: int = 0) -> None:
        """A file is opened, or so many conversations in it were read, for the first look that comes before any judging."""
        self._opened += not conversations
        self._read += conversations
        self._show(path)

    def done(self, piece: Piece) -> None:
        """A file, or a part of one, has been dealt with."""
        self.files += piece.last
        self._bytes += piece.size
        self._show(piece.path)

    def see(self, report: Report) -> None:
        """Counts one report."""
        self._reports += 1
        self._moments += len(report.moments)
        self._missed += sum(moment.status in MISSES for moment in report.moments)
        self._show(report.transcript.path)

    def hide(self) -> None:
        """Takes the line away, for good."""
        self._shown = False
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def interrupted(self) -> str:
        """What an interrupt ended, in a sentence."""
        total = f" of {_count(self._total, 'file')}" if self._total else ""
        done = f" after {self.files}{total}" if total else f" after {_count(self.files, 'file')}" if self.files else ""
        printed = self._streams and self._reports
        return f"interrupted{done}; " + ("what was printed is not all" if printed else "nothing was written")

    def stopped(self) -> str:
        """What --fail-fast left, in a sentence."""
        return f"{_count(self._reports, 'conversation')} audited, what comes after was not looked at (--fail-fast)"

    def _show(self, path: str) -> None:
        if not self._shown or time.monotonic() < self._next:
            return
        from empathy_audit.reporters.safe import clean

        if self._bar is None:
            self._start()
        name = clean(path.replace("\\", "/").rpartition("/")[2]) if self._named else ""
        files = _count(self._total, "file")
        if self._opened and not (self.files or self._reports):
            done, total = self._opened - 1, self._total
            text, figures = f"reading first: {self._opened:,} of {files}", _count(self._read, "conversation")
        else:
            done, total = self._bytes, self._size
            text, figures = f"{self.files:,} of {files}", f"{_count(self._moments, 'moment')}, {self._missed} missed"
        self._bar.update(self._task, completed=done, total=total or None, files=text, figures=figures, name=name, refresh=True)
        self._next = time.monotonic() + EVERY

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.table import Column

        self._total, self._size = _all(self._paths)
        short = Column(no_wrap=True, overflow="ellipsis", ratio=1)
        self._bar = Progress(
            TextColumn("{task.fields[files]}", markup=False),
            BarColumn(BAR),
            TextColumn("{task.fields[figures]}", markup=False),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[name]}", markup=False, table_column=short),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            expand=True,
        )
        self._task = self._bar.add_task("", total=None, files="", figures="", name="")
        self._bar.start()


@contextmanager
def interruptible(watch: Watch) -> Iterator[None]:
    """Ctrl-C ends what is done herein, and says how far it was. Raises StoppedError then."""
    try:
        yield
    except KeyboardInterrupt:
        watch.hide()
        from empathy_audit.errors import StoppedError

        raise StoppedError(watch.interrupted()) from None
    finally:
        watch.hide()


def _looked_at() -> bool:
    """Whether somebody may be looking at standard error."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def _all(paths: Sequence[str]) -> tuple[int, int]:
    """How many files there are, and bytes in them."""
    from empathy_audit.readers import collect

    files = size = 0
    for path in collect(paths):
        if isinstance(path, str):
            files += 1
            try:
                size += os.stat(path).st_size  # noqa: PTH116 - there may be a million of them
            except (OSError, ValueError):
                continue
    return files, size


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
