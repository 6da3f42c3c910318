"""Labelled text: `[0:00:01.500] Ann (agent): ...`, one turn a line. What people and the simplest tools read.

A label that does not say its role by itself gets it in brackets. What the script is for goes into front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from empathy_audit.model import Transcript, Turn
from empathy_audit.readers.roles import role_of_label
from empathy_audit.writers.asked import asked
from empathy_audit.writers.clock import clock

SUFFIX, MANY, HEAD = ".txt", False, ""
NOT_IN_LABELS = re.compile(r"[^\w '’.&-]+|_")
LONGEST = 30  # characters of a name: labels are short, or they are taken for sentences
WORDS = 3


def written(transcript: Transcript) -> str:
    """The lines."""
    situation = f"---\nsituation: {', '.join(transcript.situation)}\n---\n\n" if transcript.situation else ""
    words = asked(transcript)
    head = "".join(f"{_comment(each)}\n" for each in words.get(None, ()))
    return situation + head + "".join(_line(turn, words.get(turn.index, ())) for turn in transcript.turns)


def _line(turn: Turn, words: Iterable[str]) -> str:
    time = "" if turn.start is None else f"[{clock(turn.start)}] "
    text = " ".join([*turn.text.split(), *map(_comment, words)])
    return f"{time}{_label(turn)}: {text}\n"


def _comment(words: str) -> str:
    return f"<!-- empathy-audit: {words} -->"


def _label(turn: Turn) -> str:
    role = None if turn.role == "unknown" else turn.role
    name = " ".join(NOT_IN_LABELS.sub(" ", turn.speaker).split()[:WORDS])[:LONGEST].strip(" .-'’&")
    labels = (name, f"{name} ({role})" if name else "")
    return next((label for label in labels if label and role_of_label(label) == role), turn.role.capitalize())
