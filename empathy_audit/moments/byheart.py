"""Which empathy the company says by heart: sentences with an acknowledgement that other conversations of the batch hold, too."""

from __future__ import annotations

from collections.abc import Sequence

from empathy_audit.model import COMPANY_ROLES, Cue, Reused, Rulebook, Span, Transcript
from empathy_audit.reuse import Reuse, held

RUNGS = ("acknowledgement", "warmth", "stock")


def scripted(transcript: Transcript, cues: Sequence[Cue], rulebook: Rulebook, reuse: Reuse) -> tuple[Reused, ...]:
    """Those sentences in the order of the conversation, each once; those in `by_heart` are exempt."""
    if not reuse.counts:
        return ()
    rungs = rulebook.taxonomy.rungs
    kind = frozenset().union(*(rungs[name] for name in RUNGS)) - rungs["by_heart"]
    turns = {turn.index: turn for turn in transcript.turns if turn.role in COMPANY_ROLES}
    found: dict[tuple[int, Span], Reused] = {}
    for cue in cues:
        if cue.behaviour in kind and cue.turn in turns:
            turn = turns[cue.turn]
            span, transcripts, key = held(turn.text, cue.span, reuse)
            if transcripts:
                words = turn.text[slice(*span)]
                start = span[0] + len(words) - len(words.lstrip())
                quote = words.strip()
                found[cue.turn, span] = Reused(cue.turn, turn.line, (start, start + len(quote)), quote, transcripts, key)
    return tuple(found[key] for key in sorted(found))
