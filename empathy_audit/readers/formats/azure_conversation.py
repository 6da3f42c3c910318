"""Azure Language, conversations:
https://learn.microsoft.com/azure/ai-services/language-service/summarization/how-to/conversation-summarization
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import turn

NAME = "azure-conversation"
KIND: Container = "json"
DESCRIPTION = "Azure Language conversations: conversations[].conversationItems"
FALLBACK = False


def claims(source: Source) -> bool:
    """Conversations of `analysisInput`, or on their own."""
    return any("conversationItems" in talk for talk in _talks(source.data))


def read(source: Source) -> Iterator[Talk]:
    """A talk for each conversation; a participant's id is the label, unless an item gives a role."""
    for talk in _talks(source.data):
        items = records(talk, "conversationItems")
        roles = {words_of(p.get("id")): words_of(p.get("role")) for p in records(talk, "participants")}
        yield Talk([turn(item, "text", "participantId", "role") for item in items], words_of(talk.get("id")), roles)


def _talks(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict) and "conversationItems" in data:
        return [data]
    return records(data, "analysisInput", "conversations") or records(data, "conversations")
