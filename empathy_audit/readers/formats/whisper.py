"""Whisper and its kin (WhisperX, faster-whisper, whisper-timestamped): https://github.com/openai/whisper

`segments` with text, start and end in seconds, and a speaker where diarisation ran; or, from the pipelines of Hugging Face,
`chunks` with a `timestamp` of both.
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
    items = _items(data)
    other = isinstance(data, dict) and isinstance(data.get("transcript"), dict)
    return bool(items) and not other and {"text", "start", "end"} <= _timed(items[0]).keys()


def read(source: Source) -> Iterator[Talk]:
    """One talk: a turn for each segment, more where its words have several speakers."""
    yield Talk([said for item in _items(source.data) for said in _said(_timed(item))])


def _items(data: Any) -> list[dict[str, Any]]:
    """Segments; chunks, by speaker if that is known, too."""
    by_speaker = [item for item in records(data, "speakers") if "timestamp" in item]
    return records(data, "segments") or by_speaker or records(data, "chunks") or records(data)


def _timed(item: dict[str, Any]) -> dict[str, Any]:
    both = item.get("timestamp")
    return {**item, "start": both[0], "end": both[1]} if isinstance(both, list) and len(both) == 2 else item


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
