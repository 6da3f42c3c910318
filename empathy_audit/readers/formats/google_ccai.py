"""Google CCAI Insights: https://cloud.google.com/contact-center/insights/docs/conversation-data-format

`entries` with a role and microseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import from_clock, turn

NAME = "google-ccai"
KIND: Container = "json"
DESCRIPTION = "Google CCAI Insights: entries[].start_timestamp_usec"
FALLBACK = False
TIME = ("start_timestamp_usec", "startTimestampUsec")


def claims(source: Source) -> bool:
    """`entries` with a text, and a role or a time in microseconds."""
    items = records(source.data, "entries")
    return bool(items) and "text" in items[0] and any(key in items[0] for key in (*TIME, "role"))


def read(source: Source) -> Iterator[Talk]:
    """One talk; several users with one role keep their ids."""
    items = records(source.data, "entries")
    people = {words_of(item.get("user_id")) for item in items}
    roles = {words_of(item.get("role")) for item in items}
    by_id = len(people) > len(roles)
    turns = (turn(item, "text", ("user_id", "userId") if by_id else "role", "role") for item in items)
    times = (item.get(TIME[0], item.get(TIME[1])) for item in items)
    yield Talk(from_clock(zip(turns, times, strict=True)), words_of(source.data.get("conversation_id")))
