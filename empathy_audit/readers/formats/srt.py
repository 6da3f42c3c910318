"""SubRip (.srt): a number, a line with two times, text. No standard; https://docs.fileformat.com/video/srt/ describes it."""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.cues import TIMING, timed_blocks, turns_of
from empathy_audit.readers.source import Container, Source, Talk

NAME = "srt"
KIND: Container = "text"
DESCRIPTION = "SubRip subtitles: lines with 00:00:01,000 --> 00:00:02,000"
FALLBACK = False
LOOKED_AT = 200  # lines


def claims(source: Source) -> bool:
    """A line of times near the top, and no signature of WebVTT."""
    near = source.lines[:LOOKED_AT]
    return not source.text.lstrip().startswith("WEBVTT") and any("-->" in line and TIMING.match(line) for line in near)


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each cue."""
    yield Talk(turns_of(timed_blocks(source.lines)))
