"""Chats with language models: OpenAI's `messages`, Gemini's `contents`, ShareGPT's `conversations`.

https://platform.openai.com/docs/api-reference/chat - content may be a list of parts, of which the text is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import first, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.suppressions import field
from empathy_audit.readers.turns import from_clock

NAME = "llm-chat"
KIND: Container = "json"
DESCRIPTION = "chats with language models: messages[{role, content}], ShareGPT conversations[{from, value}]"
FALLBACK = False


def claims(source: Source) -> bool:
    """A list of objects with role and content (or parts), or from and value."""
    items = _messages(source.data)
    return bool(items)


def read(source: Source) -> Iterator[Talk]:
    """One talk; the assistant is the agent, the user the customer, tools and instructions are nobody's speech."""
    items = _messages(source.data)
    ids = first(source.data, "id", "conversation_id") if isinstance(source.data, dict) else ""
    turns = ((_said(item), first(item, "timestamp", "created_at", "create_time")) for item in items)
    whole = field(source.data) if isinstance(source.data, dict) else None
    yield Talk(from_clock(turns), words_of(ids), ignore=whole)


def _messages(data: Any) -> list[dict[str, Any]]:
    lists = [data, *(data.get(k) for k in ("messages", "contents", "conversations", "conversation"))] if isinstance(
        data, dict
    ) else [data]
    for found in lists:
        items = records(found)
        if items and ({"role", "content"} <= items[0].keys() or {"role", "parts"} <= items[0].keys()):
            return items
        if items and {"from", "value"} <= items[0].keys():
            return items
    return []


def _said(item: dict[str, Any]) -> Said:
    role = words_of(first(item, "role", "from"))
    content = first(item, "content", "value", "parts")
    parts = [words_of([part]) for part in content] if isinstance(content, list) else [words_of(content)]
    text = "\n".join(filter(None, parts))
    spoken = role if text else "system"  # a call of a tool has no words
    return Said(words_of(item.get("name")) or role, text, spoken, ignore=field(item))
