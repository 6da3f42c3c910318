"""YouTube's SubViewer (.sbv): `0:00:00.599,0:00:04.160`, then text. https://support.google.com/youtube/answer/2734698"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.cues import Cue, turns_of
from empathy_audit.readers.fields import seconds
from empathy_audit.readers.source import Container, Source, Talk

NAME = "sbv"
KIND: Container = "text"
DESCRIPTION = "SubViewer subtitles of YouTube: lines with 0:00:01.000,0:00:02.000"
FALLBACK = False
TIMES = re.compile(r"\s*(\d+:\d\d:\d\d\.\d+),(\d+:\d\d:\d\d\.\d+)\s*$")


def claims(source: Source) -> bool:
    """The first line that is not blank has two times."""
    return bool(TIMES.match(next((line for line in source.lines if line.strip()), "")))


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each cue."""
    yield Talk(turns_of(_cues(source.lines)))


def _cues(lines: tuple[str, ...]) -> Iterator[Cue]:
    at = [number for number, line in enumerate(lines) if TIMES.match(line)]
    for here, after in zip(at, [*at[1:], len(lines)], strict=True):
        times = TIMES.match(lines[here])
        text = tuple(line for line in lines[here + 1 : after] if line.strip())
        if times:
            yield Cue(here + 1, seconds(times[1]), seconds(times[2]), text)
