"""HTML: podcast transcripts with `<cite>`, `<time>` and `<p>`, else the page's text in one of the text formats.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.fields import seconds
from empathy_audit.readers.markup import plain_text
from empathy_audit.readers.source import Container, Said, Source, Talk, text_part
from empathy_audit.readers.tables import Row, table_in, talks_in

NAME = "html"
KIND: Container = "html"
DESCRIPTION = "HTML: <cite>, <time> and <p>, a table, or a page with speaker labels"
FALLBACK = False
ELEMENT = re.compile(r"<(cite|time|p)\b[^<>]*>(.*?)(?=</\1\s*>|<(?:cite|time|p)\b|\Z)", re.I | re.S)


def _tables(text: str) -> Iterator[list[Row]]:
    for table in re.split(r"<table\b", text, flags=re.I)[1:]:
        rows = re.split(r"<tr\b[^<>]*>", re.split(r"</table\b", table, maxsplit=1, flags=re.I)[0], flags=re.I)[1:]
        cells = [re.split(r"<t[dh]\b[^<>]*>", row, flags=re.I)[1:] for row in rows]
        yield [(None, [plain_text(cell) for cell in row]) for row in cells if row]


def claims(source: Source) -> bool:
    """Every page is looked into."""
    return bool(source.text)


def read(source: Source) -> Iterator[Talk | Source]:
    """One talk; a name holds until the next one."""
    if "<cite" not in source.text.lower():
        tables = [found for found in map(table_in, _tables(source.text)) if found]
        for rows, columns in tables:
            yield from talks_in(rows, columns, source)
        if not tables:
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
