"""What can be wrong with a text before it is a tree: YAML's own complaints in plain words, and what rules do without.

The parser's events are looked at, not its tree: they come one by one, so that no text, however it is nested, takes more
memory than it holds. Anchors, aliases and tags are refused: rules need none, and a few lines of them can make a document
that fills any memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from empathy_audit.matchers.values import quoted

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 30  # maps and lists inside each other; a rule that a person wrote has ten
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in "str int float bool null timestamp map seq merge value".split())
_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")  # YAML 1.2, 5.1


class Slip(NamedTuple):
    """Something wrong at a place; line and column count from 0."""

    line: int
    column: int
    message: str
    fix: str


def slips(text: str, lines: Sequence[str]) -> Iterator[Slip]:
    """All that keeps `text` from being read as a tree of maps, lists and texts. `lines` are its lines."""
    strange = _NO_TEXT.search(text)
    if strange:
        before = text[: strange.start()].splitlines(keepends=True) or [""]
        ended = before[-1].endswith(("\n", "\r", "\x85", "\u2028", "\u2029"))
        line, column = (len(before), 0) if ended else (len(before) - 1, len(before[-1]))
        name = f"U+{ord(strange[0]):04X}"
        fix = "delete it, or save the file anew as plain UTF-8 text"
        yield Slip(line, column, f"an invisible character stands here: {name}", fix)
        return
    try:
        yield from _refused(text)
    except yaml.MarkedYAMLError as error:
        yield _plainly(error, lines)
    except yaml.YAMLError as error:
        yield Slip(0, 0, f"this is not YAML: {str(error).splitlines()[0]}", "save the file as plain UTF-8 text")


def _refused(text: str) -> Iterator[Slip]:
    """Anchors, aliases, tags, a second document, keys that are no words, and depth. Raises what the parser raises."""
    open_maps: list[int | None] = []  # for each map how many keys and values it has so far, None for a list
    documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        line, column = _place(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                yield Slip(line, column, "a second document begins here", "remove the '---', or make two files")
                return
        if isinstance(event, yaml.NodeEvent):
            yield from _marked(event)
            if open_maps and open_maps[-1] is not None:
                if open_maps[-1] % 2 == 0 and isinstance(event, yaml.CollectionStartEvent):
                    fix = "put a text that begins with { or [ in quotes"
                    yield Slip(line, column, "a key is one text, not a list or a map", fix)
                open_maps[-1] += 1
        if isinstance(event, yaml.CollectionStartEvent):
            open_maps.append(0 if isinstance(event, yaml.MappingStartEvent) else None)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_maps.pop()
        if len(open_maps) > MAX_DEPTH:
            yield Slip(line, column, *_TOO_DEEP)
            return


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _marked(event: yaml.NodeEvent) -> Iterator[Slip]:
    line, column = _place(event)
    tag = getattr(event, "tag", None)
    if event.anchor:
        sign, what = ("*", "an alias of YAML") if isinstance(event, yaml.AliasEvent) else ("&", "an anchor of YAML")
        fix = f"write out what it stands for, or put the text in quotes if it begins with {sign}"
        yield Slip(line, column, f"{quoted(sign + event.anchor)} is {what}, and rules need none", fix)
    if tag is not None and tag not in _PLAIN_TAGS:
        written = tag.replace("tag:yaml.org,2002:", "!!", 1)
        fix = "remove it, or put the text in quotes if it begins with !"
        yield Slip(line, column, f"{quoted(written)} is a tag of YAML, and rules need none", fix)


_TOO_DEEP = f"maps and lists are nested more than {MAX_DEPTH} deep", "no rule needs that: write it flatter"
_QUOTE_IT = "put the text in quotes"
_ALIGN = "keys that belong together begin in one column, and so do the '- ' of a list"
_AFTER_QUOTE = "the text goes on after its closing quote", "put all of it in \"...\"; in '...' an apostrophe is written twice: ''"

# What the parser says (a part of it): whether the caret belongs where it began to read, what it means, and what to do.
_MEANT: tuple[tuple[str, bool, str, str], ...] = (
    ("tab character", False, "a tab stands where YAML wants spaces", "indent with spaces, never with tabs"),
    ("could not find expected ':'", True, "this line has no ':'", "write 'key: value', or begin an entry of a list with '- '"),
    ("expected ',' or ']'", True, "this '[' is never closed, or lacks a ','", "write ']' at its end; quote entries with : [ {"),
    ("expected ',' or '}'", True, "this '{' is never closed, or lacks a ','", "write '}' at its end; quote texts with : [ {"),
    ("end of stream", True, "this quote is never closed", "close it; in '...' an apostrophe is written twice: ''"),
    ("undefined alias", False, "a text cannot begin with *", _QUOTE_IT),
    ("scanning an alias", True, "a text cannot begin with *", _QUOTE_IT),
    ("scanning an anchor", True, "a text cannot begin with &", _QUOTE_IT),
    ("tag handle", False, "a text cannot begin with !", _QUOTE_IT),
    ("scanning a tag", True, "a text cannot begin with !", _QUOTE_IT),
    ("scanning a directive", True, "a line cannot begin with %", _QUOTE_IT),
    ("escape character", False, "in \"...\" a backslash begins a special sign", "use '...' quotes instead"),
    ("unexpected ':'", False, "a text between [ ] or { } cannot end with ':'", _QUOTE_IT),
    ("comment or line break", True, "after | or > a text begins on the next line", "or " + _QUOTE_IT),
    ("block sequence entries", False, "a list begins on a line of its own", "move the '- ' to the next line"),
    ("nesting depth", False, *_TOO_DEEP),
)  # fmt: skip


def _plainly(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Slip:
    """The parser's complaint, for people who never heard of tokens."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    source = lines[line] if line < len(lines) else ""
    before, after = source[:column], source[column:]
    said = f"{error.context or ''} {error.problem or ''}"
    for part, where_it_began, message, fix in _MEANT:
        if part in said:
            if where_it_began and error.context_mark:
                line, column = error.context_mark.line, error.context_mark.column
            return Slip(line, column, message, fix)
    if "cannot start any token" in said:
        if after.startswith("\t"):
            return Slip(line, column, *_MEANT[0][2:])
        return Slip(line, column, f"a text cannot begin with {after[:1]}", _QUOTE_IT)
    if "mapping values" in said:
        if ": " in before:
            return Slip(line, column, "a second ':' in one line", _QUOTE_IT)
        return Slip(line, column, "YAML expected no ':' here", f"leave a space after each ':' above; {_ALIGN}")
    if "expected key" in said or "'-' indicator" in said:
        return Slip(line, column, *_out_of_line(before))
    return Slip(line, column, f"this is not YAML: {error.problem or error.context}", "quote a text that holds : # { or [")


def _out_of_line(before: str) -> tuple[str, str]:
    """Why YAML cannot go on after `before`, the beginning of a line."""
    start = before.strip()
    text = start.removeprefix("- ").lstrip() if start.startswith("- ") else start.partition(": ")[2].lstrip()
    if text[:1] in ("{", "["):
        return f"a text cannot begin with {text[0]}", f"{_QUOTE_IT}, all of it"
    if text in ("'", '"'):
        return "a quote above this line is never closed", f"close it with {text} in the line where it begins"
    if text[:1] in ("'", '"'):
        return _AFTER_QUOTE
    return "this line does not line up with those above it", _ALIGN
