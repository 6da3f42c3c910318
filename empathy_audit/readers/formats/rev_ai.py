"""Rev AI: https://docs.rev.ai/api/asynchronous/transcripts/

`monologues` of elements, of which punctuation includes the spaces; some exports hold a single `monologue`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, seconds, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import Word, from_words, who

NAME = "rev-ai"
KIND: Container = "json"
DESCRIPTION = "Rev AI: monologues[].elements"
FALLBACK = False


def claims(source: Source) -> bool:
    """Monologues with elements."""
    return any("elements" in item for item in _monologues(source.data))


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each monologue."""
    turns = [said for item in _monologues(source.data) for said in from_words(_words(item))]
    named = {who(s.get("id")): words_of(s.get("name")) for s in records(source.data, "speakers")}
    turns = [said._replace(speaker=named.get(said.speaker) or said.speaker) for said in turns]
    yield Talk(turns, words_of(source.data.get("id")))


def _monologues(data: Any) -> list[dict[str, Any]]:
    single = dig(data, "monologue")
    return [single] if isinstance(single, dict) else records(data, "monologues")


def _words(monologue: dict[str, Any]) -> Iterator[Word]:
    elements = records(monologue, "elements")
    spaced = any(item.get("value") == " " for item in elements)
    speaker = who(dig(monologue, "speaker_info", "display_name") or monologue.get("speaker"))
    for item in elements:
        value = item.get("value")
        glued = spaced or item.get("type") == "punct"
        text = value if spaced and isinstance(value, str) else words_of(value)
        yield Word(speaker, text, seconds(item.get("ts")), seconds(item.get("end_ts")), glued)
