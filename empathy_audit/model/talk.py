"""What was said: turns, who holds which role, which rules were asked to be silent, transcripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from empathy_audit.model.terms import Role, RoleSource


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn or chat bubble as it stands in the source, before neighbours by one speaker are joined."""

    index: int
    role: Role
    text: str
    speaker: str = ""  # the label in the source, "" where there was none
    line: int | None = None
    start: float | None = None
    end: float | None = None


class RoleInfo(NamedTuple):
    """Who holds one role, how that is known, and in words why."""

    labels: tuple[str, ...]
    source: RoleSource
    reason: str = ""


class Suppression(NamedTuple):
    """A wish, written in the source, that one rule be silent, and why: in one turn, or in the whole conversation.

    `line` is where it stands. A wish with a `fault` is not obeyed; the fault says why, for people.
    """

    rule: str  # "" where none is named
    reason: str
    turn: int | None = None  # None = the whole conversation
    line: int | None = None
    fault: str = ""


class Transcript(NamedTuple):
    """One conversation. `path` is what the user named, `-` for standard input; `id` is unique within one file.

    `situation` are the types of moment that a script says it is written for: the customer's side of it, in a word.
    `redacted` counts what was masked, by kind; None where nobody asked for it. Then `shown` is the path as it may be named.
    """

    id: str
    path: str
    format: str
    turns: tuple[Turn, ...]
    roles: Mapping[str, RoleInfo] = {}
    warnings: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    redacted: Mapping[str, int] | None = None
    shown: str = ""
