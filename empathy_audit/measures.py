"""Figures beside the score, never in it: the customer's mood, who talked how much, questions, and pace where there are times."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from empathy_audit import text
from empathy_audit.model import COMPANY_ROLES, Cue, Transcript, Turn

OPEN = frozenset({"open_question", "invite", "ask_impact"})
CLOSED = frozenset({"closed_question", "ask_safe", "check_understanding"})
REFLECTIONS = frozenset({"reflect", "reflect_complex", "summary"})
SILENCE_SECONDS = 3.0  # shorter gaps are the pace of talk; after the usual "dead air" of contact centres, which starts at 3 to 5
OVERLAP_SECONDS = 0.5  # shorter overlaps are the ordinary changing of turns


def measure(transcript: Transcript, cues: Sequence[Cue]) -> dict[str, Any]:
    """The measures of one transcript; None where there was nothing to measure.

    sentiment -1 to 1, shares 0 to 1, times in seconds. `sentiment` compares the first third of the customer's turns with the
    last, by TextBlob; it is never empathy, for "calm down" scores positive and "I'm sorry" negative.
    """
    company: list[Turn] = []
    customer: list[Turn] = []
    for turn in transcript.turns:
        if turn.role in COMPANY_ROLES:
            company.append(turn)
        elif turn.role == "customer":
            customer.append(turn)
    lengths = [turn.text.count(" ") + 1 if turn.text else 0 for turn in company]
    said, heard = sum(lengths), sum(turn.text.count(" ") + 1 for turn in customer if turn.text)
    opened, closed, reflected = _counted(cues)
    asked = opened + closed
    return {
        "sentiment": _sentiment(customer),
        "talk_share": round(said / (said + heard), 2) if said + heard else None,
        "longest_monologue": max(lengths, default=0),
        "questions": {"open": opened, "closed": closed},
        "reflections_per_question": round(reflected / asked, 2) if asked else None,
        **_pace(transcript),
    }


def _sentiment(customer: Sequence[Turn]) -> dict[str, float | None]:
    """The customer's mood in the first and the last third of their turns, and how it changed."""
    third = -(-len(customer) // 3)
    start, end = _mood(customer[:third]), _mood(customer[-third:]) if len(customer) > 1 else None
    return {"start": start, "end": end, "change": None if start is None or end is None else round(end - start, 2)}


def _mood(turns: Sequence[Turn]) -> float | None:
    """The mean polarity of `turns`, None where there are none."""
    return round(sum(text.polarity(turn.text) for turn in turns) / len(turns), 2) + 0.0 if turns else None


def _counted(cues: Sequence[Cue]) -> tuple[int, int, int]:
    """Open questions, closed questions and reflections; a turn that holds one of both kinds counts for both."""
    opened: set[tuple[int, int]] = set()
    closed: set[tuple[int, int]] = set()
    reflected: set[int] = set()
    for cue in cues:
        if cue.kind == "behaviour":
            if cue.behaviour in OPEN:
                opened.add((cue.turn, cue.span[1]))
            elif cue.behaviour in CLOSED:
                closed.add((cue.turn, cue.span[1]))
            elif cue.behaviour in REFLECTIONS:
                reflected.add(cue.turn)
    return len(opened), len(closed - opened), len(reflected)


def _pace(transcript: Transcript) -> dict[str, float | int | None]:
    """Seconds until the company answers (median), seconds of silence, and how often the company spoke over the customer."""
    gaps: list[tuple[float, Turn, Turn]] = []
    before: Turn | None = None
    for turn in transcript.turns:
        if turn.role == "system":
            continue
        if before is not None and before.end is not None and turn.start is not None:
            gaps.append((turn.start - before.end, before, turn))
        before = turn
    if not gaps:
        return {"response_time": None, "silence": None, "interruptions": None}
    answers = [gap for gap, asked, answer in gaps if asked.role == "customer" and answer.role in COMPANY_ROLES]
    return {
        "response_time": round(median(max(0.0, gap) for gap in answers), 2) if answers else None,
        "silence": round(sum(gap for gap, _, _ in gaps if gap >= SILENCE_SECONDS), 2),
        "interruptions": sum(gap <= -OVERLAP_SECONDS for gap in answers),
    }
