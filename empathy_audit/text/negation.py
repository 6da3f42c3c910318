"""Which words stand in the scope of a negation, after NegEx (Chapman et al. 2001): a negator reaches the next few words
until something ends its clause, and some negators do not negate at all ("no wonder", "can't believe")."""

from __future__ import annotations

from empathy_audit.text import Words

REACH = 5  # words after the negator, NegEx's own window

_NEGATORS = frozenset("not never no none nobody nothing nor neither without hardly barely never".split())
_ENDS_SCOPE = frozenset("but however although though because and so if when which who what why how or then unless".split())
_SUBJECTS = frozenset("i we they he she it you".split())
_OPINION = frozenset("think feel believ say suppos mean see want guess".split())  # "I don't think you are rude" negates
_NOT_AFTER_NO = frozenset("wonder doubt matter thank way".split())
_NOT_AFTER_NOT = frozenset("onli just mention least until even".split())
_NOT_AFTER_CAN_NOT = frozenset("believ stress thank tell help wait express imagin begin stop".split())


def negated(words: Words) -> frozenset[int]:
    """Positions in `words.items` that a negation reaches."""
    items = words.items
    found: set[int] = set()
    for i, word in enumerate(items):
        if word.form in _NEGATORS and not _pretends(words, i):
            found.update(_scope(words, i))
    return frozenset(found)


def negator_of(words: Words, place: int) -> int | None:
    """The position of the negator that reaches `place`, the first where several do."""
    return next(
        (
            i
            for i, word in enumerate(words.items)
            if word.form in _NEGATORS and not _pretends(words, i) and place in _scope(words, i)
        ),
        None,
    )


def _pretends(words: Words, i: int) -> bool:
    """Whether the negator at `i` is part of an expression that negates nothing."""
    items = words.items
    following = items[i + 1].stem if i + 1 < len(items) else ""
    if items[i].form == "no":
        return following in _NOT_AFTER_NO or following in _SUBJECTS or i + 1 in words.pauses or bool(items[i + 1].end)
    if items[i].form == "not":
        if items[i - 1].stem in ("can", "could") and following in _NOT_AFTER_CAN_NOT:
            return True
        # "Isn't it awful?", "why not": asking, not denying
        return following in _NOT_AFTER_NOT or (following in _SUBJECTS and items[i - 2].end != "") or items[i - 1].stem == "whi"
    return False


def _scope(words: Words, i: int) -> list[int]:
    reached: list[int] = []
    opinion = False
    for j in range(i + 1, min(i + 1 + REACH, len(words.items))):
        word = words.items[j]
        if word.end or j in words.pauses or word.form in _ENDS_SCOPE:
            break
        if word.form in _SUBJECTS and j > i + 1 and not opinion:
            break
        opinion = opinion or word.stem in _OPINION
        reached.append(j)
    return reached
