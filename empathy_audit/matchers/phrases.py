"""`phrases`: plain words, matched on stems. The language of phrases and its parser; `automaton.py` does the listening.

    passed ... pillar      up to three words between         (rung|called out)   one or the other
    [so] sorry             with or without                   {family}            a named list or a built-in class
    "=care"                this exact form                   {start} {end}       the edge of a sentence
    is that right?         the question mark must be there
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from empathy_audit.matchers.steps import EDGE, GAP, Path, Step
from empathy_audit.matchers.view import NOWHERE, Spans, Test, View
from empathy_audit.text import stem
from empathy_audit.text.classes import CLASSES, COMPOUND, SINGLE
from empathy_audit.text.spelling import expand

MAX_LENGTH = 2000  # characters of one phrase; a named list reads better long before
MAX_BRACKETS = 10  # brackets in brackets

_NO_WORDS = frozenset((GAP, EDGE, "?", "!"))
_CLOSING = frozenset("|)]")
_plain_words: dict[str, Path] = {}  # written words already understood
_lists_read: dict[tuple[str, tuple[str, ...]], Path] = {}
_BESIDE = re.compile(r"(?<=[(\[|]) | (?=[)\]|])")  # spaces inside a bracket that nobody would write
_NAMED = re.compile(r"\{\s*([^{}]*?)\s*\}")
_PIECE = re.compile(r"\.\.\.|…|[()\[\]|]|\{[^{}]*\}|[^\s()\[\]|{}]+")


class BadPhrase(ValueError):  # noqa: N818 - it is a verdict on a phrase, and reads so
    """A phrase that cannot be understood; the message and what to do about it are for the rule's author."""


class Phrases(NamedTuple):
    """All phrases of one map as written, and the lists they may name; `negation` is skip, allow or only."""

    texts: tuple[str, ...]
    lists: Mapping[str, Sequence[str]]
    negation: str = "skip"


def read(values: Sequence[str], lists: Mapping[str, Sequence[str]], negation: str = "skip", *, check: bool = True) -> Phrases:
    """The phrases `values`. Raises BadPhrase, unless told not to `check`: shipped phrases were proven by the tests."""
    if check:
        for value in values:
            path_of(value, lists)
    return Phrases(tuple(values), lists, negation)


def test(phrases: Phrases, block: int) -> Test:
    """A test that holds where `block` is said, negation considered."""
    if phrases.negation == "allow":
        return lambda view: view.said.hits.get(block, NOWHERE)
    wanted = phrases.negation == "only"

    def said(view: View) -> Spans:
        hits = view.said.hits.get(block)
        if not hits:
            return NOWHERE
        reached = view.said.negated
        if not reached:
            return NOWHERE if wanted else hits
        return [hit for hit in hits if (hit[0] in reached) is wanted]

    return said


def path_of(phrase: str, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...] = ()) -> Path:
    """`phrase` as a path of steps. Raises BadPhrase where it cannot be understood, or could match without a word."""
    if len(phrase) > MAX_LENGTH:
        raise BadPhrase(f"this phrase is longer than {MAX_LENGTH} characters", "make several of it, or put choices into a list")
    pieces = _pieces(phrase)
    _not_too_deep(pieces)
    path, rest = _sequence(pieces, 0, lists, inside)
    if rest < len(pieces):
        raise BadPhrase(f"'{pieces[rest]}' closes nothing", "remove it, or open it before")
    if all(step == GAP for step in path):
        raise BadPhrase("there is no word in this phrase", "write at least one")
    if _can_be_empty(path):
        raise BadPhrase("every word of this phrase is optional", "leave one of them outside [ ]")
    if GAP in (path[0], path[-1]):
        raise BadPhrase("'...' must stand between two words", "leave it out: a phrase is found within any sentence")
    return path


def names_in(phrase: str) -> list[str]:
    """The lists and classes that `phrase` names."""
    return _NAMED.findall(phrase)


def elements(phrase: str, lists: Mapping[str, Sequence[str]]) -> list[tuple[str, Path]]:
    """A sound `phrase` part by part, each as it is written and as a path; these paths in a row are `path_of` it."""
    pieces = _pieces(phrase)
    found: list[tuple[str, Path]] = []
    start = depth = 0
    for at, piece in enumerate(pieces):
        depth += (piece in ("(", "[")) - (piece in (")", "]"))
        if depth == 0:
            own = pieces[start : at + 1]
            found.append((_BESIDE.sub("", " ".join(own)), _sequence(own, 0, lists, ())[0]))
            start = at + 1
    return found


def _can_be_empty(path: Path) -> bool:
    return all(isinstance(step, tuple) and any(_can_be_empty(option) for option in step) for step in path)


