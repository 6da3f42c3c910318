"""Whose conversation it is: its agent, team, folder and day, from a list, from the file's name, or from what it says itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple, Protocol

from empathy_audit.model import Transcript

DAY = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
NOBODY, NO_TEAM, NO_DAY = "nobody named", "no team", "no date in the path"

KEYS = ("agent", "team", "folder", "day")

Teams = Sequence[tuple[str, Sequence[str]]]  # name, labels of its agents


class Person(NamedTuple):
    """What is known of a conversation besides its words; "" for what is not."""

    agent: str = ""
    team: str = ""
    day: str = ""


class Source(Protocol):
    """Somebody who may know more than the transcript says, such as a list."""

    def of(self, path: str, id: str) -> Person: ...


class Keys(NamedTuple):
    """Tells whose conversation it is: the first of `sources` that knows has the word, then the transcript itself."""

    teams: Teams = ()
    sources: Sequence[Source] = ()

    def of(self, transcript: Transcript) -> Mapping[str, str]:
        """Its agent, team, folder and day. The day is the last date in the conversation's id, or in its path."""
        given = Person()
        for source in self.sources:
            found = source.of(transcript.path, transcript.id)
            given = Person(*(mine or theirs for mine, theirs in zip(given, found, strict=True)))
        agent = given.agent or _labels(transcript)
        return {
            "agent": agent or NOBODY,
            "team": given.team or _team(agent, self.teams),
            "folder": posixpath.normpath(transcript.path.replace("\\", "/").rpartition("/")[0]),
            "day": given.day or day_in(transcript.id) or day_in(transcript.path) or NO_DAY,
        }


def day_in(text: str) -> str:
    """The last date in `text` as 2026-03-14, "" where there is none."""
    found = DAY.findall(text)
    return "{0}-{2}-{3}".format(*found[-1]) if found else ""


def _labels(transcript: Transcript) -> str:
    roles = transcript.roles
    return ", ".join(label for role in ("agent", "bot") if role in roles for label in roles[role].labels)


def _team(labels: str, teams: Teams) -> str:
    """The first team of which an agent is a member."""
    names = [label.casefold() for label in labels.split(", ")]
    for team, members in teams:
        if any(fnmatchcase(name, member.casefold()) for name in names for member in members):
            return team
    return NO_TEAM
