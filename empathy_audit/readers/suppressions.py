"""Suppressions as files hold them: `empathy-audit: ignore EMP201 legal wording`, in a comment or in a field.

They are taken out before a reader sees the text, lines and all, so that a file reads as it would without them; the lines of
its turns are put right again afterwards. What stands alone on its line speaks of the next turn, otherwise of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from empathy_audit.model import Suppression, Transcript
from empathy_audit.readers.source import Said, Source, Talk

NAME = "empathy-audit"
_CALL = rf"{NAME}(?::|(?=\s+ignore\b))"  # a colon is easily forgotten
_MARKUP = rf"<!--\s{{0,9}}{_CALL}(?P<markup>(?:(?!-->).){{0,500}})-->"
_COMMENT = rf"(?:^|(?<=\s))(?:\#+|//)[ \t]*{_CALL}(?P<comment>[^\n]*)"
_BARE = rf"^[ \t]*(?:NOTE[ \t]+)?{NAME}:(?P<bare>[^\n]*)"  # NOTE: WebVTT's comments
MARKUP = rf"(?s:{_MARKUP})"
ANY = rf"(?sm:{_MARKUP}|{_COMMENT}|{_BARE})"
LEADING = rf"(?s:\s*{_MARKUP})+"
QUOTED = " \t>"  # what may stand before a comment that is alone on its line

RULES = r"\w(?:[\w.-]*\w)?(?:\s*,\s*\w(?:[\w.-]*\w)?)*"
LIKE_A_RULE = r"[A-Z]{2,}\d+\b"  # patterns are compiled by the few files that need them
EXAMPLE = f"`{NAME}: ignore EMP201 legal wording`"
WHOLE = "ignore-file"


class Note(NamedTuple):
    """What a file says to us: the words, the line it begins on, and whether it is alone there."""

    words: str
    line: int
    alone: bool


class Notes(NamedTuple):
    """All of a file's notes, and for each line that is left its number in the file."""

    found: Sequence[Note]
    lines: Sequence[int]


# -- in text ----------------------------------------------------------------------------------------------------------


def past_notes(text: str) -> str:
    """The text without the comments to us that it begins with: they must not make a page of a script."""
    leading = re.match(LEADING, text) if NAME in text else None
    return text[leading.end() :].lstrip() if leading else text


def taken_out(source: Source) -> tuple[Source, Notes | None]:
    """The source without its notes, and the notes; a line that holds nothing else goes with them."""
    pattern = ANY if source.kind == "text" else MARKUP
    found = list(_with_lines(pattern, source.text))
    if not found:
        return source, None
    lines = re.sub(pattern, lambda one: "\n" * one[0].count("\n"), source.text).split("\n")
    touched = {first + more for first, one in found for more in range(one[0].count("\n") + 1)}
    alone = {number for number in touched if not lines[number].strip(QUOTED)}
    kept = [number for number in range(len(lines)) if number not in alone]
    left = tuple(lines[number].rstrip() if number in touched else lines[number] for number in kept)
    notes = [Note(_words(one), first + 1, first in alone) for first, one in found]
    bare = replace(source, text="\n".join(left), lines=left if source.kind == "text" else ())
    return bare, Notes(notes, [number + 1 for number in kept])


