"""Google's contact centre AI: uploads to Insights, its transcripts, and messages of Dialogflow's agent assist.

https://cloud.google.com/contact-center/insights/docs/conversation-data-format - `entries` with a role and microseconds since
1970; https://cloud.google.com/contact-center/insights/docs/reference/rest/v1/projects.locations.conversations - segments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, first, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.turns import from_clock, turn

NAME = "google-ccai"
KIND: Container = "json"
DESCRIPTION = "Google CCAI Insights and Dialogflow: entries[].start_timestamp_usec, transcriptSegments[], participantRole"
FALLBACK = False
TIME = ("start_timestamp_usec", "startTimestampUsec")


def claims(source: Source) -> bool:
    """`entries` with a text, and a role or a time in microseconds; or one of the other two."""
    items = records(source.data, "entries")
    entries = bool(items) and "text" in items[0] and any(key in items[0] for key in (*TIME, "role"))
    return entries or bool(_segments(source.data))


def read(source: Source) -> Iterator[Talk]:
    """One talk; several users with one role keep their ids."""
    items, id = records(source.data, "entries"), words_of(first(source.data, "conversation_id", "name"))
    if segments := _segments(source.data):
        yield Talk(from_clock((_said(item), first(item, "messageTime", "createTime")) for item in segments), id)
        return
    people = {words_of(item.get("user_id")) for item in items}
    roles = {words_of(item.get("role")) for item in items}
    by_id = len(people) > len(roles)
    turns = (turn(item, "text", ("user_id", "userId") if by_id else "role", "role") for item in items)
    times = (item.get(TIME[0], item.get(TIME[1])) for item in items)
    yield Talk(from_clock(zip(turns, times, strict=True)), id)


def _segments(data: Any) -> list[dict[str, Any]]:
    spoken = records(data, "transcript", "transcriptSegments") or records(data, "transcriptSegments")
    return spoken or [item for item in records(data, "messages") if "participantRole" in item]


def _said(item: dict[str, Any]) -> Said:
    role = words_of(dig(item, "segmentParticipant", "role") or item.get("participantRole"))
    return Said(role, words_of(first(item, "text", "content")), role)
