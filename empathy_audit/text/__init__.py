"""The only door to nltk and textblob: words, stems, sentences and polarity. Knows nothing of rules or turns.

nltk and textblob are imported at the first call, never with this module: `--help` must not wait for them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Set
from functools import cache
from itertools import accumulate
from typing import Any

from empathy_audit.model import MASKS
from empathy_audit.text.alone import alone
from empathy_audit.text.polarity import polarity_of
from empathy_audit.text.spelling import FILLERS, STUTTERED, american, base_form, expand

# Words that say little on their own: what two people share must be more than these. After the usual stop-word lists,
# with the small talk of service calls added.
_STOP = frozenset(
    "a an the and or but if so as at by for from in into of off on onto out over to up down with without about after again all "
    "am any are be been being because before below between both can could did do does doing done during each few further had has "
    "have having he her here hers him his how i it its itself just me more most my no nor not now oh okay only "
    "other our ours own "
    "same she should some such than that their theirs them then there these they this those through too under until us very was "
    "we were what when where which while who whom why will would you your yours yes yeah yep nope hi hello hey well right really "
    "please thank thanks sorry sir madam maam ok 's 'd also get got go going went come came one ones thing things "
    "something anything "
    "nothing everything way lot much many ever never still even like know think mean see say said tell told let "
    "make made take want "
    "need may might must shall bit kind sort um actually yet back".split()
)
_LETTERS = r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*"
# A full stop after one of these ends no sentence.
_SHORT = "|".join(rf"(?<=\b{word}[.])" for word in "mr mrs ms dr prof etc approx tel ref vs dept messrs".split())
_TOKEN = re.compile(
    r"(\b[eaip]\.[gem]\.(?<=e\.g\.|i\.e\.|a\.m\.|p\.m\.)(?=\s+\S|[,;:])"  # no ends either
    rf"|{_LETTERS}(?:\.(?=\s+\S|[,;:])(?:{_SHORT}))?"  # words
    rf"|\[(?:{'|'.join(MASKS)})\]"  # what redaction left
    r"|[!?…]+[.!?…]*|\.+(?![a-z0-9])[.!?…]*|[\n;]+"  # ends of sentences; not the dots of www.example.com
    r"|[,:—–]|\s-{1,2}\s|--"  # pauses
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|am|pm|p|k|gb|mb)?(?![^\W_])"  # numbers, ordinals, clock times
    r"|[£$€]\s?\d+(?:[.,]\d+)*[km]?\b"  # money
    rf"|'(?=em\b|cause\b){_LETTERS}"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF]"  # emoji
    r"|[^\W_]+)",
    re.IGNORECASE,
)
_MOST_RECENT = 512  # texts since the last time that all but these were forgotten; up to twice as many are kept
_LONG = 1000  # characters; longer texts are hardly ever said twice, and would fill the memory
_MAX_LEXICON = 200_000  # distinct written words remembered at once; a long batch of hostile text must not grow without end


class Word:
    """One word as it is compared: its form, its stem, and what else it answers to. One object per written word."""

    __slots__ = ("answers", "content", "end", "form", "keys", "name", "repeats", "stem")

    def __init__(self, form: str, stem: str, keys: tuple[str, ...] = (), *, content: bool = False, end: str = "") -> None:
        self.form = form
        self.stem = stem
        self.keys = keys or (stem,)
        self.content = content
        self.end = end  # "." "?" or "!" for the end of a sentence, "" for a word
        self.repeats = form in STUTTERED
        self.name = False  # written with a capital, so that it may be a name
        # everything a step of a phrase may ask of it: stems, the exact form, built-in classes
        self.answers: tuple[str, ...] = tuple(dict.fromkeys((".", end))) if end else (*self.keys, "=" + form)

    def __repr__(self) -> str:
        return f"Word({self.form!r})"


class Several:
    """What a written token stands for where that is not one word: a contraction, a hesitation (nothing), a pause."""

    __slots__ = ("pause", "words")

    def __init__(self, words: tuple[Word, ...], *, pause: bool = False) -> None:
        self.words = words
        self.pause = pause


class Words:
    """A text as words: ends of sentences are items too, one before the first word and one after the last.

    `pauses` holds the positions before which a comma, dash or trailing dots stand. Everything else is worked out when
    asked for, for most turns are never quoted, and kept.
    """

    __slots__ = ("_content", "_edges", "_polarity", "_sentence", "items", "origin", "pauses", "text")

    def __init__(self, text: str, items: list[Word], origin: list[int], pauses: Set[int], edges: list[int]) -> None:
        self.text = text
        self.items = items
        self.origin = origin  # which token of the text each item comes from
        self.pauses = pauses
        self._edges = edges  # where each token of the text begins and ends, in characters
        self._sentence: list[int] | None = None
        self._content: frozenset[str] | None = None
        self._polarity: float | None = None

    @property
    def sentence(self) -> list[int]:
        """The number of the sentence of each item; an end belongs to the sentence it ends."""
        if self._sentence is None:
            number = -1
            self._sentence = found = []
            for word in self.items:
                found.append(max(number, 0))
                if word.end:
                    number += 1
        return self._sentence

    @property
    def content(self) -> frozenset[str]:
        """The stems of the words that carry meaning, stop words left out."""
        if self._content is None:
            self._content = frozenset([word.stem for word in self.items if word.content])
        return self._content

    @property
    def polarity(self) -> float:
        """TextBlob's polarity, -1 to 1; 0 where it knows no word."""
        if self._polarity is None:
            self._polarity = polarity_of([word.form for word in self.items if not word.end])
        return self._polarity

    def places(self) -> list[tuple[int, int]]:
        """Characters of each item, first included, last not."""
        return [self.span(n, n + 1) for n in range(len(self.items))]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the items first..last-1."""
        edges = self._edges
        begin, end = 2 * self.origin[first], 2 * self.origin[last - 1]
        count, whole = len(edges) - 1, len(self.text)
        start = 0 if begin < 0 else edges[begin] if begin < count else whole
        return start, 0 if end < 0 else edges[end + 1] if end < count else whole


_ENDS = {mark: Word(mark, mark, end=mark) for mark in ".?!"}
_PAUSE = Several((), pause=True)
_NOTHING = Several(())
_FULL_STOP = _ENDS["."]
_lexicon: dict[str, Word | Several] = {}
_recent: dict[str, Words] = {}
_older: dict[str, Words] = {}  # as `_recent` was when it was full


@cache
def _stemmer() -> Any:
    (snowball,) = alone(["nltk.stem.snowball"], without=["nltk.corpus"])
    return snowball.EnglishStemmer()


@cache
def stem(form: str) -> str:
    """The stem of one lower-case word, British and irregular forms folded first."""
    if form in ("'s", "'d"):
        return form
    base = base_form(form)
    if base is not None:
        return base
    base = american(form)
    base = base_form(base) or base
    return sys.intern(str(_stemmer().stem(base)) if base.isalpha() else base)  # they are compared all the time


def _learn(raw: str) -> Word | Several:
    """What one written token stands for, remembered for the next time."""
    if len(_lexicon) > _MAX_LEXICON:
        _lexicon.clear()
    _lexicon[raw] = found = _meaning(raw)
    return found


def _meaning(raw: str) -> Word | Several:
    first = raw[0]
    if first in ".!?…\n;":
        if "?" in raw or "!" in raw:
            return _ENDS["?" if "?" in raw else "!"]
        return _PAUSE if first == "…" or (first == "." and len(raw) > 1) else _FULL_STOP
    if first == "[":
        return _mask(raw)
    if first in ",:—–-" or not raw.strip(" -"):
        return _PAUSE
    forms = expand(raw.rstrip("."))
    if len(forms) == 1 and forms[0] in FILLERS:
        return _NOTHING
    found = [_word(form) for form in forms]
    found[0].name = first.isupper() and len(raw) > 1 and not raw.isupper()
    for word in found:
        word.answers = (*word.answers, *("@" + name for name in _classes()(word)))
    return found[0] if len(found) == 1 else Several(tuple(found))


def _mask(raw: str) -> Word:
    """What redaction left counts as what it took: a name, or a number."""
    form = raw.lower()
    word = Word(form, form, content=True)
    word.name = form == "[name]"
    word.answers = (*word.answers, "@name" if word.name else "@number")
    return word


@cache
def _classes() -> Any:
    from empathy_audit.text.classes import classes_of  # which looks at words, and so cannot be imported before them

    return classes_of


def _word(form: str) -> Word:
    if form == "'s":
        return Word(form, "be", ("be", "have", "'s"))
    if form == "'d":
        return Word(form, "would", ("would", "have"))
    root = stem(form)
    return Word(form, root, content=form not in _STOP and root not in _STOP and (len(form) > 2 or form.isdigit()))


def words(text: str) -> Words:
    """`text` as words and sentence ends; remembered for a while, for people and scripts repeat themselves a great deal."""
    global _recent, _older
    known = _recent.get(text)
    if known is None:
        known = _older.get(text) or _read(text)
        if len(text) <= _LONG:
            if len(_recent) >= _MOST_RECENT:
                _older, _recent = _recent, {}
            _recent[text] = known
    return known


def _read(text: str) -> Words:
    """`text` as words, in one pass."""
    items, origin = [_FULL_STOP], [-1]
    pauses: list[int] = []
    known = _lexicon.get
    previous = _FULL_STOP
    number = -1
    pieces = _TOKEN.split(text)  # what is between tokens, a token, what is between them ...
    for raw in pieces[1::2]:
        number += 1
        found = known(raw) or _learn(raw)
        if isinstance(found, Several):
            if found.pause:
                pauses.append(len(items))
            for word in found.words:
                if not (word is previous and word.repeats):
                    items.append(word)
                    origin.append(number)
                    previous = word
        elif found.end and previous.end:  # an end after an end: only a question mark adds to what is known
            if found.end == "?" and len(items) > 1:
                items[-1] = previous = found
        elif not (found is previous and found.repeats):
            items.append(found)
            origin.append(number)
            previous = found
    if not previous.end:
        items.append(_FULL_STOP)
        origin.append(number + 1)
    return Words(text, items, origin, frozenset(pauses), list(accumulate(map(len, pieces))))


def content(text: str) -> frozenset[str]:
    """The stems of the words in `text` that carry meaning, stop words left out."""
    return words(text).content


def polarity(text: str) -> float:
    """TextBlob's polarity of `text`, -1 to 1; 0 where it knows no word."""
    return words(text).polarity
