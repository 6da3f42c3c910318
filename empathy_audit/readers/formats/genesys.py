"""Genesys Cloud: https://developer.genesys.cloud/analyticsdatamanagement/speechtextanalytics/transcript-url

`participantPurpose` is internal (the agent's side) or external (the customer). Times are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import from_clock, turn

NAME = "genesys"
KIND: Container = "json"
DESCRIPTION = "Genesys Cloud: transcripts[].phrases"
FALLBACK = False


def claims(source: Source) -> bool:
    """Transcripts with phrases."""
    return any("phrases" in item for item in records(source.data, "transcripts"))


def read(source: Source) -> Iterator[Talk]:
    """One talk of all its phrases, in the order of time."""
    phrases = [phrase for item in records(source.data, "transcripts") for phrase in records(item, "phrases")]
    who, text = "participantPurpose", ("text", "decoratedText")
    turns = ((turn(phrase, text, who, who), phrase.get("startTimeMs")) for phrase in phrases)
    yield Talk(from_clock(turns, sort=True), words_of(source.data.get("conversationId")))
