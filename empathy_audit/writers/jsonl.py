"""Plain interchange, as `readers/formats/interchange.py` reads it: one conversation a line."""

from __future__ import annotations

import json
from typing import Any

from empathy_audit.model import Transcript, Turn

SUFFIX, MANY, HEAD = ".jsonl", True, ""


def written(transcript: Transcript) -> str:
    """One line."""
    return json.dumps(plain(transcript), ensure_ascii=False) + "\n"


def plain(transcript: Transcript) -> dict[str, Any]:
    """The conversation as an object of plain interchange."""
    turns = [_turn(turn) for turn in transcript.turns]
    situation = {"situation": list(transcript.situation)} if transcript.situation else {}
    found: dict[str, Any] = {"id": transcript.id, **situation, "turns": turns}
    for asked in transcript.suppressions:
        if not asked.fault:
            place = found if asked.turn is None else turns[asked.turn]
            place.setdefault("ignore", []).append(f"{asked.rule} {asked.reason}")
    return found


def _turn(turn: Turn) -> dict[str, Any]:
    """What is known of a turn; what is not is left out."""
    found: dict[str, Any] = {"role": turn.role} if turn.role != "unknown" else {}
    if turn.speaker:
        found["speaker"] = turn.speaker
    found["text"] = turn.text
    found |= {name: value for name, value in (("start", turn.start), ("end", turn.end)) if value is not None}
    return found