def _pieces(phrase: str) -> list[str]:
    pieces = _PIECE.findall(phrase)
    if sum(len(piece.replace(" ", "")) for piece in pieces) != len("".join(phrase.split())):
        raise BadPhrase("a '{' is not closed, or a '}' not opened", "write a list as {name}")
    return pieces


def _not_too_deep(pieces: list[str]) -> None:
    depth = 0
    for piece in pieces:
        depth += (piece in ("(", "[")) - (piece in (")", "]"))
        if depth > MAX_BRACKETS:
            raise BadPhrase(f"there are more than {MAX_BRACKETS} brackets in brackets", "make several phrases of it")


def _sequence(pieces: list[str], at: int, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> tuple[Path, int]:
    """The pieces from `at` to the next `|`, `)` or `]` as a path, and where that is."""
    path: list[Step] = []
    count = len(pieces)
    while at < count:
        piece = pieces[at]
        words = _plain_words.get(piece)
        if words is not None:
            path += words
        elif piece in _CLOSING:
            break
        elif piece in ("(", "["):
            options, at = _options(pieces, at, lists, inside)
            path += _one_of([*options, ()] if piece == "[" else options)
        else:
            path += _element(piece, lists, inside)
        at += 1
    return tuple(path), at


def _options(pieces: list[str], at: int, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> tuple[list[Path], int]:
    """The paths in a bracket that opens at `at`, and where it closes."""
    opened = pieces[at]
    close = ")" if opened == "(" else "]"
    found: list[Path] = []
    while True:
        path, at = _sequence(pieces, at + 1, lists, inside)
        ended = pieces[at] if at < len(pieces) else "the end"
        if not path and at < len(pieces):
            raise BadPhrase(f"there is nothing between '{opened}' and '{ended}'", "write words there, or remove it")
        found.append(path)
        if at >= len(pieces):
            raise BadPhrase(f"'{opened}' is never closed", f"close it with '{close}'")
        if ended == close:
            return found, at
        if ended != "|":
            raise BadPhrase(f"'{opened}' is closed by '{ended}'", f"close it with '{close}'")


def _element(piece: str, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> Path:
    if piece in (GAP, "…"):
        return (GAP,)
    if piece.startswith("{"):
        return _named(piece[1:-1].strip(), lists, inside)
    if piece.startswith("="):
        return (sys.intern("=" + piece[1:].lower()),)
    _plain_words[piece] = found = _plain(piece)
    return found


def _plain(piece: str) -> Path:
    """A written word, which may stand for several ("isn't"), with or without its question mark."""
    if piece in ("?", "!"):
        return (piece,)
    ending: Path = ()
    if piece[-1] == "?":
        piece, ending = piece[:-1], ("?",)
    parts = [part for form in expand(piece.strip(".,;:!\"“”")) for part in form.split("-")]
    return (*(stem(part) for part in parts if part), *ending)


def _named(name: str, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> Path:
    if name in ("start", "end"):
        return (EDGE,)
    if name in inside:
        raise BadPhrase(f"the list '{name}' holds itself", "take it out of the lists that it names")
    if name in lists:
        return _entries(name, tuple(lists[name]), lists, inside)
    if name in CLASSES:
        return _class(name)
    raise BadPhrase(f"there is no list named '{name}'", "add it under 'lists:'")


@cache
def _class(name: str) -> Path:
    """A built-in class: what one word can be, and what takes several."""
    own: list[Path] = [(sys.intern("@" + name),)] if name in SINGLE else []
    return _one_of([*own, *(path_of(entry, {}, (name,)) for entry in COMPOUND.get(name, ()))])


def _entries(name: str, entries: tuple[str, ...], lists: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> Path:
    """Any entry of a named list; understood once for all phrases that name it."""
    known = _lists_read.get((name, entries))
    if known is None:
        known = _one_of([path_of(entry, lists, (*inside, name)) for entry in entries])
        if not any("{" in entry for entry in entries):  # what a list within a list means depends on the pack
            _lists_read[name, entries] = known
    return known


def _one_of(paths: Sequence[Path]) -> Path:
    """A choice of `paths`, those of a single word gathered into one set."""
    single: set[str] = set()
    longer: list[Path] = []
    for path in paths:
        if len(path) != 1:
            longer.append(path)
            continue
        step = path[0]
        if step.__class__ is str and step not in _NO_WORDS:
            single.add(step)
        elif isinstance(step, frozenset):
            single |= step
        else:
            longer.append(path)
    if single:
        longer.insert(0, (single.pop() if len(single) == 1 else frozenset(single),))
    return longer[0] if len(longer) == 1 else (tuple(longer),)


def known_names(lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What may stand in braces."""
    yield from ("start", "end")
    yield from CLASSES
    yield from lists
