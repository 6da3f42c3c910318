"""Telegram Desktop's export (result.json): text may be a list of spans; service messages are nobody's speech."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import first, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "telegram"
KIND: Container = "json"
DESCRIPTION = "Telegram export: messages[] with type, from and text"
FALLBACK = False


def claims(source: Source) -> bool:
    """Messages of a type with `from` and a date, in one chat or in `chats.list`."""
    return any(_is_message(item) for talk in _chats(source.data) for item in records(talk, "messages")[:20])


def read(source: Source) -> Iterator[Talk]:
    """A talk for each chat."""
    for chat in _chats(source.data):
        items = [item for item in records(chat, "messages") if _is_message(item)]
        turns = ((Said(words_of(item["from"]), words_of(item["text"])), first(item, "date_unixtime", "date")) for item in items)
        yield Talk(from_clock(turns), words_of(first(chat, "name", "id")))


def _is_message(item: dict[str, Any]) -> bool:
    return item.get("type") == "message" and {"from", "text"} <= item.keys()


def _chats(data: Any) -> list[dict[str, Any]]:
    listed = records(data, "chats", "list")
    return listed or ([data] if isinstance(data, dict) else [])
