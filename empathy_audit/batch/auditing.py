"""One transcript after another, under rules that are compiled once."""

from __future__ import annotations

import gc
from collections.abc import Callable

from empathy_audit.audit import audit
from empathy_audit.engine import Ears, prepare
from empathy_audit.model import Report, Rulebook, Transcript
from empathy_audit.reuse import NOTHING, Reuse

GARBAGE = 200_000  # allocations between two looks for garbage

Choice = Callable[[str], Rulebook]  # gives for one path always the same rulebook, the very object


def rarely_collect() -> None:
    """Rules and compiled phrases stay for good and audits leave no cycles: looking for garbage took a third of the time."""
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)


class Auditor:
    """Audits one transcript after another; keeps the compiled rules between them."""

    def __init__(self, rules: Rulebook | Choice, reuse: Reuse = NOTHING) -> None:
        self._rules = rules
        self._reuse = reuse
        self._ears: dict[int, Ears] = {}  # by the identity of a rulebook; comparing two would read every rule
        if isinstance(rules, Rulebook):
            self._prepared(rules)

    def audit(self, transcript: Transcript) -> Report:
        book = self.rules_at(transcript.path)
        return audit(transcript, self._prepared(book), book, self._reuse)

    def rules_at(self, path: str) -> Rulebook:
        """The rulebook for the transcript at `path`."""
        return self._rules if isinstance(self._rules, Rulebook) else self._rules(path)

    def _prepared(self, book: Rulebook) -> Ears:
        ears = self._ears.get(id(book))
        if ears is None:
            ears = self._ears[id(book)] = prepare(book)
        return ears
