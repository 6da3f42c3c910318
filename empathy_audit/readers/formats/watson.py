"""IBM Watson Speech to Text: https://cloud.ibm.com/docs/speech-to-text?topic=speech-to-text-speaker-labels

Who speaks stands apart, in `speaker_labels`, by the start of each word; asynchronous results are nested once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import Word, from_words, who

NAME = "ibm-watson"
KIND: Container = "json"
DESCRIPTION = "IBM Watson: results[].alternatives[].timestamps, with speaker_labels or result_index"
FALLBACK = False


def claims(source: Source) -> bool:
    """Results with alternatives, beside `speaker_labels` or `result_index`."""
    data = _inner(source.data)
    return bool({"speaker_labels", "result_index"} & data.keys()) and any(
        isinstance(dig(item, "alternatives", 0, "transcript"), str) for item in records(data, "results")[:1]
    )


def read(source: Source) -> Iterator[Talk]:
    """One talk: by speaker where labels are given, else a turn for each result."""
    data = _inner(source.data)
    speakers = {label.get("from"): who(label.get("speaker")) for label in records(data, "speaker_labels")}
    best = [dig(item, "alternatives", 0) for item in records(data, "results") if item.get("final") is not False]
    if speakers:
        yield Talk(from_words(word for alternative in best for word in _words(alternative, speakers)))
    else:
        yield Talk([_said(alternative) for alternative in best])


def _inner(data: Any) -> dict[str, Any]:
    nested = dig(data, "results", 0)
    found = nested if isinstance(nested, dict) and "results" in nested else data
    return found if isinstance(found, dict) else {}


def _words(alternative: Any, speakers: dict[Any, str]) -> Iterator[Word]:
    speaker = ""
    for stamp in dig(alternative, "timestamps") or []:
        word, start, end = stamp[:3]
        speaker = speakers.get(start, speaker)
        yield Word(speaker, words_of(word), seconds(start), seconds(end))


def _said(alternative: Any) -> Said:
    stamps = dig(alternative, "timestamps") or []
    start, end = (seconds(stamps[0][1]), seconds(stamps[-1][2])) if stamps else (None, None)
    return Said("", words_of(dig(alternative, "transcript")), "", None, start, end)
