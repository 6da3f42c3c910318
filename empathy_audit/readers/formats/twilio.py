"""Twilio Voice Intelligence sentences: https://www.twilio.com/docs/voice/intelligence/api/transcript-sentence-resource

Only the channel of a sentence is known, so somebody must say who is on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import records
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import in_time, turn

NAME = "twilio"
KIND: Container = "json"
DESCRIPTION = "Twilio Voice Intelligence: sentences[] with media_channel and transcript"
FALLBACK = False


def claims(source: Source) -> bool:
    """Sentences with a media channel and a transcript."""
    items = _sentences(source.data)
    return bool(items) and {"media_channel", "transcript"} <= items[0].keys()


def read(source: Source) -> Iterator[Talk]:
    """One talk, in the order of time."""
    items = _sentences(source.data)
    turns = (turn(item, "transcript", "media_channel", "", "start_time", "end_time") for item in items)
    yield Talk(in_time(said._replace(speaker=said.speaker.replace("Speaker", "Channel")) for said in turns))


def _sentences(data: Any) -> list[dict[str, Any]]:
    return records(data, "sentences") or records(data)
