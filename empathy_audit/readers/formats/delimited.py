"""CSV and TSV (https://www.rfc-editor.org/rfc/rfc4180), with commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from empathy_audit.readers.opening import MAX_WHOLE
from empathy_audit.readers.source import Container, Source, Talk, wrong
from empathy_audit.readers.tables import Row, table_in, talks_in

NAME = "csv"
KIND: Container = "text"
DESCRIPTION = "CSV or TSV: columns such as speaker, text, conversation_id, start; or a whole call in each row"
FALLBACK = True
LOOKED_INTO = 500_000  # characters by which the columns are known, and at most:
LOOKED_AT = 200  # rows

csv.field_size_limit(MAX_WHOLE)  # a whole call may stand in one cell


def claims(source: Source) -> bool:
    """A delimiter with which the first rows are a table of conversations."""
    return bool(_delimiter(source.text[:LOOKED_INTO]))


def read(source: Source) -> Iterator[Talk | Source]:
    """A talk for each conversation id, or each row that holds a call."""
    delimiter = _delimiter(source.text[:LOOKED_INTO])
    try:
        rows = list(_rows(source.text, delimiter or ","))
    except csv.Error:
        raise wrong(source.path, "is broken CSV", "is a quotation mark left open?") from None
    found = table_in(rows)
    if found is None:
        raise wrong(source.path, "has no columns of speakers and texts", "name them speaker and text in the first row")
    yield from talks_in(*found, source)


def _delimiter(text: str) -> str:
    return next((delimiter for delimiter in ",;\t|" if _is_table(text, delimiter)), "")


def _is_table(text: str, delimiter: str) -> bool:
    if delimiter not in text:
        return False
    try:
        rows = [row for row, _ in zip(_rows(text, delimiter), range(LOOKED_AT), strict=False)]
    except csv.Error:
        return False
    found = table_in(rows)
    widths = [len(cells) for _, cells in found[0]] if found else []
    return bool(widths) and widths[0] > 1 and sum(1 for width in widths if width == widths[0]) >= 0.9 * len(widths)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        if line == 1 and delimiter.join(cells).startswith("sep="):  # what Excel is told about the file
            line = reader.line_num + 1
            continue
        if any(cell.strip(" -:") for cell in cells):  # a Markdown table is ruled with dashes
            yield line, cells
        line = reader.line_num + 1
