"""AssemblyAI: https://www.assemblyai.com/docs/api-reference/transcripts/get

`utterances` may be null, then words are grouped by speaker. Times are milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records, seconds, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import Word, from_words, turn, who

NAME = "assemblyai"
KIND: Container = "json"
DESCRIPTION = "AssemblyAI: utterances or words, beside audio_duration or acoustic_model"
FALLBACK = False
SIGNS = {"audio_duration", "acoustic_model", "language_model", "audio_url", "speech_model", "audio_channels"}


def claims(source: Source) -> bool:
    """Utterances or words beside one of its own fields."""
    data = source.data
    return isinstance(data, dict) and bool({"utterances", "words"} & data.keys()) and bool(SIGNS & data.keys())


def read(source: Source) -> Iterator[Talk]:
    """One talk."""
    utterances = records(source.data, "utterances")
    turns = [turn(item, "text", ("speaker", "channel"), "", "start", "end", 1000) for item in utterances]
    if not turns:
        words = records(source.data, "words")
        turns = from_words(
            Word(who(w.get("speaker")), words_of(w.get("text")), seconds(w.get("start"), 1000), seconds(w.get("end"), 1000))
            for w in words
        )
    short = [t._replace(speaker=f"Speaker {t.speaker}" if len(t.speaker) == 1 else t.speaker) for t in turns]
    yield Talk(short, words_of(source.data.get("id")))
