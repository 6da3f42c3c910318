"""Looking at the words of a reply: the sentence around a cue, what two texts share, what is said twice."""

from __future__ import annotations

import re
from functools import lru_cache

from empathy_audit import text
from empathy_audit.model import Span
from empathy_audit.text.classes import classes_of

SHARED_WORDS = 2  # so many content words must come back before something said later is taken to be about a moment; own judgement
REPEATED_WORDS = 4  # a sentence of fewer words ("You're right.") may come twice; own judgement
YOU = re.compile(r"\b(?:you|your|yours|u|ur)\b", re.IGNORECASE)
_MIRROR = re.compile(
    r"^\W*(?:(?:right|okay|ok|yes|yeah|oh|ah|hmm?|i see|well|and|then)\W+)*(?:so|still|it sounds|sounds|that sounds|it seems)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:(?:hi|hello|dear|and|but|then|ok|okay|sure|thanks|thank you|well|no|yes|on|in|at|for|since)\W+)*"
    r"(?:have|has|had|do|does|did|are|is|was|were|can|could|would|will|may|what|which|when|where|who|why|how)\b.*\?$",
    re.IGNORECASE | re.DOTALL,
)
_BIDDING = re.compile(r"\b(?:please|kindly)\b|\byou (?:are|were) (?:suggested|advised|required|requested)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…\n]+")
_TITLES = ("mr", "mrs", "ms", "dr", "st")
_REFUSING = re.compile(
    r"[,;:]\s+(?=[^.!?]*\b(?:can(?:no|['’])t|can not|unable|not able|not (?:available|possible|allowed)|(?:do|does|will) not"
    r"|doesn['’]t|don['’]t|won['’]t|because)\b)",
    re.IGNORECASE,
)
_TURNING = re.compile(r"\b(?:but|however|unfortunately|regrettably|although|though|only)\b", re.IGNORECASE)


@lru_cache(maxsize=256)  # the same replies are looked at for each moment of a conversation
def stems(words: str) -> frozenset[str]:
    """The stems of the content words."""
    return text.content(words)


def telling(shared: frozenset[str]) -> bool:
    """Whether shared stems say more than a number read back does."""
    return any("number" not in classes_of(item) for stem in shared for item in text.words(stem).items if not item.end)


def mirrors(words: str, shared: int) -> bool:
    """Whether a sentence can hand back what somebody said, with `shared` of their content words in it.

    It turns to them, begins as such sentences do, or offers a statement for them to confirm; it asks for nothing, bids nothing.
    """
    turned = YOU.search(words) or _MIRROR.match(words) or (words.endswith("?") and shared >= SHARED_WORDS)
    return bool(turned) and not _ASKING.match(words) and not _BIDDING.search(words)


def sentence(whole: str, span: Span) -> str:
    """The sentence of `whole` around `span`, its mark with it."""
    first, last = 0, len(whole)
    for end in _ends(whole):
        if end <= span[0]:
            first = end
        elif end >= span[1]:
            last = end
            break
    return whole[first:last].strip()


@lru_cache(maxsize=256)
def _ends(whole: str) -> tuple[int, ...]:
    """Where the sentences of `whole` end; the dots in 5.30 and Mr. Hughes end none."""
    found = []
    for mark in _SENTENCE_END.finditer(whole):
        if mark.group() == ".":
            before = whole[: mark.start()].rpartition(" ")[2].lower()
            if before in _TITLES or whole[mark.end() : mark.end() + 1].isalnum():
                continue
        found.append(mark.end())
    return tuple(found)


def before_turning(words: str) -> str:
    """What stands before the "but"."""
    turning = _TURNING.search(words)
    return words[: turning.start()] if turning else words


def before_refusing(words: str) -> str:
    """What stands before the "but", or before the comma that leads to what cannot be done: "Sorry, we do not take dogs."."""
    granted = before_turning(words)
    refusing = _REFUSING.search(granted)
    return granted[: refusing.start()] if refusing else granted


def said_twice(words: str, company: str) -> bool:
    """Whether the company says the same sentence more than once, word for word; `company` in small letters."""
    plain = words.lower().rstrip(".!?… ")
    return plain.count(" ") + 1 >= REPEATED_WORDS and company.count(plain) > 1
