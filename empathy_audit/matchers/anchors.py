"""Where to begin looking for a phrase: at its rarest word, or at two neighbours that are seldom said together.

Most phrases begin with words that everybody says all the time. Looked for from their rarest step, to both sides of it,
most are never looked for at all. How common a word is decides only what is looked at, never what is found.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from empathy_audit.matchers.phrases import Phrases, names_in, path_of
from empathy_audit.matchers.steps import GAP, Path

RARE = 0.05  # how often a word that is not in the table is said, in a thousand
TOGETHER = 3.0  # neighbours meet so much more often than chance has it; words of a phrase belong together
# How often words are said in service conversations, in a thousand; stems, and what is not a word ("." any end of a sentence).
_PER_THOUSAND = {
    key: float(often)
    for often, keys in {
        "150": ". @name",
        "39": "i =i be",
        "29": "the =the you =you",
        "25": "to =to",
        "18": "@number have ?",
        "15": "a =a it =it and =and =is",
        "12": "that =that for =for not =not of =of",
        "9.5": "do can =can ! in =in",
        "8.5": "my =my your =your =have",
        "7": "on =on =do =am =be will =will",
        "5.8": "at =at with =with 's ='s me =me thank please =please like =like would",
        "4.3": "need so =so @weekday what =what get =are",
        "3.7": "okay =okay we =we go =would there =there know =know but =but this =this",
        "3.2": "all =all if =if was =was =thank just =just help day time want",
        "2.8": "servic no =no about =about from =from =was =want @ordinal =get =has or =or now =now",
        "2": "out",
        "2.2": "find an =an great =great tri customer think name yes =yes pm could =could good",
        "1.9": "check make us =us up =up as =as how =how =been more =more account one =one let number really hello see oh ani",
        "1.6": "@clock right =right yeah =yeah well =well around when =when use take sorri =sorry problem hi some =some they",
        "1.4": "=they then =then should =should did =did work phone tell after",
        "1": "much chang sure say minut again today @month also look messag call by inform question our he contact veri issu",
        "0.8": "hope too other anything give back thing still new detail wait card only she come keep never been feel why",
    }.items()
    for key in keys.split()
}

ANY = ""  # stands for whatever follows
Keys = frozenset[str]
NO_KEYS: Keys = frozenset()


class Anchored(NamedTuple):
    """A path seen from its anchor: a word that answers to one of `keys`, followed by one of `following` where there are any.

    `left` is what stands before it, the nearest step first; `right` is what comes after it, `following` included.
    """

    keys: Keys
    following: Keys
    left: Path
    right: Path


class Anchors(NamedTuple):
    """Phrases by the words by which they are looked for. All of it is bytes until text asks: most never does in one run.

    `understood` is every phrase from its anchors; its place in there is its number. `table` gives for a word the numbers of
    the phrases anchored at it, by what must follow it (ANY where that may be any word); `keys` are all that phrases ask of
    a word.
    """

    table: Mapping[str, bytes]
    understood: Mapping[str, bytes]
    keys: bytes

    def asked(self) -> Keys:
        """Every key that a phrase asks for."""
        return _keys_of(self.keys)

    def at(self, word: str) -> dict[str, tuple[int, ...]]:
        """The numbers of the phrases anchored at `word`, by what must follow it."""
        found: dict[str, tuple[int, ...]] = marshal.loads(self.table[word])
        return found

    def understand(self, phrase: str, sets: dict[Keys, Keys]) -> list[Anchored]:
        """`phrase` from its anchors; word lists that are among `sets` are those very ones, and others join them."""
        return [
            Anchored(sets.setdefault(keys, keys), following, _shared(left, sets), _shared(right, sets))
            for keys, following, left, right in marshal.loads(self.understood[phrase])
        ]


@lru_cache(maxsize=2)
def _keys_of(raw: bytes) -> Keys:
    """One set for all that look for the same phrases."""
    return frozenset(marshal.loads(raw))


NOTHING = Anchors(MappingProxyType({}), MappingProxyType({}), marshal.dumps(()))


def anchors_of(phrases: Iterable[Phrases], known: Anchors = NOTHING, changed: Set[str] = NO_KEYS) -> Anchors:
    """All of `phrases` by their anchors, and those `known` before, but for those that name a word list that has `changed`.

    Anchors that such a phrase had before may remain in the table: they lead to it, and it knows its own.
    """
    understood = dict(known.understood)
    numbers = {text: number for number, text in enumerate(understood)}
    asked: set[str | Keys] = set()
    new: dict[str, dict[str, list[int]]] = {}
    met: set[str] = set()
    for each in phrases:
        for text in each.texts:
            if text in met or (text in known.understood and changed.isdisjoint(names_in(text))):
                continue
            met.add(text)
            number = numbers.setdefault(text, len(numbers))
            found = anchored(path_of(text, each.lists))
            understood[text] = marshal.dumps([tuple(one) for one in found])
            for one in found:
                asked.update((one.keys, *_steps_in(one.left), *_steps_in(one.right)))
                for key in one.keys:
                    spread = new.setdefault(key, {})
                    for second in one.following or (ANY,):
                        spread.setdefault(second, []).append(number)
    table = dict(known.table)
    alike: dict[bytes, bytes] = {}  # words of one list mostly anchor the same phrases
    for key in sorted(new):
        spread = {second: list(places) for second, places in known.at(key).items()} if key in table else {}
        for second, places in new[key].items():
            spread.setdefault(second, []).extend(places)
        raw = marshal.dumps({second: tuple(sorted({*spread[second]})) for second in sorted(spread)})
        table[key] = alike.setdefault(raw, raw)
    keys = known.asked().union(*((step,) if isinstance(step, str) else step for step in asked))
    return Anchors(table, understood, marshal.dumps(sorted(keys)))


def _shared(path: Path, sets: dict[Keys, Keys]) -> Path:
    return tuple(
        [
            step if isinstance(step, str) else sets.setdefault(step, step) if isinstance(step, frozenset)
            else tuple([_shared(option, sets) for option in step])
            for step in path
        ]
    )


def _steps_in(path: Path) -> Iterator[str | Keys]:
    """Every word and word list in `path`."""
    for step in path:
        if isinstance(step, tuple):
            for option in step:
                yield from _steps_in(option)
        else:
            yield step


def anchored(path: Path) -> list[Anchored]:
    """`path` from its rarest anchor; several where that lies in a choice, of which one must then hold."""
    return [
        Anchored(one.keys, one.following, _mirrored(one.left), one.right) for one in _best((), path, ())
    ]


class _Candidate(NamedTuple):
    keys: Keys
    following: Keys
    left: Path
    right: Path
    often: float  # in a thousand words, roughly


def _best(before: Path, path: Path, after: Path) -> list[_Candidate]:
    """The rarest anchor in `path`, which `before` precedes and `after` follows."""
    best: list[_Candidate] = []
    for place, step in enumerate(path):
        left, right = before + path[:place], path[place + 1 :] + after
        if isinstance(step, tuple):  # a choice is anchored by all its options together; what may be left out anchors nothing
            found = [] if () in step else [one for option in step for one in _best(left, option, right)]
        else:
            found = [] if step == GAP else [_at(left, step, right)]
        if found and (not best or _often(found) < _often(best)):
            best = found
    return best


def _at(left: Path, step: str | Keys, right: Path) -> _Candidate:
    keys = step if isinstance(step, frozenset) else frozenset((step,))
    often = _share(keys)
    following = _first(right)
    together = TOGETHER * often * _share(following) / 1000
    if following and together < often:
        return _Candidate(keys, following, left, right, together)
    return _Candidate(keys, NO_KEYS, left, right, often)


def _mirrored(path: Path) -> Path:
    """`path` from its end to its beginning."""
    return tuple(tuple(map(_mirrored, step)) if isinstance(step, tuple) else step for step in reversed(path))


def _first(path: Path) -> Keys:
    """The words that may come first in `path`; none where any word may."""
    if not path or path[0] == GAP:
        return NO_KEYS
    step = path[0]
    if not isinstance(step, tuple):
        return step if isinstance(step, frozenset) else frozenset((step,))
    found: set[str] = set()
    for option in step:
        first = _first(option + path[1:])
        if not first:
            return NO_KEYS
        found |= first
    return frozenset(found)


@cache
def _share(keys: Keys) -> float:
    """How often one of `keys` is said, in a thousand words."""
    return sum(_PER_THOUSAND.get(key, RARE) for key in keys)


def _often(parts: Iterable[_Candidate]) -> float:
    return sum(one.often for one in parts)
