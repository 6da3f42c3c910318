"""Excel workbooks (ECMA-376): every sheet that is a table of conversations. Formulas count by their stored values.

Dates and times are numbers of days with a style; they come out as ISO 8601 and as times of the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from empathy_audit.readers.opening import parse_xml
from empathy_audit.readers.source import Container, Source, Talk, wrong
from empathy_audit.readers.tables import Row, table_in, talks_in

NAME = "xlsx"
KIND: Container = "zip"
DESCRIPTION = "Excel workbooks, with columns as in CSV"
FALLBACK = False
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml$")
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
DATES = frozenset({*range(14, 23), *range(45, 48)})  # built-in number formats of dates and times (18.8.30)
EPOCH = datetime(1899, 12, 30)  # day 0, as Excel counts
DATE_SIGNS = re.compile(r"[ymdhs]", re.I)
NOT_SIGNS = re.compile(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]')  # literal text, colours and locales in a format
WIDEST = 200  # columns


def claims(source: Source) -> bool:
    """Sheets."""
    return any(SHEET.match(name) for name in source.data.names)


def read(source: Source) -> Iterator[Talk | Source]:
    """The conversations of every sheet, in the sheets' order."""
    sheets = sorted((int(found[1]), name) for name in source.data.names if (found := SHEET.match(name)))
    strings = [_text(item) for item in _xml(source, STRINGS) if _name(item) == "si"] if STRINGS in source.data.names else []
    dates = _date_styles(_xml(source, STYLES)) if STYLES in source.data.names else set()
    empty = True
    for _, name in sheets:
        rows = [row for row in _rows(_xml(source, name), strings, dates) if any(row[1])]
        table = table_in(rows)
        if table:
            empty = False
            yield from talks_in(*table, source)
    if empty:
        raise wrong(source.path, "has no sheet with columns of speakers and texts", "name them in the first row")


def _rows(sheet: Any, strings: list[str], dates: set[str]) -> Iterator[Row]:
    for row in sheet.iter():
        if _name(row) == "row":
            cells: list[str] = []
            for cell in row:
                column = _column(cell.get("r", "")) if cell.get("r") else len(cells)
                if column < WIDEST:
                    cells += [""] * (column - len(cells)) + [_value(cell, strings, dates).strip()]
            number = row.get("r", "")
            yield int(number) if number.isdigit() and len(number) < 9 else None, cells


def _value(cell: Any, strings: list[str], dates: set[str]) -> str:
    value = next((child.text or "" for child in cell if _name(child) == "v"), "")
    if cell.get("t") == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if cell.get("t") == "inlineStr":
        return _text(cell)
    return _as_date(value) if cell.get("s") in dates and cell.get("t") in (None, "n") else value


def _date_styles(styles: Any) -> set[str]:
    """The numbers of the cell styles that show a date or a time."""
    own = {e.get("numFmtId"): NOT_SIGNS.sub("", e.get("formatCode", "")) for e in styles.iter() if _name(e) == "numFmt"}
    shown = {id for id, code in own.items() if DATE_SIGNS.search(code)} | {str(id) for id in DATES}
    formats = next((e for e in styles.iter() if _name(e) == "cellXfs"), ())
    return {str(n) for n, form in enumerate(formats) if form.get("numFmtId") in shown}


def _as_date(value: str) -> str:
    try:
        days = float(value)
        when = EPOCH + timedelta(milliseconds=round(days * 86_400_000))
    except (ValueError, OverflowError):
        return value
    if days >= 1:
        return when.isoformat(sep=" ")
    return f"{when.hour}:{when.minute:02}:{when.second:02}.{when.microsecond // 1000:03}"


def _text(element: Any) -> str:
    """The text of all runs, without the reading aids of East Asian scripts."""
    if _name(element) == "rPh":
        return ""
    return (element.text or "" if _name(element) == "t" else "") + "".join(map(_text, element))


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
