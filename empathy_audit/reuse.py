"""Sentences that a company says in several conversations of a batch, alike or nearly so. Knows no rules and no grades.

A sentence is known by signatures: hashes of its words without what makes no difference (case, punctuation, numbers, names,
hesitations, intensifiers), and of a longer one also of all its words but one. Two sentences with a signature in common are
the same but for one word put in, left out or exchanged; this is exact, as the deletion neighbourhoods of spell checkers are,
where MinHash would be near. Signatures are the same in every process of a run, whatever order transcripts come in.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from math import ceil
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from empathy_audit.model import COMPANY_ROLES, Span, Transcript
from empathy_audit.text import stem
from empathy_audit.text.spelling import FILLERS, expand

FEWEST = 3  # transcripts; DESIGN section 5
SHARE = 0.005  # of a batch in which a short sentence must be, for in fifty thousand calls some say the same by chance
WORDS = 4  # of a sentence; "You're right." may come as often as it likes, as within one conversation
TELLING = 3  # words that must be left of them
LONG = 7  # words left: nobody says so many in the same order by chance, in however large a batch
LOOSE = 7  # words left, from which on one of them may differ
SHORTEST = 10  # characters; four words have more
MOST_WORDS = 200_000  # written words remembered; hostile text must not grow without end
LOOSEST = 40  # words left, beyond which none is: nobody reads out longer sentences, and hostile ones have no end
BUCKETS = 64  # so that never all signatures are sorted at once
AT_HAND = 65_536  # signatures of a bucket in memory, 32 MiB in all

_SENTENCE = re.compile(r"[^.!?…\n;]*(?:\.(?=\w)[^.!?…\n;]*)*[.!?…\n;]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_SLOT = re.compile(r"\[[^\]\n]{0,40}\]|\{{1,3}[^{}\n]{0,40}\}{1,3}|<[^>\n]{0,40}>")  # "{{first_name}}", "[NAME]"
_CALLED = re.compile(r"\s*[^\W\d_]+,\s")  # "Sarah, I'm ...": a name, or an "Oh"
_IDLE = FILLERS | frozenset(
    "a an the this that these those it its so very really truly absolutely completely totally fully extremely genuinely deeply "
    "sincerely terribly quite just definitely certainly indeed entirely honestly obviously oh ah okay ok well yes yeah right "
    "now then and but please do does did can could would will shall am is are was were be been i we me us my our ours mine "
    "myself ourselves mr mrs ms miss dr sir madam maam ma'am hi hello hey there here also too".split()
)
_ALIKE = {"with": "for", "about": "for", "over": "for", "regarding": "for", "your": "you", "yours": "you", "yourself": "you",
          "apologies": "apologise", "apology": "apologise", "all": "any"}  # fmt: skip


class Reuse(NamedTuple):
    """The signatures of reused sentences, each with the number of transcripts that hold it."""

    counts: Mapping[int, int] = {}

    def trace(self, asked: Iterable[int]) -> str:
        """What it says of these signatures, in a few letters; "" where none of them is reused."""
        known = sorted((each, self.counts[each]) for each in {*asked} if each in self.counts)
        return blake2b(repr(known).encode(), digest_size=16).hexdigest() if known else ""


NOTHING = Reuse()


class _Codes(dict[str, tuple[int, ...]]):
    """What each written word counts as: numbers that stand for its stems, none where it makes no difference."""

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > MOST_WORDS:
            self.clear()
        name = word[0].isupper() and not word.isupper() and not word.startswith(("I'", "I’"))
        found = () if name else tuple(_code(form) for form in expand(word.lower().replace("’", "'")) if form not in _IDLE)
        self[word] = found
        return found


_codes = _Codes()
_HIGH = 0xFFFFFFFFFFFFFFFE
_SHIFT = 58


def _code(form: str) -> int:
    return int.from_bytes(blake2b(stem(_ALIKE.get(form, form)).encode(), digest_size=7).digest(), "big")


def signatures(words: str) -> tuple[int, ...]:
    """By what a sentence is known; () where it is too short to be anybody's script."""
    found = _WORD.findall(words)
    if len(found) < WORDS:
        return ()
    found[0] = found[0].lower()
    codes = tuple([code for word in found for code in _codes[word]])
    if len(codes) < TELLING:
        return ()
    # The last bit says whether so many words in one order can be chance.
    same = (hash(codes) & _HIGH) | (len(codes) >= LONG)
    if not LOOSE <= len(codes) <= LOOSEST:
        return (same,)
    long = len(codes) > LONG
    return (same, *[(hash(codes[:n] + codes[n + 1 :]) & _HIGH) | long for n in range(len(codes))])


