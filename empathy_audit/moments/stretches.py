"""Who answered whom: neighbouring turns of one side are one stretch, and a moment is answered in the next of the company's."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from empathy_audit.model import COMPANY_ROLES, Scoring, Transcript, Turn

COMPANY, CUSTOMER = "company", "customer"


class Stretch(NamedTuple):
    """Turns of one side with nobody else's between them; `place` counts the stretches of a transcript from 0."""

    place: int
    side: str
    turns: tuple[Turn, ...]

    @property
    def text(self) -> str:
        return "\n".join(turn.text for turn in self.turns)

    @property
    def began(self) -> float | None:
        """Seconds, None where there are no times."""
        return self.turns[0].start

    @property
    def ended(self) -> float | None:
        """Seconds, None where the source does not say."""
        return self.turns[-1].end


def stretches(transcript: Transcript) -> list[Stretch]:
    """The stretches of `transcript`; nobody said the system's turns, so they neither count nor part their neighbours."""
    found: list[Stretch] = []
    side = ""
    turns: list[Turn] = []
    for turn in transcript.turns:
        if turn.role == "system":
            continue
        own = COMPANY if turn.role in COMPANY_ROLES else turn.role
        if own != side and turns:
            found.append(Stretch(len(found), side, tuple(turns)))
            turns = []
        side = own
        turns.append(turn)
    if turns:
        found.append(Stretch(len(found), side, tuple(turns)))
    return found


def window(said: Stretch, everything: Sequence[Stretch], scoring: Scoring, humming: Container[int]) -> list[Stretch]:
    """The stretches in which what was `said` can be answered.

    An "mm-hm" while the customer talks on is no answer yet: `humming` are the places of such stretches, which are among
    those found but do not count.
    The first of the company's is always among them; later ones only while they begin within the seconds of the window.
    Where the source has no end of the customer's turn, it ended at the latest when the first answer began.
    """
    found: list[Stretch] = []
    ended = said.ended
    answers = 0
    for stretch in everything[said.place + 1 :]:
        if stretch.side != COMPANY:
            continue
        if not found:
            ended = stretch.began if ended is None else ended
        elif ended is not None and stretch.began is not None and stretch.began - ended > scoring.window_seconds:
            break
        found.append(stretch)
        answers += stretch.place not in humming
        if answers == scoring.window_turns:
            break
    return found
