"""WebVTT: https://www.w3.org/TR/webvtt1/ - a cue for each turn, `<v.agent Ann>` for who speaks and as what.

A turn goes on one line, for line breaks in a cue are layout. A cue must have times: without any the conversation is
refused; a turn whose end is not known ends where it starts, and one without times stands where the turn before it ended.
"""

from __future__ import annotations

from empathy_audit.errors import InputError, Problem
from empathy_audit.model import Transcript, Turn
from empathy_audit.writers.asked import asked
from empathy_audit.writers.clock import clock

SUFFIX, MANY, HEAD = ".vtt", False, "WEBVTT\n\n"


def written(transcript: Transcript) -> str:
    """The cues. Raises `InputError` where no turn has a time."""
    if all(turn.start is None for turn in transcript.turns):
        message = "has no times, which WebVTT cannot do without"
        raise InputError(Problem(transcript.path, message, "convert it to txt, csv or jsonl instead"))
    named = any(turn.speaker or turn.role != "unknown" for turn in transcript.turns)
    words = asked(transcript)
    cues, now = [f"NOTE empathy-audit: {each}\n\n" for each in words.get(None, ())], 0.0
    for turn in transcript.turns:
        cues += [f"NOTE empathy-audit: {each}\n\n" for each in words.get(turn.index, ())]
        start = now if turn.start is None else turn.start
        end = max(start, turn.end or 0.0)
        now = end
        cues.append(f"{clock(start)} --> {clock(end)}\n{_voice(turn) if named else ''}{_escaped(turn.text)}\n\n")
    return "".join(cues)


def _voice(turn: Turn) -> str:
    role = "" if turn.role == "unknown" else f".{turn.role}"
    return f"<v{role} {_escaped(turn.speaker) or turn.role.capitalize()}>"


def _escaped(text: str) -> str:
    """On one line, without what would be markup; `{\\` starts an override in other subtitles, and some tools obey it."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("{\\", "&#123;\\")
    return " ".join(safe.split())
