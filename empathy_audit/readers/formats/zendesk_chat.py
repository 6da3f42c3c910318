"""Zendesk chat events as warehouses export them (https://developer.zendesk.com/api-reference/live-chat/).

`agent:17` is an agent, a bare number the visitor, `__system` and `__trigger` are nobody; rows are in no order. An event
without a message is kept by its type.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "zendesk-chat"
KIND: Container = "text"
DESCRIPTION = "Zendesk chat events in CSV: chat_id, actor_id, message"
FALLBACK = False
NEEDED = {"chat_id", "actor_id", "message"}


def claims(source: Source) -> bool:
    """The three columns in the first line."""
    return set(source.lines[0].lower().split(",")) >= NEEDED


def read(source: Source) -> Iterator[Talk]:
    """A talk for each chat, in the order of time."""
    chats: dict[str, list[tuple[Said, str]]] = {}
    for row in csv.DictReader(StringIO(source.text, newline="")):
        chats.setdefault(row["chat_id"] or "", []).append((_said(row), row.get("created_at") or ""))
    for id, rows in chats.items():
        yield Talk(from_clock(rows, sort=True), id)


def _said(row: dict[str, str]) -> Said:
    actor, text = row.get("actor_id") or "", (row.get("message") or "").strip()
    actor = "" if actor == '""' else actor
    role = "agent" if actor.startswith("agent:") else "system" if actor.startswith("__") else "customer"
    return Said(actor, text or row.get("type") or "", role if text else "system")
