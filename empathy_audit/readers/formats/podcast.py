"""Podcast transcripts: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import turn

NAME = "podcast"
KIND: Container = "json"
DESCRIPTION = "Podcasting 2.0 transcripts: segments[] with speaker, startTime and body"
FALLBACK = False


def claims(source: Source) -> bool:
    """Segments with a body."""
    items = records(source.data, "segments")
    return bool(items) and "body" in items[0]


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each segment."""
    items = records(source.data, "segments")
    turns = [turn(item, "body", "speaker", "", "startTime", "endTime") for item in items]
    for index, said in enumerate(turns):
        if index and not said.speaker:
            turns[index] = said._replace(speaker=turns[index - 1].speaker)
    yield Talk(turns)
