"""Zendesk ticket comments: https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/

Who an author is says `users`; a comment that is not public is an internal note, which the customer never saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, words_of
from empathy_audit.readers.markup import plain_text
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock

NAME = "zendesk"
KIND: Container = "json"
DESCRIPTION = "Zendesk tickets: comments[] with author_id"
FALLBACK = False


def claims(source: Source) -> bool:
    """Comments with an author."""
    items = records(source.data, "comments")
    return bool(items) and "author_id" in items[0]


def read(source: Source) -> Iterator[Talk]:
    """One talk. "end-user" is the customer; whoever asked for the ticket is, too."""
    users = {user.get("id"): user for user in records(source.data, "users")}
    requester = first(source.data, "requester_id") or dig(source.data, "ticket", "requester_id")
    items = records(source.data, "comments")
    turns = ((_said(item, users.get(item.get("author_id"), {}), requester), item.get("created_at")) for item in items)
    yield Talk(from_clock(turns), words_of(first(source.data, "id", "ticket_id") or dig(source.data, "ticket", "id")))


def _said(item: dict[str, Any], user: dict[str, Any], requester: Any) -> Said:
    author = item.get("author_id")
    role = words_of(user.get("role")) or ("customer" if requester is not None and author == requester else "")
    text = words_of(item.get("plain_body")) or plain_text(words_of(first(item, "html_body", "body")))
    label = words_of(user.get("name")) or f"User {words_of(author)}"
    return Said(label, text, "system" if item.get("public") is False else role)
