"""AWS Bedrock Data Automation, audio: https://docs.aws.amazon.com/bedrock/latest/userguide/bda-ouput-audio.html"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import in_time

NAME = "aws-bedrock"
KIND: Container = "json"
DESCRIPTION = "AWS Bedrock Data Automation: audio_segments[]"
FALLBACK = False


def claims(source: Source) -> bool:
    """Audio segments with a text."""
    return any("text" in item for item in records(source.data, "audio_segments")[:1])


def read(source: Source) -> Iterator[Talk]:
    """One talk, in the order of time."""
    yield Talk(in_time(_said(item) for item in records(source.data, "audio_segments")))


def _said(item: dict[str, Any]) -> Said:
    speaker = words_of(dig(item, "speaker", "speaker_label") or dig(item, "channel", "channel_label"))
    start, end = (seconds(item.get(f"{side}_timestamp_millis"), 1000) for side in ("start", "end"))
    return Said(speaker, words_of(item.get("text")), "", None, start, end)
