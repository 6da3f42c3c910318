"""Where reports go: standard output and files, several formats in one run, each file whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn, TextIO

import typer

from empathy_audit import remote
from empathy_audit.cli.terminal import Color, look, look_of_a_file

if TYPE_CHECKING:
    from empathy_audit.model import Report, Run
    from empathy_audit.reporters import Sink

STDOUT = "-"
NAMES = "text, concise, html, json, jsonl, csv, markdown, junit, sarif, github or gitlab"

Format = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="FORMAT", help=f"{NAMES}.  [default: text, unless --output is given]"),
]
Output = Annotated[
    list[str] | None,
    typer.Option("--output", "-o", metavar="FORMAT=PATH", help="Write a report to a file, or - for standard output. Repeatable."),
]


class Target(NamedTuple):
    """One report that was asked for."""

    format: str
    path: str

    @property
    def place(self) -> str:
        """Where it really lies."""
        return _place(self.path)


def _place(path: str) -> str:
    return path if path == STDOUT or remote.is_url(path) else os.path.realpath(path)


class Manner(NamedTuple):
    """How the user wants reports to look."""

    color: Color
    width: int | None
    explain: bool
    verbose: bool


def targets(format: str | None, outputs: Sequence[str], inputs: Sequence[str]) -> list[Target]:
    """What was asked for, files first. Raises BadParameter for what cannot be."""
    asked = [_target(each) for each in outputs]
    if format is not None or not asked:
        asked.append(Target(_known("--format", format or "text"), STDOUT))
    read = {_place(path) for path in inputs if path != STDOUT}
    taken: set[str] = set()
    for each in asked:
        name = "standard output" if each.path == STDOUT else f"'{each.path}'"
        if each.place in taken:
            raise typer.BadParameter(f"two reports cannot share {name}: give --output another path")
        if each.place in read:
            raise typer.BadParameter(f"--output would write over {name}, which is to be read: give it another path")
        taken.add(each.place)
    return sorted(asked, key=lambda each: each.path == STDOUT)


def teaches(asked: Sequence[Target]) -> bool:
    """Whether any of the reports shows what a batch teaches."""
    from empathy_audit.reporters import LESSONS

    return not LESSONS.isdisjoint(each.format for each in asked)


def _target(text: str) -> Target:
    from empathy_audit.reporters import REPORTERS

    format, equals, path = text.partition("=")
    if not equals or not path:
        ending = text.rpartition(".")[2]
        by_ending = f"{ending}={text}" if ending in REPORTERS else "html=report.html"
        hint = f"{format}=report.{format}" if format in REPORTERS else by_ending
        raise typer.BadParameter(f"--output is FORMAT=PATH, not '{text}': write for example --output {hint}")
    return Target(_known("--output", format), path)


def _known(option: str, format: str) -> str:
    from empathy_audit.reporters import REPORTERS

    if format not in REPORTERS:
        from empathy_audit.matchers.values import suggestion

        hint = suggestion(format, REPORTERS)
        raise typer.BadParameter(f"unknown {option} '{format}'" + (f": {hint}" if hint else ""))
    return format


class Reports:
    """All reports of a run, fed one by one. Errors of writing carry the name of the file."""

    def __init__(self, sinks: Sequence[tuple[str, Sink]], files: Sequence[Draft], *, exact: bool) -> None:
        self._sinks = sinks
        self._files = files
        self._exact = exact

    def add(self, report: Report) -> None:
        if self._exact:
            from empathy_audit.readers.regions import located

            report = located(report)
        for path, sink in self._sinks:
            with _naming(path):
                sink.add(report)

    def finish(self, run: Run) -> None:
        """Ends every report. Files take their places together, before standard output may fail."""
        for path, sink in self._sinks:
            if path != STDOUT:
                with _naming(path):
                    sink.finish(run)
        for file in self._files:
            with _naming(file.path):
                file.close()
        for file in self._files:
            with _naming(file.path):
                file.keep()
        for path, sink in self._sinks:
            if path == STDOUT:
                sink.finish(run)


@contextmanager
def opened(asked: Sequence[Target], manner: Manner) -> Iterator[Reports]:
    """Everything that was asked for, ready to be written; what is not finished in the end leaves no trace."""
    from empathy_audit.reporters import EXACT, FOR_PEOPLE, REPORTERS, SPREADSHEETS

    sinks: list[tuple[str, Sink]] = []
    files: list[Draft] = []
    with ExitStack() as stack:
        for format, path in asked:
            if path == STDOUT:
                out, style = _stdout(machine=format not in FOR_PEOPLE), look(*manner)
            else:
                with _naming(path):
                    file = Draft(path, "utf-8-sig" if format in SPREADSHEETS else "utf-8")
                stack.callback(file.discard)
                files.append(file)
                out, style = file.out, look_of_a_file(*manner[1:])
            with _naming(path):
                sinks.append((path, REPORTERS[format](out, style)))
        yield Reports(sinks, files, exact=not EXACT.isdisjoint(format for format, _ in asked))


def _stdout(*, machine: bool) -> TextIO:
    """Reports for machines are UTF-8 everywhere; those for people say what the terminal can say."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(**({"encoding": "utf-8"} if machine else {}), errors="backslashreplace", newline="\n")
    return sys.stdout


