"""ConvoKit's utterances.jsonl: https://convokit.cornell.edu/documentation/data_format.html

Its `timestamp` orders the utterances; the exact times, with the role, stand in `meta`. A speaker is required there, so one
without a name goes by the role.
"""

from __future__ import annotations

import json
from typing import Any

from empathy_audit.model import Transcript, Turn

SUFFIX, MANY, HEAD = ".jsonl", True, ""


def written(transcript: Transcript) -> str:
    """A line for each utterance; each replies to the one before."""
    lines = []
    before = None
    for turn in transcript.turns:
        id = f"{transcript.id}-{turn.index}"
        lines.append(json.dumps(_utterance(turn, id, transcript.id, before), ensure_ascii=False) + "\n")
        before = id
    return "".join(lines)


def _utterance(turn: Turn, id: str, conversation: str, before: str | None) -> dict[str, Any]:
    known = {"role": turn.role if turn.role != "unknown" else None, "start": turn.start, "end": turn.end}
    return {
        "id": id,
        "conversation_id": conversation,
        "speaker": turn.speaker or turn.role,
        "text": turn.text,
        "reply-to": before,
        "timestamp": turn.start,
        "meta": {name: value for name, value in known.items() if value is not None},
    }
