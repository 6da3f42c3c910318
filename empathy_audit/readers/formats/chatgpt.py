"""ChatGPT's data export (conversations.json): https://help.openai.com/en/articles/7260999

A conversation is a tree of messages, for any may be asked anew; what was seen last is the branch that ends in `current_node`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "chatgpt-export"
KIND: Container = "json"
DESCRIPTION = "ChatGPT exports: conversations with a mapping of messages"
FALLBACK = False


def claims(source: Source) -> bool:
    """A `mapping` whose nodes have parents."""
    nodes = [node for talk in _talks(source.data)[:1] for node in talk["mapping"].values()]
    return any(isinstance(node, dict) and "parent" in node for node in nodes)


def read(source: Source) -> Iterator[Talk]:
    """A talk for each conversation."""
    for talk in _talks(source.data):
        messages = _branch(talk["mapping"], talk.get("current_node"))
        turns = ((_said(message), message.get("create_time")) for message in messages)
        yield Talk(from_clock(turns), words_of(first(talk, "conversation_id", "id", "title")))


def _talks(data: Any) -> list[dict[str, Any]]:
    found = [data] if isinstance(data, dict) else records(data)
    return [talk for talk in found if isinstance(talk.get("mapping"), dict)]


def _branch(nodes: dict[str, Any], last: Any) -> list[dict[str, Any]]:
    """The messages from the root to the last node, of which a missing one is the last in the file."""
    at = last if isinstance(last, str) and last in nodes else next(reversed(nodes), None)
    found: dict[str, Any] = {}
    while isinstance(at, str) and at in nodes and at not in found:  # a ring would have no end
        found[at] = dig(nodes[at], "message")
        at = dig(nodes[at], "parent")
    return [message for message in reversed(found.values()) if isinstance(message, dict)]


def _said(message: dict[str, Any]) -> Said:
    role = words_of(dig(message, "author", "role"))
    parts = dig(message, "content", "parts")
    text = "\n".join(filter(None, (words_of([part]) for part in parts))) if isinstance(parts, list) else ""
    return Said(role, text, role if text else "system")
