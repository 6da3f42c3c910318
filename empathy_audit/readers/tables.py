"""Tables of conversations, from CSV, spreadsheets and documents: which column is what, and one row or one call a row.

Columns are known by their headings (`HEADINGS`), else by what is in them. Without a column of speakers, a row whose
text has labelled lines is a whole call, and a heading that is a role is itself the speaker of the cells below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from empathy_audit.readers.fields import moment, seconds
from empathy_audit.readers.labels import label_of, speakers
from empathy_audit.readers.roles import role_of_word
from empathy_audit.readers.source import Said, Source, Talk, text_part
from empathy_audit.readers.turns import from_clock, who

HEADINGS = {
    name: column
    for column, names in {
        "speaker": "speaker speakername speakerlabel speakerid sender sendername author authorname participant actor from "
        "participantid participantname name who actorid senderid authorid talker party channel",
        "role": "role speakerrole participantrole authorrole sendertype actortype speakertype authortype senderrole "
        "participanttype participantpurpose direction inbound",
        "text": "text utterance message body transcript content messagetext messagebody transcription sentence line words "
        "msg plainbody speech chattext messagecontent utterancetext dialogue conversation chat calltranscript comment",
        "id": "conversationid convid convoid callid dialogueid dialogid sessionid chatid ticketid contactid threadid "
        "transcriptid caseid interactionid recordingid conversationkey conversation_id episodeid meetingid",
        "public": "public ispublic",
        "row": "id key uuid ref reference",
        "start": "start starttime startts timestamp time begin offset startsec createdat datetime date created sentat "
        "startms starttimems begintime timein startseconds starts",
        "end": "end endtime endts stop endsec endms endtimems timeout endseconds",
        "order": "turn index turnindex turnid order sequence seq turnnumber chatindex messageindex utteranceindex "
        "position sequencenumber utteranceid",
        "ignore": "empathyaudit",
    }.items()
    for name in names.split()
}
MILLISECONDS = re.compile(r"ms$|milli", re.I)
WORDS = re.compile(r"[^\W\d]{2}.*\s\w")  # more than one
FEW = 8  # distinct speakers in a column that has no heading

TOP = 10  # rows in which the headings are looked for: reports begin with a title and a date
SAID = re.compile(r"\b(?:message|response|text|utterance|reply|query|turn|said|transcript)s?\b")  # beside a role in a heading
YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
INLINE = re.compile(r"(?:^|(?<=[\s.?!]))([A-Z][A-Za-z]{2,14}(?: [A-Z][A-Za-z]{2,14})?(?: ?\d{1,2})?):\s")

Row = tuple[int | None, Sequence[str]]  # line in the file, cells


class Columns(NamedTuple):
    """Where things stand: the number of a column by its meaning, whether a heading says so, and how a call is laid out."""

    at: dict[str, int]
    headed: bool
    layout: str  # "turns": a turn a row; "calls": a call a row; "sides": a column for each speaker


def table_in(rows: Sequence[Row]) -> tuple[Sequence[Row], Columns] | None:
    """The rows from the headings on and what they hold; None if it is no table of conversations."""
    for top in range(min(TOP, len(rows))):
        columns = columns_of(rows[top:])
        if columns and (not top or (columns.headed and columns.layout != "sides")):
            return rows[top:], columns
    return None


def columns_of(rows: Sequence[Row]) -> Columns | None:
    """What the columns hold, None if it is no table of conversations."""
    if len(rows) < 2:
        return None
    heading = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in rows[0][1]]
    at: dict[str, int] = {}
    for number, name in enumerate(heading):
        if name in HEADINGS:
            at.setdefault(HEADINGS[name], number)
    if "text" in at and ("speaker" in at or "role" in at) and not _whole_calls(rows[1:], at["text"]):
        return Columns(at, True, "turns")
    if "text" in at and _whole_calls(rows[1:], at["text"]):
        return Columns(at, True, "calls")
    if sides := _sides(rows):
        return Columns(sides | {key: at[key] for key in ("id", "order") if key in at}, True, "sides")
    return _without_headings(rows)


def _sides(rows: Sequence[Row]) -> dict[str, int]:
    """The columns by the speakers that they are headed with; empty unless it has one for the customer and one for the company."""
    roles = {n: role_of_word(SAID.sub("", re.sub(r"[_\W]+", " ", cell.lower()))) for n, cell in enumerate(rows[0][1])}
    given = {n for n, role in roles.items() if role}
    if len(rows[0][1]) == 2 and given and all(0 < len(cell) <= 20 for cell in rows[0][1]):
        given = {0, 1}  # the other is a name
    elif not {"customer"} < {roles[n] for n in given}:
        return {}
    cells = [_cell(cells, n) for _, cells in rows[1:] for n in given]
    if any(map(role_of_word, cells)) or not any(map(WORDS.search, cells)):
        return {}
    return {f"side {n}": n for n in sorted(given)}


def _cell(cells: Sequence[str], number: int | None) -> str:
    return cells[number].strip() if number is not None and number < len(cells) else ""


def _whole_calls(rows: Sequence[Row], column: int) -> bool:
    """Whether half of the cells (of the first 20) hold labelled lines."""
    cells = [_cell(cells, column) for _, cells in rows[:20]]
    return sum(map(_is_call, cells)) * 2 >= max(1, len([cell for cell in cells if cell]))


def _is_call(cell: str) -> bool:
    text = spread(cell)
    found = [label for line in text.split("\n") if (label := label_of(line))] if "\n" in text else []
    known = speakers(found)
    return sum(1 for label in found if label.label in known) >= 2


def spread(text: str) -> str:
    """A call on one line ("Agent: Hello. Customer: Hi.") with a line for each turn, where both sides are labelled by role."""
    if "\n" in text:
        return text
    roles = {role_of_word(label) for label in INLINE.findall(text)}
    if "customer" not in roles or not roles & {"agent", "bot"}:
        return text
    return INLINE.sub(lambda found: f"\n{found[0]}" if role_of_word(found[1]) else found[0], text).strip()


def _without_headings(rows: Sequence[Row]) -> Columns | None:
    """A column of role words beside a column of words, or nothing."""
    width = max(len(cells) for _, cells in rows)
    first = {re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in rows[0][1]}
    if width < 2 or first & HEADINGS.keys():
        return None
    for number in range(width):
        values = {_cell(cells, number).lower() for _, cells in rows}
        known = [value for value in values if role_of_word(value) or value == "me"]
        if known and len(values) <= FEW and 2 * len(known) >= len(values) and "" not in values:
            others = [n for n in range(width) if n != number]
            text = max(others, key=lambda n: len({_cell(cells, n) for _, cells in rows}))
            if sum(1 for _, cells in rows if WORDS.search(_cell(cells, text))) * 2 < len(rows):
                continue
            same = [n for n in others if n != text and len({_cell(cells, n) for _, cells in rows}) * 2 <= len(rows)]
            return Columns({"speaker": number, "text": text, **({"id": same[0]} if same else {})}, False, "turns")
    return None


def talks_in(rows: Sequence[Row], columns: Columns, source: Source) -> Iterator[Talk | Source]:
    """Each conversation of the table; rows of one conversation need not stand together."""
    at, body = columns.at, rows[1:] if columns.headed else rows
    if columns.layout == "sides":
        yield from _by_side(rows[0][1], body, at)
        return
    if columns.layout == "calls":
        for line, cells_ in body:
            if text := _cell(cells_, at["text"]):
                yield text_part(source, spread(text), _cell(cells_, at.get("id", at.get("row"))), line)
        return
    groups: dict[str, list[Row]] = {}
    for row in body:
        groups.setdefault(_cell(row[1], at.get("id")), []).append(row)
    scale = 1000.0 if columns.headed and "start" in at and MILLISECONDS.search(rows[0][1][at["start"]]) else 1.0
    for id, group in groups.items():
        yield Talk(_turns(_ordered(group, at), at, scale), id)


def _by_side(heading: Sequence[str], body: Sequence[Row], at: dict[str, int]) -> Iterator[Talk]:
    sides = {n: heading[n].strip() for name, n in at.items() if name.startswith("side ")}
    talks: dict[str, list[Said]] = {}
    for line, cells in body:
        said = (Said(label, _cell(cells, n), role_of_side(label), line) for n, label in sides.items())
        talks.setdefault(_cell(cells, at.get("id")), []).extend(turn for turn in said if turn.text)
    for id, turns in talks.items():
        yield Talk(turns, id)


def role_of_side(heading: str) -> str:
    """The role word in a heading such as "agent_response", "" where there is none."""
    word = SAID.sub("", re.sub(r"[_\W]+", " ", heading.lower())).strip()
    return word if role_of_word(word) else ""


def _ordered(rows: list[Row], at: dict[str, int]) -> list[Row]:
    numbers = [_cell(cells, at.get("order")) for _, cells in rows]
    if "order" in at and all(number.isdigit() and len(number) < 10 for number in numbers):
        return [row for _, row in sorted(zip(map(int, numbers), rows, strict=True), key=lambda pair: pair[0])]
    return rows


def _role(cells: Sequence[str], at: dict[str, int]) -> str:
    """A row's role word. What is not public was not said; a yes or no to "inbound" tells the customer from the company."""
    if YES_NO.get(_cell(cells, at.get("public")).lower()) is False:
        return "system"
    word = _cell(cells, at.get("role"))
    inbound = YES_NO.get(word.lower())
    return word if inbound is None else "customer" if inbound else "agent"


def _turns(rows: list[Row], at: dict[str, int], scale: float) -> list[Said]:
    turns = [
        Said(
            who(_cell(cells, at.get("speaker"))), _cell(cells, at["text"]), _role(cells, at), line,
            ignore=_cell(cells, at.get("ignore")),
        )
        for line, cells in rows
    ]
    starts = [_cell(cells, at.get("start")) for _, cells in rows]
    dated = sum(1 for start in starts if re.match(r"\d{4}-\d|1\d{9}", start))
    if dated * 2 > len(starts):
        return from_clock(zip(turns, starts, strict=True), sort=all(moment(start) is not None for start in starts))
    ends = [_cell(cells, at.get("end")) for _, cells in rows]
    times = ((seconds(start, scale), seconds(end, scale)) for start, end in zip(starts, ends, strict=True))
    return [turn._replace(start=start, end=end) for turn, (start, end) in zip(turns, times, strict=True)]
