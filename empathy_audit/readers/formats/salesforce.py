"""Salesforce conversation entries:
https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_conversationentry.htm
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "salesforce"
KIND: Container = "json"
DESCRIPTION = "Salesforce: conversationEntries[], or records with ActorType and Message"
FALLBACK = False
TIMES = ("EntryTime", "serverReceivedTimestamp", "clientTimestamp", "transcriptedTimestamp")


def claims(source: Source) -> bool:
    """Entries of the Connect API, or records of the object."""
    return any("ActorType" in item or "entryType" in item for item in _entries(source.data)[:1])


def read(source: Source) -> Iterator[Talk]:
    """One talk, in the order of time; entries that are not messages are nobody's speech."""
    items = _entries(source.data)
    turns = ((_said(item), first(item, *TIMES)) for item in items)
    yield Talk(from_clock(turns, sort=True), words_of(dig(source.data, "conversationId")))


def _entries(data: Any) -> list[dict[str, Any]]:
    return records(data, "conversationEntries") or records(data, "records") or records(data)


def _said(item: dict[str, Any]) -> Said:
    role = words_of(item.get("ActorType")) or words_of(dig(item, "sender", "role"))
    name = words_of(first(item, "ActorName", "senderDisplayName")) or words_of(dig(item, "sender", "displayName"))
    text = words_of(first(item, "Message", "messageText"))
    return Said(name or role, text or _payload(item.get("entryPayload")), "bot" if role.lower() == "chatbot" else role)


def _payload(payload: Any) -> str:
    try:
        parsed = json.loads(payload) if isinstance(payload, str) else payload
    except (ValueError, RecursionError):
        return ""
    message = dig(parsed, "abstractMessage", "staticContent", "text") or dig(parsed, "staticContent", "text")
    return words_of(message)
