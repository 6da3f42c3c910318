"""Subtitle cues to turns: what WebVTT, SRT and their kin have in common.

Names may stand in voice tags, or before a colon; often only the first cue of a turn names its speaker, so a name holds
until the next one. Rolling captions repeat the line before, which is read once.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from empathy_audit.readers.fields import seconds
from empathy_audit.readers.labels import Labelled, label_of, may_be_name, speakers
from empathy_audit.readers.source import Said

CLOCK = r"(?:(?:\d+:)?\d+:)?\d+(?:[.,]\d+)?"
TIMING = re.compile(rf"\s*(?P<start>{CLOCK})\s*-->\s*(?P<end>{CLOCK})(?:\s|$)")
CREDIT = re.compile(
    r"\W{0,9}(?:(?:subtitles?|captions?|closed captions?|transcri(?:bed|pt|ption)|translat(?:ed|ion)|synced|corrected|encoded)\b"
    r"[\w &]{0,30}(?:\bby\b|:|\bfrom\b)|(?:www\.|https?://)\S{1,200}\W{0,9}$)", re.IGNORECASE
)  # what those who made the subtitles say of themselves
BRACKETS = re.compile(r"\s*[\[(](?P<name>[^\[\]():]{1,40})[\])]\s*:?\s*(?P<text>.*)$", re.S)
SOUND = re.compile(r"(?:music|applause|laugh|silence|noise|inaudible|crosstalk|sighs?|pause|cheer|blank_audio|foreign)", re.I)
ROLLING = 0.6  # of the cues begin with the line that ended the one before: chance repeats far fewer
VOICE = re.compile(r"<v((?:\.[^\s<>]{0,200})?)[ \t\n]{1,20}([^<>]{0,200})>")
ROLES = frozenset({"agent", "customer", "bot", "system"})  # a voice's class may be one: <v.agent Ann>
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|</?>|<\d[\d:.]*>|\{\\[^}]*\}")
WORD_TIMES = re.compile(r"<\d\d:\d\d[\d:.]*>")


class Cue(NamedTuple):
    """A stretch of text with its times in seconds and the line of its timing in the file."""

    line: int
    start: float | None
    end: float | None
    text: tuple[str, ...]


def timed_blocks(lines: Sequence[str]) -> Iterator[Cue]:
    """Every timing line with the text below it, up to a blank line or the next line with an arrow."""
    start = 0
    while start < len(lines):
        timing = TIMING.match(lines[start]) if "-->" in lines[start] else None
        start += 1
        if timing is None:
            continue
        end = start
        while end < len(lines) and lines[end].strip() and "-->" not in lines[end]:
            end += 1
        text = lines[start:end]
        if text and text[-1].strip().isdigit() and end < len(lines) and TIMING.match(lines[end]):
            text = text[:-1]  # the next cue's number, for want of a blank line
        yield Cue(start, *_times(timing), tuple(text))
        start = end


def _times(timing: re.Match[str]) -> tuple[float | None, float | None]:
    """Start and end; a cue that ends where it starts is how a file without ends is written."""
    start, end = seconds(timing["start"]), seconds(timing["end"])
    return start, end if start is None or end is None or end > start else None


def turns_of(cues: Iterable[Cue]) -> list[Said]:
    """One turn a cue, more where a cue has several voices, each with the name that holds for it."""
    cues = list(_unrolled(list(cues)))
    if any("<v" in line for cue in cues for line in cue.text):
        pieces = [piece for cue in cues for piece in _voices(cue)]
    else:
        pieces = _prefixed(cues)
    return list(_carried_forward(pieces))


def plain(text: str) -> str:
    """Cue text without tags, entities decoded, on one line."""
    return " ".join(html.unescape(TAG.sub("", text)).split())


def _voices(cue: Cue) -> Iterator[Said]:
    before, *voiced = VOICE.split("\n".join(cue.text))
    if len(voiced) == 3:  # one voice: what stands outside its tag is its own, too
        before, voiced = "", [*voiced[:2], f"{before}{voiced[2]}"]
    if plain(before) or not voiced:
        yield Said("", plain(before), "", cue.line, cue.start, cue.end)
    for classes, name, text in zip(voiced[::3], voiced[1::3], voiced[2::3], strict=True):
        role = next((each for each in classes.split(".") if each in ROLES), "")
        yield Said(" ".join(html.unescape(name).split()), plain(text), role, cue.line, cue.start, cue.end)


def _prefixed(cues: list[Cue]) -> list[Said]:
    labelled: list[list[tuple[str, Labelled | None]]] = [
        [(text, label_of(text)) for text in map(_one_line, cue.text)] for cue in cues
    ]
    known = speakers(label for lines in labelled for _, label in lines if label)
    if not known:
        labelled, known = _otherwise([[text for text, _ in lines] for lines in labelled])
    said = []
    for cue, lines in zip(cues, labelled, strict=True):
        who = ""
        words: list[str] = []
        for text, label in lines:
            if label and label.label in known:
                if words:
                    said.append(Said(who, " ".join(words), "", cue.line, cue.start, cue.end))
                who, words = label.label, [label.text] if label.text else []
            elif text:
                words.append(text)
        if words or who or not lines:
            said.append(Said(who, " ".join(words), "", cue.line, cue.start, cue.end))
    return said


Lines = list[list[tuple[str, Labelled | None]]]


def _otherwise(cues: list[list[str]]) -> tuple[Lines, set[str]]:
    """Names in other places than before a colon: `[Ann] Hello`, `(Speaker 1)`, or alone on the first line of every cue."""
    bracketed: Lines = [[(text, _in_brackets(text)) for text in lines] for lines in cues]
    # a name has words behind it; sounds ("[music]") stand alone
    seen = [label for lines in bracketed for n, (_, label) in enumerate(lines) if label and (label.text or lines[n + 1 :])]
    count = Counter(label.label for label in seen if may_be_name(label.label) and not SOUND.match(label.label))
    if len(count) > 1 and max(count.values()) > 1:
        return bracketed, set(count)
    above = Counter(lines[0] for lines in cues if len(lines) > 1)
    if len(cues) > 2 and sum(above.values()) == len(cues) and 1 < len(above) <= len(cues) / 1.5 and all(map(may_be_name, above)):
        return [[(lines[0], Labelled(lines[0], "")), *((text, None) for text in lines[1:])] for lines in cues], set(above)
    return [[(text, None) for text in lines] for lines in cues], set()


def _in_brackets(text: str) -> Labelled | None:
    found = BRACKETS.match(text)
    return Labelled(found["name"].strip(), found["text"].strip()) if found else None


def _one_line(text: str) -> str:
    return plain(text).removeprefix(">>").strip()


def _carried_forward(said: Iterable[Said]) -> Iterator[Said]:
    who = ""
    for turn in said:
        if not turn.speaker and CREDIT.match(turn.text):
            yield turn._replace(role="system")
            continue
        who = turn.speaker or who
        yield turn if turn.speaker else turn._replace(speaker=who)


def _rolls(cues: list[Cue]) -> bool:
    """Whether most cues take up the last line of the one before and add to it."""
    shown = [[line.strip() for line in cue.text if line.strip()] for cue in cues]
    pairs = [(before, lines) for before, lines in pairwise(shown) if before and lines]
    rolling = sum(1 for before, lines in pairs if len(lines) > 1 and lines[0] == before[-1])
    return len(pairs) > 1 and rolling >= ROLLING * len(pairs)


def _unrolled(cues: list[Cue]) -> Iterator[Cue]:
    """The cues without lines that repeat the cue before, where the file is made of rolling captions."""
    if not any(WORD_TIMES.search(line) for cue in cues for line in cue.text) and not _rolls(cues):
        yield from cues
        return
    before: list[str] = []
    for cue in cues:
        lines = [plain(line) for line in cue.text]
        lines = [line for line in lines if line]
        fresh = lines
        for size in range(min(len(before), len(lines)), 0, -1):
            if before[-size:] == lines[:size]:
                fresh = lines[size:]
                break
        before = lines or before
        yield cue._replace(text=tuple(html.escape(line, quote=False) for line in fresh))
