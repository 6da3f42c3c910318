"""A JSON object whose one long string is the transcript, as knowledge-mining exports have it: `{"Content": "Agent: ..."}`."""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import first, words_of
from empathy_audit.readers.source import Container, Source, Talk, text_part

NAME = "envelope"
KIND: Container = "json"
DESCRIPTION = 'JSON with the whole transcript as one text: {"Content": "Agent: ..."}'
FALLBACK = True
NAMES = ("content", "transcript", "text", "conversation", "transcription", "body", "dialogue", "call_transcript")


def claims(source: Source) -> bool:
    """One of the names, with a string of several lines."""
    return "\n" in _text(source)


def read(source: Source) -> Iterator[Talk | Source]:
    """The string, as text in a format of its own."""
    low = {key.lower().replace("_", ""): value for key, value in source.data.items()}
    id = words_of(first(low, "conversationid", "callid", "contactid", "id"))
    yield text_part(source, _text(source), id)


def _text(source: Source) -> str:
    low = {key.lower(): value for key, value in source.data.items()} if isinstance(source.data, dict) else {}
    return next((text for name in NAMES if isinstance(text := low.get(name), str)), "")
