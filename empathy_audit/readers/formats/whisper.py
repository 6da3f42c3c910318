"""Whisper and its kin (WhisperX, faster-whisper, whisper-timestamped): https://github.com/openai/whisper

`segments` with text, start and end in seconds, and a speaker where diarisation ran.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import first, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import Word, from_words, who

NAME = "whisper"
KIND: Container = "json"
DESCRIPTION = "Whisper, WhisperX, faster-whisper: segments[] with text, start and end"
FALLBACK = False


def claims(source: Source) -> bool:
    """Segments with a text and a start, and nothing by which another format is known."""
    data = source.data
    items = records(data, "segments") or records(data)
    other = isinstance(data, dict) and isinstance(data.get("transcript"), dict)
    return bool(items) and not other and {"text", "start", "end"} <= items[0].keys()


def read(source: Source) -> Iterator[Talk]:
    """One talk: a turn for each segment, more where its words have several speakers."""
    items = records(source.data, "segments") or records(source.data)
    yield Talk([said for item in items for said in _said(item)])


def _said(item: dict[str, Any]) -> list[Said]:
    words = records(item, "words")
    if len({word["speaker"] for word in words if isinstance(word.get("speaker"), str)}) > 1:
        return from_words(_words(words, who(item.get("speaker"))))
    speaker = who(first(item, "speaker", "speaker_label", "speaker_id"))
    return [Said(speaker, words_of(item.get("text")), "", None, seconds(item.get("start")), seconds(item.get("end")))]


def _words(words: list[dict[str, Any]], speaker: str) -> Iterator[Word]:
    for word in words:
        speaker = who(word.get("speaker")) or speaker
        yield Word(speaker, words_of(first(word, "word", "text")), seconds(word.get("start")), seconds(word.get("end")))
