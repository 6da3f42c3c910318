"""Excel workbooks (ECMA-376): every sheet that is a table of conversations. Formulas count by their stored values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.opening import parse_xml
from empathy_audit.readers.source import Container, Source, Talk, wrong
from empathy_audit.readers.tables import Row, table_in, talks_in

NAME = "xlsx"
KIND: Container = "zip"
DESCRIPTION = "Excel workbooks, with columns as in CSV"
FALLBACK = False
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml$")
STRINGS = "xl/sharedStrings.xml"
WIDEST = 200  # columns


def claims(source: Source) -> bool:
    """Sheets."""
    return any(SHEET.match(name) for name in source.data.names)


def read(source: Source) -> Iterator[Talk | Source]:
    """The conversations of every sheet, in the sheets' order."""
    sheets = sorted((int(found[1]), name) for name in source.data.names if (found := SHEET.match(name)))
    strings = [_text(item) for item in _xml(source, STRINGS) if _name(item) == "si"] if STRINGS in source.data.names else []
    empty = True
    for _, name in sheets:
        rows = [row for row in _rows(_xml(source, name), strings) if any(row[1])]
        table = table_in(rows)
        if table:
            empty = False
            yield from talks_in(*table, source)
    if empty:
        raise wrong(source.path, "has no sheet with columns of speakers and texts", "name them in the first row")


def _rows(sheet: Any, strings: list[str]) -> Iterator[Row]:
    for row in sheet.iter():
        if _name(row) == "row":
            cells: list[str] = []
            for cell in row:
                column = _column(cell.get("r", "")) if cell.get("r") else len(cells)
                if column < WIDEST:
                    cells += [""] * (column - len(cells)) + [_value(cell, strings).strip()]
            number = row.get("r", "")
            yield int(number) if number.isdigit() and len(number) < 9 else None, cells


def _value(cell: Any, strings: list[str]) -> str:
    value = next((child.text or "" for child in cell if _name(child) == "v"), "")
    if cell.get("t") == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    return _text(cell) if cell.get("t") == "inlineStr" else value


def _text(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter() if _name(part) == "t")


def _column(reference: str) -> int:
    """The number of a cell's column: "C7" gives 2."""
    number = 0
    for letter in reference:
        if not letter.isalpha() or number > WIDEST:
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _xml(source: Source, name: str) -> Any:
    return parse_xml(source.data.read(name).decode("utf-8", "replace"), source.path)
