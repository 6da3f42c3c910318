"""BBC Kaldi: words in `retval.words`, who speaks in `retval.segmentation.segments`, joined by time in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import Word, from_words

NAME = "kaldi"
KIND: Container = "json"
DESCRIPTION = "BBC Kaldi: words beside segmentation"
FALLBACK = False


def claims(source: Source) -> bool:
    """Words with a `punct` or `word`, below `retval` or beside `segmentation`."""
    data = _inner(source.data)
    return bool(records(data, "words")) and ("segmentation" in data or "punct" in records(data, "words")[0])


def read(source: Source) -> Iterator[Talk]:
    """One talk: a turn for each segment in which something is said."""
    data = _inner(source.data)
    words = [
        Word("", words_of(first(word, "punct", "word")), seconds(word.get("start")), seconds(word.get("end")))
        for word in records(data, "words")
    ]
    segments = sorted(
        ((seconds(s.get("start")) or 0.0, words_of(dig(s, "speaker", "@id"))) for s in records(data, "segmentation", "segments")),
    )
    yield Talk(list(_segments(words, segments)) if segments else from_words(words))


def _inner(data: Any) -> dict[str, Any]:
    found = dig(data, "retval") or data
    return found if isinstance(found, dict) else {}


def _segments(words: list[Word], segments: list[tuple[float, str]]) -> Iterator[Said]:
    ends = [start for start, _ in segments[1:]] + [float("inf")]
    at = 0
    for (start, speaker), end in zip(segments, ends, strict=True):
        mine = []
        while at < len(words) and (words[at].start or 0.0) + 0.02 < end:  # segments are cut a frame late
            mine.append(words[at]._replace(speaker=speaker))
            at += 1
        yield from from_words(mine) or [Said(speaker, "", "", None, start)]
