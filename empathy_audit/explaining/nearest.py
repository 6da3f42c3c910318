"""How nearly a phrase was said: the alignment of its steps with a sentence that has the most in common and the least amiss.

It explains what the index did not find and decides nothing: with nothing amiss it is what the index finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from empathy_audit.matchers.automaton import GAP_WORDS
from empathy_audit.matchers.phrases import elements, path_of
from empathy_audit.matchers.steps import EDGE, GAP, Path
from empathy_audit.text import Word, Words

TELLING, COMMON = 1.0, 0.5  # what a word is worth that was said as wanted; a small word says little. Own judgement, as below
WRONG = 1.0  # what it costs that a word is missing, or another stands there
BETWEEN = 0.6  # for each word too many: the phrase is all there
OUT_OF_PLACE = 0.4  # for an end of a sentence or a question mark that is not there
HOPELESS = -2.5  # with so little said so far, an alignment is given up
SHOWN = 4  # words of a choice that are named
_WORD = re.compile(r"(?<![\w{=])[^\W\d_][\w'’]*(?![\w}])")  # a plain word of a phrase
MARKS = frozenset((EDGE, "?", "!"))

What = Literal["said", "instead", "missing", "between", "free", "start"]


class Edge(NamedTuple):
    """From one state of a phrase to another: a step that a word must answer, GAP, or None where nothing need be said."""

    step: str | frozenset[str] | None
    to: int
    label: str


class Move(NamedTuple):
    """One step of an alignment: what happened, at which item, and what the phrase wanted."""

    what: What
    item: int
    label: str
    mark: str = ""


class Alignment(NamedTuple):
    """How a phrase and a text fit best. `items` are the positions of the words as wanted."""

    moves: Sequence[Move]
    share: float  # of the phrase that was said, 0 to 1
    wrong: float  # what is amiss; 0 where the phrase was said

    @property
    def items(self) -> list[int]:
        return [move.item for move in self.moves if move.what == "said" and not move.mark]


@dataclass(slots=True)
class _Graph:
    """A phrase as states and edges; an edge always leads to a state with a higher number."""

    edges: list[list[Edge]] = field(default_factory=lambda: [[]])

    def add(self, path: Path, label: str, start: int, words: Mapping[str, str]) -> int:
        """Adds `path` behind `start`; gives the state where it ends."""
        for step in path:
            if isinstance(step, tuple):
                ends = [self.add(option, label, start, words) for option in step]
                end = self._new()
                for each in ends:
                    self.edges[each].append(Edge(None, end, ""))
            else:
                end = self._new()
                own = words.get(step, label) if isinstance(step, str) else label
                self.edges[start].append(Edge(step, end, own))
            start = end
        return start

    def _new(self) -> int:
        self.edges.append([])
        return len(self.edges) - 1


def graph_of(phrase: str, lists: Mapping[str, Sequence[str]]) -> _Graph:
    """`phrase` as a graph whose edges carry the words as the rule's author wrote them."""
    graph = _Graph()
    end = 0
    for written, path in elements(phrase, lists):
        end = graph.add(path, _label(written), end, _written(written))
    return graph


def _label(written: str) -> str:
    """An element as it is shown: of a long choice the first words are enough."""
    options = written[1:-1].split("|")
    return written if len(options) <= SHOWN else f"{written[0]}{'|'.join(options[:SHOWN])}|…{written[-1]}"


def _written(element: str) -> Mapping[str, str]:
    """The single words of an element by their stems."""
    found: dict[str, str] = {}
    for word in _WORD.findall(element):
        path = path_of(word, {})
        if len(path) == 1 and isinstance(path[0], str):
            found.setdefault(path[0], word)
    return found


def align(phrase: str, lists: Mapping[str, Sequence[str]], words: Words) -> Alignment | None:
    """The best alignment of `phrase` with `words`; None where too little of it was said to be worth a word."""
    graph = graph_of(phrase, lists)
    wanted = frozenset(key for edges in graph.edges for edge in edges for key in _keys(edge.step)) - MARKS
    best: Alignment | None = None
    for first, last in _sentences(words):
        items = words.items[first : last + 1]
        if any(not wanted.isdisjoint(word.answers) for word in items):
            found = _best(graph, items, first)
            if found is not None and (best is None or (found.share, -found.wrong) > (best.share, -best.wrong)):
                best = found
    return best


def _keys(step: str | frozenset[str] | None) -> Sequence[str] | frozenset[str]:
    return () if step is None else (step,) if isinstance(step, str) else step


def _sentences(words: Words) -> Iterator[tuple[int, int]]:
    """Each sentence from the end before it to its own end."""
    start = 0
    for place, word in enumerate(words.items):
        if word.end and place:
            if place > start + 1:
                yield start, place
            start = place


def _answers(word: Word, step: str | frozenset[str]) -> bool:
    return step in word.answers if isinstance(step, str) else not step.isdisjoint(word.answers)


Cell = tuple[float, tuple[int, int, Move] | None]  # the score so far, and where it came from


