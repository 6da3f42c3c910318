"""Whose conversation it is: its agent, team, folder and day, from a list, from the file's name, or from what it says itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple, Protocol

from empathy_audit.model import Transcript
from empathy_audit.readers import may_name_somebody

DAY = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
NOBODY, NO_TEAM, NO_DAY = "nobody named", "no team", "no date in the path"

KEYS = ("agent", "team", "folder", "day")
COMPANY = ("agent", "bot")

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
        labels = [label for role in COMPANY for label in _labels(transcript, role)]
        return {
            "agent": given.agent or _people(transcript) or NOBODY,
            "team": given.team or _team([given.agent] if given.agent else labels, self.teams),
            "folder": posixpath.normpath(transcript.path.replace("\\", "/").rpartition("/")[0]),
            "day": given.day or day_in(transcript.id) or day_in(transcript.path) or NO_DAY,
        }


def day_in(text: str) -> str:
    """The last date in `text` as 2026-03-14, "" where there is none."""
    found = DAY.findall(text)
    return "{0}-{2}-{3}".format(*found[-1]) if found else ""


def _labels(transcript: Transcript, role: str) -> Sequence[str]:
    return transcript.roles[role].labels if role in transcript.roles else ()


def _people(transcript: Transcript) -> str:
    """Those labels of the agents that may be somebody's name, or of the bots where no agent has one."""
    named = [[label for label in _labels(transcript, role) if may_name_somebody(label)] for role in COMPANY]
    return ", ".join(named[0] or named[1])


def _team(labels: Sequence[str], teams: Teams) -> str:
    """The first team of which an agent is a member."""
    names = [label.casefold() for label in labels]
    for team, members in teams:
        if any(fnmatchcase(name, member.casefold()) for name in names for member in members):
            return team
    return NO_TEAM
