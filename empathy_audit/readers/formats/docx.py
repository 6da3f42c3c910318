"""Word documents (ECMA-376): a table with columns of speakers and texts, else the paragraphs as text.

Deleted text of tracked changes is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.opening import parse_xml
from empathy_audit.readers.source import Container, Source, Talk, text_part
from empathy_audit.readers.tables import Row, table_in, talks_in

NAME = "docx"
KIND: Container = "zip"
DESCRIPTION = "Word documents, with the conversation in a table or in paragraphs"
FALLBACK = False
MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def claims(source: Source) -> bool:
    """The document's main part."""
    return MAIN in source.data.names


def read(source: Source) -> Iterator[Talk | Source]:
    """The tables that are conversations, else the paragraphs."""
    root = parse_xml(source.data.read(MAIN).decode("utf-8", "replace"), source.path)
    tables = [rows for table in root.iter(f"{W}tbl") if (rows := _rows(table))]
    found = [each for rows in tables if (each := table_in(rows))]
    for conversation, columns in found:
        yield from talks_in(conversation, columns, source)
    if not found:
        yield text_part(source, "\n".join(_text(p) for p in root.iter(f"{W}p")))


def _rows(table: Any) -> list[Row]:
    rows: list[Row] = []
    for row in table.iter(f"{W}tr"):
        cells = ["\n".join(_text(p) for p in cell.iter(f"{W}p")).strip() for cell in row.iter(f"{W}tc")]
        if any(cells):
            rows.append((None, cells))
    return rows


def _text(paragraph: Any) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
    return "".join(signs.get(e.tag, (e.text or "") if e.tag == f"{W}t" else "") for e in paragraph.iter())