def _with_lines(pattern: str, text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Each match with the line it begins on, from 0."""
    line = counted = 0
    for found in re.finditer(pattern, text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        yield line, found


def _words(found: re.Match[str]) -> str:
    return " ".join(next(words for words in found.groups() if words is not None).split())


def noted(talks: Sequence[Talk], notes: Notes) -> list[Talk]:
    """The conversations of a text, with the file's own line numbers, and with the suppressions that its notes hold."""
    from bisect import bisect_right  # late: few files need it

    talks = [replace(talk, turns=[_in_file(turn, notes.lines) for turn in talk.turns]) for talk in talks]
    places = sorted((turn.line, n, index) for n, talk in enumerate(talks) for index, turn in enumerate(talk.turns) if turn.line)
    lines = [line for line, _, _ in places]
    added: dict[int, list[Suppression]] = {}
    for note in notes.found:
        after = bisect_right(lines, note.line)
        at = after if note.alone else after - 1
        talk, turn = places[at][1:] if 0 <= at < len(places) else (0, None)
        whole, asked = read(note.words)
        fault = _misplaced(after, len(talks)) if whole else "" if turn is not None else "no turn stands there"
        added.setdefault(talk, []).extend(
            each._replace(turn=None if whole else turn, line=note.line, fault=each.fault or fault) for each in asked
        )
    return [replace(talk, suppressions=(*talk.suppressions, *added.get(n, ()))) for n, talk in enumerate(talks)]


def _in_file(turn: Said, lines: Sequence[int]) -> Said:
    return turn if turn.line is None else turn._replace(line=lines[turn.line - 1])


def _misplaced(before: int, talks: int) -> str:
    """What is wrong with the place of a note on the whole file, with so many turns `before` it; "" if nothing is."""
    if before:
        return f"{WHOLE} stands at the head of the file, before the first turn"
    return "several conversations stand in this file: switch the rule off for its path, in the house style" if talks > 1 else ""


# -- in fields --------------------------------------------------------------------------------------------------------


def field(record: dict[str, Any]) -> Any:
    """What a record of somebody else's format suppresses: `ignore`, if it holds words and not a flag of their own."""
    value = record.get("ignore")
    return value if isinstance(value, str | list) else None


def from_fields(turns: Sequence[Said], whole: Any) -> tuple[Suppression, ...]:
    """What the fields of a conversation (`whole`) and of its turns suppress. Their lines are not known yet."""
    found = list(_of_field(whole, None)) if whole else []
    if any(turn.ignore for turn in turns):
        for index, turn in enumerate(turns):
            found += _of_field(turn.ignore, index)
    return tuple(found)


def _of_field(value: Any, turn: int | None) -> Iterator[Suppression]:
    """`ignore` may be left out in a field: its name says it already."""
    items = value if isinstance(value, list) else [value] if value else []
    for item in items:
        if not isinstance(item, str):
            yield Suppression("", "", turn, fault='"ignore" is a list of texts such as "EMP201 legal wording"')
            continue
        for words in filter(str.strip, item.split("\n")):
            verb = words.split(None, 1)[0]
            whole, asked = read(words if verb in ("ignore", WHOLE) else f"ignore {words}")
            yield from (each._replace(turn=None if whole else turn) for each in asked)


def located(transcript: Transcript, line: int | None) -> tuple[Suppression, ...]:
    """Its suppressions, each with a line: its own, that of its turn, or `line`, on which all of the conversation stands."""
    turns = transcript.turns
    return tuple(
        each if each.line else each._replace(line=line if each.turn is None else turns[each.turn].line)
        for each in transcript.suppressions
    )


# -- the words --------------------------------------------------------------------------------------------------------


def read(words: str) -> tuple[bool, list[Suppression]]:
    """Whether the words speak of the whole file, and a suppression for each rule they name, one with a fault for none."""
    verb, _, rest = " ".join(words.split()).partition(" ")
    if verb not in ("ignore", WHOLE):
        return False, [Suppression("", rest, fault=f"'{verb}' means nothing here: write {EXAMPLE}")]
    named = re.match(RULES, rest)
    if named is None:
        return verb == WHOLE, [Suppression("", rest, fault=f"it names no rule: write {EXAMPLE}")]
    reason = rest[named.end() :].strip(" \t,:;-–—")
    fault = ""
    if not any(char.isalnum() for char in reason):
        fault = f"it gives no reason: write {EXAMPLE}"
    elif re.match(LIKE_A_RULE, reason):
        fault = "rules are separated by commas, as in EMP201,EMP202"
    rules = dict.fromkeys(rule.strip() for rule in named[0].split(","))
    return verb == WHOLE, [Suppression(rule, reason, fault=fault) for rule in rules]
