"""Amazon Transcribe: https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output

Words are items; who said one stands on the item (newer files), in `speaker_labels` by its start time, or in
`channel_labels`. Times are strings of seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from empathy_audit.readers.fields import dig, records, seconds, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import PAUSE, Word, from_words, in_time

NAME = "aws-transcribe"
KIND: Container = "json"
DESCRIPTION = "Amazon Transcribe: results.items and results.transcripts"
FALLBACK = False


def claims(source: Source) -> bool:
    """`results.items` beside `results.transcripts`."""
    return isinstance(dig(source.data, "results", "items"), list) and "transcripts" in source.data["results"]


def read(source: Source) -> Iterator[Talk]:
    """One talk; a turn ends when the speaker changes."""
    name = words_of(dig(source.data, "jobName"))
    channels = records(source.data, "results", "channel_labels", "channels")
    if channels:
        each = (from_words(_words(c.get("items"), {}, words_of(c.get("channel_label"))), PAUSE) for c in channels)
        yield Talk(in_time(turn for turns in each for turn in turns), name)
        return
    segments = records(source.data, "results", "speaker_labels", "segments")
    by_start = {
        words_of(item.get("start_time")): words_of(item.get("speaker_label"))
        for segment in segments
        for item in (records(segment, "items") or [segment])
    }
    spans = [(seconds(s.get("start_time")) or 0.0, words_of(s.get("speaker_label"))) for s in segments if not s.get("items")]
    yield Talk(from_words(_words(source.data["results"]["items"], by_start, "", sorted(spans))), name)


def _words(items: Any, by_start: dict[str, str], channel: str, spans: Sequence[tuple[float, str]] = ()) -> Iterator[Word]:
    """`spans`: the beginnings of segments that do not list their words."""
    speaker = channel
    starts = [start for start, _ in spans]
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        start = words_of(item.get("start_time"))
        at = bisect_right(starts, seconds(start) or 0.0) - 1 if start else -1
        said_by = words_of(item.get("speaker_label")) or by_start.get(start) or (spans[at][1] if at >= 0 else "")
        speaker = channel or said_by or speaker
        text = words_of(dig(item, "alternatives", 0, "content"))
        yield Word(speaker, text, seconds(start), seconds(item.get("end_time")), item.get("type") == "punctuation")
