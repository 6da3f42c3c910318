"""All phrases of all rules for one side, looked for in one pass over a turn's words, each from its anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from empathy_audit.matchers.anchors import ANY, Anchored, Anchors, Keys
from empathy_audit.matchers.automaton import MAX_STATES, Rest, Root, Sign, Span, State, States
from empathy_audit.matchers.phrases import Phrases
from empathy_audit.matchers.view import Spans
from empathy_audit.text import Word, Words

MAX_REMEMBERED = 50_000  # words remembered at once

UNMET: Any = object()  # stands for what has not been worked out


class Hook(Sign):
    """A sign, and the phrases that are looked for where it stands."""

    __slots__ = ("alone", "otherwise", "pairs", "roots", "wanted", "whole")

    def __init__(self, answers: tuple[str, ...], end: str) -> None:
        super().__init__(answers, end)
        self.whole: tuple[int, ...] = ()  # blocks of phrases that are this one word
        self.alone: State | None = None  # for phrases that it anchors whatever follows
        self.pairs: list[tuple[str, dict[str, list[str]]]] = []  # its keys, with phrases by what must follow
        self.wanted: frozenset[str] = frozenset()  # all that must follow for a walk to go on
        self.otherwise: Root | None = None  # where walks begin that nothing wanted follows: most do
        self.roots: dict[Sign, Root | None] | None = None  # where walks begin, by what follows; None where none does


NOBODY = Hook((), "")  # what follows the last item


class Index:
    """Phrases by their anchors. What has been met is remembered, which saves work and never changes what is found."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self._texts = tuple(anchors.understood)  # by their numbers
        self._blocks: dict[str, list[int]] = {}  # what each phrase reports
        self._spread: dict[str, dict[str, list[str]]] = {}
        self._asked: frozenset[str] = frozenset()  # every key that a phrase asks for
        self._forget()

    def _forget(self) -> None:
        self._states = States()
        self._understood: dict[str, list[tuple[Anchored, Rest]]] = {}
        self._sets: dict[Keys, Keys] = {}  # word lists that many phrases name, each held once
        self._hooks: dict[tuple[tuple[str, ...], str], Hook] = {}
        self._known: dict[Word, Hook] = {}

    def add(self, phrases: Phrases, block: int) -> None:
        """Makes each of `phrases`, which must be among the anchors, report `block`."""
        for text in phrases.texts:
            blocks = self._blocks.setdefault(text, [])
            if block not in blocks:
                blocks.append(block)

    def find(self, words: Words) -> dict[int, Spans]:
        """Every block said in `words`, with its spans in order of their beginnings."""
        found: dict[int, list[Span]] = {}
        known, forward = self._known.get, self._states.forward
        signs = [known(word) or self._hook(word) for word in words.items]
        following = NOBODY
        place = len(signs)
        for sign in reversed(signs):
            place -= 1
            if sign.whole:
                for block in sign.whole:
                    if block in found:
                        found[block].append((place, place + 1))
                    else:
                        found[block] = [(place, place + 1)]
            roots = sign.roots
            if roots is not None:
                root = roots.get(following, UNMET)
                if root is UNMET:
                    unwanted = sign.wanted.isdisjoint(following.answers)  # as most are: they are not worth remembering
                    root = sign.otherwise if unwanted else self._root(sign, following)
                if root is not None:
                    forward(root, signs, place, found)
            following = sign
        for block, spans in found.items():
            if len(spans) > 1:
                found[block] = sorted(set(spans))
        if len(self._states) > MAX_STATES or len(self._known) > MAX_REMEMBERED:
            self._forget()
        return cast(dict[int, Spans], found)

    def _hook(self, word: Word) -> Hook:
        """`word` as phrases see it, and where walks may begin at it; the same for all words that no phrase tells apart."""
        self._asked = self._asked or self._anchors.asked()
        key = tuple([one for one in word.answers if one in self._asked]), word.end
        hook = self._hooks.get(key)
        if hook is None:
            hook = self._hooks[key] = self._hung(Hook(*key))
        self._known[word] = hook
        return hook

    def _hung(self, hook: Hook) -> Hook:
        keys = [(key, self._by_following(key)) for key in hook.answers if key in self._anchors.table]
        alone = [rest for key, spread in keys for rest in self._rests(key, spread.get(ANY, ()), NOBODY)]
        hook.whole = tuple({rest.block for rest in alone if rest.back is not None and not rest.path and not rest.back.path})
        longer = [rest for rest in alone if rest.path or (rest.back is not None and rest.back.path)]
        hook.alone = self._states.of(longer) if longer else None
        hook.pairs = [(key, spread) for key, spread in keys if len(spread) > (ANY in spread)]
        hook.wanted = frozenset(second for _, spread in hook.pairs for second in spread)
        if hook.alone is not None:
            hook.wanted |= hook.alone.awaited
        hook.otherwise = self._states.begin(hook.alone, (), NOBODY)
        hook.roots = {} if longer or hook.pairs else None
        return hook

    def _by_following(self, key: str) -> dict[str, list[str]]:
        """The phrases anchored at `key` by what must follow it."""
        spread = self._spread.get(key)
        if spread is None:
            blocks = self._blocks  # it may be a phrase of another index
            own = {
                second: [text for text in map(self._texts.__getitem__, numbers) if text in blocks]
                for second, numbers in self._anchors.at(key).items()
            }
            self._spread[key] = spread = {second: texts for second, texts in own.items() if texts}
        return spread

    def _root(self, hook: Hook, following: Sign) -> Root | None:
        """Where a walk begins that `following`, which is wanted, follows; None where it would end at once. Remembered."""
        assert hook.roots is not None
        paired = [
            rest
            for key, spread in hook.pairs
            for second in following.answers
            if second in spread
            for rest in self._rests(key, spread[second], following)
        ]
        hook.roots[following] = found = self._states.begin(hook.alone, dict.fromkeys(paired), following)
        return found

    def _rests(self, key: str, texts: Iterable[str], following: Sign) -> Iterator[Rest]:
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
                for one in self._anchors.understand(text, self._sets)
                for block in self._blocks[text]
            ]
        return known
