"""Azure fast and real-time transcription:
https://learn.microsoft.com/azure/ai-services/speech-service/fast-transcription-create

`phrases` beside `combinedPhrases`, in milliseconds; or a list of results with `NBest` and `SpeakerId`, in ticks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import in_time, who

NAME = "azure-fast"
KIND: Container = "json"
DESCRIPTION = "Azure fast and real-time transcription: phrases and combinedPhrases, or a list with NBest"
FALLBACK = False


def claims(source: Source) -> bool:
    """One of the two shapes."""
    listed = records(source.data)
    return "combinedPhrases" in source.data and "phrases" in source.data if not listed else "NBest" in listed[0]


def read(source: Source) -> Iterator[Talk]:
    """One talk, in the order of time."""
    phrases = records(source.data) or records(source.data, "phrases")
    channels = len({words_of(phrase.get("channel")) for phrase in phrases}) > 1
    yield Talk(in_time(_said(phrase, channels) for phrase in phrases))


def _said(phrase: dict[str, Any], channels: bool) -> Said:
    ticks = "Offset" in phrase
    start = seconds(first(phrase, "offsetMilliseconds", "offset", "Offset"), 1e7 if ticks else 1000)
    length = seconds(first(phrase, "durationMilliseconds", "duration", "Duration"), 1e7 if ticks else 1000) or 0.0
    text = first(phrase, "text", "DisplayText") or dig(phrase, "NBest", 0, "Display")
    speaker = who(first(phrase, "speaker", "SpeakerId"))
    if not speaker and channels:
        speaker = who(phrase.get("channel"), "Channel")
    return Said(speaker, words_of(text), "", None, start, None if start is None else start + length)
