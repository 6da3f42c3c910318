"""What many reports teach a trainer: sums by agent, team and day, whom to coach on what, what is said by heart. Knows no output.

Memory is bounded by how many agents, teams and days there are, not by conversations; nothing depends on their order.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from empathy_audit.lessons.facts import facts
from empathy_audit.lessons.intervals import FEWEST
from empathy_audit.lessons.keys import KEYS, NO_DAY, NO_TEAM, NOBODY, Keys
from empathy_audit.lessons.scripts import Scripts
from empathy_audit.lessons.sums import Sums
from empathy_audit.model import Answer, Lesson, Lessons, Report

__all__ = ["KEYS", "Keys", "Learner"]

REVIEWED = 50  # signs of harm that are listed; all are counted
ALWAYS = ("agent", "team", "day")
NOT_SAID = frozenset({NOBODY, NO_TEAM, NO_DAY})


class Learner:
    """Takes in reports, keeps none of them; `by` names a key beside agent, team and day."""

    def __init__(self, by: str = "") -> None:
        self._asked = by
        self._whole = Sums(varied=True)
        self._by: dict[str, dict[str, Sums]] = {each: {} for each in dict.fromkeys((*ALWAYS, *filter(None, [by])))}
        self._scripts = Scripts()
        self._review: list[Answer] = []
        self._reviews = 0

    def add(self, report: Report, whose: Mapping[str, str]) -> None:
        """Takes in one report; `whose` it is, `Keys.of` its transcript says."""
        found = facts(report, "" if whose["agent"] == NOBODY else whose["agent"])
        self._whole.add(found)
        self._scripts.add(found)
        self._note(found.review, len(found.review))
        for key, sums in self._by.items():
            sums.setdefault(whose[key], Sums()).add(found)

    def merge(self, other: Learner) -> None:
        """Takes in what another has learned, of other reports."""
        self._whole.merge(other._whole)
        self._scripts.merge(other._scripts)
        self._note(other._review, other._reviews)
        for key, groups in other._by.items():
            for name, sums in groups.items():
                self._by[key].setdefault(name, Sums()).merge(sums)

    def lessons(self) -> Lessons:
        """What all of them teach. A key of which nothing is known is left out, unless it was asked for."""
        by = {
            key: _ordered(key, [sums.lesson(name) for name, sums in groups.items() if name != NOBODY])
            for key, groups in self._by.items()
            if key == self._asked or groups.keys() - NOT_SAID
        }
        nameless = self._by["agent"].get(NOBODY, Sums()).transcripts
        return Lessons(self._whole.lesson(), by, nameless, self._scripts.found(), FEWEST, tuple(self._review), self._reviews)

    def _note(self, review: Sequence[Answer], number: int) -> None:
        self._reviews += number
        if review:
            self._review = heapq.nsmallest(REVIEWED, [*self._review, *review])


def _ordered(key: str, lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """Days as they come; others by their mean score, the worst first, and then those that are too few to rank, by name."""
    if key == "day":
        return tuple(sorted(lessons, key=lambda each: (each.name in NOT_SAID, each.name)))
    ranked = sorted((each for each in lessons if each.ranked), key=lambda each: (each.score.value or 0.0, each.name))
    return *ranked, *sorted((each for each in lessons if not each.ranked), key=lambda each: each.name)
