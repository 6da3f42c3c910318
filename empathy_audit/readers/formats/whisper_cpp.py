"""whisper.cpp, `--output-json`: https://github.com/ggml-org/whisper.cpp

`transcription` with offsets in milliseconds; a speaker where `--diarize` ran, "[SPEAKER_TURN]" where tinydiarize did.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import dig, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import who

NAME = "whisper-cpp"
KIND: Container = "json"
DESCRIPTION = "whisper.cpp: transcription[].offsets"
FALLBACK = False


def claims(source: Source) -> bool:
    """`transcription` items with offsets or timestamps."""
    items = records(source.data, "transcription")
    return bool(items) and ("offsets" in items[0] or "timestamps" in items[0])


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each segment."""
    yield Talk(
        [
            Said(
                who(item.get("speaker")),
                words_of(item.get("text")).removesuffix("[SPEAKER_TURN]").rstrip(),
                "",
                None,
                seconds(dig(item, "offsets", "from"), 1000),
                seconds(dig(item, "offsets", "to"), 1000),
            )
            for item in records(source.data, "transcription")
        ]
    )
