"""Note takers: Fireflies (https://docs.fireflies.ai/schema/sentence), Fathom (https://developers.fathom.ai), Otter's API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "note-takers"
KIND: Container = "json"
DESCRIPTION = "Fireflies and Fathom: sentences[].speaker_name, or transcript[].speaker.display_name"
FALLBACK = False


def claims(source: Source) -> bool:
    """A list in which each item's speaker has a name of one of the two kinds."""
    items = _items(source.data)
    return bool(items) and ("speaker_name" in items[0] or isinstance(dig(items[0], "speaker", "display_name"), str))


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each sentence."""
    yield Talk([_said(item) for item in _items(source.data)], words_of(first(source.data, "id", "recording_id")))


def _items(data: Any) -> list[dict[str, Any]]:
    return (
        records(data, "sentences")
        or records(data, "transcript", "sentences")
        or records(data, "data", "transcript", "sentences")
        or records(data, "transcript")
    )


def _said(item: dict[str, Any]) -> Said:
    speaker = words_of(dig(item, "speaker", "display_name") or item.get("speaker_name"))
    if not speaker and item.get("speaker_id") is not None:
        speaker = f"Speaker {words_of(item['speaker_id'])}"
    start = seconds(first(item, "start_time", "timestamp"))
    return Said(speaker, words_of(first(item, "text", "raw_text")), "", None, start, seconds(item.get("end_time")))
