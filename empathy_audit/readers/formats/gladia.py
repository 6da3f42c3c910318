"""Gladia: https://docs.gladia.io/api-reference/v2/pre-recorded/get"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import in_time, turn, who

NAME = "gladia"
KIND: Container = "json"
DESCRIPTION = "Gladia: result.transcription.utterances"
FALLBACK = False


def claims(source: Source) -> bool:
    """Utterances with a text, below `result` or `transcription`."""
    return any("text" in item for item in _utterances(source.data)[:1])


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each utterance."""
    turns = [turn(item, "text", "speaker", "", "start", "end") for item in _utterances(source.data)]
    if not any(said.speaker for said in turns):
        channels = [who(item.get("channel"), "Channel") for item in _utterances(source.data)]
        turns = [said._replace(speaker=channel) for said, channel in zip(turns, channels, strict=True)]
    yield Talk(in_time(turns), words_of(source.data.get("id")))


def _utterances(data: Any) -> list[dict[str, Any]]:
    return (
        records(data, "result", "transcription", "utterances")
        or records(data, "transcription", "utterances")
        or records(data, "payload", "transcription", "utterances")
        or records(data, "result", "utterances")
    )
