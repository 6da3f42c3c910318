"""Labelled text: `[0:00:01.500] Ann (agent): ...`, one turn a line. What people and the simplest tools read.

A label that does not say its role by itself gets it in brackets. What the script is for goes into front matter.
"""

from __future__ import annotations

import re

from empathy_audit.model import Transcript, Turn
from empathy_audit.readers.roles import role_of_label
from empathy_audit.writers.clock import clock

SUFFIX, MANY, HEAD = ".txt", False, ""
NOT_IN_LABELS = re.compile(r"[^\w '’.&-]+|_")
LONGEST = 30  # characters of a name: labels are short, or they are taken for sentences
WORDS = 3


def written(transcript: Transcript) -> str:
    """The lines."""
    situation = f"---\nsituation: {', '.join(transcript.situation)}\n---\n\n" if transcript.situation else ""
    return situation + "".join(map(_line, transcript.turns))


def _line(turn: Turn) -> str:
    time = "" if turn.start is None else f"[{clock(turn.start)}] "
    return f"{time}{_label(turn)}: {' '.join(turn.text.split())}\n"


def _label(turn: Turn) -> str:
    role = None if turn.role == "unknown" else turn.role
    name = " ".join(NOT_IN_LABELS.sub(" ", turn.speaker).split()[:WORDS])[:LONGEST].strip(" .-'’&")
    labels = (name, f"{name} ({role})" if name else "")
    return next((label for label in labels if label and role_of_label(label) == role), turn.role.capitalize())
