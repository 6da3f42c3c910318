"""A turn's words cut at the edges of what was found in them, so that the page needs no offsets."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from itertools import pairwise

from empathy_audit.model import Report
from empathy_audit.reporters.html import words
from empathy_audit.reporters.safe import clean, shorten

MOST = 20_000  # characters of one turn: nobody reads more, hostile files hold more, and a found place may lie far in
Mark = tuple[int, int, str, str]  # start, end, tone, what it is
Piece = tuple[str] | tuple[str, str, str]  # words alone, or with the tone and what they are
FIRST = ("alert", "bad", "fair", "good", "none", "hurt", "help")  # where marks overlap, this tone is drawn


def gathered(report: Report) -> Mapping[int, list[Mark]]:
    """What was found in each turn."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for moment in report.moments:
        tone = "alert" if moment.review else words.STATUSES[moment.status][0]
        found[moment.turn].append((*moment.span, tone, f"{moment.name}, {moment.status}"))
    for hurt in report.deductions:
        found[hurt.turn].append((*hurt.span, "hurt", f"{hurt.name}, {hurt.severity}"))
    for cue in report.cues:
        if cue.kind == "behaviour" and cue.points > 0:
            found[cue.turn].append((*cue.span, "help", words.titled(cue.behaviour)))
    return found


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text from start to end; every piece lies wholly inside or outside each mark."""
    whole, text = len(text), text[:MOST]
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark[:2] if 0 < edge < len(text))})
    waiting, over = deque(sorted(marks)), list[Mark]()
    found: list[Piece] = []
    for start, end in pairwise(edges):
        while waiting and waiting[0][0] <= start:
            over.append(waiting.popleft())
        over = [mark for mark in over if mark[1] > start]
        found.append(_piece(text[start:end], over))
    return [*found, (f"… ({whole - MOST:,} more characters)",)] if whole > MOST else found


def _piece(part: str, over: Sequence[Mark]) -> Piece:
    said = lines(part)
    if not over:
        return (said,)
    tone = min((mark[2] for mark in over), key=FIRST.index)
    return said, tone, shorten(clean("; ".join(dict.fromkeys(mark[3] for mark in over))), 200)


def lines(text: str) -> str:
    """`clean`, line by line: a letter keeps its paragraphs."""
    return "\n".join(map(clean, text.split("\n"))) if "\n" in text else clean(text)
