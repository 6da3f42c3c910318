"""Who an unnamed side must be, from the speakers beside each other and from what they say. `roles.py` asks last for this.

The only other speaker is the other side. Two unknown sides are told apart by a phrase score with a margin *and* one other
cue; beside a known customer, whoever speaks like an agent is one (a call may be passed on), and so is a colleague whom the
agent brings in by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from empathy_audit.model import Role, RoleSource
from empathy_audit.readers.source import Said
from empathy_audit.readers.words import AGENT_PHRASES, CUSTOMER_PHRASES, GREETINGS

MARGIN = 2  # how many phrases one side must be ahead: right in all of 59 calls whose sides were known
FEW = 0.2  # of the turns may lack a speaker, as where a machine heard no voice: more, and the others prove little
LISTENED = 60  # turns of one speaker that are scored by phrases: who is who shows early

_HANDOVER = re.compile(
    r"\b(?:colleagues?|manager|supervisor|specialist|team|transfer|hand (?:you )?over|put(?:ting)? you (?:through|on)|pass you|"
    r"connect(?:ing)? you|bring|(?:counsell?or|nurse|adviser|advisor)|this is|take over|join)\b", re.IGNORECASE
)

Key = tuple[str, str]  # role word and label, as the file gives them


class Known(NamedTuple):
    """What is known of one speaker."""

    role: Role
    source: RoleSource
    reason: str


UNKNOWN = Known("unknown", "unknown", "nothing says who this is")


def inferred(known: dict[Key, Known], said: Sequence[Said]) -> dict[Key, Known]:
    """`known` with unknown speakers settled, as far as that can be done honestly."""
    asked = [key for key, k in known.items() if k.role == "unknown" and key[1]]
    sides = {k.role for k in known.values()} & {"agent", "bot", "customer"}
    if not asked:
        return known
    unnamed = sum(1 for turn in said if not turn.speaker and not turn.role)
    together = {**known, **(_beside(asked, sides, said) if unnamed <= FEW * len(said) else {})}
    if not any(k.role == "customer" for k in together.values()):
        return together
    return {**together, **_brought_in(asked, together, said)}


def with_system_as_bot(known: dict[Key, Known], said: Sequence[Said]) -> dict[Key, Known]:
    """Research sets call the company's side "SYSTEM" where the other is "USER": then it answers, as it does nowhere else."""
    keys = {(label or word).casefold(): (word, label) for word, label in known}
    if keys.keys() != {"user", "system"} or known[keys["system"]].role != "system":
        return known
    if (said[-1].role, said[-1].speaker) != keys["system"] and [(t.role, t.speaker) for t in said].count(keys["system"]) == 1:
        return known  # instructions for a language model
    return {**known, keys["system"]: Known("bot", "inferred", "the only other speaker")}


def _beside(asked: list[Key], sides: set[Role], said: Sequence[Said]) -> dict[Key, Known]:
    """What the sides that are known leave for the others."""
    people = sides - {"bot"}
    if len(asked) == 1 and sides == {"bot", "customer"}:
        return {asked[0]: Known("agent", "inferred", "the only speaker beside the bot and the customer")}
    if len(asked) == 1 and sides and len(people) <= 1:
        other: Role = "agent" if people == {"customer"} else "customer"
        return {asked[0]: Known(other, "inferred", "the only other speaker")}
    if people == {"customer"}:
        return _agents(asked, said)
    return _by_what_is_said(asked, said) if len(asked) >= 2 and not people else {}


def _agents(asked: list[Key], said: Sequence[Said]) -> dict[Key, Known]:
    """Those who speak like an agent, where the customer is known; others may be bystanders."""
    reason = "speaks like an agent, and the customer is known"
    heard = _heard(asked, said)
    scores = {key: _phrase_score(texts) for key, texts in heard.items()}
    sure = [key for key in asked if scores[key] >= MARGIN or (scores[key] > 0 and any(map(greets, heard[key][:1])))]
    return {key: Known("agent", "inferred", reason) for key in sure}


def _brought_in(asked: list[Key], known: Mapping[Key, Known], said: Sequence[Said]) -> dict[Key, Known]:
    """Colleagues: further speakers whose name the company said, while handing over, before they first spoke."""
    found: dict[Key, Known] = {}
    introductions: list[str] = []
    for turn in said:
        key = turn.role, turn.speaker
        role = (found.get(key) or known[key]).role
        if role in ("agent", "bot") and _HANDOVER.search(turn.text):
            introductions.append(turn.text.casefold())
        elif role == "unknown" and key in asked and key not in found:
            name = turn.speaker.split()[0].casefold() if turn.speaker.split() else ""
            brought = name and any(re.search(rf"\b{re.escape(name)}\b", text) for text in introductions)
            found[key] = Known("agent", "inferred", "brought in by the agent") if brought else UNKNOWN
    return found


def _by_what_is_said(keys: list[Key], said: Sequence[Said]) -> dict[Key, Known]:
    """The agent and the customer told apart by phrases and one more cue; empty where that does not settle it."""
    heard = _heard(keys, said)
    scores = {key: _phrase_score(texts) for key, texts in heard.items()}
    ranked = sorted(keys, key=lambda key: -scores[key])
    agent = ranked[0]
    # whoever the agent spoke with first; a colleague or a bystander comes later
    customer = next((key for turn in said if (key := (turn.role, turn.speaker)) in heard and key != agent), ranked[-1])
    margin = scores[agent] - scores[customer]
    if margin < MARGIN:
        return {}
    cues = {
        "greets first": (said[0].role, said[0].speaker) == agent and greets(heard[agent][0]),
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


def _heard(keys: Iterable[Key], said: Sequence[Said]) -> dict[Key, list[str]]:
    heard: dict[Key, list[str]] = {key: [] for key in keys}
    for turn in said:
        mine = heard.get((turn.role, turn.speaker))
        if mine is not None and len(mine) < LISTENED:
            mine.append(turn.text)
    return heard


def _phrase_score(texts: list[str]) -> int:
    low = [plain(text) for text in texts]
    agent = sum(bool(phrase.search(text)) for text in low for phrase in _compiled(AGENT_PHRASES))
    return agent - sum(bool(phrase.search(text)) for text in low for phrase in _compiled(CUSTOMER_PHRASES))


def greets(text: str) -> bool:
    """Whether it opens a contact as the company does."""
    return any(phrase.search(plain(text)) for phrase in _compiled((GREETINGS,)))


def plain(text: str) -> str:
    """Text as the tables of words have it."""
    return text.casefold().replace("’", "'")


@cache  # late: most files give their roles, and compiling takes longer than reading one
def _compiled(phrases: tuple[str, ...]) -> list[re.Pattern[str]]:
    return [re.compile(phrase) for phrase in phrases]


def _questions(texts: list[str]) -> int:
    return sum(text.count("?") for text in texts)
