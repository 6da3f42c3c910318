"""A turn's words with those that counted underlined: by the terminal where it can, by a line of marks below where it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from empathy_audit.model import Span
from empathy_audit.reporters.text.page import Page

MOST = 400  # characters of a turn that are shown; of longer ones what stands around the words that counted
AROUND = 120  # characters
STYLE = "bold underline"


def marked(page: Page, text: str, spans: Iterable[Span]) -> Text:
    """`text` in quotation marks, made safe, on one line, `spans` underlined."""
    merged = _merged(spans)
    first, last = _shown(text, merged)
    body = page.text(page.signs.open + (page.signs.ellipsis if first else ""))
    at = first
    for start, end in merged:
        _add(page, body, text[at:start], "")
        _add(page, body, text[max(start, first) : end], STYLE)
        at = end
    _add(page, body, text[at:last], "")
    body.append(page.clean((page.signs.ellipsis if last < len(text) else "") + page.signs.close))
    return body


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(set(spans)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _shown(text: str, spans: Sequence[Span]) -> Span:
    """The part of a long text around what is marked, cut at words."""
    if len(text) <= MOST:
        return 0, len(text)
    first = max(0, spans[0][0] - AROUND) if spans else 0
    last = min(len(text), (spans[-1][1] if spans else first + MOST - AROUND) + AROUND)
    if first:
        first = text.find(" ", first, first + AROUND) + 1 or first
    if last < len(text):
        cut = text.rfind(" ", first, last)
        last = cut if (spans and cut > spans[-1][1]) or (not spans and cut > first) else last
    return first, last


def _add(page: Page, body: Text, words: str, style: str) -> None:
    """Appends words, every stretch of white space as one space."""
    clean = page.clean(words)
    if not clean:
        return
    inner = " ".join(clean.split())
    left = " " if clean[0].isspace() and not body.plain.endswith(" ") else ""
    right = " " if inner and clean[-1].isspace() else ""
    body.append(left).append(inner, style).append(right)


def draw(page: Page, body: Text, indent: int, label: Text | None = None) -> None:
    """`body` as a paragraph; where the screen cannot underline, a line of marks stands below each line that has any."""
    for number, line in enumerate(body.wrap(page.console, max(page.width - indent, 1))):
        margin = label if label is not None and number == 0 else Text()
        page.line(margin, " " * (indent - margin.cell_len), line)
        marks = "" if page.look.weight or page.look.color else _marks(page, line)
        if marks:
            page.line(" " * indent, marks)


def _marks(page: Page, line: Text) -> str:
    sign = "‾" if page.look.unicode else "^"
    kept = {at for span in line.spans if span.style == STYLE for at in range(span.start, span.end)}
    return "".join((sign if at in kept else " ") * cell_len(char) for at, char in enumerate(line.plain)).rstrip()
