"""Zoom's saved chats: https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0067312

Three shapes: `10:15:07\\tAnn:\\ttext`; `10:15:07 From Ann to Everyone : text`; the same with the text on the lines below,
each after a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.labels import times
from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "zoom-chat"
KIND: Container = "text"
DESCRIPTION = "Zoom's saved chats: `10:15:07 From Ann to Everyone: ...`"
FALLBACK = False
FROM = re.compile(r"(?P<time>\d\d:\d\d:\d\d)\s+From\s+(?P<name>.+?)\s+to\s+[^:]+?\s*:(?:\s+|$)(?P<text>.*)$", re.I)
TABS = re.compile(r"(?P<time>\d\d:\d\d:\d\d)(?:\t\s*| )(?P<name>[^\t:]{1,60}?)\s*:\t(?P<text>.*)$")


def claims(source: Source) -> bool:
    """The first line that is not blank has one of the shapes."""
    return _match(next((line for line in source.lines if line.strip()), "")) is not None


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each message."""
    turns: list[Said] = []
    stamps: list[str] = []
    for number, line in enumerate(source.lines, 1):
        found = _match(line)
        if found:
            turns.append(Said(found["name"].strip(), found["text"].strip(), "", number))
            stamps.append(found["time"])
        elif turns and line.strip():
            turns[-1] = turns[-1]._replace(text=f"{turns[-1].text}\n{line.strip()}".strip())
    yield Talk([turn._replace(start=start) for turn, start in zip(turns, times(stamps), strict=True)])


def _match(line: str) -> re.Match[str] | None:
    return FROM.match(line) or TABS.match(line)
