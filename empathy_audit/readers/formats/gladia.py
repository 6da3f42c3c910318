"""Gladia: https://docs.gladia.io/api-reference/v2/pre-recorded/get"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import turn

NAME = "gladia"
KIND: Container = "json"
DESCRIPTION = "Gladia: result.transcription.utterances"
FALLBACK = False


def claims(source: Source) -> bool:
    """Utterances with a text, below `result` or `transcription`."""
    return any("text" in item for item in _utterances(source.data)[:1])


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each utterance."""
    turns = [turn(item, "text", ("speaker", "channel"), "", "start", "end") for item in _utterances(source.data)]
    yield Talk(turns, words_of(source.data.get("id")))


def _utterances(data: Any) -> list[dict[str, Any]]:
    return (
        records(data, "result", "transcription", "utterances")
        or records(data, "transcription", "utterances")
        or records(data, "result", "utterances")
    )
