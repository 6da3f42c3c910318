"""JSON Lines: one transcript's report a line, written as soon as it is known. The fast way out for large batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO

from empathy_audit.model import Report, Run
from empathy_audit.reporters.contract import element, writer
from empathy_audit.reporters.look import Look, Sink


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - data looks the same on every screen
    return Lines(out, writer(out))


class Lines:
    def __init__(self, out: TextIO, encode: Callable[[Any], str]) -> None:
        self._out = out
        self._encode = encode

    def add(self, report: Report) -> None:
        self._out.write(self._encode(element(report)) + "\n")

    def finish(self, run: Run) -> None:
        """Nothing: a line stands for itself, and what is known of the whole run is in the json format."""
