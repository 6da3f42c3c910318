"""Phrases that the language allows and nobody could ever say: they would never match, and nobody would notice."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from empathy_audit.matchers import phrases
from empathy_audit.matchers.phrases import BadPhrase
from empathy_audit.matchers.steps import EDGE, GAP, Path, Step
from empathy_audit.matchers.values import quoted, suggestion
from empathy_audit.text import Word, words
from empathy_audit.text.negation import negated
from empathy_audit.text.spelling import FILLERS

MAX_GAPS = 6  # "..." in one phrase: each multiplies the ways to read a sentence by four
MAX_NESTED = 6  # lists within lists
MAX_WORDS = 20_000  # that one phrase or list may stand for, all its lists written out
_SPECIAL = re.compile(r"\.\.\.(?=\s|$)|(?<!\S)…(?!\S)|[()\[\]|]|\{[^{}]*\}")
_MARKS = ("?", "!")

Lists = Mapping[str, Sequence[str]]


class Complaint(NamedTuple):
    """What is wrong with a phrase, what to do, and which part of it is meant."""

    message: str
    fix: str
    part: str = ""


class Sizes:
    """How many words each list stands for, lists within it written out; infinite where it holds itself, or too many lists."""

    def __init__(self, lists: Lists) -> None:
        self._below = {
            name: [one for entry in entries for one in phrases.names_in(entry) if one in lists] for name, entries in lists.items()
        }
        self._own = {name: sum(len(entry.split()) for entry in entries) for name, entries in lists.items()}
        self._of: dict[str, float] = {}
        for _ in range(MAX_NESTED):
            ready = [n for n, below in self._below.items() if n not in self._of and all(one in self._of for one in below)]
            self._of |= {name: self._own[name] + sum(self._of[one] for one in self._below[name]) for name in ready}

    def of(self, phrase: str) -> float:
        """Words that `phrase` stands for."""
        return len(phrase.split()) + sum(self._of.get(n, math.inf if n in self._below else 1) for n in phrases.names_in(phrase))

    def complaint(self, name: str) -> Complaint | None:
        """What is wrong with the list `name`, if it holds itself or too much."""
        if self._of.get(name, math.inf) <= MAX_WORDS:
            return None
        seen: set[str] = set()
        waiting = [*self._below[name]]
        while waiting:
            one = waiting.pop()
            if one == name:
                return Complaint(f"the list {quoted(name)} holds itself", "take it out of the lists that it names")
            if one not in seen:
                seen.add(one)
                waiting += self._below[one]
        if name not in self._of:
            return Complaint(f"the list {quoted(name)} goes through more than {MAX_NESTED} lists", "write some of them out")
        return Complaint(f"the list {quoted(name)} stands for more than {MAX_WORDS:,} words", "name fewer lists in it")


def complaint(phrase: str, lists: Lists, sizes: Sizes) -> Complaint | None:
    """What keeps `phrase` from being understood, or from ever matching; None where it is sound."""
    for name in phrases.names_in(phrase):
        known = set(phrases.known_names(lists))
        if name not in known:
            return Complaint(f"there is no list named {quoted(name)}", suggestion(name, known) or "add it under 'lists:'", name)
    if sizes.of(phrase) > MAX_WORDS:
        return Complaint(f"this phrase stands for more than {MAX_WORDS:,} words", "name fewer or shorter lists in it")
    try:
        path = phrases.path_of(phrase, lists)
    except BadPhrase as bad:
        return Complaint(*bad.args)
    return _misplaced(phrase, path) or next(_unheard(phrase), None)


def _misplaced(phrase: str, path: Path) -> Complaint | None:
    if phrase.count(GAP) + phrase.count("…") > MAX_GAPS:
        return Complaint(f"there are more than {MAX_GAPS} '...' in this phrase", "make several phrases of it")
    if _wordless(path):
        return Complaint("this phrase also matches where no word of it is said", "write a word that must be said")
    if re.match(r"\s*\{\s*end\s*\}", phrase):
        return Complaint("{end} is the end of a sentence, and begins this phrase", "write {start}")
    if re.search(r"\{\s*start\s*\}\s*$", phrase):
        return Complaint("{start} is the start of a sentence, and ends this phrase", "write {end}")
    return _in_the_middle(path)


def _wordless(path: Path) -> bool:
    return all(any(map(_wordless, _options(step))) if _options(step) else step in (GAP, EDGE) for step in path)


def _options(step: Step) -> Sequence[Path]:
    """The paths of a choice, none where `step` is no choice."""
    return step if isinstance(step, tuple) else ()


# What stands before or after a step.
_NOTHING, _PERHAPS, _WORDS = range(3)


def _in_the_middle(path: Path, before: int = _NOTHING, after: int = _NOTHING) -> Complaint | None:
    """Gaps that stand at an edge, edges that stand between words."""
    for n, step in enumerate(path):
        first, last = max(before, _side(path[:n])), max(after, _side(path[n + 1 :]))
        for option in _options(step):
            found = _in_the_middle(option, first, last)
            if found:
                return found
        if step == GAP and _NOTHING in (first, last):
            return Complaint("'...' stands for words between two others, and here is an edge", "leave it out at the edge", GAP)
        if step == GAP and n and path[n - 1] == GAP:
            return Complaint("two '...' in a row never match", "write one; it stands for up to three words", GAP)
        if step == EDGE and first == last == _WORDS:
            fix = "put {start} first or {end} last, or make two phrases"
            return Complaint("a phrase never runs past the edge of a sentence", fix)
        if step in _MARKS and last == _WORDS:
            fix = f"let '{step}' end the phrase; for a word that may be missing write [word]"
            return Complaint(f"nothing can follow the '{step}': a phrase never runs past the end of a sentence", fix, str(step))
    return None


def _side(path: Path) -> int:
    if not path:
        return _NOTHING
    return _PERHAPS if all(_options(step) and _wordless((step,)) for step in path) else _WORDS


def _unheard(phrase: str) -> Iterator[Complaint]:
    """Words that no transcript ever yields, compared with what is heard where they are said."""
    for run in _SPECIAL.split(phrase):
        heard = 0
        for piece in run.split():
            said = _said(piece.removeprefix("="))
            found = _never(piece, said)
            if found:
                yield found
            heard += len(said)
        plain = " ".join(piece.removeprefix("=") for piece in run.split())
        items = words(plain).items[1:-1]
        if any(word.end for word in items):
            fix = "make two phrases of it, or leave the full stop out"
            yield Complaint("a phrase never runs past the end of a sentence", fix, plain)
        elif len(items) < heard:
            yield Complaint("a little word said twice in a row is heard once", "write it once", plain)


def _said(piece: str) -> list[Word]:
    return [word for word in words(piece).items if not word.end]


def _never(piece: str, said: Sequence[Word]) -> Complaint | None:
    """Why `piece` is never found, where what is heard of it, `said`, is something else than a phrase would wait for."""
    try:
        keys = [step for step in phrases.path_of(piece, {}) if step not in _MARKS]
    except BadPhrase:
        return None  # a comma or a dash that stands alone: nobody waits for it
    if len(keys) == len(said) and all(key in word.answers for key, word in zip(keys, said, strict=True)):
        return None
    bare = piece.removeprefix("=")
    if bare.strip(".,;:!?").lower() in FILLERS:
        return Complaint(f"{quoted(bare)} is never heard: um, er and the like are passed over", "leave it out", piece)
    if piece[0] in _MARKS:
        fix = "put it at the end of the phrase; for a word that may be missing write [word]"
        return Complaint(f"a word cannot begin with {piece[0]}", fix, piece)
    if not said:
        return Complaint(f"{quoted(bare)} is never heard: only words and numbers are", "leave it out, or write a word", piece)
    if GAP in bare or "…" in bare:
        return Complaint(f"in {quoted(bare)} the '...' is taken for a part of the word", "leave a space on both sides", piece)
    if bare.lower().replace("’", "'").endswith("'d"):
        subject = bare[:-2]
        meant = f"'{subject} would' or '{subject} had'"
        return Complaint(f"{quoted(bare)} may stand for {meant}, and is never found", "write the one that you mean", piece)
    sign = "=" if piece.startswith("=") else ""
    heard = " ".join(word.form for word in said)
    instead = " ".join(sign + word.form for word in said)
    return Complaint(f"{quoted(bare)} is heard as {quoted(heard)}, and so never found", f"write {quoted(instead)}", piece)


def takes_back(own: str, path: Path, part: Path, *, allow: bool) -> bool:
    """Whether wherever the phrase `own`, which is `path`, is said, that of the path `part` is said too.

    `allow` says that a negation does not matter to `part`. Told only of a `part` without choices and gaps: what is not
    certain is no mistake.
    """
    if any(_options(step) or step in (GAP, EDGE, *_MARKS) for step in part):
        return False
    for n in range(len(path) - len(part) + 1):
        if all(_within(path[n + k], step) for k, step in enumerate(part)):
            return allow or n == 0 or not negated(words(own))
    return False


def _within(own: Step, other: Step) -> bool:
    """Whether what one step of a path takes in, another takes in too."""
    if _options(own) or own == GAP:
        return False
    mine = own if isinstance(own, frozenset) else frozenset((own,))
    return mine <= (other if isinstance(other, frozenset) else frozenset((other,)))
