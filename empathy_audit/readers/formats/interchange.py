"""The plain interchange format: `{"id", "turns": [{"role", "speaker", "text", "start", "end"}]}`, times in seconds.

A file holds one such object, a list of them, or one a line. `text` is all that a turn needs. A script may name, beside
its turns, the `situation` that it is for. `ignore`, of a turn or of the conversation, is a list of suppressions such as
"EMP201 legal wording".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import seconds, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk, wrong

NAME = "interchange"
KIND: Container = "json"
DESCRIPTION = 'plain JSON or JSON Lines: {"id": ..., "turns": [{"role": "agent", "text": "..."}]}'
FALLBACK = False


def claims(source: Source) -> bool:
    """An object with `turns`, a list of objects with `text`."""
    turns = source.data.get("turns") if isinstance(source.data, dict) else None
    return isinstance(turns, list) and (not turns or (isinstance(turns[0], dict) and "text" in turns[0]))


def read(source: Source) -> Iterator[Talk]:
    """One talk. A turn without text is an error: better no score than one of half a conversation."""
    given = source.data["turns"]
    bad = next((n for n, turn in enumerate(given) if not isinstance(turn, dict) or "text" not in turn), None)
    if bad is not None:
        raise wrong(source.path, f'turn {bad} has no "text"', "a turn is an object with role, speaker and text")
    declared = source.data.get("situation")
    situation = tuple(map(words_of, declared if isinstance(declared, list) else [declared])) if declared else ()
    turns, id = [_said(turn) for turn in given], words_of(source.data.get("id"))
    yield Talk(turns, id, situation=situation, ignore=source.data.get("ignore"))


def _said(turn: dict[str, Any]) -> Said:
    get = turn.get
    text, role, speaker, start, end = get("text"), get("role"), get("speaker"), get("start"), get("end")
    if not isinstance(text, str):
        text = words_of(text)
    return Said(
        speaker if isinstance(speaker, str) else words_of(speaker),
        text,
        role if isinstance(role, str) else "",
        None,
        None if start is None else seconds(start),
        None if end is None else seconds(end),
        get("ignore"),
    )
