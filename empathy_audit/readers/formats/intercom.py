"""Intercom: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations

The first message stands in `source`. Notes are internal; bodies are HTML; times are seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, words_of
from empathy_audit.readers.markup import plain_text
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "intercom"
KIND: Container = "json"
DESCRIPTION = "Intercom: conversation_parts.conversation_parts"
FALLBACK = False
ROLES = {"admin": "agent", "team": "agent", "bot": "bot", "user": "customer", "lead": "customer", "contact": "customer"}


def claims(source: Source) -> bool:
    """Conversation parts."""
    return any(isinstance(dig(talk, "conversation_parts", "conversation_parts"), list) for talk in _talks(source.data))


def read(source: Source) -> Iterator[Talk]:
    """A talk for each conversation; parts without a body (assigned, closed) are nobody's speech."""
    for talk in _talks(source.data):
        parts = records(talk, "conversation_parts", "conversation_parts")
        opening = talk.get("source")
        if isinstance(opening, dict):
            parts = [{"created_at": talk.get("created_at"), **opening}, *parts]
        yield Talk(from_clock((_said(part), part.get("created_at")) for part in parts), words_of(talk.get("id")))


def _talks(data: Any) -> list[dict[str, Any]]:
    return records(data, "conversations") or ([data] if isinstance(data, dict) else [])


def _said(part: dict[str, Any]) -> Said:
    kind = words_of(dig(part, "author", "type"))
    role = "bot" if dig(part, "author", "from_ai_agent") is True else ROLES.get(kind, kind)
    text = plain_text(words_of(part.get("body")))
    spoken = text and part.get("part_type") != "note"
    return Said(words_of(dig(part, "author", "name")) or kind, text, role if spoken else "system")