class Draft:
    """A file under a passing name beside its place, so that a reader never sees half of it. Devices are written as they are.

    What goes to a URL is written here first, and sent in one piece.
    """

    def __init__(self, path: str, encoding: str) -> None:
        self.path = path
        self._place = _place(path)  # a link stays a link: what it points to is replaced
        self._draft = ""
        if remote.is_url(path):
            remote.check(path)
            handle, self._draft = tempfile.mkstemp(prefix="empathy-audit-")
            self.out: TextIO = open(handle, "w", encoding=encoding, errors="backslashreplace", newline="\n")  # noqa: PTH123, SIM115
            return
        mode = _mode(path)  # a pipe, as of >(...), has a path and no place
        if mode is not None and stat.S_ISDIR(mode):
            _fail(path, "this is a folder", "name a file in it")
        if mode is not None and not stat.S_ISREG(mode):
            self.out = open(path, "w", encoding=encoding, errors="backslashreplace", newline="\n")  # noqa: PTH123, SIM115
            return
        folder, name = os.path.split(self._place)
        if not Path(folder).is_dir():
            _fail(path, f"there is no folder '{os.path.dirname(path)}'", "make it first")  # noqa: PTH120 - as it was given
        handle, self._draft = tempfile.mkstemp(prefix=f".{name[:100]}.", suffix=".part", dir=folder)
        self.out = open(handle, "w", encoding=encoding, errors="backslashreplace", newline="\n")  # noqa: PTH123, SIM115
        with suppress(OSError):  # some file systems know no modes
            Path(self._draft).chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())

    def close(self) -> None:
        self.out.close()

    def keep(self) -> None:
        """Puts the finished file in its place."""
        if self._draft and remote.is_url(self.path):
            remote.put(self._draft, self.path)
            Path(self._draft).unlink()
        elif self._draft:
            Path(self._draft).replace(self._place)
        self._draft = ""

    def discard(self) -> None:
        """Removes what was not kept."""
        with suppress(OSError):
            self.out.close()
        if self._draft:
            with suppress(OSError):
                Path(self._draft).unlink()


@contextmanager
def written(path: str) -> Iterator[TextIO]:
    """A file that takes its place when all of it is written, and leaves no trace otherwise."""
    with _naming(path):
        draft = Draft(path, "utf-8")
        try:
            yield draft.out
            draft.close()
            draft.keep()
        finally:
            draft.discard()


def _mode(path: str) -> int | None:
    try:
        return Path(path).stat().st_mode
    except FileNotFoundError:
        return None


def _umask() -> int:
    """What the user keeps from others; there is no way to ask but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Gives a failed write the name of its file; standard output is the business of the command's end."""
    try:
        yield
    except OSError as error:
        if path == STDOUT:
            raise
        fix = error.fix if isinstance(error, remote.RemoteError) else "give it another path, or make room"
        _fail(path, error.strerror or str(error), fix)


def _fail(path: str, why: str, fix: str = "") -> NoReturn:
    from empathy_audit.errors import Problem, UsageError

    raise UsageError(Problem(path, f"cannot be written: {why}", fix)) from None
