"""JSON: one object with the tool, the rules, the summary and every transcript's report, as report.schema.json says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO

from empathy_audit import __version__
from empathy_audit.model import Report, Run
from empathy_audit.reporters.contract import element, head, problem, writer
from empathy_audit.reporters.look import Look, Sink


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - data looks the same on every screen
    return Whole(out, writer(out))


class Whole:
    """Keeps each report as its finished line, so that the summary can stand first."""

    def __init__(self, out: TextIO, encode: Callable[[Any], str]) -> None:
        self._out = out
        self._encode = encode
        self._lines: list[str] = []

    def add(self, report: Report) -> None:
        self._lines.append(self._encode(element(report)))

    def finish(self, run: Run) -> None:
        write, encode = self._out.write, self._encode
        write("{\n")
        for key, value in head(run, __version__).items():
            write(f"{encode(key)}: {encode(value)},\n")
        self._write_list("transcripts", self._lines)
        write(",\n")
        self._write_list("errors", [encode(problem(each)) for each in run.problems])
        write("\n}\n")

    def _write_list(self, key: str, lines: list[str]) -> None:
        self._out.write(f'"{key}": [')
        for number, line in enumerate(lines):
            self._out.write(("\n" if number == 0 else ",\n") + line)
        self._out.write("\n]" if lines else "]")
