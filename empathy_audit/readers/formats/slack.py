"""Slack exports (.zip): https://slack.com/help/articles/220556107 - a folder a channel, a file a day.

Joins, topics and the like (`subtype`) are nobody's speech. Ids of people become names, in mentions too.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import dig, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk, wrong
from empathy_audit.readers.turns import from_clock

NAME = "slack"
KIND: Container = "zip"
DESCRIPTION = "Slack exports: users.json, channels.json and a folder for each channel"
FALLBACK = False
DAY = re.compile(r"(?:.*/)?([^/]+)/\d{4}-\d\d-\d\d\.json$")
MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
LINK = re.compile(r"<([^<>|]+)\|([^<>]+)>|<((?:https?|mailto):[^<>]+)>")
SPOKEN = {None, "bot_message", "me_message", "thread_broadcast", "file_share"}


def claims(source: Source) -> bool:
    """`users.json` or `channels.json` beside days."""
    names = {name.rpartition("/")[2] for name in source.data.names}
    return bool({"users.json", "channels.json"} & names) and any(DAY.match(name) for name in source.data.names)


def read(source: Source) -> Iterator[Talk]:
    """A talk for each channel, in the order of time."""
    users = next((name for name in source.data.names if name.endswith("users.json")), "")
    names = {words_of(u.get("id")): _name(u) for u in records(_json(source, users))} if users else {}
    channels: dict[str, list[str]] = {}
    for name in sorted(source.data.names):
        if found := DAY.match(name):
            channels.setdefault(found[1], []).append(name)
    for channel, days in channels.items():
        messages = [message for day in days for message in records(_json(source, day))]
        turns = ((_said(message, names), message.get("ts")) for message in messages)
        yield Talk(from_clock(turns, sort=True), channel)


def _json(source: Source, name: str) -> Any:
    try:
        return json.loads(source.data.read(name))
    except (ValueError, RecursionError):
        raise wrong(source.path, f'"{name}" in the archive is broken JSON') from None


def _name(user: dict[str, Any]) -> str:
    return words_of(dig(user, "profile", "display_name")) or words_of(user.get("real_name")) or words_of(user.get("name"))


def _said(message: dict[str, Any], names: dict[str, str]) -> Said:
    id = words_of(message.get("user")) or words_of(message.get("bot_id")) or words_of(message.get("username"))
    text = MENTION.sub(lambda m: "@" + (names.get(m[1]) or m[1]), words_of(message.get("text")))
    text = html.unescape(LINK.sub(lambda m: m[2] or m[3], text))
    return Said(names.get(id) or id, text, "" if message.get("subtype") in SPOKEN and id else "system")
