"""Where converted conversations go: standard output, one file, or a file each in a folder. A file appears whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from empathy_audit.errors import Problem, UsageError

if TYPE_CHECKING:
    from empathy_audit.model import Transcript
    from empathy_audit.writers import Writer

LONGEST_NAME = 100  # characters; file systems take 255 bytes
NOT_IN_NAMES = re.compile(r"[^\w.-]+")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)  # devices of Windows, with any ending


class Together:
    """All conversations in one stream: standard output, or the file at `path`."""

    def __init__(self, writer: Writer, path: str, force: bool) -> None:
        self._writer = writer
        self._path = path
        self._written = 0
        self._ids: dict[str, int] = {}
        self._open = ExitStack()
        if path:
            self._stream = self._open.enter_context(_appearing(_target(path, force)))
        else:
            self._stream = sys.stdout

    def add(self, transcript: Transcript) -> None:
        """Writes it. Raises `UsageError` for a second one where the format takes one, `InputError` where it takes none such."""
        if self._written and not self._writer.MANY:
            message = "several conversations, of which this format holds one to a file"
            raise UsageError(Problem("--out", message, "name a folder: --out DIR/"))
        text = self._writer.written(transcript._replace(id=_unique(transcript.id, self._ids)))
        self._stream.write(text if self._written else self._writer.HEAD + text)
        self._written += 1

    def finish(self, failed: bool = False) -> None:
        """Puts the file in its place, if anything was written and nothing `failed`."""
        if failed or not self._written:
            self._open.__exit__(DiscardedError, DiscardedError(), None)
        self._open.close()


class Apart:
    """A file for each conversation, in a folder, by its id."""

    def __init__(self, writer: Writer, folder: str, force: bool) -> None:
        self._writer = writer
        self._folder = Path(folder)
        self._force = force
        self._names: dict[str, int] = {}
        self._folder.mkdir(parents=True, exist_ok=True)

    def add(self, transcript: Transcript) -> None:
        """Writes it to a file of its own. Raises `UsageError` where there is one already."""
        name = _unique(_file_name(transcript.id), self._names)
        text = self._writer.HEAD + self._writer.written(transcript)
        with _appearing(_target(str(self._folder / f"{name}{self._writer.SUFFIX}"), self._force)) as stream:
            stream.write(text)

    def finish(self, failed: bool = False) -> None:
        """Nothing is left to do: each file is in its place."""


class DiscardedError(Exception):
    """Ends the writing of a file that shall not appear."""


def is_folder(path: str) -> bool:
    """Whether the user means a folder: one that is there, or a name that ends as one."""
    return path.endswith(("/", os.sep)) or Path(path).is_dir()


def _target(path: str, force: bool) -> Path:
    target = Path(os.path.realpath(path))
    if Path(path).exists() and not Path(path).is_file():
        raise UsageError(Problem(path, "is not a file that can be written"))
    if target.exists() and not force:
        raise UsageError(Problem(path, "exists already", "--force replaces it"))
    if not target.parent.is_dir():
        raise UsageError(Problem(path, "its folder does not exist", "create it, or name a folder: --out DIR/"))
    return target


@contextmanager
def _appearing(target: Path) -> Iterator[TextIO]:
    """A stream whose file takes its name only when all is written."""
    part = target.with_name(f".{target.name[:LONGEST_NAME]}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream
        part.replace(target)
    except DiscardedError:
        pass
    finally:
        part.unlink(missing_ok=True)


def _unique(name: str, taken: dict[str, int]) -> str:
    """The name, with a number where it was given before; case does not count, for on some disks it does not."""
    key = name.casefold()
    taken[key] = taken.get(key, 0) + 1
    return name if taken[key] == 1 else _unique(f"{name}-{taken[key]}", taken)


def _file_name(id: str) -> str:
    """An id as a file name that stays in its folder, is not hidden and no device."""
    name = NOT_IN_NAMES.sub("-", id)[:LONGEST_NAME].strip(".-")
    return f"_{name}" if RESERVED.match(name) else name or "conversation"
