"""Speechmatics: https://docs.speechmatics.com/speech-to-text/batch/output (json-v2), and version 1.

Version 1 has lists of words and of speakers' spans, joined by time, with times as strings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from empathy_audit.readers.fields import dig, records, seconds, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import PAUSE, Word, from_words, in_time

NAME = "speechmatics"
KIND: Container = "json"
DESCRIPTION = "Speechmatics: results[].alternatives[].content, or words beside speakers"
FALLBACK = False


def claims(source: Source) -> bool:
    """Either version."""
    items = records(source.data, "results")
    old = records(source.data, "words") and records(source.data, "speakers")
    return ("type" in items[0] and isinstance(dig(items[0], "alternatives", 0, "content"), str)) if items else bool(old)


def read(source: Source) -> Iterator[Talk]:
    """One talk; a turn ends when the speaker changes."""
    id = words_of(dig(source.data, "job", "id"))
    if "results" not in source.data:
        yield Talk(from_words(_old_words(source)), id)
    elif any("channel" in item for item in records(source.data, "results")):
        words = list(_words(source))
        each = (from_words((w for w in words if w.speaker == who), PAUSE) for who in dict.fromkeys(w.speaker for w in words))
        yield Talk(in_time(said for turns in each for said in turns), id)
    else:
        yield Talk(from_words(_words(source)), id)


def _words(source: Source) -> Iterator[Word]:
    for item in records(source.data, "results"):
        best = dig(item, "alternatives", 0)
        speaker = words_of(dig(best, "speaker")) or words_of(item.get("channel"))
        text, glued = words_of(dig(best, "content")), item.get("attaches_to") == "previous"
        glued = glued or (item.get("type") == "punctuation" and "attaches_to" not in item)
        yield Word(speaker, text, seconds(item.get("start_time")), seconds(item.get("end_time")), glued)


def _old_words(source: Source) -> Iterator[Word]:
    spans = sorted((seconds(s.get("time")) or 0.0, words_of(s.get("name"))) for s in records(source.data, "speakers"))
    starts = [start for start, _ in spans]
    for word in records(source.data, "words"):
        start = seconds(word.get("time"))
        at = bisect_right(starts, start or 0.0) - 1
        text = words_of(word.get("name"))
        end = None if start is None else start + (seconds(word.get("duration")) or 0.0)
        yield Word(spans[max(at, 0)][1] if spans else "", text, start, end, text in (".", ",", "?", "!"))
