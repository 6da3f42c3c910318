"""What a matcher sees: one turn, its words, and the turns before it. Everything costly is worked out once, when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any, Generic, TypeVar, overload

from empathy_audit import text
from empathy_audit.model import COMPANY_ROLES, Turn
from empathy_audit.text import Words
from empathy_audit.text.negation import negated

Spans = Sequence[tuple[int, int]]  # positions in Words.items, first included, last not
Test = Callable[["View"], Spans]
Find = Callable[[Words], dict[int, Spans]]

NOWHERE: Spans = ()
WHOLE: Spans = ((-1, -1),)  # holds, but of the turn as a whole rather than at a place; compared with `is`

CUSTOMER, COMPANY = "customer", "agent"


T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - it is used like functools.cached_property, whose lock costs more than most of our work
    """A property that is worked out at the first asking and kept."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> once[T]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> once[T] | T:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.work(owner)
        return value


class Said:
    """A text and what can be known of it without its place in a conversation. One serves every turn that says the same."""

    def __init__(self, said: str) -> None:
        self.text = said
        self.words: Words = text.words(said)
        self.hits: dict[int, Spans] = {}  # phrase block -> where it was said
        self.blocks: Set[int] = frozenset()  # the keys of `hits`
        self.notes: dict[Any, Any] = {}  # what matchers have worked out, by keys of their own
        self._refusals: Find | None = None

    def hear(self, find: Find, refusals: Find | None = None) -> None:
        """Keeps which phrases were said where; `refusals` finds those that only refuse, when they are first asked for."""
        self.hits = find(self.words)
        self.blocks = self.hits.keys()
        self._refusals = refusals

    def hear_refusals(self) -> None:
        """From now on `hits` and `blocks` hold also what only refuses."""
        if self._refusals is not None:
            self.hits.update(self._refusals(self.words))
            self._refusals = None

    @once
    def negated(self) -> frozenset[int]:
        """Positions that a negation reaches."""
        return negated(self.words)

    @once
    def polarity(self) -> float:
        """TextBlob's, -1 to 1."""
        return self.words.polarity

    @once
    def content(self) -> frozenset[str]:
        """Stems of the content words."""
        return self.words.content

    @once
    def sentences(self) -> list[tuple[int, int]]:
        """Each sentence as positions of its words; the mark that ends it stands at the position of its end."""
        found = []
        first = 1
        for i, word in enumerate(self.words.items):
            if word.end and i:
                if i > first:
                    found.append((first, i))
                first = i + 1
        return found

    @once
    def length(self) -> int:
        """How many words it has."""
        return sum(last - first for first, last in self.sentences)


class View:
    """One turn as matchers see it: what is said, and where. `before` are all views, `place` is this one's number there."""

    __slots__ = ("before", "cues", "notes", "nth", "nth_from_end", "pause", "place", "said", "side", "situation", "turn")

    def __init__(self, turn: Turn, before: Sequence[View], place: int, pause: float | None, said: Said | None = None) -> None:
        self.turn = turn
        self.side = COMPANY if turn.role in COMPANY_ROLES else turn.role
        self.before = before
        self.place = place
        self.pause = pause  # seconds of silence before the turn, None where there are no times
        self.said = said or Said(turn.text)
        self.nth = 0  # which turn of its own side, from 0
        self.nth_from_end = 0
        self.situation: Sequence[str] = ()  # the types of moment that the script says it is for
        self.cues: dict[str, Spans] = {}  # what was found so far: ids of taxonomy and rules -> spans of items
        self.notes: dict[Any, Any] = {}  # what matchers have worked out of this turn in its place, by keys of their own

    @property
    def words(self) -> Words:
        """Of what is said, as the next ones are."""
        return self.said.words

    @property
    def negated(self) -> frozenset[int]:
        return self.said.negated

    @property
    def polarity(self) -> float:
        return self.said.polarity

    @property
    def content(self) -> frozenset[str]:
        return self.said.content

    @property
    def sentences(self) -> list[tuple[int, int]]:
        return self.said.sentences

    def earlier(self, turns: int) -> Sequence[View]:
        """The last `turns` views before this one, nearest first."""
        end = self.place
        return self.before[max(0, end - turns) : end][::-1]

    def stretches(self, side: str, back: int) -> list[View]:
        """The views of `side`'s last `back` stretches before this turn; bubbles in a row are one stretch."""
        found: list[View] = []
        stretches = 0
        inside = False
        for place in range(self.place - 1, -1, -1):
            view = self.before[place]
            if view.side == side:
                if not inside:
                    if stretches == back:
                        break
                    stretches += 1
                inside = True
                found.append(view)
            elif view.side != "system":
                inside = False
        return found
