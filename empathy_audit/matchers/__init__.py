"""Ways of listening, one a file. Each reads its value from a rule (`read`) and gives a test of a turn (`build`).

`build` gives the test and, where the test cannot hold without it, the number of the phrase block it needs; rules whose
blocks were not said are never looked at. A matcher that `LOOKS_BEYOND` the words of the turn says so, and whether it
`IS_QUICK` to ask. `phrases` is different only in that its map says how to treat negation.
"""

from __future__ import annotations

from types import ModuleType

from empathy_audit.matchers import (
    cue,
    echo,
    length,
    position,
    question,
    regex,
    sentiment,
    situation,
    speech,
    style,
    tally,
    timing,
)

MATCHERS: dict[str, ModuleType] = {
    "cue": cue,
    "echo": echo,
    "length": length,
    "position": position,
    "question": question,
    "regex": regex,
    "sentiment": sentiment,
    "situation": situation,
    "speech": speech,
    "style": style,
    "tally": tally,
    "timing": timing,
}
