"""Messengers' text exports, WhatsApp and Signal above all: `01/02/24, 10:15 - Ann: ...`, `[2024-02-01, 10:15:07] Ann: ...`.

A message runs to the next date. Dated lines without a name are the app's own notices ("You were added"), which nobody
said, and are left out; what the app puts into a person's mouth ("image omitted", behind an invisible mark) is not judged.
Times are kept where they have seconds: a minute is too coarse to judge a response time by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "chat-export"
KIND: Container = "text"
DESCRIPTION = "WhatsApp, Signal and other dated chats: `01/02/24, 10:15 - Ann: ...`"
FALLBACK = False
DATED = re.compile(
    r"[\u200e\u200f\s]*\[?(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}),?\s+(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)"
    r"(?:[\s\u202f]?(?P<half>[AaPp])\.?\s?[Mm]\.?)?\]?\s*(?:[-–]\s)?\s*(?P<rest>.*)$",
    re.S,
)
NAMED = re.compile(r"[\u200e\u200f~\s]*(?P<name>[^:\"“\n]{1,60}?):(?:\s|(?=\S))(?P<text>.*)$", re.S)
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of the direction of writing; not to be seen
APP = re.compile(r":\s\u200e|<Media omitted>\s*$")  # what it writes in a person's name
LOOKED_AT = 300  # lines


def claims(source: Source) -> bool:
    """The first line is dated, and so are two messages or more with a name."""
    filled = [MARKS.sub("", line) for line in source.lines[:LOOKED_AT] if line.strip()]
    dated = [found["rest"] for line in filled if (found := DATED.match(line))]
    return bool(dated) and DATED.match(filled[0]) is not None and sum(1 for rest in dated if NAMED.match(rest)) >= 2


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each message."""
    turns: list[Said] = []
    stamps: list[re.Match[str]] = []
    notice = True
    for number, marked in enumerate(source.lines, 1):
        line = MARKS.sub("", marked)
        dated = DATED.match(line)
        named = NAMED.match(dated["rest"]) if dated else None
        if dated and named:
            role = "system" if APP.search(marked) else ""
            turns.append(Said(named["name"].strip(), named["text"].strip(), role, number))
            stamps.append(dated)
        elif not dated and turns and not notice:
            turns[-1] = turns[-1]._replace(text=f"{turns[-1].text}\n{line.strip()}".rstrip("\n"))
        notice = (named is None) if dated else notice
    yield Talk([turn._replace(start=start) for turn, start in zip(turns, _starts(stamps), strict=True)])


def _starts(stamps: Sequence[re.Match[str]]) -> list[float | None]:
    parts = [[int(part) for part in re.split(r"\D", stamp["date"])] for stamp in stamps]
    month_first = any(second > 12 for _, second, _ in parts) and not any(first > 31 for first, _, _ in parts)
    moments = [_when(stamp, date, month_first) for stamp, date in zip(stamps, parts, strict=True)]
    first = next((when for when in moments if when), None)
    return [(when - first).total_seconds() if when and first and when >= first else None for when in moments]


def _when(stamp: re.Match[str], date: list[int], month_first: bool) -> datetime | None:
    clock = [int(part) for part in re.split(r"\D", stamp["time"])]
    if len(clock) < 3:
        return None
    year, month, day = date if date[0] > 31 else (date[2], date[0], date[1]) if month_first else date[::-1]
    hour, minute, second = clock
    if stamp["half"]:
        hour = hour % 12 + (12 if stamp["half"] in "Pp" else 0)
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, hour, minute, second)
    except ValueError:
        return None
