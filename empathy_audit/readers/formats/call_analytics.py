"""Amazon Transcribe Call Analytics: https://docs.aws.amazon.com/transcribe/latest/dg/call-analytics.html

Each turn says whether AGENT or CUSTOMER spoke. Times are milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import in_time, turn

NAME = "aws-call-analytics"
KIND: Container = "json"
DESCRIPTION = "Amazon Transcribe Call Analytics: Transcript[].ParticipantRole"
FALLBACK = False


def claims(source: Source) -> bool:
    """`Transcript` items with a `ParticipantRole`; Contact Lens has a `ParticipantId` instead."""
    items = records(source.data, "Transcript")
    return bool(items) and "ParticipantRole" in items[0] and "ParticipantId" not in items[0]


def read(source: Source) -> Iterator[Talk]:
    """One talk."""
    items = records(source.data, "Transcript")
    turns = [
        turn(item, "Content", "ParticipantRole", "ParticipantRole", "BeginOffsetMillis", "EndOffsetMillis", 1000)
        for item in items
    ]
    yield Talk(in_time(turns), words_of(source.data.get("JobName")))
