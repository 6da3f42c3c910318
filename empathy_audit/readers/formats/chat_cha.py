"""CHAT (.cha): https://talkbank.org/0info/manuals/CHAT.html

`*CODE:<tab>text <15>start_end<15>` in milliseconds; lines that start with a tab go on, `%` tiers are analysis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "chat-cha"
KIND: Container = "text"
DESCRIPTION = "CHAT of TalkBank: @Begin, then *CODE: lines"
FALLBACK = False
TURN = re.compile(r"\*(\w+):\s*(.*)$")
TIMES = re.compile(r"\x15(\d+)_(\d+)\x15")
CODES = re.compile(r"\[[^\]]*\]|&[-=+~]\S+|[<>‡„]|\+[\"./!?,^<]+|\(\.+\)|\bxxx\b")
PARTICIPANT = re.compile(r"(\w+)((?: \S+)+)")


def claims(source: Source) -> bool:
    """`@Begin` near the top."""
    return any(line.strip() == "@Begin" for line in source.lines[:20])


def read(source: Source) -> Iterator[Talk]:
    """One talk; a participant's role is the last word of its entry."""
    turns: list[tuple[int, str, str]] = []
    roles: dict[str, str] = {}
    own = False
    for number, line in enumerate(source.lines, 1):
        found = TURN.match(line)
        if found:
            turns.append((number, found[1], found[2]))
        elif line.startswith("@Participants:"):
            entries = (entry.strip() for entry in line.partition(":")[2].split(","))
            roles = {found[1]: found[2].split()[-1] for entry in entries if (found := PARTICIPANT.match(entry))}
        elif line.startswith("\t") and own:
            turns[-1] = (*turns[-1][:2], f"{turns[-1][2]} {line.strip()}")
        own = bool(found) or (own and line.startswith("\t"))
    yield Talk([_said(*turn) for turn in turns], "", roles)


def _said(number: int, code: str, text: str) -> Said:
    times = TIMES.findall(text)
    start, end = (int(times[0][0][:12]) / 1000, int(times[-1][1][:12]) / 1000) if times else (None, None)
    words = " ".join(CODES.sub(" ", TIMES.sub("", text)).split())
    return Said(code, re.sub(r" ([.,?!])", r"\1", words), "", number, start, end)
