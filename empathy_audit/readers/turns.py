"""Building turns from records and words: what the readers of JSON formats have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from empathy_audit.readers.fields import first, moment, seconds, since, words_of
from empathy_audit.readers.source import Said

Keys = str | tuple[str, ...]  # a key, or several of which the first that is there counts
PAUSE = 1.0  # seconds of silence that end an utterance, where channels lie one after the other


class Word(NamedTuple):
    """One recognised word; `glued` is punctuation that belongs to the word before."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None
    glued: bool = False


def get(record: dict[str, Any], keys: Keys) -> Any:
    """The value of the first of `keys` that is there."""
    return record.get(keys) if isinstance(keys, str) else first(record, *keys)


def turn(
    record: dict[str, Any],
    text: Keys,
    speaker: Keys = "",
    role: Keys = "",
    start: Keys = "",
    end: Keys = "",
    per_second: float = 1.0,
) -> Said:
    """A turn from a record's fields, by their keys; `per_second` of the file's units of time make a second."""
    return Said(
        who(get(record, speaker)) if speaker else "",
        words_of(get(record, text)),
        words_of(get(record, role)) if role else "",
        None,
        seconds(get(record, start), per_second) if start else None,
        seconds(get(record, end), per_second) if end else None,
    )


def who(label: Any, prefix: str = "Speaker") -> str:
    """A speaker's label; a bare number becomes "Speaker 0", for people must be able to name it."""
    name = words_of(label)
    return f"{prefix} {name}" if name.isdigit() else name


def in_time(turns: Iterable[Said]) -> list[Said]:
    """The turns sorted by their start, if all have one: channels are often written one after the other."""
    said = list(turns)
    if any(turn.start is None for turn in said):
        return said
    return sorted(said, key=lambda turn: turn.start or 0.0)


def from_words(words: Iterable[Word], pause: float | None = None) -> list[Said]:
    """Words to turns: a new one whenever the speaker changes, or after a silence of `pause` seconds."""
    turns: list[list[Word]] = []
    ended: float | None = None  # punctuation has no times, so it cannot be asked
    for word in words:
        last = turns[-1][-1] if turns else None
        if last is not None and (word.glued or (word.speaker == last.speaker and not _after(ended, word, pause))):
            turns[-1].append(word)
        else:
            turns.append([word])
        ended = ended if word.end is None else word.end
    return [_said(group) for group in turns]


def _after(ended: float | None, word: Word, pause: float | None) -> bool:
    return pause is not None and ended is not None and word.start is not None and word.start - ended > pause


def _said(words: list[Word]) -> Said:
    text = "".join(word.text if word.glued or not n else " " + word.text for n, word in enumerate(words))
    start = next((word.start for word in words if word.start is not None), None)
    end = next((word.end for word in reversed(words) if word.end is not None), None)
    return Said(words[0].speaker, " ".join(text.split()), "", None, start, end)


def from_clock(pairs: Iterable[tuple[Said, Any]], sort: bool = False) -> list[Said]:
    """Turns whose times are moments of the calendar, as seconds since the first; `sort` puts them in that order."""
    timed = [(said, moment(when)) for said, when in pairs]
    if sort and all(when is not None for _, when in timed):
        timed.sort(key=lambda pair: pair[1] or 0.0)
    opening = next((when for _, when in timed if when is not None), None)
    return [said._replace(start=since(opening, when)) for said, when in timed]
