"""ConvoKit's utterances.jsonl: https://convokit.cornell.edu/documentation/data_format.html

One utterance a line, of many conversations, in any order: they are sorted by time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.errors import InputError
from empathy_audit.readers.fields import dig, first, moment, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "convokit"
KIND: Container = "jsonl"
DESCRIPTION = "ConvoKit utterances.jsonl, and other JSON Lines with one utterance a line"
FALLBACK = False
IDS = ("conversation_id", "conversationId", "conversation", "root", "dialogue_id", "call_id", "session_id", "chat_id")
SPEAKER = ("speaker", "user", "role", "sender", "author", "from")
TEXT = ("text", "utterance", "message", "content", "body")


def claims(source: Source) -> bool:
    """The first line is an utterance: a speaker and a text. Without ids of conversations all of it is one."""
    row = source.data[0][1]
    return isinstance(row, dict) and isinstance(first(row, *TEXT), str) and _speaker(row) != ""


def read(source: Source) -> Iterator[Talk]:
    """A talk for each conversation. A broken line breaks the file, for it may be a part of any of them."""
    talks: dict[str, list[tuple[Said, Any]]] = {}
    opening, rest = source.data
    for number, row in (opening, *rest):
        if isinstance(row, InputError):
            raise row
        if isinstance(row, dict):
            role = words_of(dig(row, "meta", "role")) or words_of(row.get("role"))
            start, end = seconds(dig(row, "meta", "start")), seconds(dig(row, "meta", "end"))
            said = Said(_speaker(row), words_of(first(row, *TEXT)), role, number, start, end)
            talks.setdefault(_id(row), []).append((said, first(row, "timestamp", "created_at", "time")))
    for id, pairs in talks.items():
        if any(said.start is not None for said, _ in pairs):  # as `convert` writes it: exact, and in order
            yield Talk([said for said, _ in pairs], id)
        else:
            yield Talk(from_clock(pairs, sort=all(moment(when) is not None for _, when in pairs)), id)


def _id(row: dict[str, Any]) -> str:
    return words_of(first(row, *IDS))


def _speaker(row: dict[str, Any]) -> str:
    speaker = first(row, *SPEAKER)
    return words_of(speaker.get("id") if isinstance(speaker, dict) else speaker)
