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
    return isinstance(dig(source.data, "conversation_parts", "conversation_parts"), list)


def read(source: Source) -> Iterator[Talk]:
    """One talk; parts without a body (assigned, closed) are nobody's speech."""
    parts = records(source.data, "conversation_parts", "conversation_parts")
    opening = source.data.get("source")
    if isinstance(opening, dict):
        parts = [{"created_at": source.data.get("created_at"), **opening}, *parts]
    turns = ((_said(part), part.get("created_at")) for part in parts)
    yield Talk(from_clock(turns), words_of(source.data.get("id")))


def _said(part: dict[str, Any]) -> Said:
    kind = words_of(dig(part, "author", "type"))
    role = "bot" if dig(part, "author", "from_ai_agent") is True else ROLES.get(kind, kind)
    if part.get("part_type") == "note":
        role = "system"
    return Said(words_of(dig(part, "author", "name")) or kind, plain_text(words_of(part.get("body"))), role)
