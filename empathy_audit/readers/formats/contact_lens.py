"""Amazon Connect Contact Lens, calls and chats:
https://docs.aws.amazon.com/connect/latest/adminguide/contact-lens-example-output-files.html

A turn names a participant by an id, `Participants` says which role that is. Calls count milliseconds, chats give the
time of day; events of a chat are no speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock, in_time, turn

NAME = "contact-lens"
KIND: Container = "json"
DESCRIPTION = "Amazon Connect Contact Lens, calls and chats: Transcript[].ParticipantId and Participants"
FALLBACK = False


def claims(source: Source) -> bool:
    """`Transcript` items with a `ParticipantId`."""
    return any("ParticipantId" in item for item in _items(source.data)[:1])


def read(source: Source) -> Iterator[Talk]:
    """One talk; supervisors and bots keep their own labels."""
    parties = records(source.data, "Participants")
    roles = {words_of(party.get("ParticipantId")): words_of(party.get("ParticipantRole")) for party in parties}
    items = _items(source.data)
    turns = [_said(item, roles) for item in items]
    if any("AbsoluteTime" in item for item in items):
        turns = from_clock(zip(turns, (item.get("AbsoluteTime") for item in items), strict=True))
    yield Talk(in_time(turns), words_of(dig(source.data, "CustomerMetadata", "ContactId") or source.data.get("ContactId")))


def _items(data: Any) -> list[dict[str, Any]]:
    """The transcript, or the final segments of the real-time analysis."""
    live = (item["Transcript"] for item in records(data, "Segments") if isinstance(item.get("Transcript"), dict))
    return records(data, "Transcript") or list(live)


def _said(item: dict[str, Any], roles: dict[str, str]) -> Said:
    said = turn(item, "Content", "ParticipantId", "ParticipantRole", "BeginOffsetMillis", "EndOffsetMillis", 1000)
    role = "system" if item.get("Type") == "EVENT" else roles.get(said.speaker) or said.role or said.speaker
    named = words_of(item.get("DisplayName")) or roles.get(said.speaker) or said.speaker
    return said._replace(role=role, speaker=named)
