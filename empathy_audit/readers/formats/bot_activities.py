"""Bot Framework transcripts (.transcript): https://github.com/microsoft/botframework-sdk - Activity schema

A list of activities, of which those of type "message" that come from somebody are speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "bot-framework"
KIND: Container = "json"
DESCRIPTION = "Bot Framework .transcript: a list of activities"
FALLBACK = False


def claims(source: Source) -> bool:
    """Activities with a type, in a conversation or on a channel."""
    items = _activities(source.data)
    return bool(items) and "type" in items[0] and bool({"channelId", "conversation", "recipient"} & items[0].keys())


def read(source: Source) -> Iterator[Talk]:
    """One talk."""
    items = [i for i in _activities(source.data) if i.get("type") == "message" and isinstance(i.get("from"), dict)]
    turns = ((_said(item), item.get("timestamp")) for item in items)
    yield Talk(from_clock(turns), words_of(dig(items, 0, "conversation", "id")))


def _activities(data: Any) -> list[dict[str, Any]]:
    return records(data) or records(data, "activities")


def _said(item: dict[str, Any]) -> Said:
    sender = item["from"]
    text = words_of(item.get("text")) or " ".join(_card(card) for card in records(item, "attachments"))
    return Said(words_of(sender.get("name") or sender.get("id")), text.replace("\r\n", "\n"), words_of(sender.get("role")))


def _card(card: dict[str, Any]) -> str:
    return " ".join(filter(None, (words_of(dig(card, "content", key)) for key in ("title", "subtitle", "text"))))
