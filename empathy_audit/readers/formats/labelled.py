"""Text with a label before each turn: `Agent: ...`, with times before or after, bold, quoted, or the text below.

There is no standard; the shapes are those that people paste and tools such as Otter and Descript export.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from empathy_audit.readers.labels import Labelled, label_of, speakers, times
from empathy_audit.readers.roles import role_of_label
from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "labelled"
KIND: Container = "text"
DESCRIPTION = "text with speaker labels: `Agent: ...`, `[00:01:23] Agent: ...`, `**Agent:** ...`, a name and a time above"
FALLBACK = True

SHARE = 0.2  # of the lines that are not blank: prose with a few colons stays below
MOST_SPEAKERS = 25
LOOKED_AT = 2000  # lines
FENCE = re.compile(r"\s*(?:```|~~~|\"\"\"|'''|---+$|===+$)")
ASIDE = re.compile(r"\W{0,9}(?:(?:internal |private |agent |call )?notes?\s*:|transcribed (?:by|with) )", re.I)  # nobody's speech
METADATA = re.compile(
    r"[\s*_#]{0,20}(?:call|case|ticket|date|time|duration|id|channel|subject|topic|language|title|scenario)\b", re.I
)

HEADING = re.compile(r"\s*#{1,6}\s")
YAML = re.compile(r"\s+(?:- )?[a-z_]+: |- [a-z_]+: [a-z_]+$|[a-z_]+:$")


def claims(source: Source) -> bool:
    """At least two labelled lines, by speakers who recur or whose labels are role words, and not just here and there."""
    lines = source.lines[:LOOKED_AT]
    found = _labelled(lines)
    filled = sum(1 for line in lines if line.strip())
    known = speakers((label for label in found if label), filled)
    hits = sum(1 for label in found if label and label.label in known)
    bare = sum(1 for label in found if label and label.label in known and not label.text)
    if sum(1 for line in lines if YAML.match(line)) >= SHARE * filled:
        return False
    enough = hits + bare >= SHARE * filled or (hits > 3 and all(map(role_of_label, known)) and hits >= SHARE / 3 * filled)
    return hits >= 2 and len(known) <= MOST_SPEAKERS and enough


def read(source: Source) -> Iterator[Talk]:
    """One talk; lines without a label belong to the turn above, lines above the first label to nobody."""
    found = _labelled(source.lines)
    known = speakers((label for label in found if label), sum(1 for line in source.lines if line.strip()))
    spelled: dict[str, str] = {}
    turns: list[tuple[int, Labelled, list[str]]] = []
    for number, (line, label) in enumerate(zip(source.lines, found, strict=True), 1):
        if label and label.label in known:
            name = spelled.setdefault(label.label.casefold(), label.label)
            turns.append((number, label._replace(label=name), [label.text]))
        elif turns and not FENCE.match(line) and not ASIDE.match(line):
            turns[-1][2].append(line.strip())
    starts = times([label.time for _, label, _ in turns])
    said = [
        Said(label.label, _text(lines), "", number, start)
        for (number, label, lines), start in zip(turns, starts, strict=True)
    ]
    yield Talk([turn for turn in said if turn.text])


def _labelled(lines: tuple[str, ...]) -> list[Labelled | None]:
    """For each line its label. The block of facts above the conversation ("Date: ...") has none."""
    found = [label_of(line.removeprefix('"""'), bare=True) if line.strip() else None for line in lines]
    for number in range(_header(lines)):
        found[number] = None
    times_seen = Counter(label.label.casefold() for label in found if label)
    for number, label in enumerate(found):
        if label and HEADING.match(lines[number]) and times_seen[label.label.casefold()] == 1 and not role_of_label(label.label):
            found[number] = None  # a title with a colon in it
    return found


def _header(lines: tuple[str, ...]) -> int:
    """How many lines at the top are facts about the conversation: a block that holds at least one by its name."""
    block = next((n for n, line in enumerate(lines) if not line.strip() and n), 0)
    facts = sum(1 for line in lines[:block] if METADATA.match(line) and ":" in line)
    return block if facts and block <= 15 else 0


def _text(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    return text.removesuffix('"""').rstrip() if text.endswith('"""') else text
