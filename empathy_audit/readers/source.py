"""What a reader is given and what it gives back: the nouns of this room.

A file is opened once (`opening.py`) into a `Source`: bytes are decoded, JSON and XML are parsed, archives are opened. A
reader looks at a `Source` and yields one `Talk` per conversation; who is agent and who is customer is settled later
(`roles.py`), so a reader only reports the labels and role words that the file holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, Protocol

from empathy_audit.errors import InputError, Problem
from empathy_audit.model import Suppression

Container = Literal["text", "json", "jsonl", "xml", "html", "zip", "pdf"]


class Said(NamedTuple):
    """One turn as it stands in the file. A tuple, because there are millions of them.

    `role` is the word for a role that the file itself gives ("AGENT", "END_USER"), "" where it gives none; `line` is
    None where the reader does not know it; `start` and `end` are seconds from the start of the contact.
    """

    speaker: str
    text: str
    role: str = ""
    line: int | None = None
    start: float | None = None
    end: float | None = None
    ignore: Any = None  # the turn's own suppressions, as a field of the file holds them


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation of a file. `id` is "" where the file names none; `roles` maps labels to role words.

    `ignore` is what a field of the conversation suppresses, as it stands there; `suppressions` are read by `reading.py`.
    """

    turns: list[Said]
    id: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    ignore: Any = None
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file, opened, or a part of one that a reader found inside it and does not know how to read.

    `data` is parsed JSON, an XML root, the text of a PDF's pages or an archive's members (name -> bytes, on demand);
    `text` is decoded, with `\\n` as its only line end; `lines` are its lines, for the container "text" only. A part may
    bring the `id` and `roles` of the whole, and the `line` on which all of it stands. `situation` is what the front matter
    of a script says it is for.
    """

    path: str
    stem: str
    kind: Container
    text: str = ""
    lines: tuple[str, ...] = ()
    data: Any = None
    warnings: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    line: int | None = None
    situation: tuple[str, ...] = ()


class Reader(Protocol):
    """The shape of every module in `formats/`.

    `KIND` is the container it looks into. A `FALLBACK` reader is asked only when no other claims the file.
    `claims` must be cheap and never raise; `read` may raise `InputError`.
    """

    NAME: str
    KIND: Container
    DESCRIPTION: str
    FALLBACK: bool

    def claims(self, source: Source) -> bool:
        """Whether the content, never the file's name, has this format."""

    def read(self, source: Source) -> Iterator[Talk | Source]:
        """Each conversation of the file, in the file's order; a `Source` for a part in another format."""


def wrong(path: str, message: str, fix: str = "", line: int | None = None, column: int | None = None) -> InputError:
    """An error about an input file, with its place. The message must not hold words of a transcript."""
    return InputError(Problem(path, message, fix, line, column))


def text_part(source: Source, text: str, id: str = "", line: int | None = None) -> Source:
    """A part of `source` that is text in a format of its own."""
    return replace(source, kind="text", text=text, lines=tuple(text.split("\n")), data=None, id=id, line=line, warnings=())
