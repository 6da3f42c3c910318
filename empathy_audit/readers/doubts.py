"""What is odd about roles, in words for a person: sides that speak like each other's, speakers who stay unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from empathy_audit.model import Turn
from empathy_audit.readers.inferring import Key, Known, greets, plain
from empathy_audit.readers.words import COMPLAINTS

OPENING = 3  # turns of a speaker in which a greeting or a complaint is expected
SHOWN = 12  # labels listed
SETTLE = "are the roles swapped? (--agent and --customer settle it)"

_COMPLAINTS = re.compile(COMPLAINTS)


def doubts(turns: Sequence[Turn], known: Mapping[Key, Known]) -> list[str]:
    """A sentence for each doubt, with the place of what gave rise to it, never its words."""
    return [*_contradictions(turns, known), *_left_over(known)]


def _contradictions(turns: Sequence[Turn], known: Mapping[Key, Known]) -> list[str]:
    """When the file's customer greets like an agent and its agent does not, or its agent complains and its customer does not."""
    if not any(k.source == "given" for k in known.values()):
        return []
    opening: dict[str, list[Turn]] = {"customer": [], "agent": []}
    for turn in turns[: 4 * OPENING]:
        mine = opening.get(turn.role)
        if mine is not None and len(mine) < OPENING:
            mine.append(turn)
    customer, agent = opening["customer"], opening["agent"]
    found = []
    if (place := _only(customer, agent, greets)) is not None:
        found.append(f"the customer greets like an agent ({place}): {SETTLE}")
    if (place := _only(agent, customer, _complains)) is not None:
        found.append(f"the agent opens like a customer ({place}): {SETTLE}")
    return found


def _only(some: Sequence[Turn], others: Sequence[Turn], do: Callable[[str], bool]) -> str | None:
    """Where the first does it, if the others do not."""
    turn = next((turn for turn in some if do(turn.text)), None)
    if turn is None or any(do(other.text) for other in others):
        return None
    return f"line {turn.line}" if turn.line else f"turn {turn.index}"


def _complains(text: str) -> bool:
    return bool(_COMPLAINTS.search(plain(text)))


def _left_over(known: Mapping[Key, Known]) -> list[str]:
    """Speakers who stay unknown beside a known agent and customer, and a customer on their own."""
    roles = {k.role for k in known.values()}
    if roles and roles <= {"customer", "system"}:
        return ["no agent speaks in it: is a part of the transcript missing?"]
    unknown = [f'"{label or word}"' if label or word else "an unnamed speaker" for (word, label), k in known.items()
               if k.role == "unknown"]
    if not unknown or "customer" not in roles or not roles & {"agent", "bot"}:
        return []
    more = ", ..." if len(unknown) > SHOWN else ""
    return [f"not judged, because the role is not known: {', '.join(unknown[:SHOWN])}{more}"]
