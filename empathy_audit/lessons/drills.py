"""Missed moments as drills: the gravest, of every type some, no words twice. Takes in reports, keeps a few, knows no order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase
from hashlib import blake2b
from itertools import zip_longest

from empathy_audit.lessons.facts import MISSED, cut
from empathy_audit.model import Drill, DrillSheet, Moment, Report

SAID, BEFORE = 700, 360  # characters of the customer's words, and of those before

Key = tuple[int, bytes]  # gravest first; then by the words, which is no order that anybody could lean on


class Drills:
    """Collects at most `limit` drills of each type. `types` and `agents` narrow what is taken; empty takes all."""

    def __init__(self, limit: int, types: Collection[str] = (), agents: Sequence[str] = ()) -> None:
        self._limit = limit
        self._types = types
        self._agents = [name.casefold() for name in agents]
        self._found: dict[str, dict[Key, Drill]] = {}
        self._missed: Counter[str] = Counter()
        self._review = 0
        self.strangers: set[str] = set()  # agents that were passed over

    def add(self, report: Report, agent: str) -> None:
        """Takes in one report, whose agent goes by this name."""
        if self._agents and not any(fnmatchcase(agent.casefold(), name) for name in self._agents):
            if len(self.strangers) < self._limit:
                self.strangers.add(agent)
            return
        wanted = [each for each in report.moments if each.status in MISSED and (not self._types or each.type in self._types)]
        self._review += sum(each.review for each in wanted)
        of_turn: dict[int, Moment] = {}
        for moment in wanted:
            if not moment.review:
                self._missed[moment.type] += 1
                known = of_turn.setdefault(moment.turn, moment)
                of_turn[moment.turn] = min(known, moment, key=lambda each: (-each.tier, each.grade, each.span, each.type))
        for moment in of_turn.values():
            self._take(_drill(report, moment))

    def merge(self, other: Drills) -> None:
        """Takes in what another has collected, of other reports."""
        self._missed.update(other._missed)
        self._review += other._review
        for drills in other._found.values():
            for drill in drills.values():
                self._take(drill)

    def _take(self, drill: Drill) -> None:
        own = self._found.setdefault(drill.type, {})
        key = _key(drill)
        own[key] = min(own.get(key, drill), drill, key=lambda each: each.place)
        if len(own) > 2 * self._limit:
            self._found[drill.type] = {key: own[key] for key in sorted(own)[: self._limit]}

    def sheet(self, asked: str = "") -> DrillSheet:
        """One of each type in turn, the type that was missed most often first, until there are enough."""
        types = sorted(self._found, key=lambda each: (-self._missed[each], each))
        columns = [[self._found[type_][key] for key in sorted(self._found[type_])] for type_ in types]
        mixed = [drill for row in zip_longest(*columns) for drill in row if drill is not None]
        return DrillSheet(tuple(mixed[: self._limit]), self._missed.total(), self._review, asked)


def _key(drill: Drill) -> Key:
    words = " ".join(drill.said.casefold().split())
    return -drill.tier, blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _drill(report: Report, moment: Moment) -> Drill:
    transcript = report.transcript
    turns = [turn for turn in transcript.turns if turn.role != "system"]
    at = next((number for number, turn in enumerate(turns) if turn.index == moment.turn), None)
    before = turns[at - 1] if at else None
    place = f"{transcript.path}:{moment.line}" if moment.line is not None else f"{transcript.path}, turn {moment.turn}"
    return Drill(
        type=moment.type,
        name=moment.name,
        tier=moment.tier,
        before="" if before is None else _end(before.text),
        speaker="" if before is None else "customer" if before.role == "customer" else "agent",
        said=cut(moment.quote if at is None else turns[at].text, SAID),
        reply=cut(moment.reply.quote, BEFORE),
        why=moment.why,
        better=moment.next_step,
        place=place,
    )


def _end(words: str) -> str:
    """The end of what was said before, for that is what the customer answers."""
    line = " ".join(words.split())
    return line if len(line) <= BEFORE else "…" + line[-BEFORE:].partition(" ")[2]
