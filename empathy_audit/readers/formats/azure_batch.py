"""Azure batch transcription: https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get

Phrases carry a speaker or a channel; channels stand one after the other, so phrases are sorted. A tick is 100 ns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import in_time, who

NAME = "azure-batch"
KIND: Container = "json"
DESCRIPTION = "Azure batch transcription: recognizedPhrases"
FALLBACK = False
TICKS = 1e7  # a second


def claims(source: Source) -> bool:
    """`recognizedPhrases` with `nBest`."""
    return isinstance(dig(source.data, "recognizedPhrases"), list)


def read(source: Source) -> Iterator[Talk]:
    """One talk, in the order of time."""
    phrases = records(source.data, "recognizedPhrases")
    channels = {words_of(phrase.get("channel")) for phrase in phrases}
    yield Talk(in_time(_said(phrase, len(channels) > 1) for phrase in phrases))


def _said(phrase: dict[str, Any], channels: bool) -> Said:
    ticks = phrase.get("offsetInTicks")
    start = seconds(phrase.get("offset")) if ticks is None else seconds(ticks, TICKS)
    length = seconds(first(phrase, "durationInTicks"), TICKS) or seconds(phrase.get("duration")) or 0.0
    speaker = who(phrase.get("speaker")) or (who(phrase.get("channel"), "Channel") if channels else "")
    text = dig(phrase, "nBest", 0, "display") or dig(phrase, "nBest", 0, "lexical")
    return Said(speaker, words_of(text), "", None, start, None if start is None else start + length)
