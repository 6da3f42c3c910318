"""Genesys Cloud: https://developer.genesys.cloud/analyticsdatamanagement/speechtextanalytics/transcript-url

`participantPurpose` is internal (the agent's side) or external (the customer). Times are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import from_clock, turn

NAME = "genesys"
KIND: Container = "json"
DESCRIPTION = "Genesys Cloud: transcripts[].phrases, or one of these transcripts"
FALLBACK = False


def claims(source: Source) -> bool:
    """Phrases that say whose they are."""
    return any("participantPurpose" in phrase for phrase in _phrases(source.data)[:20])


def read(source: Source) -> Iterator[Talk]:
    """One talk of all its phrases, in the order of time."""
    phrases = _phrases(source.data)
    who, text = "participantPurpose", ("text", "decoratedText")
    turns = ((turn(phrase, text, who, who), phrase.get("startTimeMs")) for phrase in phrases)
    yield Talk(from_clock(turns, sort=True), words_of(source.data.get("conversationId")))


def _phrases(data: Any) -> list[dict[str, Any]]:
    return records(data, "phrases") or [phrase for item in records(data, "transcripts") for phrase in records(item, "phrases")]
