"""HTML to text, for messages that hold a little of it."""

from __future__ import annotations

import html
import re

BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.I)
HIDDEN = re.compile(r"<(?P<name>script|style|head|template)\b|<!--", re.I)
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


def plain_text(text: str) -> str:
    """The text without tags, a line for each block, entities decoded."""
    if "<" in text:
        text = TAG.sub("", BREAK.sub("\n", _visible(text)))
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _visible(text: str) -> str:
    """The text without scripts, styles and comments. A search instead of one pattern, which could take forever."""
    kept, low, at = [], text.lower(), 0
    while hidden := HIDDEN.search(text, at):
        close = f"</{hidden['name'].lower()}" if hidden["name"] else "-->"
        end = low.find(close, hidden.end())
        if end < 0:
            break
        kept.append(text[at : hidden.start()])
        at = low.find(">", end) + 1 or len(text)
    return "".join([*kept, text[at:]])
