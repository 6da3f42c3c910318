"""Where exactly a quote stands in its file: line and column, for editors and code scanning. Found, or not given; no guess."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from empathy_audit.model import Region, Report, Span, Transcript, Turn
from empathy_audit.readers.decoding import decode

BEFORE = 60  # characters before a quote that are looked for with it, so that of two alike the right one is found
LOOKED_AT = 20_000  # characters of the file after the beginning of a turn
LONGEST = 2_000  # characters of a quote; what is longer is no place but a passage
LARGEST = 64 * 2**20  # bytes; a larger file is streamed, and not read again for this


class Lines(NamedTuple):
    """A file's text, and where each of its lines begins."""

    text: str
    starts: list[int]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset, from 1."""
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1

    def end_of(self, line: int) -> int:
        return self.starts[line] if line < len(self.starts) else len(self.text)


def located(report: Report) -> Report:
    """The report with the regions of its findings, as far as its file is text in which the quotes stand as they were said."""
    wanted: list[tuple[int, Span]] = [(each.turn, each.span) for each in report.moments]
    wanted += [(each.turn, each.span) for each in report.deductions]
    wanted += [(each.turn, each.span) for each in report.suppressed]
    lines = _lines(report.transcript.path) if wanted else None
    return report if lines is None else report._replace(regions=dict(_found(report.transcript, wanted, lines)))


def _found(
    transcript: Transcript, wanted: Iterable[tuple[int, Span]], lines: Lines
) -> Iterator[tuple[tuple[int, Span], Region]]:
    turns = {turn.index: turn for turn in transcript.turns}
    shared = Counter(turn.line for turn in transcript.turns)
    for index, span in dict.fromkeys(wanted):
        turn = turns.get(index)
        region = _region(turn, span, lines, alone=shared[turn.line] == 1) if turn is not None else None
        if region is not None:
            yield (index, span), region


def _region(turn: Turn, span: Span, lines: Lines, *, alone: bool) -> Region | None:
    """Not `alone`, that is with other turns on its line, a quote is only found where the line holds it once."""
    if turn.line is None or turn.line > len(lines.starts) or not 0 < span[1] - span[0] <= LONGEST:
        return None
    begin = lines.starts[turn.line - 1]
    end = begin + len(turn.text) * 2 + LOOKED_AT if alone else lines.end_of(turn.line)
    for pattern in _patterns(turn.text, span):
        match = pattern.search(lines.text, begin, end)
        if match is not None:
            if not alone and pattern.search(lines.text, match.start() + 1, end):
                return None
            return Region(*lines.place(match.start(1)), *lines.place(match.end(1)))
    return None


def _patterns(text: str, span: Span) -> Iterator[re.Pattern[str]]:
    """The quote and what stands before it, as text and as JSON hold them. A line end may stand wherever a space does."""
    start, end = span
    before = text[max(0, start - BEFORE) : start]
    if start > BEFORE:
        before = before.partition(" ")[2]
    for written in (str, _as_json):
        lead, quote = (_words(written(part)) for part in (before, text[start:end]))
        gap = r"\s+" if before[-1:].isspace() else ""
        yield re.compile(f"{lead}{gap}({quote})")


def _as_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _words(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))


@lru_cache(maxsize=1)
def _lines(path: str) -> Lines | None:
    """The text of a file, kept for the conversations that lie in it one after the other; None where it has none."""
    file = Path(path)
    try:
        if path == "-" or not file.is_file() or file.stat().st_size > LARGEST:
            return None
        text, _ = decode(file.read_bytes())
    except (OSError, ValueError):
        return None
    return Lines(text, [0, *(match.end() for match in re.finditer("\n", text))])
