"""ABCD, Action-Based Conversations Dataset: https://github.com/asappresearch/abcd

Pairs of speaker and text; "action" is what the agent's system did, not speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "abcd"
KIND: Container = "json"
DESCRIPTION = "ABCD dataset: convo_id and original [[speaker, text], ...]"
FALLBACK = False


def claims(source: Source) -> bool:
    """Conversations with pairs, one, in a list, or in lists by split."""
    return any(isinstance(dig(talk, "original", 0), list) for talk in _talks(source.data)[:1])


def read(source: Source) -> Iterator[Talk]:
    """A talk for each conversation."""
    for talk in _talks(source.data):
        pairs = [pair for pair in talk.get("original", []) if isinstance(pair, list) and len(pair) == 2]
        turns = [Said(words_of(speaker), words_of(text), words_of(speaker)) for speaker, text in pairs]
        yield Talk(turns, words_of(talk.get("convo_id")))


def _talks(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict) and "original" in data:
        return [data]
    if isinstance(data, dict):
        return [talk for split in ("train", "dev", "test") for talk in records(data, split)]
    return records(data)
