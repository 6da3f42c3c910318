"""The writers: a transcript in the formats that other tools read, the readers' way back. A new one is a file and a line here.

What a format can hold comes back when it is read again; `tests/test_convert.py` proves it for each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from empathy_audit.model import Transcript


class Writer(Protocol):
    """The shape of every module here but `clock`. `HEAD` comes once, before the first conversation.

    `MANY`: whether one file holds several conversations.
    """

    SUFFIX: str
    MANY: bool
    HEAD: str

    def written(self, transcript: Transcript) -> str:
        """The conversation, with its line ends. Raises `InputError` where the format cannot hold it at all."""


WRITERS: Mapping[str, str] = {
    "jsonl": "plain JSON Lines, a conversation a line; holds everything",
    "vcon": "vCon, one to a file, or a line of each",
    "convokit": "ConvoKit's utterances.jsonl, an utterance a line",
    "csv": "a table with a row for each turn",
    "vtt": "WebVTT captions, one conversation to a file; needs times",
    "txt": "`[0:00:01.500] Agent: ...`, one conversation to a file",
}


def writer(name: str) -> Writer:
    """The writer of that name, one of `WRITERS`."""
    return cast("Writer", import_module(f"{__name__}.{name}"))
