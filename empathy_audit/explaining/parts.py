"""What is found when a turn is looked at with one rule in hand: what the rule asks for, part by part, and what was there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from empathy_audit.model import Place, Span

HALF_SAID = 0.6  # of a phrase; with less said it is only the nearest of those that are not near
Kind = Literal["all", "any", "none", "score", "after", "test"]


class Words(NamedTuple):
    """Words of a turn that made a part hold, and the phrase of the rule that they say ("" where no phrase asks for them)."""

    turn: int
    line: int | None
    span: Span
    quote: str
    phrase: str = ""
    place: Place | None = None  # of the phrase in its rule file


class Near(NamedTuple):
    """A phrase that was nearly said, or was said and does not count. `distance` is 1 for each word that is wrong.

    `words` are those of the phrase that were said; `what` says what is wrong, in words for its author.
    """

    phrase: str
    place: Place | None
    words: tuple[Words, ...]
    what: tuple[str, ...]
    distance: float
    share: float  # how much of the phrase was said, 0 to 1

    @property
    def summary(self) -> str:
        """What is wrong, in one sentence."""
        what = ", ".join(self.what)
        if self.share == 1.0:
            return what
        return f"nearest{'' if self.share >= HALF_SAID else ', though not near,'} is “{self.phrase}”: {what}"


class Part(NamedTuple):
    """One thing that a rule asks for. `held` is whether it was there; a rule wants a part of kind `none` not to be.

    `asks` says in plain words what it asks for, `instead` what was there where it did not hold. A part with a `weight` is a
    signal, for which its author may have left a `remark`; one of kind `score` has `sum` and `at_least`. `distance` grows with
    what would have to be different for it to hold. A signal is held where it counts for the sum.
    """

    kind: Kind
    asks: str
    held: bool
    words: tuple[Words, ...] = ()
    parts: tuple[Part, ...] = ()
    instead: str = ""
    near: Near | None = None
    place: Place | None = None
    weight: float | None = None
    sum: float | None = None
    at_least: float | None = None
    distance: float = 0.0
    remark: str = ""  # what the rule's author says about a signal


def reasons(part: Part) -> Iterator[str]:
    """Why `part` did not hold, in short sentences; of several ways to hold only the nearest is told."""
    if part.held:
        return
    if part.kind == "any":
        yield from reasons(min(part.parts, key=lambda one: one.distance))
        return
    if part.near is not None:
        yield part.near.summary
    elif part.instead:
        yield part.instead
    if part.kind == "all":
        for one in part.parts:
            if one.kind == "none" and one.instead:
                yield one.instead
            elif one.kind != "none":
                yield from reasons(one)


def said(part: Part) -> Iterator[Words]:
    """The words that made `part` hold, of whichever turn; a score holds by its signals, each of which has its own."""
    if not part.held or part.kind in ("none", "score"):
        return
    yield from part.words
    for one in part.parts:
        yield from said(one)
