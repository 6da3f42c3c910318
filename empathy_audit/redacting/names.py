"""Names that a conversation gives away itself: by labels, by how people introduce and address each other, then everywhere in it.

No list of names is kept: one long enough to help would be large, and would still be a list of some countries' names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import regex

from empathy_audit.model import Transcript
from empathy_audit.readers.words import ROLE_WORDS
from empathy_audit.redacting.spans import UNSEEN, Found
from empathy_audit.redacting.words import (
    DESKS,
    FOLLOWING,
    GREETINGS,
    NO_NAMES,
    OFFICES,
    PLACES,
    POSTS,
    RELATIONS,
    THINGS,
    WORDS_TOO,
)

LONGEST = 40  # characters of a name
LEAST = 3  # letters of a name that is looked for in the name of a file
ADVERB = 5  # letters of the longest name that ends as adverbs do: Emily, Billy, Kelly are in no danger of being unfortunately
_ROLES = frozenset(word for words in ROLE_WORDS for word in words.split())
_NO_PERSONS = _ROLES | NO_NAMES | POSTS  # in labels
_APART = regex.compile(r"\s[-–—]\s|[–—()\[\]{}<>|,;/:·•@]|\s(?:from|at)\s")  # between the parts of a label
_JOINS = " _.'’-"  # between the words of one
_PART = r"\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{Lu}[\p{L}\p{M}]*)*"
_NAME = rf"(?P<name>(?!(?:I|It|We|You)\b){_PART}(?:[ ]+(?:(?:van|von|de|da|del|la|le|bin|al|el)[ ]+)?{_PART}){{0,3}})"
_END = r"(?=\s*(?:[,.!?;:)\]—–-]|$))"
_START = r"(?:^|[.!?,;:—–(\n-])\s{0,3}"
_ON = (
    r"(?=\s+(?:speaking|here|calling|from|with|at|in|and|how|again|on|phoning|ringing|your|the|who|for|is|was|has|could|can|may|i\b|i['’])"
    r"|\s*(?:[,.!?;:)\]—–-]|$))"
)
_TITLE = r"(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof|[Mm]x|MRS?|MS|DR)\.?"
_SURE = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"(?i:\b(?:my|the|her|his|their|full|first|last|given|family|maiden|sur)\s*names?(?:['’]s|\s+is|\s+was|:|\s+are)|"
        rf"\bname['’]?s|\bnames?\s*:|\bthe\s+name\s+of|\bunder\s+the\s+name|\bin\s+the\s+name(?:\s+of)?)\s{{0,3}}[,:]?\s{{0,3}}(?:{_TITLE}\s?)?{_NAME}",
        rf"(?i:\b(?:this\s+is|i['’]?m|i\s+am|call\s+me|you['’]?re\s+through\s+to))\s+(?:{_TITLE}\s?)?{_NAME}{_ON}",
        rf"(?i:\b(?:speaking|chatting|talking|connected|spoke|speak|talked|talk|chatted|through|spoken|dealing|dealt|helped|served)\s+"
        rf"(?:with|to|by))\s+(?:a\s+|an\s+)?(?i:(?:lady|man|guy|gentleman|woman|colleague|agent|person)\s+(?:called|named)\s+)?(?:{_TITLE}\s?)?{_NAME}",
        rf"(?i:\b(?:somebody|someone|colleague|agent|lady|man|woman|guy|gentleman|person|girl|boy|one|was|is|she['’]?s|he['’]?s|who['’]?s)"
        rf"\s+(?:called|named))\s+{_NAME}",
        rf"(?i:\b(?:my|his|her|our|their|your|the)\s+(?:late\s+|little\s+|older\s+|younger\s+|eldest\s+|youngest\s+|other\s+)?"
        rf"(?:{RELATIONS}))(?:\s?,)?\s{{1,3}}{_NAME}",
        rf"{_START}{_NAME}\s+(?i:speaking|here\s+(?:from|at|with|again))\b",
        rf"\b{_TITLE}\s+{_NAME}",
        rf"(?i:\b(?:signed|regards|sincerely|faithfully|wishes|cheers|best)\s?[,.]?\s{{0,3}}\n\s{{0,3}}){_NAME}",
    )
)
_LIKELY = tuple(  # a word with a capital where people address each other; it may be the first of a sentence
    regex.compile(pattern)
    for pattern in (
        rf"(?i:\b(?:it['’]s|it\s+is|that['’]s))\s+(?:{_TITLE}\s?)?{_NAME}{_ON}",
        rf"{_START}(?i:{GREETINGS})(?:\s?,\s{{0,3}}|\s{{1,3}})(?:{_TITLE}\s?)?{_NAME}{_END}",
        rf"(?<=\p{{Ll}}),\s{{0,3}}(?:{_TITLE}\s?)?{_NAME}\s*(?=[.!?](?:\s|$)|$)",  # "I appreciate it, Priya."
        rf"(?:^|[.!?]\s{{1,2}})(?P<name>{_PART}[ ]{_PART}(?:[ ]{_PART})?)(?=[.!?](?:\s|$)|$)",  # "It's my dad's. Raymond Ortega."
        rf"{_START}{_NAME}\s*,\s+(?=(?i:I|i['’]m|i['’]ll|can|could|may|are|is|do|did|let|please|sorry|"
        r"what|how|we|there)\b)",
    )
)
_ANSWER = regex.compile(
    r"(?:\s{0,3}(?i:yes|yeah|yep|sure|of course|certainly|hi|hello|it['’]s|it is|i['’]m|so|um+|uh+|okay|ok|and|sorry|oh)\b"
    r"[\s,.!]{0,4})*"
    rf"{_NAME}(?=\s?(?:[,.!?;]|[-–—]|$)|\s(?:and|my|here|speaking|on|from)\b)"
)
_ASKED = regex.compile(r"\bnames?\b[^?]*\?|\bwho am i (?:speaking|talking|chatting)|\bwho['’]s (?:calling|this)", regex.I)
_SAID = regex.compile(  # also where nothing is written with a capital
    r"\b(?:my|his|her)\s+(?:(?:first|full|last)\s+)?name(?:['’]s|\s+is)\s+(?P<name>\p{L}[\p{L}\p{M}'’-]+)"
    r"(?=\s*(?:[,.!?;]|$)|\s+(?:and|from|i|i['’]m|calling)\b)",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*")
_TOKENS = regex.compile(r"[\p{L}\p{M}\p{N}_.'’-]+")
_PIECES = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_SPELLED = regex.compile(r"(?<![\p{L}-])\p{L}(?:\s?[-.,·‐]\s?\p{L}){2,30}(?![\p{L}-])|(?<!\p{L})(?:\p{L}\s){2,30}\p{L}(?!\p{L})")
_SMALL = regex.compile(r"\b\p{Ll}[\p{Ll}'’-]*")
_BEGINS = regex.compile(r"(?:^|[.!?\n]\s*)$")
_UNSEEN = regex.compile(f"[{UNSEEN}]")


class Known(NamedTuple):
    """Words that are names in one conversation, as they stand there and as they may stand; `sure` are not only guessed."""

    words: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()


def known(transcript: Transcript) -> Known:
    """Every word that is a name or a part of one in this conversation."""
    first: dict[str, bool] = {}  # names that were given, and whether each is the first word of one
    likely: set[str] = set()
    asked, asker = "", ""
    for label in dict.fromkeys(turn.speaker for turn in transcript.turns if turn.role not in ("bot", "system")):
        words = [label[each.start : each.end] for each in in_label(label)]
        alike = [(number, form) for number, word in enumerate(words) if word.isalpha() for form in {word, word.capitalize()}]
        first.update((form, number == 0) for number, form in alike if len(form) > 1)
    texts = [(turn.speaker or turn.role, _UNSEEN.sub("", turn.text)) for turn in transcript.turns if turn.role != "system"]
    for by, text in texts:
        answer = _ANSWER.match(text) if by != asker and _ASKED.search(asked) else None
        said = (match["name"] for match in _SAID.finditer(text))
        for name in [*_matched(_SURE, text), *said]:
            first.update((part, number == 0) for number, part in enumerate(_parts(name)))
        maybe = [*_matched(_LIKELY, text), *([answer["name"]] if answer else ())]
        likely.update(part for name in maybe for part in _parts(name))
        asked, asker = text, by
    for name in [name for name, is_first in first.items() if not is_first]:
        before = (match[1] for _, text in texts for match in regex.finditer(rf"\b({_PART}) {regex.escape(name)}\b", text))
        first.update((each, False) for each in before if each.casefold() not in NO_NAMES and not regex.fullmatch(_TITLE, each))
    for name in [name for name, is_first in first.items() if is_first]:
        behind = {match[1] for _, text in texts for match in regex.finditer(rf"\b{regex.escape(name)} ({_PART})\b", text)}
        likely.update(each for each in behind if each.casefold() not in NO_NAMES)
    small = {word for _, text in texts for word in _SMALL.findall(text)} if likely else set()
    small_too = (name.lower() for name, is_first in first.items() if is_first and len(name) >= LEAST)
    sure = {*first, *(name for name in small_too if name not in WORDS_TOO)}
    found = {*sure, *(name for name in likely if _may_be(name, small))}
    shouted = {name.upper() for name in found if len(name) >= LEAST}
    return Known(frozenset(found | shouted), frozenset(sure))


def in_label(label: str) -> list[Found]:
    """The words of a speaker's label that name a person; none where it names a role, an office or a number.

    "Priya (Support)", "Support - Priya" and "support_priya" name one, "Northwind Support" and "Priya Support" do not: of what
    stands before an office's word nobody can tell whether it is the person or the company.
    """
    if THINGS.intersection(map(str.casefold, _PIECES.findall(label))):
        return []
    return [
        found
        for start, end in _parts_of_label(label)
        for token in _TOKENS.finditer(label, start, end)
        for found in _in_token(token)
    ]


def _parts_of_label(label: str) -> Iterator[tuple[int, int]]:
    """Where names may stand in a label: its parts, each from behind the desk that it names, without those that name an office."""
    edges = [match.span() for match in _APART.finditer(label)]
    for start, end in zip([0, *(end for _, end in edges)], [*(start for start, _ in edges), len(label)], strict=True):
        pieces = list(_PIECES.finditer(label, start, end))
        if not any(piece[0].casefold() in OFFICES for piece in pieces):
            behind = max((piece.end() for piece in pieces if piece[0].casefold() in DESKS), default=start)
            yield end - len(label[behind:end].lstrip(_JOINS)), end


def _in_token(token: regex.Match[str]) -> Iterator[Found]:
    """The pieces of `agent_maria` that name somebody; all of `mel_k`."""
    pieces = list(_PIECES.finditer(token[0]))
    named = [piece for piece in pieces if piece[0].casefold() not in _NO_PERSONS]
    if named and len(named) == len(pieces):
        yield Found(*token.span(), "name")
    else:
        yield from (Found(token.start() + piece.start(), token.start() + piece.end(), "name") for piece in named)


def _matched(patterns: Iterable[regex.Pattern[str]], text: str) -> Iterator[str]:
    """Names by these patterns; where all is written in capitals, a capital says nothing."""
    if text.upper() != text:
        for number, pattern in enumerate(patterns):
            said = (match["name"] for match in pattern.finditer(text))
            yield from (name for name in said if number == 0 or not name.isupper())


def _may_be(name: str, small: Collection[str]) -> bool:
    """Whether a word that stands where a name may stand can be one: it is nowhere written small, and no adverb."""
    word = name.casefold()
    return word in WORDS_TOO or (word not in small and not name.isupper() and not (word.endswith("ly") and len(word) > ADVERB))


def _parts(name: str) -> Iterator[str]:
    """Its words up to the first that is none of a name: "Anna Schmidt" of "Anna Schmidt Monday"."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(name[:LONGEST])]
    if PLACES.intersection(map(str.casefold, words)):
        return
    for word in words:
        if word.casefold() in NO_NAMES or len(word) < 2 or (word.isupper() and len(word) < LEAST):
            return
        yield word


