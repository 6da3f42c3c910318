"""Harper Valley bank calls: https://github.com/cricketclub/gridspace-stanford-harper-valley

Two texts a segment, of which the human's is read, and two clocks, of which `offset_ms` is the same on both channels.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import in_time, turn

NAME = "harper-valley"
KIND: Container = "json"
DESCRIPTION = "Harper Valley bank calls: a list with speaker_role and human_transcript"
FALLBACK = False


def claims(source: Source) -> bool:
    """A list of segments with `speaker_role` and one of the two texts."""
    items = records(source.data)
    return bool(items) and "speaker_role" in items[0] and bool({"human_transcript", "transcript"} & items[0].keys())


def read(source: Source) -> Iterator[Talk]:
    """One talk."""
    text = ("human_transcript", "transcript")
    items = records(source.data)
    yield Talk(in_time(turn(i, text, "speaker_role", "speaker_role", "offset_ms", "", 1000) for i in items))
