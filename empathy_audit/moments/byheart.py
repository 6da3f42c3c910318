"""Which empathy the company says by heart: sentences with an acknowledgement that other conversations of the batch hold, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from empathy_audit.model import COMPANY_ROLES, Cue, Reused, Rulebook, Span, Transcript, Turn
from empathy_audit.reuse import Reuse, held, sentence_of

RUNGS = ("acknowledgement", "warmth", "stock")


def scripted(transcript: Transcript, cues: Sequence[Cue], rulebook: Rulebook, reuse: Reuse) -> tuple[Reused, ...]:
    """Those sentences in the order of the conversation, each once; those in `by_heart` are exempt."""
    if not reuse.counts:
        return ()
    found: dict[tuple[int, Span], Reused] = {}
    for turn, cue in _kind(transcript, cues, rulebook):
        span, transcripts, key = held(turn.text, cue.span, reuse)
        if transcripts:
            words = turn.text[slice(*span)]
            start = span[0] + len(words) - len(words.lstrip())
            quote = words.strip()
            found[cue.turn, span] = Reused(cue.turn, turn.line, (start, start + len(quote)), quote, transcripts, key)
    return tuple(found[key] for key in sorted(found))


def asked(transcript: Transcript, cues: Sequence[Cue], rulebook: Rulebook) -> set[int]:
    """The signatures of all sentences that would be among these if others said the same: all that an audit asks of reuse."""
    return {mark for turn, cue in _kind(transcript, cues, rulebook) for mark in sentence_of(turn.text, cue.span)[1]}


def _kind(transcript: Transcript, cues: Sequence[Cue], rulebook: Rulebook) -> Iterator[tuple[Turn, Cue]]:
    """The cues by which the company is kind, with their turns."""
    rungs = rulebook.taxonomy.rungs
    kind = frozenset().union(*(rungs[name] for name in RUNGS)) - rungs["by_heart"]
    turns = {turn.index: turn for turn in transcript.turns if turn.role in COMPANY_ROLES}
    return ((turns[cue.turn], cue) for cue in cues if cue.behaviour in kind and cue.turn in turns)
