"""`speech`: the record is of speech, word for word: hesitations (um, er, mm-hmm) stand in this turn or shortly before it.

People write differently from how they speak: in speech a plain statement about the other person mostly says back what was
heard, in a chat it mostly advises. Nothing but the words tells a verbatim transcript from a chat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, choice
from empathy_audit.matchers.view import NOWHERE, WHOLE, Said, Spans, Test, View

LOOKS_BEYOND = True  # at the turns before, not only at the words of this one
IS_QUICK = True  # a look that costs next to nothing
LOOK_BACK = 10  # turns of either side; where speech is written down word for word, one of them nearly always hesitates
_HESITATION = re.compile(r"\b(?:u[mh]+|er|erm|mhm|mm+[- ]?hm+)\b", re.IGNORECASE)  # not "hmm", which people write too
_KNOWN = "speech"  # the key in notes


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> str:
    """verbatim."""
    return choice(value, ("verbatim",))


def build(_value: str, _kit: Kit) -> tuple[Test, int | None]:
    """Holds of the turn as a whole where somebody hesitates in it or in one of the turns before."""

    def spoken(view: View) -> Spans:
        return WHOLE if _since_hesitated(view) <= LOOK_BACK else NOWHERE

    return spoken, None


def _since_hesitated(view: View) -> int:
    """How many turns ago somebody last hesitated; more than `LOOK_BACK` where it is longer. Kept for the turns that follow."""
    at = view.place
    since = 0
    while since <= LOOK_BACK and at - since >= 0:
        one = view.before[at - since]
        known = one.notes.get(_KNOWN)
        if known is not None:
            since += known
            break
        if _hesitates(one.said):
            break
        since += 1
    else:
        since = LOOK_BACK + 1
    view.notes[_KNOWN] = since
    return since


def _hesitates(said: Said) -> bool:
    known: bool | None = said.notes.get(_KNOWN)
    if known is None:
        known = said.notes[_KNOWN] = _HESITATION.search(said.text) is not None
    return known
