"""All phrases of all rules in one tree, walked once over a turn's words.

A step is a word's stem, its exact form, a class, or a set of them. From each word of a turn the tree is followed as far as
the next words lead; the states on the way are worked out at the first meeting and remembered (a lazy DFA, as in RE2), so
that a word costs one look-up or two however many rules there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from empathy_audit.matchers.phrases import GAP, Choice, Path, Phrases, next_steps
from empathy_audit.text import Word, Words

GAP_WORDS = 3  # how many words "..." may stand for
Lists = Mapping[str, Sequence[str]]
CROWD = 64  # phrases that may go on from one state before its sets are spread out
MAX_STATES = 100_000  # states remembered by a trie; a long batch must not grow without end
MAX_REMEMBERED = 20_000  # words remembered by one state


class Rest:
    """What is still to be said of one phrase: `path` first, then the phrase from character `at`. Understood when reached."""

    __slots__ = ("_next", "at", "block", "path", "phrase")

    def __init__(self, path: Path, phrase: str, at: int, block: int) -> None:
        self.path = path
        self.phrase = phrase
        self.at = at
        self.block = block
        self._next: Next | None = None

    def next(self, lists: Lists) -> Next:
        """What may be said next: single steps and what then remains, whether words may be skipped, whether it may end here.

        The options of a choice multiply out only where somebody says them.
        """
        if self._next is None:
            moves: list[tuple[str | frozenset[str], Rest]] = []
            gap: Rest | None = None
            ends = False
            waiting = [(self.path, self.at)]
            while waiting:
                path, at = waiting.pop()
                while not path and at < len(self.phrase):
                    path, at = next_steps(self.phrase, at, lists)
                if not path:
                    ends = True
                elif isinstance(path[0], Choice):
                    waiting.extend((option + path[1:], at) for option in reversed(path[0].options))
                elif path[0] == GAP:
                    gap = Rest(path[1:], self.phrase, at, self.block)
                else:
                    moves.append((path[0], Rest(path[1:], self.phrase, at, self.block)))
            self._next = moves, gap, ends
        return self._next


Next = tuple[list[tuple[str | frozenset[str], Rest]], Rest | None, bool]


class State:
    """All that may still be said after the words so far, and where each next word leads from there.

    States are made when text first asks for them and kept, so that a phrase heard before costs one look-up a word.
    """

    __slots__ = ("awaited", "blocks", "gap", "gaps", "keys", "known", "sets")

    def __init__(self, rests: tuple[Rest, ...], lists: Lists) -> None:
        self.keys: dict[str, list[Rest]] = {}
        self.sets: list[tuple[frozenset[str], Rest]] = []
        self.gap: State | None = None
        self.gaps: list[Rest] = []
        self.known: dict[Word, State] = {}
        blocks: set[int] = set()
        crowded = len(rests) > CROWD
        for rest in rests:
            moves, gap, ends = rest.next(lists)
            if ends:
                blocks.add(rest.block)
            if gap is not None:
                self.gaps.append(gap)
            for step, following in moves:
                if isinstance(step, str):
                    self.keys.setdefault(step, []).append(following)
                elif crowded:  # where many words pass, each key of a set gets its own entry
                    for key in step:
                        self.keys.setdefault(key, []).append(following)
                else:
                    self.sets.append((step, following))
        self.blocks = tuple(sorted(blocks))
        # all keys that lead on: most words are turned away here, before anything is looked up or remembered
        self.awaited = frozenset(self.keys).union(*(wanted for wanted, _ in self.sets))


class Trie:
    """Phrases by block number."""

    def __init__(self) -> None:
        self._rests: list[Rest] = []
        self._lists: Lists = {}  # those of the rulebook, the same for all its phrases
        self._states: dict[tuple[Rest, ...], State] = {}
        self._root: State | None = None

    def add(self, phrases: Phrases, block: int) -> None:
        """Makes every one of `phrases` report `block`. All must be added before the first is looked for."""
        self._lists = phrases.lists
        self._rests += [Rest((), phrase, 0, block) for phrase in phrases.texts]

    def _state(self, rests: tuple[Rest, ...]) -> State:
        state = self._states.get(rests)
        if state is None:
            self._states[rests] = state = State(rests, self._lists)
            if state.gaps:
                state.gap = self._state(tuple(state.gaps))
        return state

    def _begin(self) -> State:
        """Where every word of a turn begins; the states of a very long batch are forgotten now and then."""
        if self._root is None or len(self._states) > MAX_STATES:
            self._states.clear()
            self._root = State(tuple(self._rests), self._lists)
        return self._root

    def _meet(self, state: State, word: Word) -> State:
        """Where `word`, which `state` awaits, leads from there; remembered."""
        if len(state.known) > MAX_REMEMBERED:
            state.known.clear()
        keys = word.answers
        found: list[Rest] = []
        for key in keys:
            if key in state.keys:
                found += state.keys[key]
        found += [rest for wanted, rest in state.sets if not wanted.isdisjoint(keys)]
        state.known[word] = lead = self._state(tuple(found))
        return lead

    def find(self, words: Words) -> dict[int, list[tuple[int, int]]]:
        """Every block said in `words`, with its spans in order of their beginnings."""
        found: dict[int, list[tuple[int, int]]] = {}
        items = words.items
        count = len(items)
        root = self._begin()
        at_root = root.known
        waiting: list[tuple[State, int]] = []  # states still to be followed from the same beginning
        for began, word in enumerate(items):
            if root.awaited.isdisjoint(word.answers):
                continue
            state = at_root.get(word) or self._meet(root, word)
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
                if at < count and not state.awaited.isdisjoint(items[at].answers):
                    following = items[at]
                    state = state.known.get(following) or self._meet(state, following)
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
            if not gap.awaited.isdisjoint(word.answers):
                waiting.append((gap.known.get(word) or self._meet(gap, word), place + 1))
            if word.end:
                return


def _trimmed(items: list[Word], first: int, last: int) -> tuple[int, int]:
    """The span without the edges of sentences that {start} and {end} took in."""
    if items[first].end and first + 1 < last:
        first += 1
    if items[last - 1].end and last - 1 > first:
        last -= 1
    return first, last
