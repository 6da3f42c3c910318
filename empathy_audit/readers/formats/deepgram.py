"""Deepgram: https://developers.deepgram.com/docs/pre-recorded-audio

Best first: `utterances`, then paragraphs, then words by speaker. With several channels the channel is the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import PAUSE, Word, from_words, in_time, who

NAME = "deepgram"
KIND: Container = "json"
DESCRIPTION = "Deepgram: results.channels[].alternatives"
FALLBACK = False


def claims(source: Source) -> bool:
    """`results.channels` with alternatives, or an alternative on its own, as vCons hold it."""
    return any("alternatives" in channel for channel in records(source.data, "results", "channels")) or _alone(source.data)


def read(source: Source) -> Iterator[Talk]:
    """One talk, in the order of time."""
    if _alone(source.data):
        yield Talk(_channel({"alternatives": [source.data]}, "", None))
        return
    channels = records(source.data, "results", "channels")
    yield Talk(turns_in(source.data["results"], channels), words_of(dig(source.data, "metadata", "request_id")))


def _alone(data: Any) -> bool:
    return isinstance(dig(data, "transcript"), str) and "confidence" in data and "word" in (dig(data, "words", 0) or ())


def turns_in(results: Any, channels: list[dict[str, Any]]) -> list[Said]:
    several = len(channels) > 1
    utterances = records(results, "utterances")
    if utterances:
        return in_time(_said(item, several) for item in utterances)
    if several:
        each = (_channel(channel, who(n, "Channel"), PAUSE) for n, channel in enumerate(channels))
        return in_time(turn for turns in each for turn in turns)
    return _channel(channels[0], "", None)


def _channel(channel: dict[str, Any], label: str, pause: float | None) -> list[Said]:
    best = dig(channel, "alternatives", 0)
    paragraphs = records(best, "paragraphs", "paragraphs")
    if paragraphs:
        return [_paragraph(item, label) for item in paragraphs]
    words = from_words((_word(word, label) for word in records(best, "words")), pause)
    return words or [Said(label, words_of(dig(best, "transcript")))]


def _said(item: dict[str, Any], several: bool) -> Said:
    speaker = who(item.get("channel"), "Channel") if several else who(item.get("speaker"))
    return Said(speaker, words_of(item.get("transcript")), "", None, seconds(item.get("start")), seconds(item.get("end")))


def _paragraph(item: dict[str, Any], label: str) -> Said:
    text = " ".join(words_of(sentence.get("text")) for sentence in records(item, "sentences"))
    return Said(label or who(item.get("speaker")), text, "", None, seconds(item.get("start")), seconds(item.get("end")))


def _word(word: dict[str, Any], label: str) -> Word:
    text = words_of(first(word, "punctuated_word", "word"))
    return Word(label or who(word.get("speaker")), text, seconds(word.get("start")), seconds(word.get("end")))
