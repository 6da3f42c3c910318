"""What may still be said of several phrases at once, as states that are worked out at the first meeting (a lazy DFA, as in RE2).

A phrase is followed from its anchor to its end, and then, from before its anchor, back to its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from empathy_audit.matchers.steps import GAP, Path

GAP_WORDS = 3  # how many words "..." may stand for
CROWD = 64  # phrases that may go on from one state before they are sorted by their next words
MAX_STATES = 40_000  # states remembered; a long batch must not grow without end

Span = tuple[int, int]


class Sign:
    """A word as phrases see it: what it answers to of all that they ask for, and whether it is an end of a sentence."""

    __slots__ = ("answers", "end")

    def __init__(self, answers: tuple[str, ...], end: str) -> None:
        self.answers = answers
        self.end = end


class Rest:
    """What is still to be said of a phrase. `back` is what then remains to its left; None once that is being followed."""

    __slots__ = ("_next", "back", "block", "path")

    def __init__(self, path: Path, block: int, back: Rest | None = None) -> None:
        self.path = path
        self.block = block
        self.back = back
        self._next: Next | None = None

    def next(self) -> Next:
        """What may be said next: single steps and what then remains, what remains after skipped words, whether it may end here.

        The options of a choice multiply out only where somebody says them.
        """
        if self._next is None:
            moves: list[Move] = []
            gap: Rest | None = None
            ends = False
            waiting = [self.path]
            while waiting:
                path = waiting.pop()
                if not path:
                    ends = True
                    continue
                step, rest = path[0], path[1:]
                if isinstance(step, tuple):
                    waiting.extend(option + rest for option in step)
                elif step == GAP:
                    gap = Rest(rest, self.block, self.back)
                else:
                    moves.append((step, Rest(rest, self.block, self.back)))
            self._next = moves, gap, ends
        return self._next


Move = tuple[str | frozenset[str], Rest]
Next = tuple[list[Move], Rest | None, bool]


class State:
    """All that may still be said after the words so far, and where each next word leads from there."""

    __slots__ = ("_by_key", "_moves", "awaited", "back", "blocks", "gap", "known", "whole")

    def __init__(self, rests: tuple[Rest, ...], states: States) -> None:
        moves: list[Move] = []
        gaps: list[Rest] = []
        backs: list[Rest] = []
        blocks: set[int] = set()
        whole: set[int] = set()
        for rest in rests:
            after, gap, ends = rest.next()
            moves += after
            if ends and rest.back is None:
                blocks.add(rest.block)
            elif ends and rest.back is not None and rest.back.path:
                backs.append(rest.back)
            elif ends:
                whole.add(rest.block)
            if gap is not None:
                gaps.append(gap)
        self.known: dict[Sign, State] = {}
        self.blocks = tuple(blocks)  # whose phrases are complete here, on the way back
        self.whole = tuple(whole)  # whose phrases are complete here, on the way forward, for they begin at their anchor
        self.back = states.of(backs) if backs else None  # where those go on that are complete to the right
        self.gap = states.of(gaps) if gaps else None
        self.awaited = states.awaited(moves)  # all keys that lead on: most words are turned away here
        self._moves = moves
        self._by_key: dict[str, list[Rest]] | None = None  # the moves by their keys, where a crowd is left

    def lead(self, word: Sign) -> list[Rest]:
        """What remains to be said after `word`."""
        if len(self._moves) <= CROWD:
            return [rest for step, rest in self._moves if _answers(word, step)]
        if self._by_key is None:
            self._by_key = {}
            for step, rest in self._moves:
                for key in (step,) if isinstance(step, str) else step:
                    self._by_key.setdefault(key, []).append(rest)
        return [rest for key in word.answers for rest in self._by_key.get(key, ())]


Root = tuple[State | None, State | None]  # at an anchor: where a walk may end or skip at once, where the next word leads


class States:
    """The states met so far, one for each set of rests."""

    def __init__(self) -> None:
        self._known: dict[tuple[Rest, ...], State] = {}
        self._awaited: dict[frozenset[str], frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def of(self, rests: list[Rest]) -> State:
        key = tuple(dict.fromkeys(rests))
        state = self._known.get(key)
        if state is None:
            self._known[key] = state = State(key, self)
        return state

    def awaited(self, moves: Sequence[Move]) -> frozenset[str]:
        """All keys with which one of `moves` begins; many states await the same."""
        if len(moves) == 1 and isinstance(moves[0][0], frozenset):
            return moves[0][0]
        keys: set[str] = set()
        for step, _ in moves:
            if isinstance(step, str):
                keys.add(step)
            else:
                keys |= step
        found = frozenset(keys)
        return self._awaited.setdefault(found, found)

    def after(self, state: State, word: Sign) -> State:
        """Where `word`, which `state` awaits, leads from there; remembered."""
        state.known[word] = lead = self.of(state.lead(word))
        return lead

    def begin(self, alone: State | None, paired: Iterable[Rest], following: Sign) -> Root | None:
        """Where a walk begins at an anchor that `following` follows, None where it would end at once.

        `alone` is for the phrases that ask for no particular next word, `paired` are those that do.
        """
        after = alone.lead(following) if alone is not None else []
        after += [rest for each in paired for step, rest in each.next()[0] if _answers(following, step)]
        here = alone if alone is not None and (alone.whole or alone.back is not None or alone.gap is not None) else None
        return (here, self.of(after) if after else None) if here is not None or after else None

    def forward(self, root: Root, items: Sequence[Sign], anchor: int, found: dict[int, list[Span]]) -> None:
        """Follows `root` from the item after `anchor` to the right, and what is complete there back to the left."""
        count = len(items)
        here, state = root
        waiting: list[tuple[State, int]] = []  # states still to be followed
        at = anchor + 1
        if here is not None:
            if here.whole:
                _report(here.whole, items, anchor, at, found)
            if here.back is not None:
                self._backward(here.back, items, anchor, at, found)
            if here.gap is not None:
                self._skip(here.gap, items, range(at, min(at + GAP_WORDS + 1, count)), waiting, 1)
        at += 1
        while True:
            if state is None:
                if not waiting:
                    return
                state, at = waiting.pop()
            if state.whole:
                _report(state.whole, items, anchor, at, found)
            if state.back is not None:
                self._backward(state.back, items, anchor, at, found)
            if state.gap is not None:
                self._skip(state.gap, items, range(at, min(at + GAP_WORDS + 1, count)), waiting, 1)
            if at < count and not state.awaited.isdisjoint(items[at].answers):
                word = items[at]
                state = state.known.get(word) or self.after(state, word)
                at += 1
            else:
                state = None

    def _backward(self, root: State, items: Sequence[Sign], anchor: int, end: int, found: dict[int, list[Span]]) -> None:
        """Follows `root` from the item before `anchor` to the left; what is complete there goes to `found`."""
        state, first = root, anchor
        waiting: list[tuple[State, int]] = []
        while True:
            if state.blocks:
                _report(state.blocks, items, first, end, found)
            if state.gap is not None:
                self._skip(state.gap, items, range(first - 1, max(first - GAP_WORDS - 2, -1), -1), waiting, 0)
            if first and not state.awaited.isdisjoint(items[first - 1].answers):
                first -= 1
                word = items[first]
                state = state.known.get(word) or self.after(state, word)
            elif waiting:
                state, first = waiting.pop()
            else:
                return

    def _skip(self, gap: State, items: Sequence[Sign], places: range, waiting: list[tuple[State, int]], step: int) -> None:
        """Adds to `waiting` where the words beyond a gap lead, each of `places` tried; no gap reaches past a sentence."""
        for place in places:
            word = items[place]
            if not gap.awaited.isdisjoint(word.answers):
                waiting.append((gap.known.get(word) or self.after(gap, word), place + step))
            if word.end:
                return


def _answers(word: Sign, step: str | frozenset[str]) -> bool:
    return step in word.answers if isinstance(step, str) else not step.isdisjoint(word.answers)


def _report(blocks: Sequence[int], items: Sequence[Sign], first: int, last: int, found: dict[int, list[Span]]) -> None:
    """Adds the span to what is found of `blocks`, without the edges of sentences that {start} and {end} took in."""
    if items[first].end and first + 1 < last:
        first += 1
    if items[last - 1].end and last - 1 > first:
        last -= 1
    for block in blocks:
        if block in found:
            found[block].append((first, last))
        else:
            found[block] = [(first, last)]
