"""JSON of nobody in particular: a list of objects that each name a speaker and a text.

Taskmaster, many home-made exports and research sets look like this. Asked only when no format claims the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import first, moment, records, seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk
from empathy_audit.readers.suppressions import field
from empathy_audit.readers.turns import from_clock

NAME = "json-rows"
KIND: Container = "json"
DESCRIPTION = 'any JSON with a list of {"speaker": ..., "text": ...} (or role, sender, author; message, utterance, content)'
FALLBACK = True
_LISTS = (
    "turns utterances messages transcript conversation dialogue dialog segments entries items conversations log data "
    "chat_messages"
)
LISTS = _LISTS.split()
SPEAKER = ("speaker", "role", "sender", "author", "speaker_role", "speaker_name", "participant", "from", "user", "name")
TEXT = ("text", "utterance", "message", "content", "transcript", "body", "sentence", "msg")
DATES = ("timestamp", "created_at", "createdAt", "date_created", "dateCreated", "time", "date", "sent_at")
IDS = ("conversation_id", "conversationId", "dialogue_id", "call_id", "id", "uuid")


def claims(source: Source) -> bool:
    """A list by a known name, or the file itself, whose items all have a speaker and a text."""
    return bool(_rows(source.data))


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each item."""
    id = first(source.data, *IDS) if isinstance(source.data, dict) else ""
    whole = field(source.data) if isinstance(source.data, dict) else None
    rows = _rows(source.data)
    turns = [_said(item) for item in rows]
    dated = [first(item, *DATES) for item in rows]
    if any(map(_is_date, dated)):
        turns = from_clock(zip(turns, dated, strict=True))
    yield Talk(turns, words_of(id), ignore=whole)


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and value[:4].isdigit() and moment(value) is not None


def _rows(data: Any) -> list[dict[str, Any]]:
    lists = [records(data)] if isinstance(data, list) else [records(data, name) for name in LISTS]
    return next((rows for rows in lists if rows and all(_is_turn(row) for row in rows)), [])


def _is_turn(row: dict[str, Any]) -> bool:
    return isinstance(first(row, *TEXT), str) and isinstance(first(row, *SPEAKER), str | int)


def _said(row: dict[str, Any]) -> Said:
    speaker, role = words_of(first(row, *SPEAKER)), words_of(first(row, "role", "speaker_role"))
    start, end = first(row, "start", "start_time", "startTime"), first(row, "end", "end_time", "endTime")
    return Said(speaker, words_of(first(row, *TEXT)), role, None, seconds(start), seconds(end), field(row))