def standing(text: str, known: Known, *, spelled: bool = False) -> Iterator[Found]:
    """Where names stand in `text`, as whole words; also letter by letter, which `spelled` says was asked for."""
    names = known.words
    if names:
        plain = {name.casefold() for name in names}
        gaps = f"[{UNSEEN}]*"
        if any(char in text for char in "\u00ad\u200b\u200c\u200d\u2060\ufeff"):
            for name in names:
                hidden = regex.compile(rf"\b{gaps.join(map(regex.escape, name))}\b")
                yield from (Found(*match.span(), "name") for match in hidden.finditer(text))
        for match in _WORD.finditer(text):
            word = match[0].removesuffix("'s").removesuffix("’s")
            pieces = [word] if word in names else [piece for piece in regex.split("[-'’]", word) if piece in names]
            for piece in pieces:
                start = match.start() + match[0].index(piece)
                if not _is_the_word(text, start, piece):
                    yield Found(start, start + len(piece), "name")
        yield from (Found(*match.span(), "name") for match in _SPELLED.finditer(text) if _letters(match[0]) in plain)
    if spelled:
        yield from (Found(*match.span(), "name") for match in _SPELLED.finditer(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _is_the_word(text: str, start: int, name: str) -> bool:
    """Whether it is no name here: "Will you", "May I", "Grace" of a period."""
    if name.casefold() not in WORDS_TOO or not _BEGINS.search(text[max(0, start - 4) : start]):
        return False
    following = _WORD.search(text, start + len(name))
    if following is None or not text[start + len(name) : following.start()].isspace():
        return False
    return following[0].casefold() in FOLLOWING
