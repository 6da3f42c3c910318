"""Pencil and paper for the text report: lines, headings, hanging paragraphs, bars and marks on a console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from empathy_audit.model import Report
from empathy_audit.reporters.look import Look
from empathy_audit.reporters.safe import cleaner, shorten, shorten_left

NARROWEST, WIDEST = 40, 108  # columns; longer lines of prose are hard to read
LABEL = 16  # columns of the label of a paragraph
INDENT = 4
MOST = 1200  # characters of one paragraph: nobody reads more, and hostile files hold more


@dataclass(frozen=True, slots=True)
class Signs:
    """The few characters beyond letters, and their plain stand-ins."""

    rule: str = "─"
    heavy: str = "━"
    full: str = "▇"
    rest: str = "·"
    open: str = "“"
    close: str = "”"
    ellipsis: str = "…"
    dot: str = " · "
    minus: str = "−"
    times: str = "×"
    arrow: str = "→"
    met: str = "✓"
    short: str = "◦"
    missed: str = "✗"
    none: str = "–"
    alert: str = "!"


PLAIN = Signs(
    rule="-", heavy="=", full="#", rest=".", open='"', close='"', ellipsis="...", dot=" - ", minus="-", times="x",
    arrow="->", met="+", short="~", missed="x", none="-",
)  # fmt: skip


class Page:
    """A console that prints finished lines. Styles are names of rich's 16 colours, which every theme has chosen well."""

    def __init__(self, out: TextIO, look: Look) -> None:
        self._out = out
        self._styled = styled = look.color or look.weight
        self.look = look
        self.width = min(max(look.width, NARROWEST), WIDEST)
        self.signs = Signs() if look.unicode else PLAIN
        self.clean = cleaner(out, look.unicode)
        self.console = Console(
            file=out, width=max(look.width, NARROWEST), height=100, legacy_windows=False, force_terminal=styled,
            color_system="standard" if styled else None, no_color=not look.color, markup=False, emoji=False,
            highlight=False, force_interactive=False,
        )  # fmt: skip

    # -- words ----------------------------------------------------------------------------------------------------------

    def text(self, words: str, style: str = "") -> Text:
        """Words made safe."""
        return Text(self.clean(words), style)

    def join(self, *parts: Text | str | tuple[str, str]) -> Text:
        """Parts in a row: finished text, words, or (words, style)."""
        whole = Text()
        for part in parts:
            if isinstance(part, Text):
                whole.append_text(part)
            else:
                whole.append_text(self.text(*((part, "") if isinstance(part, str) else part)))
        return whole

    def quote(self, words: str, most: int = 280) -> Text:
        """Words in quotation marks, shortened."""
        return self.text(self.signs.open + self.short(words, most) + self.signs.close)

    def quote_in_context(self, report: Report, turn: int, span: tuple[int, int], quote: str, most: int = 280) -> Text:
        """A cue in bold inside its own turn; only the cue's words where the turn is not to be had."""
        said = next((each.text for each in report.transcript.turns if each.index == turn), "")
        start, end = span
        if not quote or said[start:end] != quote:
            return self.quote(quote or said, most)
        core = self.short(quote, most)
        room = max(most - len(core), 0)
        before, after = " ".join(self.clean(said[:start]).split()), " ".join(self.clean(said[end:]).split())
        for_before = max(room // 2, room - len(after))
        before = shorten_left(before, for_before, self.signs.ellipsis) if before else ""
        after = shorten(after, max(room - len(before), 1), self.signs.ellipsis) if after else ""
        left = " " if before and said[start - 1 : start].isspace() else ""
        right = " " if after and said[end : end + 1].isspace() else ""
        return self.join(self.signs.open + before + left, (core, "bold"), right + after + self.signs.close)

    def short(self, words: str, most: int) -> str:
        return shorten(" ".join(self.clean(words).split()), most, self.signs.ellipsis)

    def short_path(self, path: str, most: int) -> str:
        """The end of a path, which says more than its beginning."""
        return shorten_left(self.clean(path), most, self.signs.ellipsis, anywhere=True)

    # -- lines ----------------------------------------------------------------------------------------------------------

    def line(self, *parts: Text | str | tuple[str, str]) -> None:
        whole = self.join(*parts)
        whole.rstrip()
        if not self._styled:
            self._out.write(whole.plain + "\n")  # what the console would write, in half the time
            return
        self.console.print(whole, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)

    def gap(self) -> None:
        self.line()

    def title(self, words: str, aside: str = "") -> None:
        """The heavy line that begins a conversation."""
        lead = self.signs.heavy * 2
        room = self.width - len(lead) - 2
        words = self.short_path(words, room)
        aside = f" {aside} " if aside and cell_len(words) + cell_len(aside) + 6 <= room else ""
        rest = max(room - cell_len(words) - cell_len(aside) - (2 if aside else 0), 0)
        end = self.signs.heavy * 2 if aside else ""
        self.line((lead, "dim"), (f" {words} ", "bold"), (self.signs.heavy * rest, "dim"), (aside, "dim"), (end, "dim"))

    def heading(self, words: str, aside: str = "", *, alone: bool = False, style: str = "bold") -> None:
        """The head of a section; `alone` where the aside says all there is to say."""
        self.gap()
        self.paragraph(self.text(aside, "dim"), cell_len(words) + 3 if aside else 0, self.join((words, style)))
        if not alone:
            self.gap()

    def ends(self, margin: Text, body: Text, right: str, style: str = "dim") -> None:
        """Words at both ends of a line; the right end moves to the next line where there is no room."""
        right = self.short_path(right, MOST)
        space = self.width - margin.cell_len - body.cell_len - cell_len(right)
        if space >= 2:
            self.line(margin, body, " " * space, (right, style))
            return
        self.paragraph(body, margin.cell_len, margin)
        self.paragraph(self.text(right, style), max(self.width - cell_len(right), INDENT))

    def paragraph(self, body: Text, indent: int = INDENT, first: Text | None = None) -> None:
        """Wrapped text under one left edge; `first` stands in the margin of the first line."""
        if len(body) > MOST:
            body = self.join(body[:MOST], self.signs.ellipsis)
        lines = list(body.wrap(self.console, max(self.width - indent, 1))) or [Text()]
        for number, line in enumerate(lines):
            margin = first if first is not None and number == 0 else Text()
            self.line(margin, " " * (indent - margin.cell_len), line)

    def field(self, label: str, body: Text, style: str = "dim") -> None:
        """A label and its paragraph; on narrow screens the label gets a line of its own."""
        if self.width < 60:
            self.line(" " * INDENT, (label, style))
            self.paragraph(body, INDENT + 2)
        else:
            self.paragraph(body, INDENT + LABEL, self.join(" " * INDENT, (label, style)))

    def bar(self, value: float, columns: int, style: str = "") -> Text:
        """0 to 100 as a row of blocks."""
        filled = min(max(round(value * columns / 100), 0), columns)
        return self.join((self.signs.full * filled, style), (self.signs.rest * (columns - filled), "dim"))

    def table(self, rows: Sequence[Sequence[Text]], left: frozenset[int]) -> list[Text]:
        """Rows as aligned lines: figures to the right, columns in `left` and the last one to the left."""
        last = len(rows[0]) - 1
        widths = [max(row[column].cell_len for row in rows) for column in range(last)]
        lines = []
        for row in rows:
            line = Text("  ")
            for column, width in enumerate(widths):
                pad = Text(" " * (width - row[column].cell_len))
                line.append_text(row[column] + pad if column in left else pad + row[column]).append("  ")
            lines.append(line.append_text(row[last]))
        return lines