def sentences(text: str) -> Iterator[tuple[Span, str]]:
    """The sentences of a turn that may have signatures, and where each stands."""
    if "[" in text or "{" in text or "<" in text:
        text = _SLOT.sub(lambda slot: " " * len(slot[0]), text)
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        if end - start > SHORTEST:
            called = _CALLED.match(text, start, end)
            yield (start, end), text[called.end() if called else start : end]


def marks(transcript: Transcript) -> set[int]:
    """The signatures of all that the company says in a transcript; all that a first look needs to know of it."""
    found: set[int] = set()
    for turn in transcript.turns:
        if turn.role in COMPANY_ROLES and len(turn.text) > SHORTEST:
            found.update(_marks_of(turn.text))
    return found


@lru_cache(maxsize=4096)  # agents and bots say the same again and again
def _marks_of(text: str) -> tuple[int, ...]:
    return tuple(signature for _, words in sentences(text) for signature in signatures(words))


class Count:
    """Counts in how many transcripts each signature is, as they pass; 8 bytes for each signature of each transcript.

    Of a very large batch most of them wait on disk, in files without a name. They are hashes: nobody reads words out of them.
    """

    def __init__(self) -> None:
        self.transcripts = 0
        self._seen = [array("Q") for _ in range(BUCKETS)]
        self._laid_aside: dict[int, IO[bytes]] = {}

    def add(self, found: Iterable[int]) -> None:
        """Takes in the `marks` of one transcript."""
        self.transcripts += 1
        for signature in found:
            number = signature >> _SHIFT
            bucket = self._seen[number]
            bucket.append(signature)
            if len(bucket) >= AT_HAND:
                self._lay_aside(number)

    def found(self) -> Reuse:
        """What is reused, the same in whatever order it came."""
        fewest = max(FEWEST, ceil(self.transcripts * SHARE))
        found: dict[int, int] = {}
        for number in range(BUCKETS):
            for signature, alike in groupby(sorted(self._all(number))):
                times = sum(1 for _ in alike)
                if times >= (FEWEST if signature & 1 else fewest):
                    found[signature] = times
        return Reuse(found)

    def _lay_aside(self, number: int) -> None:
        if number not in self._laid_aside:
            self._laid_aside[number] = TemporaryFile()  # noqa: SIM115 - read when all is counted
        self._seen[number].tofile(self._laid_aside[number])
        del self._seen[number][:]

    def _all(self, number: int) -> array[int]:
        file = self._laid_aside.pop(number, None)
        if file is None:
            return self._seen[number]
        with file:
            file.seek(0)
            return array("Q", file.read()) + self._seen[number]


def counted(transcripts: Iterable[Transcript]) -> Reuse:
    """What is reused in a batch."""
    count = Count()
    for transcript in transcripts:
        count.add(marks(transcript))
    return count.found()


@lru_cache(maxsize=256)  # the same turns are looked at for each of their cues
def _known(text: str) -> tuple[list[int], list[tuple[Span, str]]]:
    """The sentences, and where each begins."""
    found = list(sentences(text))
    return [place[0] for place, _ in found], found


def held_by(text: str, span: Span, reuse: Reuse) -> int:
    """How many transcripts hold the sentence of a turn's `text` in which `span` begins; 0 where it is not reused."""
    return held(text, span, reuse)[1] if reuse.counts else 0


def held(text: str, span: Span, reuse: Reuse) -> tuple[Span, int, int]:
    """That sentence, the same number, and the signature that so many share."""
    place, known = sentence_of(text, span)
    transcripts, key = max(((reuse.counts.get(mark, 0), -mark) for mark in known), default=(0, 0))
    return place, transcripts, -key


def sentence_of(text: str, span: Span) -> tuple[Span, tuple[int, ...]]:
    """The sentence of a turn's `text` in which `span` begins, and its signatures."""
    starts, found = _known(text)
    number = bisect_right(starts, span[0]) - 1
    if number < 0 or span[0] >= found[number][0][1]:
        return span, ()
    place, words = found[number]
    return place, _signatures(words)


_signatures = lru_cache(maxsize=1024)(signatures)
