"""What is to be masked: where it stands and of what kind it is, and the text without it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # characters without width: reports drop them, so digits meet
_AGAIN = re.compile(r"(\[name\])(?:\s+\[name\])+")


class Found(NamedTuple):
    """One thing to be masked: characters `start` to `end`, the last not included."""

    start: int
    end: int
    kind: str


def crosses(start: int, end: int, apart: Sequence[tuple[int, int]]) -> bool:
    """Whether `start` to `end` touches one of the stretches in `apart`, which are in order and do not overlap."""
    at = bisect_left(apart, end, key=itemgetter(0))
    return at > 0 and apart[at - 1][1] > start


def together(found: Iterable[Found]) -> list[Found]:
    """The finds in the order of the text, those that overlap as one, of the kind that was named first."""
    ranked = sorted(enumerate(found), key=lambda each: (each[1].start, each[0]))
    merged: list[tuple[int, Found]] = []
    for rank, each in ranked:
        if merged and each.start < merged[-1][1].end:
            best, last = merged[-1]
            kind = last.kind if best < rank else each.kind
            merged[-1] = min(best, rank), Found(last.start, max(last.end, each.end), kind)
        else:
            merged.append((rank, each))
    return [each for _, each in merged]


def covered(text: str, found: Iterable[Found]) -> str:
    """The text with something in place of each find that is as long, and no part of any number or word."""
    for each in found:
        text = text[: each.start] + "|" * (each.end - each.start) + text[each.end :]
    return text


def without(text: str, found: Iterable[Found]) -> str:
    """The text with a mask such as `[email]` for each find; names side by side, as of one person, share one."""
    parts, at = [], 0
    for each in found:
        parts += [text[at : each.start], f"[{each.kind}]"]
        at = each.end
    return _AGAIN.sub(r"\1", "".join([*parts, text[at:]])) if parts else text
