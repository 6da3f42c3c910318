"""Sentences that are said by heart, with some of the places where they were said."""

from __future__ import annotations

import heapq

from empathy_audit.lessons.facts import Facts
from empathy_audit.model import Script

PLACES = 20  # kept of each sentence
LISTED = 50  # sentences


class Scripts:
    """Takes in reports, keeps each sentence that is reused once."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[int, str, list[str]]] = {}  # by signature: transcripts, a quote, places

    def add(self, facts: Facts) -> None:
        for key, transcripts, quote, place in facts.scripts:
            self._take(key, transcripts, quote, [place])

    def merge(self, other: Scripts) -> None:
        for key, (transcripts, quote, places) in other._found.items():
            self._take(key, transcripts, quote, places)

    def _take(self, key: int, transcripts: int, quote: str, places: list[str]) -> None:
        known = self._found.get(key, (0, quote, []))
        kept = heapq.nsmallest(PLACES, {*known[2], *places})
        self._found[key] = max(known[0], transcripts), min(known[1], quote, key=_shortest), kept

    def found(self) -> tuple[Script, ...]:
        """The most common first."""
        scripts = [Script(quote, transcripts, tuple(places)) for transcripts, quote, places in self._found.values()]
        return tuple(sorted(scripts, key=lambda each: (-each.transcripts, each))[:LISTED])


def _shortest(quote: str) -> tuple[int, str]:
    return len(quote), quote