def _best(graph: _Graph, items: Sequence[Word], offset: int) -> Alignment | None:
    """Best over all ways through `graph` and all stretches of `items` (the longest path in a graph without circles)."""
    count = len(items)
    table: list[dict[int, Cell]] = [{} for _ in graph.edges]
    table[0] = dict.fromkeys(range(count), (0.0, None))
    for state, edges in enumerate(graph.edges):
        row = table[state]
        for at in range(count + 1):
            if at not in row:
                continue
            score = row[at][0]
            for step, to, label in edges:
                for gain, until, what in _moves(items, at, step, choice=label[:1] in ("(", "[")):
                    if score + gain >= HOPELESS:
                        _keep(table[to], until, score + gain, (state, at, Move(what, offset + at, label, _mark(step))))
            if score > 0 and at < count and edges and not items[at].end:  # nothing stands between before anything was said
                _keep(row, at + 1, score - BETWEEN, (state, at, Move("between", offset + at, "")))
    final = table[-1]
    end = max(final, key=lambda at: final[at][0], default=None)
    return None if end is None else _told(table, end, items, offset)


def _keep(row: dict[int, Cell], at: int, score: float, came: tuple[int, int, Move]) -> None:
    if at not in row or score > row[at][0] + 1e-9:
        row[at] = (score, came)


def _mark(step: str | frozenset[str] | None) -> str:
    return step if isinstance(step, str) and step in MARKS else ""


def _moves(
    items: Sequence[Word], at: int, step: str | frozenset[str] | None, *, choice: bool
) -> Iterator[tuple[float, int, What]]:
    """What may happen at `at` where `step` is wanted: what it gains or costs, and the position it leads to.

    An end of a sentence that is one `choice` among words is no matter of place: a word is missing.
    """
    if step is None:
        yield 0.0, at, "free"
        return
    if step == GAP:
        for skipped in range(GAP_WORDS + 1):
            yield 0.0, at + skipped, "free"
            if at + skipped >= len(items) or items[at + skipped].end:
                return
        return
    mark = _mark(step)
    if at < len(items):
        word = items[at]
        if _answers(word, step):
            worth = 0.1 if mark else TELLING if word.content or not isinstance(step, str) else COMMON
            yield worth, at + 1, "said"
            return
        if not word.end and not mark:
            yield -WRONG, at + 1, "instead"
    if not (mark and choice):
        yield -(OUT_OF_PLACE if mark else WRONG + 0.01), at, "missing"  # rather say what stood there than nothing


def _told(table: list[dict[int, Cell]], end: int, items: Sequence[Word], offset: int) -> Alignment | None:
    moves: list[Move] = []
    state, at = len(table) - 1, end
    while (came := table[state][at][1]) is not None:
        state, at, move = came
        if move.what != "free":
            moves.append(move)
    moves.reverse()
    good = sum(
        (TELLING if items[move.item - offset].content else COMMON) for move in moves if move.what == "said" and not move.mark
    )
    wrong = sum(_price(move) for move in moves)
    if good < TELLING or good < wrong:
        return None
    return Alignment(moves, good / (good + wrong), wrong)


def _price(move: Move) -> float:
    if move.what == "missing":
        return OUT_OF_PLACE if move.mark else WRONG
    return {"instead": WRONG, "between": BETWEEN}.get(move.what, 0.0)


def amiss(alignment: Alignment, written: Sequence[str]) -> Iterator[str]:
    """What is wrong, as short sentences. `written` are the text's own words, by position."""
    moves = alignment.moves
    number = 0
    while number < len(moves):
        move = moves[number]
        run = [move]
        while number + len(run) < len(moves) and moves[number + len(run)].what == move.what and not move.mark:
            run.append(moves[number + len(run)])
        number += len(run)
        if move.what == "instead":
            wanted = " ".join(dict.fromkeys(one.label for one in run))
            yield f"instead of “{wanted}” stands “{' '.join(written[one.item] for one in run)}”"
        elif move.what == "missing":
            yield _missing(run, alignment, written)
        elif move.what == "between":
            yield _between(run, alignment, written)


def _between(run: Sequence[Move], alignment: Alignment, written: Sequence[str]) -> str:
    words = " ".join(written[one.item] for one in run)
    stand = "stands" if len(run) == 1 else "stand"
    beside = [move.item for move in alignment.moves if move.what in ("said", "instead")]
    before = [item for item in beside if item < run[0].item]
    after = [item for item in beside if item > run[-1].item]
    return f"“{words}” {stand} between {_side(before[-1:], written, 'start')} and {_side(after[:1], written, 'end')}"


def _side(items: Sequence[int], written: Sequence[str], edge: str) -> str:
    word = written[items[0]].strip(".?!; \n") if items else ""
    return f"“{word}”" if word else f"the {edge} of the sentence"


def _missing(run: Sequence[Move], alignment: Alignment, written: Sequence[str]) -> str:
    mark = run[0].mark
    said = alignment.items
    if mark == EDGE:
        start = not said or run[0].item <= said[0]
        return f"it does not stand at the {'start' if start else 'end'} of a sentence"
    if mark:
        return f"there is no “{mark}” after it"
    wanted = " ".join(dict.fromkeys(one.label for one in run))
    before = [place for place in said if place < run[0].item]
    where = f" after “{written[before[-1]]}”" if before else f" before “{written[said[0]]}”" if said else ""
    return f"“{wanted}” is missing{where}"
