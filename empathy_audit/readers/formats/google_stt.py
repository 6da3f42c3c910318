"""Google Cloud Speech-to-Text v1 and v2: https://cloud.google.com/speech-to-text/docs/reference/rest

With diarisation version 1 repeats every word in the last result, each with its speaker, so only that one is read; version
2 goes on from result to result. Without, each result is a piece of the whole. Times are "1.500s" or {"seconds", "nanos"}.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import Word, from_words, in_time, who

NAME = "google-stt"
KIND: Container = "json"
DESCRIPTION = "Google Speech-to-Text v1 and v2: results[].alternatives[].transcript"
FALLBACK = False


def claims(source: Source) -> bool:
    """`results` (of a response or an operation) with alternatives that hold a transcript; IBM's have speaker labels."""
    found = _results(source.data)
    watson = dig(source.data, "result_index") is not None or "speaker_labels" in source.data if found else True
    return not watson and any("transcript" in a or "words" in a for r in found for a in records(r, "alternatives"))


def read(source: Source) -> Iterator[Talk]:
    """One talk: by speaker where words have one, else a turn for each result and channel."""
    best = [(result, found[0]) for result in _results(source.data) if (found := records(result, "alternatives"))]
    tagged = [words for _, a in best if (words := records(a, "words")) and any(_tag(word) for word in words)]
    if tagged:
        repeats = _times(tagged[-1][0])[0] == _times(tagged[0][0])[0] or len(tagged[-1]) > sum(map(len, tagged[:-1]))
        yield Talk(from_words(_word(word) for words in (tagged[-1:] if repeats else tagged) for word in words))
        return
    yield Talk(in_time(_piece(result, alternative) for result, alternative in best))


def _results(data: Any) -> list[dict[str, Any]]:
    found = records(data, "results") or records(data, "response", "results")
    if not found and isinstance(dig(data, "results"), dict):  # of a batch: by the address of the recording
        found = [r for each in data["results"].values() for r in records(each, "transcript", "results")]
    return found if any(isinstance(result.get("alternatives"), list) for result in found) else []


def _tag(word: dict[str, Any]) -> str:
    return words_of(first(word, "speakerLabel", "speakerTag", "speaker_label", "speaker_tag"))


def _word(word: dict[str, Any]) -> Word:
    start, end = _times(word)
    return Word(who(_tag(word)), words_of(word.get("word")), start, end)


def _piece(result: dict[str, Any], alternative: dict[str, Any]) -> Said:
    words = records(alternative, "words")
    start, end = (_times(words[0])[0], _times(words[-1])[1]) if words else (None, None)
    channel = words_of(first(result, "channelTag", "channel_tag"))
    text = words_of(alternative.get("transcript")) or " ".join(words_of(word.get("word")) for word in words)
    return Said(who(channel, "Channel") if channel not in ("", "0") else "", text, "", None, start, end)


def _times(word: dict[str, Any]) -> tuple[float | None, float | None]:
    start = first(word, "startTime", "startOffset", "start_time", "start_offset")
    return seconds(start), seconds(first(word, "endTime", "endOffset", "end_time", "end_offset"))
