"""Speechmatics in real time: https://docs.speechmatics.com/speech-to-text/realtime/output

One message a line; partial transcripts repeat what comes again in the next, so only `AddTranscript` is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import dig, records, seconds, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import Word, from_words

NAME = "speechmatics-live"
KIND: Container = "jsonl"
DESCRIPTION = "Speechmatics in real time: JSON Lines of AddTranscript messages"
FALLBACK = False
MESSAGES = {"RecognitionStarted", "AddTranscript", "AddPartialTranscript", "AudioAdded", "Info"}


def claims(source: Source) -> bool:
    """The first line is a message of the protocol."""
    message = dig(source.data[0][1], "message")
    return isinstance(message, str) and message in MESSAGES


def read(source: Source) -> Iterator[Talk]:
    """One talk; a turn ends when the speaker changes."""
    opening, rest = source.data
    final = (row for _, row in (opening, *rest) if dig(row, "message") == "AddTranscript")
    yield Talk(from_words(word for row in final for word in _words(row)))


def _words(row: object) -> Iterator[Word]:
    for item in records(row, "results"):
        best = dig(item, "alternatives", 0)
        times = seconds(item.get("start_time")), seconds(item.get("end_time"))
        yield Word(words_of(dig(best, "speaker")), words_of(dig(best, "content")), *times, item.get("type") == "punctuation")
