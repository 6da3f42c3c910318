"""Who is the agent and who is the customer, how that is known, and in words why.

Strongest first: what the user says (`mapped`), what the file says (`given`), a label that is a role word (`given`),
the only other speaker (`inferred`), and what is said (`inferred`: a phrase score with a margin of 2 *and* one other cue
that agrees). Otherwise the role stays unknown. A guess is never passed off as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import NamedTuple, cast

from empathy_audit.errors import Problem, RolesUnknownError
from empathy_audit.model import Role, RoleInfo, RoleSource, Transcript, Turn
from empathy_audit.readers.source import Said, Talk
from empathy_audit.readers.words import AGENT_PHRASES, ALONE_ONLY, CUSTOMER_PHRASES, GREETINGS, ROLE_WORDS

MARGIN = 2  # how many phrases one side must be ahead (FORMATS survey, 59 labelled calls: right in all of them)
LISTENED = 60  # turns of one speaker that are scored by phrases: who is who shows early
GREETED = 3  # turns of a speaker in which a greeting is expected
SHOWN = 12  # labels listed in an error
STRENGTH: tuple[RoleSource, ...] = ("unknown", "inferred", "mapped", "given")  # a role is as sure as its weakest label
KNOWN = frozenset({"agent", "customer", "bot", "system", "unknown"})

_GREETING = re.compile(GREETINGS)
_HANDOVER = re.compile(
    r"\b(?:colleagues?|manager|supervisor|specialist|team|transfer|hand (?:you )?over|put you (?:through|on)|pass you|bring|"
    r"(?:counsell?or|nurse|adviser|advisor)|this is|take over|join)\b", re.IGNORECASE
)
_PARTS = re.compile(r"[\s_\-/|,.()\[\]#:*]+|(?<=\D)(?=\d+$)")
_SURROGATES = re.compile("[\ud800-\udfff]")

Key = tuple[str, str]  # role word and label, as the file gives them


class Known(NamedTuple):
    """What is known of one speaker."""

    role: Role
    source: RoleSource
    reason: str


UNKNOWN = Known("unknown", "unknown", "nothing says who this is")


def with_roles(
    talk: Talk, path: str, format: str, id: str, agents: Sequence[str], customers: Sequence[str], line: int | None
) -> Transcript:
    """The conversation with a role for each turn; `line`, where given, is the line of every turn."""
    said = talk.turns
    keys = dict.fromkeys((turn.role, turn.speaker) for turn in said)
    known = {key: _known(key, talk.roles, agents, customers) for key in keys}
    if any(k.role == "unknown" for k in known.values()):
        known = _inferred(known, said)
    role_of = {key: k.role for key, k in known.items()}
    turns = tuple(
        [
            Turn(index, role_of[role, speaker], _clean(text), speaker, own if line is None else line, start, end)
            for index, (speaker, text, role, own, start, end, _) in enumerate(said)
        ]
    )
    warnings = (*talk.warnings, *_contradictions(turns, known), *_left_over(known))
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
    parts = " ".join(part for part in _PARTS.split(word.casefold()) if part and not part.isdigit())
    role = ROLE_WORDS.get(parts)
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


# -- speakers seen beside each other ----------------------------------------------------------------------------------


def _inferred(known: dict[Key, Known], said: Sequence[Said]) -> dict[Key, Known]:
    """`known` with unknown speakers settled, as far as that can be done honestly."""
    open_keys = [key for key, k in known.items() if k.role == "unknown" and key[1]]
    sides = {k.role for k in known.values()} & {"agent", "bot", "customer"}
    if len(open_keys) == 1 and len(sides) == 1 and ("", "") not in known:
        other: Role = "agent" if sides == {"customer"} else "customer"
        return {**known, open_keys[0]: Known(other, "inferred", "the only other speaker")}
    if len(open_keys) == 1 and sides == {"bot", "customer"}:
        reason = "the only speaker beside the bot and the customer"
        return {**known, open_keys[0]: Known("agent", "inferred", reason)}
    if len(open_keys) >= 2 and not sides and ("", "") not in known:
        settled = _by_what_is_said(open_keys, said)
        return {**known, **settled, **_brought_in(open_keys, settled, said)}
    return known


def _brought_in(keys: list[Key], settled: Mapping[Key, Known], said: Sequence[Said]) -> dict[Key, Known]:
    """Colleagues: further speakers whose name the agent said, while handing over, before they first spoke."""
    found: dict[Key, Known] = {}
    introductions: list[str] = []
    for turn in said:
        key = turn.role, turn.speaker
        role = settled[key].role if key in settled else found[key].role if key in found else None
        if role == "agent" and _HANDOVER.search(turn.text):
            introductions.append(turn.text.casefold())
        elif role is None and key in keys and settled:
            name = turn.speaker.split()[0].casefold()
            brought = any(re.search(rf"\b{re.escape(name)}\b", text) for text in introductions)
            found[key] = Known("agent", "inferred", "brought in by the agent") if brought else UNKNOWN
    return found


def _by_what_is_said(keys: list[Key], said: Sequence[Said]) -> dict[Key, Known]:
    """The agent and the customer told apart by phrases and one more cue; empty where that does not settle it."""
    heard: dict[Key, list[str]] = {key: [] for key in keys}
    for turn in said:
        mine = heard.get((turn.role, turn.speaker))
        if mine is not None and len(mine) < LISTENED:
            mine.append(turn.text.casefold().replace("’", "'"))
    scores = {key: _phrase_score(texts) for key, texts in heard.items()}
    ranked = sorted(keys, key=lambda key: -scores[key])
    agent = ranked[0]
    # whoever the agent spoke with first; a colleague or a bystander comes later
    customer = next((key for turn in said if (key := (turn.role, turn.speaker)) in heard and key != agent), ranked[-1])
    margin = scores[agent] - scores[customer]
    if margin < MARGIN:
        return {}
    cues = {
        "greets first": (said[0].role, said[0].speaker) == agent and bool(_GREETING.search(heard[agent][0])),
        "asks more questions": _questions(heard[agent]) > _questions(heard[customer]),
        "speaks first": (said[0].role, said[0].speaker) == agent,
    }
    agreeing = next((cue for cue, holds in cues.items() if holds), None)
    if agreeing is None:
        return {}
    reason = f"speaks like an agent ({margin} more agent phrases) and {agreeing}"
    return {
        agent: Known("agent", "inferred", reason),
        customer: Known("customer", "inferred", f'the other speaker, "{agent[1]}", {reason}'),
    }


def _phrase_score(texts: list[str]) -> int:
    agent = sum(bool(phrase.search(text)) for text in texts for phrase in _compiled(AGENT_PHRASES))
    return agent - sum(bool(phrase.search(text)) for text in texts for phrase in _compiled(CUSTOMER_PHRASES))


@cache  # late: most files give their roles, and compiling takes longer than reading one
def _compiled(phrases: tuple[str, ...]) -> list[re.Pattern[str]]:
    return [re.compile(phrase) for phrase in phrases]


def _questions(texts: list[str]) -> int:
    return sum(text.count("?") for text in texts)


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


def _contradictions(turns: Sequence[Turn], known: Mapping[Key, Known]) -> list[str]:
    """A warning when the file's customer greets like an agent, and its agent does not."""
    if not any(k.source == "given" for k in known.values()):
        return []
    opening: dict[str, list[Turn]] = {"customer": [], "agent": []}
    for turn in turns[: 4 * GREETED]:
        mine = opening.get(turn.role)
        if mine is not None and len(mine) < GREETED:
            mine.append(turn)
    greets = {role: next((t for t in mine if _greeting(t.text)), None) for role, mine in opening.items()}
    wrong = greets["customer"]
    if wrong is None or greets["agent"] is not None:
        return []
    where = f"line {wrong.line}" if wrong.line else f"turn {wrong.index}"
    return [f"the customer greets like an agent ({where}): are the roles swapped? (--agent and --customer settle it)"]


def _greeting(text: str) -> bool:
    return bool(_GREETING.search(text.casefold().replace("’", "'")))


def _left_over(known: Mapping[Key, Known]) -> list[str]:
    """A warning for speakers who stay unknown beside a known agent and customer, and for a customer on their own."""
    roles = {k.role for k in known.values()}
    if roles and roles <= {"customer", "system"}:
        return ["no agent speaks in it: is a part of the transcript missing?"]
    unknown = [f'"{label or word}"' if label or word else "an unnamed speaker" for (word, label), k in known.items()
               if k.role == "unknown"]
    if not unknown or "customer" not in roles or not roles & {"agent", "bot"}:
        return []
    return [f"not judged, because the role is not known: {', '.join(unknown[:SHOWN])}"]
