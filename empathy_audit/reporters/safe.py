"""The one door by which words of a transcript reach a screen: nothing that a terminal would obey comes through."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TextIO

REPLACEMENT = "\ufffd"
CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), REPLACEMENT) | {ord(c): " " for c in "\t\n\v\f\r\x85"}
PLAIN = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-",
    "‐": "-", "‑": "-", "…": "...", "•": "*", "·": "-", "×": "x", "→": "->", "€": "EUR", "£": "GBP ", REPLACEMENT: "?",
})  # fmt: skip

Cleaner = Callable[[str], str]


def clean(text: str) -> str:
    """The text on one line, with nothing in it that moves a cursor, changes a colour or reverses a line.

    Line ends and tabs become spaces; other control characters and lone surrogates become U+FFFD, so that one can see
    something was there; invisible format characters (bidi overrides, zero-width joiners, tags) are dropped.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(CONTROLS)
    return text if text.isascii() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category == "Cs":
        return REPLACEMENT
    if category in ("Zl", "Zp", "Zs"):
        return " "
    return "" if category == "Cf" else char


def cleaner(out: TextIO, unicode: bool) -> Cleaner:
    """`clean` for this output: what its encoding cannot say is written in plainer letters, or as "?"."""
    encoding = (getattr(out, "encoding", None) or "utf-8").lower().replace("_", "-")
    if encoding.startswith("utf"):
        if unicode:
            return clean
        encoding = "ascii"
    return lambda text: "".join(_sayable(char, encoding) for char in clean(text))


def _sayable(char: str, encoding: str) -> str:
    if char.isascii():
        return char
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        plain = char.translate(PLAIN)
        if plain == char:
            plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
        return plain or "?"
    return char


def shorten(text: str, most: int, ellipsis: str = "…") -> str:
    """At most `most` characters, cut at a word where there is one near, with an ellipsis."""
    if len(text) <= most:
        return text
    room = max(most - len(ellipsis), 1)
    cut = text[:room]
    head, space, _ = cut.rpartition(" ")
    if space and len(head) > room // 2 and text[room] != " ":
        cut = head
    return cut.rstrip(" ,;:-") + ellipsis


def shorten_left(text: str, most: int, ellipsis: str = "…", *, anywhere: bool = False) -> str:
    """The end of a text: the words before a cue, or, cut `anywhere`, a path."""
    if len(text) <= most:
        return text
    cut = text[-max(most - len(ellipsis), 1) :]
    _, space, tail = cut.partition(" ")
    return ellipsis + (tail if space and not anywhere and len(tail) > most // 2 else cut)
