"""`speech`: the record is of speech, word for word: hesitations (um, er, mm-hmm) stand in this turn or shortly before it.

People write differently from how they speak: in speech a plain statement about the other person mostly says back what was
heard, in a chat it mostly advises. Nothing but the words tells a verbatim transcript from a chat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from empathy_audit.matchers.values import Kit, choice
from empathy_audit.matchers.view import NOWHERE, WHOLE, Spans, Test, View

LOOKS_BEYOND = True  # at the turns before, not only at the words of this one
IS_QUICK = True  # a look that costs next to nothing
LOOK_BACK = 10  # turns of either side; where speech is written down word for word, one of them nearly always hesitates
_HESITATION = re.compile(r"\b(?:u[mh]+|er|erm|mhm|mm+[- ]?hm+)\b", re.IGNORECASE)  # not "hmm", which people write too
_REMEMBERED = 10_000  # turns


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> str:
    """verbatim."""
    return choice(value, ("verbatim",))


def build(_value: str, _kit: Kit) -> tuple[Test, int | None]:
    """Holds of the turn as a whole where somebody hesitates in it or in one of the turns before."""

    def spoken(view: View) -> Spans:
        if _hesitates(view.turn.text) or any(_hesitates(one.turn.text) for one in view.earlier(LOOK_BACK)):
            return WHOLE
        return NOWHERE

    return spoken, None


@lru_cache(maxsize=_REMEMBERED)
def _hesitates(text: str) -> bool:
    return _HESITATION.search(text) is not None
