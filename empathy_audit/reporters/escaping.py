"""Words of a transcript in Markdown: nothing but words, whatever stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from empathy_audit.reporters.safe import clean, shorten

LONGEST = 300  # characters of a quote or a sentence
LEFT = frozenset({"Verdict"})  # columns of words, as the last one always is
MARKUP = re.compile(r"([\\`*_\[\]|~$])")
REFERENCE = re.compile(r"(?<=[@#])(?=\S)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=gh)(?=-\d)", re.I)
NOTHING = "\u200b"  # a space without width: an @mention with one inside is none
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", NOTHING: "&#8203;"})


def safe(words: str, most: int = LONGEST) -> str:
    """Words as they are, and nothing but words: markup is escaped, mentions, references and addresses are broken."""
    return MARKUP.sub(r"\\\1", html(words, most))


def html(words: str, most: int = LONGEST) -> str:
    """The same inside an HTML tag, where Markdown does not look for markup."""
    return REFERENCE.sub(NOTHING, shorten(clean(words), most)).translate(ENTITIES)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are safe already; figures to the right."""
    heads = tuple(heads)
    rule = ["---" if each in LEFT or each == heads[-1] else "---:" for each in heads]
    return "\n".join("| " + " | ".join(row) + " |" for row in (heads, rule, *rows))
