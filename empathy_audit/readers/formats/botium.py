"""Botium conversations (.convo.txt): https://botium-docs.readthedocs.io/en/latest/05_botiumscript/

A title, then sections `#me` (the user) and `#bot`; lines such as `PAUSE 1000` are the tester's, not speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "botium"
KIND: Container = "text"
DESCRIPTION = "Botium conversations: sections #me and #bot"
FALLBACK = False
SECTION = re.compile(r"#(\w+)(?:\s.*)?$")
SAYS = re.compile(r"#(?:me|bot)\b")
ORDER = re.compile(
    r"!?(?:PAUSE|WAITFORBOT|WAITFORBOTTIMEOUT|BUTTONS|BUTTON|MEDIA|CARDS|CARD|INTENT|INTENT_CONFIDENCE|ENTITIES|"
    r"ENTITY_VALUES|ENTITY_CONTENT|INCLUDE|UPDATE_CUSTOM|SET_SCRIPTING_MEMORY|CLEAR_SCRIPTING_MEMORY|FORM|JSON_PATH|"
    r"RESPONSE_LENGTH|HASLINK|BUTTONS_COUNT|TEXT|TEXT_CONTAINS_ANY)(?:\s|$)"
)


def claims(source: Source) -> bool:
    """Two sections or more."""
    return sum(1 for line in source.lines if SAYS.match(line)) >= 2


def read(source: Source) -> Iterator[Talk]:
    """One talk, by the name in the first line; `#me` is the customer."""
    turns: list[Said] = []
    section = ""
    for number, line in enumerate(source.lines, 1):
        found = SECTION.match(line)
        if found:
            section = found[1]
            if section in ("me", "bot"):
                turns.append(Said(section, "", "", number))
        elif section in ("me", "bot") and line.strip() and not ORDER.match(line):
            turns[-1] = turns[-1]._replace(text=f"{turns[-1].text}\n{line.strip()}".strip())
    title = source.lines[0].strip()
    yield Talk(turns, "" if title.startswith("#") else title[:100], {"me": "customer", "bot": "bot"})
