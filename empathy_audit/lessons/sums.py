"""Sums over reports: they take in one after another, keep none, can be put together, and know no order."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from empathy_audit.lessons.facts import MISSED, Facts
from empathy_audit.lessons.intervals import FEWEST, mean, share
from empathy_audit.model import Answer, Exercise, Habit, Heard, Lesson, TypeCount

SHOWN = 3  # answers at either end, and exercises
SELDOM = 0.2  # a behaviour heard in no more of its chances is as good as absent; own judgement
CHANCES = 3  # conversations that must have given a chance before a behaviour is called absent; own judgement
RECURS = 2  # conversations that make a slip a habit
SEVERITIES = ("critical", "major", "moderate", "minor")


class Sums:
    """What the conversations of one agent, team or day, or all of them, add up to. `varied` keeps examples of every type."""

    def __init__(self, *, varied: bool = False) -> None:
        self._varied = varied
        self.transcripts = 0
        self._scores: Counter[int] = Counter()
        self._statuses: Counter[str] = Counter()
        self._types: dict[str, Counter[str]] = {}
        self._names: dict[str, str] = {}
        self._steps: Counter[tuple[str, str]] = Counter()  # type, next step -> moments
        self._weights: Counter[str] = Counter()  # type -> tiers of what fell short
        self._behaviours: dict[tuple[str, str], list[int]] = {}  # dimension, name -> conversations heard, with a chance
        self._habits: dict[str, list[int]] = {}  # id -> times, conversations
        self._better: dict[str, Counter[tuple[str, str, str]]] = {}  # id -> name, severity, suggestion -> times
        self._best: list[Answer] = []
        self._worst: list[Answer] = []

    def add(self, facts: Facts) -> None:
        """Takes in one report."""
        self.transcripts += 1
        if facts.score is not None:
            self._scores[facts.score] += 1
        self._statuses.update(facts.statuses)
        for (type_, name, status, step), weight in zip(facts.moments, facts.weights, strict=True):
            self._names[type_] = name
            self._types.setdefault(type_, Counter())[status] += 1
            if status != "met":
                self._weights[type_] += weight
                if step:
                    self._steps[type_, step] += 1
        for dimension, name, heard in facts.behaviours:
            _raise(self._behaviours, (dimension, name), (heard, 1))
        for id, times in Counter(habit[0] for habit in facts.habits).items():
            _raise(self._habits, id, (times, 1))
        for id, *better in facts.habits:
            self._better.setdefault(id, Counter())[better[0], better[1], better[2]] += 1
        self._best = self._kept([*self._best, *filter(None, [facts.best])], best_first)
        self._worst = self._kept([*self._worst, *filter(None, [facts.worst])], worst_first)

    def merge(self, other: Sums) -> None:
        """Takes in what another has summed up, of other reports."""
        self.transcripts += other.transcripts
        self._scores.update(other._scores)
        self._statuses.update(other._statuses)
        self._names.update(other._names)
        self._steps.update(other._steps)
        self._weights.update(other._weights)
        for type_, statuses in other._types.items():
            self._types.setdefault(type_, Counter()).update(statuses)
        for behaviour, counts in other._behaviours.items():
            _raise(self._behaviours, behaviour, counts)
        for id, counts in other._habits.items():
            _raise(self._habits, id, counts)
        for id, better in other._better.items():
            self._better.setdefault(id, Counter()).update(better)
        self._best = self._kept([*self._best, *other._best], best_first)
        self._worst = self._kept([*self._worst, *other._worst], worst_first)

    def _kept(self, answers: list[Answer], order: Callable[[Answer], Any]) -> list[Answer]:
        """The few that may be shown; of all conversations the first of each type, so that three are not three of a kind."""
        if len(answers) <= 1:
            return answers
        if self._varied:
            first: dict[str, Answer] = {}
            for answer in sorted(answers, key=order):
                first.setdefault(answer.type, answer)
            return list(first.values())
        return heapq.nsmallest(SHOWN, answers, key=order)

    def lesson(self, name: str = "") -> Lesson:
        """What they teach."""
        met = sum(statuses["met"] for statuses in self._types.values())
        score = mean(self._scores)
        return Lesson(
            name=name,
            transcripts=self.transcripts,
            ranked=score.n >= FEWEST,
            score=score,
            met=share(met, sum(statuses.total() for statuses in self._types.values())),
            missed=sum(statuses[each] for statuses in self._types.values() for each in MISSED),
            statuses=dict(sorted(self._statuses.items())),
            types=tuple(sorted(map(self._type, self._types), key=lambda each: (-each.missed, -each.short, each.type))),
            absent=tuple(sorted(filter(_is_absent, self._heard()), key=_rarest)),
            recurring=tuple(sorted(self._recurring(), key=_gravest)),
            best=tuple(sorted(self._best, key=best_first)[:SHOWN]),
            worst=tuple(sorted(self._worst, key=worst_first)[:SHOWN]),
            practise=tuple(self._exercises()),
        )

    def _type(self, type_: str) -> TypeCount:
        statuses = self._types[type_]
        met, of = statuses["met"], statuses.total()
        return TypeCount(type_, self._names[type_], share(met, of), of - met, sum(statuses[each] for each in MISSED))

    def _heard(self) -> Iterable[Heard]:
        for (dimension, name), (heard, chances) in self._behaviours.items():
            yield Heard(name, dimension, heard, chances)  # type: ignore[arg-type]

    def _recurring(self) -> Iterable[Habit]:
        """With the suggestion of the rule that found it most often."""
        for id, (times, conversations) in self._habits.items():
            if conversations >= RECURS:
                name, severity, suggest = min((-number, better) for better, number in self._better[id].items())[1]
                yield Habit(id, name, severity, times, conversations, suggest)  # type: ignore[arg-type]

    def _exercises(self) -> Iterable[Exercise]:
        """The types that weigh most among what fell short, with the step most often missing, best one with an example."""
        for type_ in sorted(self._weights, key=lambda each: (-self._weights[each], each))[:SHOWN]:
            steps = [(-times, "“" not in step, step) for (own, step), times in self._steps.items() if own == type_]
            if steps:
                found = self._type(type_)
                yield Exercise(type_, found.name, found.short, found.met.of, min(steps)[-1])


def _raise(counts: dict[Any, list[int]], key: Any, by: Iterable[int]) -> None:
    known = counts.setdefault(key, [0, 0])
    for place, number in enumerate(by):
        known[place] += number


def _is_absent(behaviour: Heard) -> bool:
    return behaviour.chances >= CHANCES and behaviour.heard <= SELDOM * behaviour.chances


def _rarest(behaviour: Heard) -> tuple[float, int, str]:
    return behaviour.heard / behaviour.chances, -behaviour.chances, behaviour.name


def _gravest(habit: Habit) -> tuple[int, int, int, str]:
    return SEVERITIES.index(habit.severity), -habit.conversations, -habit.times, habit.id


def best_first(answer: Answer) -> tuple[Any, ...]:
    return -answer.grade, -answer.tier, *_place(answer)


def worst_first(answer: Answer) -> tuple[Any, ...]:
    return answer.status != "denied", -answer.tier, answer.grade, *_place(answer)


def _place(answer: Answer) -> tuple[str, str, int, str]:
    return answer.path, answer.id, answer.turn, answer.type
