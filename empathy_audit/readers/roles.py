"""Who is the agent and who is the customer, how that is known, and in words why.

Strongest first: what the user says (`mapped`), what the file says (`given`), a label that is a role word (`given`),
and what the speakers beside each other and their words say (`inferred`, see `inferring.py`). Otherwise the role stays
unknown. A guess is never passed off as a fact; what speaks against a fact is a warning (`doubts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import cast

from empathy_audit.errors import Problem, RolesUnknownError
from empathy_audit.model import Role, RoleInfo, RoleSource, Transcript, Turn
from empathy_audit.readers.doubts import doubts
from empathy_audit.readers.inferring import UNKNOWN, Key, Known, inferred, with_system_as_bot
from empathy_audit.readers.source import Talk
from empathy_audit.readers.words import ALONE_ONLY, COUNTED, NOBODYS, ROLE_WORDS

SHOWN = 12  # labels listed in an error
STRENGTH: tuple[RoleSource, ...] = ("unknown", "inferred", "mapped", "given")  # a role is as sure as its weakest label

_PARTS = re.compile(r"[\s_\-/|,.()\[\]#:*]+|(?<=\D)(?=\d+$)")
_SURROGATES = re.compile("[\ud800-\udfff]")


def with_roles(
    talk: Talk, path: str, format: str, id: str, agents: Sequence[str], customers: Sequence[str], line: int | None
) -> Transcript:
    """The conversation with a role for each turn; `line`, where given, is the line of every turn."""
    said = talk.turns
    keys = dict.fromkeys((turn.role, turn.speaker) for turn in said)
    known = {key: _known(key, talk.roles, agents, customers) for key in keys}
    if any(k.role == "unknown" for k in known.values()):
        known = inferred(known, said)
    elif len(known) == 2:
        known = with_system_as_bot(known, said)
    role_of = {key: k.role for key, k in known.items()}
    turns = tuple(
        [
            Turn(index, role_of[role, speaker], _clean(text), speaker, own if line is None else line, start, end)
            for index, (speaker, text, role, own, start, end, _) in enumerate(said)
        ]
    )
    warnings = (*talk.warnings, *doubts(turns, known))
    return Transcript(id, path, format, turns, _infos(known), warnings, talk.situation, talk.suppressions)


def refusal(transcript: Transcript) -> RolesUnknownError | None:
    """The error for a transcript that cannot be scored, because it is not known who is the agent and who the customer."""
    roles = set(transcript.roles)
    if "unknown" not in roles or ("customer" in roles and roles & {"agent", "bot"}):
        return None
    labels = [label for label in transcript.roles["unknown"].labels if label]
    if not labels:
        message = "no speaker is named, so agent and customer cannot be told apart"
        fix = "export it again with speaker names, or label the turns `Agent:` and `Customer:`"
    else:
        shown = ", ".join(f'"{label}"' for label in labels[:SHOWN]) + (", ..." if len(labels) > SHOWN else "")
        message = f"cannot tell who is the agent and who the customer; speakers: {shown}"
        other = labels[1] if len(labels) > 1 else labels[0]
        fix = f'say who is who, for example --agent "{labels[0]}" or --customer "{other}"'
    return RolesUnknownError(Problem(transcript.path, message, fix, line=_first_line(transcript)))


def _first_line(transcript: Transcript) -> int | None:
    return next((turn.line for turn in transcript.turns if turn.role == "unknown"), None)


def _clean(text: str) -> str:
    if text.isascii():
        return text
    return _SURROGATES.sub("\ufffd", text)


# -- one speaker on its own -------------------------------------------------------------------------------------------


def _known(key: Key, given: Mapping[str, str], agents: Sequence[str], customers: Sequence[str]) -> Known:
    word, label = key
    name = label or word
    if _named(name, agents):
        return Known("agent", "mapped", f'you said that "{name}" is the agent')
    if _named(name, customers):
        return Known("customer", "mapped", f'you said that "{name}" is the customer')
    role = role_of_word(word or given.get(label, ""))
    if role:
        return Known(role, "given", "the file says so")
    role = role_of_label(label or word)
    return Known(role, "given", "the label says so") if role else UNKNOWN


def _named(label: str, patterns: Iterable[str]) -> bool:
    name = label.casefold()
    return any(name == p.casefold() or fnmatchcase(name, p.casefold()) for p in patterns) if name else False


@lru_cache(maxsize=4096)
def role_of_word(word: str) -> Role | None:
    """The role that a file's own role word stands for ("AGENT", "END_USER"), None if it is not one we know."""
    whole = [part for part in _PARTS.split(word.casefold()) if part]
    parts = " ".join(part for part in whole if not part.isdigit())
    role = ROLE_WORDS.get(parts) if parts not in COUNTED or len(whole) == 1 else None
    return cast("Role", role) if role else None


@lru_cache(maxsize=4096)
def role_of_label(label: str) -> Role | None:
    """The role that a speaker's label says: all of it ("Agent 2"), or its first or last word ("Agent Maria")."""
    whole = role_of_word(label)
    if whole:
        return whole
    parts = [part for part in _PARTS.split(label.casefold()) if part and not part.isdigit()]
    for size in (3, 2, 1):
        for piece in (parts[:size], parts[-size:]):
            word = " ".join(piece)
            if len(parts) > size and len(parts) <= 5 and word in ROLE_WORDS and word not in ALONE_ONLY:
                return cast("Role", ROLE_WORDS[word])
    return None


_WORDS = re.compile(r"[^\W\d_]{2,}|\d{3,}")  # a letter or two digits are how machines tell speakers apart
_NOBODYS = NOBODYS | {word for words in ROLE_WORDS for word in words.split()}


@lru_cache(maxsize=4096)
def may_name_somebody(label: str) -> bool:
    """Whether a label may be a person's name or number: "Priya (Support)", "agent_4711", but not "Support" or "Speaker 1"."""
    return any(word not in _NOBODYS for word in _WORDS.findall(label.casefold()))


# -- what is told about it --------------------------------------------------------------------------------------------


def _infos(known: Mapping[Key, Known]) -> dict[str, RoleInfo]:
    """What the report says of each role: all its labels, and the weakest of the ways in which they are known."""
    infos: dict[str, RoleInfo] = {}
    for role in ("agent", "bot", "customer", "system", "unknown"):
        mine = {key: k for key, k in known.items() if k.role == role}
        if mine:
            weakest = min(mine.values(), key=lambda k: STRENGTH.index(k.source))
            labels = dict.fromkeys(label or word for word, label in mine)
            infos[role] = RoleInfo(tuple(labels), weakest.source, weakest.reason)
    return infos
