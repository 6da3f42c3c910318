"""Bot Framework chats (.chat): https://github.com/microsoft/botframework-cli/tree/main/packages/chatdown

`user=Ann` and `bot=Helper` at the top name the two; then `Ann: ...`. What stands in brackets is shown, not said, but for
the words of a card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "bot-chat"
KIND: Container = "text"
DESCRIPTION = "Bot Framework .chat: user=... and bot=... above `name: ...` lines"
FALLBACK = False
NAMES = re.compile(r"\s*(user|bot)\s*=\s*(.+?)\s*$", re.M | re.I)
CARD = re.compile(r"(?:title|subtitle|text)\s*=\s*([^\]\n]+)")
SHOWN = re.compile(
    r"\[\s*(?:\w*card|attachment\w*|delay|suggestions|conversationupdate|typing|endofconversation)\b[^\]]*\]", re.I
)


def claims(source: Source) -> bool:
    """The first lines name a user and a bot."""
    top = source.text.lstrip()[:500].split("\n\n")[0]
    return {name.lower() for name, _ in NAMES.findall(top)} == {"user", "bot"}


def read(source: Source) -> Iterator[Talk]:
    """One talk; `user:` and `bot:` are the two by another name, and case does not matter."""
    names = {kind.lower(): name for kind, name in NAMES.findall(source.text[:500])}
    by_label = {label.lower(): name for kind, name in names.items() for label in (kind, name)}
    turns: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(source.lines, 1):
        label, colon, text = line.partition(":")
        name = by_label.get(label.split("->")[0].strip().lower())
        if colon and name:
            turns.append((number, name, [text]))
        elif turns:
            turns[-1][2].append(line)
    said = [Said(name, _spoken("\n".join(lines)), "", number) for number, name, lines in turns]
    yield Talk(said, "", {names["user"]: "customer", names["bot"]: "bot"})


def _spoken(text: str) -> str:
    kept = SHOWN.sub(lambda shown: " ".join(CARD.findall(shown[0])), text)
    return "\n".join(line.strip() for line in kept.split("\n") if line.strip())
