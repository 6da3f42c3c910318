"""HTML: podcast transcripts with `<cite>`, `<time>` and `<p>`, else the page's text in one of the text formats.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.fields import seconds
from empathy_audit.readers.markup import plain_text
from empathy_audit.readers.source import Container, Said, Source, Talk, text_part

NAME = "html"
KIND: Container = "html"
DESCRIPTION = "HTML: <cite>, <time> and <p>, or a page with speaker labels"
FALLBACK = False
ELEMENT = re.compile(r"<(cite|time|p)\b[^<>]*>(.*?)(?=</\1\s*>|<(?:cite|time|p)\b|\Z)", re.I | re.S)


def claims(source: Source) -> bool:
    """Every page is looked into."""
    return bool(source.text)


def read(source: Source) -> Iterator[Talk | Source]:
    """One talk; a name holds until the next one."""
    if "<cite" not in source.text.lower():
        yield text_part(source, plain_text(source.text))
        return
    turns: list[Said] = []
    speaker, start = "", None
    for element in ELEMENT.finditer(source.text):
        kind, text = element[1].lower(), plain_text(element[2])
        if kind == "cite":
            speaker = text.rstrip(": ")
        elif kind == "time":
            start = seconds(text)
        elif text:
            turns.append(Said(speaker, text, "", source.text.count("\n", 0, element.start()) + 1, start))
            start = None
    yield Talk(turns)
