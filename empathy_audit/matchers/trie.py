"""All phrases of all rules in one tree, walked once over a turn's words.

A step is a word's stem, its exact form, a class, or a set of them. From each word of a turn the tree is followed as far as
the next words lead; the states on the way are worked out at the first meeting and remembered (a lazy DFA, as in RE2), so
that a word costs one look-up or two however many rules there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from empathy_audit.matchers.phrases import EDGE, GAP, Choice, Path, Phrases, Step, next_steps
from empathy_audit.text import Word, Words
from empathy_audit.text.classes import classes_of

GAP_WORDS = 3  # how many words "..." may stand for
Lists = Mapping[str, Sequence[str]]
MAX_STATES = 100_000  # states remembered by a trie; a long batch must not grow without end
MAX_REMEMBERED = 20_000  # words remembered by one state


class Node:
    """A place in the tree of phrases: where each key leads, what may be skipped, and which blocks end here.

    What follows a node is worked out when text first comes that far; most of the tree is never visited, and the options
    of a choice multiply out only where somebody says them.
    """

    __slots__ = ("_leads", "_todo", "blocks", "gap")

    def __init__(self) -> None:
        self._todo: list[tuple[Path, str, int, int]] = []  # steps, then the phrase from a character on, and its block
        self._leads: dict[str, list[Node]] = {}
        self.gap: Node | None = None
        self.blocks: list[int] = []

    def add(self, path: Path, phrase: str, at: int, block: int) -> None:
        """Makes `path` and then `phrase` from character `at`, said from here, report `block`."""
        self._todo.append((path, phrase, at, block))

    def grown(self, lists: Lists) -> Node:
        """This node with its leads, gap and blocks worked out."""
        if self._todo:
            by_step: dict[Step, Node] = {}
            waiting = self._todo[::-1]
            self._todo = []
            while waiting:
                path, phrase, at, block = waiting.pop()
                if not path:
                    path, at = next_steps(phrase, at, lists)
                if not path:
                    if at < len(phrase):
                        waiting.append((path, phrase, at, block))  # a piece that says nothing, such as a lone comma
                    elif block not in self.blocks:
                        self.blocks.append(block)
                    continue
                step, rest = path[0], path[1:]
                if isinstance(step, Choice):
                    waiting.extend((option + rest, phrase, at, block) for option in reversed(step.options))
                    continue
                node = by_step.get(step)
                if node is None:
                    by_step[step] = node = Node()
                node.add(rest, phrase, at, block)
            self.gap = by_step.pop(GAP, None)
            for step, node in by_step.items():
                for key in (step,) if isinstance(step, str) else step:  # type: ignore[union-attr]  # choices are gone
                    self._leads.setdefault(key, []).append(node)
        return self

    @property
    def leads(self) -> dict[str, list[Node]]:
        """Where each key leads."""
        return self._leads


class State:
    """All nodes that the words so far have led to, and where each next word leads from there (None: nowhere).

    States are made when text first asks for them and kept, so that a phrase heard before costs one look-up a word.
    """

    __slots__ = ("blocks", "gap", "known", "nodes", "open")

    def __init__(self, nodes: tuple[Node, ...], lists: Lists) -> None:
        self.nodes = nodes
        self.blocks = tuple(sorted({block for node in nodes for block in node.grown(lists).blocks}))
        self.open = any(node.leads for node in nodes)
        self.gap: State | None = None
        self.known: dict[Word, State | None] = {}


class Trie:
    """Phrases by block number."""

    def __init__(self) -> None:
        self._root = Node()
        self._lists: Lists = {}  # those of the rulebook, the same for all its phrases
        self._states: dict[tuple[Node, ...], State] = {}

    def add(self, phrases: Phrases, block: int) -> None:
        """Makes every one of `phrases` report `block`. All must be added before the first is looked for."""
        self._lists = phrases.lists
        for phrase in phrases.texts:
            self._root.add((), phrase, 0, block)

    def _state(self, nodes: tuple[Node, ...]) -> State:
        state = self._states.get(nodes)
        if state is None:
            if len(self._states) > MAX_STATES:
                self._states.clear()
            self._states[nodes] = state = State(nodes, self._lists)
            gaps = tuple(node.gap for node in nodes if node.gap is not None)
            state.gap = self._state(gaps) if gaps else None
        return state

    def _meet(self, state: State, word: Word) -> State | None:
        """Where `word` leads from `state`, remembered."""
        if len(state.known) > MAX_REMEMBERED:
            state.known.clear()
        keys = word.answers or _answers(word)
        found = [lead for node in state.nodes for key in keys for lead in node.leads.get(key, ())]
        state.known[word] = lead = self._state(tuple(dict.fromkeys(found))) if found else None
        return lead

    def find(self, words: Words) -> dict[int, list[tuple[int, int]]]:
        """Every block said in `words`, with its spans in order of their beginnings."""
        found: dict[int, list[tuple[int, int]]] = {}
        items = words.items
        count = len(items)
        root = self._state((self._root,))
        at_root = root.known
        waiting: list[tuple[State, int]] = []  # states still to be followed from the same beginning
        for began, word in enumerate(items):
            state = at_root.get(word, root)
            if state is root:
                state = self._meet(root, word)
            if state is None:
                continue
            at = began + 1
            while True:
                if state.blocks:
                    span = _trimmed(items, began, at)
                    for block in state.blocks:
                        if block in found:
                            found[block].append(span)
                        else:
                            found[block] = [span]
                if state.gap is not None:
                    self._skip(state.gap, items, at, waiting)
                following: State | None = None
                if state.open and at < count:
                    following = state.known.get(items[at], root)
                    if following is root:
                        following = self._meet(state, items[at])
                if following is not None:
                    state = following
                    at += 1
                elif waiting:
                    state, at = waiting.pop()
                else:
                    break
        return found

    def _skip(self, gap: State, items: list[Word], at: int, waiting: list[tuple[State, int]]) -> None:
        """Adds to `waiting` where the words after a gap lead, each of the next few words tried."""
        for place in range(at, min(at + GAP_WORDS + 1, len(items))):
            word = items[place]
            lead = gap.known.get(word, gap)
            if lead is gap:
                lead = self._meet(gap, word)
            if lead is not None:
                waiting.append((lead, place + 1))
            if word.end:
                return


def _answers(word: Word) -> tuple[str, ...]:
    """Everything a step may ask of `word`; remembered in the word itself, which lives as long as it is useful."""
    if word.end:
        word.answers = (EDGE, word.end) if word.end != EDGE else (EDGE,)
    else:
        word.answers = (*word.keys, "=" + word.form, *("@" + name for name in classes_of(word)))
    return word.answers


def _trimmed(items: list[Word], first: int, last: int) -> tuple[int, int]:
    """The span without the edges of sentences that {start} and {end} took in."""
    if items[first].end and first + 1 < last:
        first += 1
    if items[last - 1].end and last - 1 > first:
        last -= 1
    return first, last
