"""World Transcription Format: https://datatracker.ietf.org/doc/draft-howe-vcon-wtf-extension/"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import dig, records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import turn, who

NAME = "wtf"
KIND: Container = "json"
DESCRIPTION = "World Transcription Format: transcript, segments and speakers"
FALLBACK = False


def claims(source: Source) -> bool:
    """Segments with a text, beside an object `transcript`."""
    items = records(source.data, "segments")
    return bool(items) and "text" in items[0] and isinstance(source.data.get("transcript"), dict)


def read(source: Source) -> Iterator[Talk]:
    """One talk; `speakers` may give a speaker a name."""
    turns = [turn(item, "text", "speaker", "", "start", "end") for item in records(source.data, "segments")]
    names = {who(key): words_of(dig(source.data, "speakers", key, "label")) for key in _keys(source)}
    yield Talk([said._replace(speaker=names.get(said.speaker) or said.speaker) for said in turns])


def _keys(source: Source) -> list[str]:
    speakers = source.data.get("speakers")
    return list(speakers) if isinstance(speakers, dict) else []
