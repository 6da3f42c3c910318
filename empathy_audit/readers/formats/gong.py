"""Gong: https://gong.app.gong.io/settings/api/documentation (calls/transcript); names stand in another call's answer.

Times are milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import turn

NAME = "gong"
KIND: Container = "json"
DESCRIPTION = "Gong: callTranscripts[].transcript[].sentences"
FALLBACK = False


def claims(source: Source) -> bool:
    """`callTranscripts`."""
    return bool(records(source.data, "callTranscripts"))


def read(source: Source) -> Iterator[Talk]:
    """A talk for each call, a turn for each sentence."""
    parties = records(source.data, "parties") + [p for call in records(source.data, "calls") for p in records(call, "parties")]
    names = {
        words_of(party.get("speakerId")): (words_of(party.get("name")), words_of(party.get("affiliation"))) for party in parties
    }
    for call in records(source.data, "callTranscripts"):
        turns = []
        for part in records(call, "transcript"):
            name, role = names.get(words_of(part.get("speakerId")), ("", ""))
            label = name or f"Speaker {words_of(part.get('speakerId'))}"
            said = (turn(s, "text", "", "", "start", "end", 1000) for s in records(part, "sentences"))
            turns += [each._replace(speaker=label, role=role) for each in said]
        yield Talk(turns, words_of(call.get("callId")))
