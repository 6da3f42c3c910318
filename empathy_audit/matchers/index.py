"""All phrases of all rules for one side, looked for in one pass over a turn's words, each from its anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from empathy_audit.matchers.anchors import Anchored, Anchors
from empathy_audit.matchers.automaton import MAX_STATES, Rest, Root, Span, State, States
from empathy_audit.matchers.phrases import Phrases
from empathy_audit.text import Word, Words

MAX_REMEMBERED = 50_000  # words remembered at once
NOBODY = Word("", "")  # what follows the last item
NOBODY.answers = ()

UNMET: Any = object()  # stands for what has not been worked out
ANY = ""  # stands for whatever follows


class Hook:
    """Where walks begin at one word, by the word that follows it."""

    __slots__ = ("alone", "known", "pairs")

    def __init__(self, alone: State | None, pairs: list[tuple[str, dict[str, list[str]]]]) -> None:
        self.alone = alone  # for the phrases that the word anchors whatever follows
        self.pairs = pairs  # its keys, with phrases by what must follow
        self.known: dict[Word, Root | None] = {}


class Index:
    """Phrases by their anchors. What has been met is remembered, which saves work and never changes what is found."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self._blocks: dict[str, list[int]] = {}  # what each phrase reports
        self._spread: dict[str, dict[str, list[str]]] = {}
        self._understood: dict[str, list[tuple[Anchored, Rest]]] = {}
        self._states = States()
        self._hooks: dict[Word, Hook | None] = {}

    def add(self, phrases: Phrases, block: int) -> None:
        """Makes each of `phrases`, which must be among the anchors, report `block`."""
        for text in phrases.texts:
            self._blocks.setdefault(text, []).append(block)

    def find(self, words: Words) -> dict[int, list[Span]]:
        """Every block said in `words`, with its spans in order of their beginnings."""
        found: dict[int, list[Span]] = {}
        items = words.items
        hook_of, forward = self._hooks.get, self._states.forward
        following = NOBODY
        for place in range(len(items) - 1, -1, -1):
            word = items[place]
            hook = hook_of(word, UNMET)
            if hook is UNMET:
                hook = self._hook(word)
            if hook is not None:
                root = hook.known.get(following, UNMET)
                if root is UNMET:
                    root = self._root(hook, following)
                if root is not None:
                    forward(root, items, place, found)
            following = word
        for block, spans in found.items():
            if len(spans) > 1:
                found[block] = sorted(set(spans))
        if len(self._states) > MAX_STATES:
            self._states = States()
            self._hooks.clear()
        return found

    def _hook(self, word: Word) -> Hook | None:
        """Where walks may begin at `word`, if any may; remembered."""
        if len(self._hooks) > MAX_REMEMBERED:
            self._hooks.clear()
        keys = [(key, self._by_following(key)) for key in word.answers if key in self._anchors.table]
        alone = [rest for key, spread in keys for rest in self._rests(key, spread.get(ANY, ()), NOBODY)]
        pairs = [(key, spread) for key, spread in keys if len(spread) > (ANY in spread)]
        found = Hook(self._states.of(alone) if alone else None, pairs) if alone or pairs else None
        self._hooks[word] = found
        return found

    def _by_following(self, key: str) -> dict[str, list[str]]:
        """The phrases anchored at `key` by what must follow it."""
        spread = self._spread.get(key)
        if spread is None:
            self._spread[key] = spread = {}
            for text, following in self._anchors.at(key):
                if text in self._blocks:  # it may be one of the other side's
                    for second in following or (ANY,):
                        spread.setdefault(second, []).append(text)
        return spread

    def _root(self, hook: Hook, following: Word) -> Root | None:
        """Where a walk begins that `following` follows; None where it would end at once. Remembered."""
        if len(hook.known) > MAX_REMEMBERED:
            hook.known.clear()
        paired = [
            rest
            for key, spread in hook.pairs
            for second in following.answers
            if second in spread
            for rest in self._rests(key, spread[second], following)
        ]
        hook.known[following] = found = self._states.begin(hook.alone, dict.fromkeys(paired), following)
        return found

    def _rests(self, key: str, texts: Iterable[str], following: Word) -> Iterator[Rest]:
        for text in texts:
            for one, rest in self._understand(text):
                if key in one.keys and (not one.following or not one.following.isdisjoint(following.answers)):
                    yield rest

    def _understand(self, text: str) -> list[tuple[Anchored, Rest]]:
        """A phrase from its anchors, and what is then to be followed."""
        known = self._understood.get(text)
        if known is None:
            self._understood[text] = known = [
                (one, Rest(one.right, block, Rest(one.left, block)))
                for one in self._anchors.understand(text)
                for block in self._blocks[text]
            ]
        return known
