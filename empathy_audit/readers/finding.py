"""From what the user names to files: folders, patterns, `-`, in an order that never changes.

In a folder or a pattern, hidden files are skipped, and so are files whose ending says that they cannot be a transcript
(`NOT_TRANSCRIPTS`: pictures, sound, programs, rule packs) and pipes, for which one would wait; a file that is named outright is
always read. Links to folders are not followed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator, Sequence
from glob import escape, glob, has_magic
from hashlib import blake2b
from pathlib import Path

from empathy_audit import remote
from empathy_audit.errors import InputError
from empathy_audit.readers.source import wrong

_NOT_TRANSCRIPTS = (
    ".png .jpg .jpeg .gif .svg .ico .webp .bmp .mp3 .wav .ogg .opus .flac .m4a .mp4 .mov .avi .mkv .webm .py .pyc .js "
    ".ts .css .sh .bat .exe .dll .so .toml .ini .cfg .lock .log .sarif .db .sqlite .gz .bz2 .xz .7z .tar"
)
NOT_TRANSCRIPTS = frozenset(_NOT_TRANSCRIPTS.split())
_NAMES = (
    "readme readme.md readme.txt license license.txt changelog.md makefile "
    "empathy-audit.yaml empathy-audit.yml empathy-audit-baseline.json"
)
NOT_TRANSCRIPT_NAMES = frozenset(_NAMES.split())
_SIGNS = re.escape(f"{os.sep}{os.altsep or ''}")
_IN_FOLDERS = re.compile(rf"(?P<above>(?:.*?[{_SIGNS}])?)\*\*(?:[{_SIGNS}]+(?P<below>.*))?", re.S)  # "calls/**/*.txt"


def collect(paths: Sequence[str], without: Collection[str] = ()) -> Iterator[str | InputError]:
    """Each file once, in the order named, folders sorted; an `InputError` for a path or pattern that finds nothing.

    Files in `without`, real paths, are passed over: reports of an earlier run may lie among the transcripts.
    """
    seen = {_mark(path) for path in without}
    for path in paths:
        for found in _found(path):
            if isinstance(found, InputError):
                yield found
                continue
            mark = _mark(found if found == "-" or remote.is_url(found) else os.path.realpath(found))
            if mark not in seen:
                seen.add(mark)
                yield found


def _mark(path: str) -> bytes:
    """The path in a few bytes: a million of them have to be remembered."""
    return blake2b(os.fsencode(path), digest_size=16).digest()


def _found(path: str) -> Iterator[str | InputError]:
    if path == "-":
        yield path
    elif "\x00" in path or not path:
        yield wrong(path.replace("\x00", "?") or '""', "is not a path")
    elif remote.is_url(path):
        yield from _far(path)
    elif os.path.isdir(path):  # noqa: PTH112 - unlike Path, it never raises
        yield from _in_folder(path)
    elif os.path.lexists(path):
        yield path
    elif has_magic(path):
        yield from _matching(path)
    else:
        yield wrong(path, "no such file or folder", _did_you_mean(path))


def _in_folder(folder: str) -> Iterator[str | InputError]:
    """Files in and below the folder, sorted. A folder without any is an error, for it is hardly what was meant."""
    problems: list[InputError] = []

    def refused(problem: OSError) -> None:
        problems.append(wrong(str(problem.filename), f"cannot be listed: {problem.strerror}"))

    empty = True
    for here, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(here, name)  # noqa: PTH118 - keeps the path as the user wrote it
            if _may_be_transcript(name) and not _is_pipe(path):
                empty = False
                yield path
    yield from problems
    if empty and not problems:
        yield wrong(folder, "no transcripts in this folder", "hidden files, pictures, sound and programs are skipped")


def _far(url: str) -> Iterator[str | InputError]:
    """The files at a URL, in the order of a folder."""
    try:
        found = remote.files(url)
    except remote.RemoteError as problem:
        yield wrong(url, f"cannot be listed: {problem}", problem.fix)
        return
    if found is None:
        yield wrong(url, "no such file or folder", "check the spelling of the URL")
        return
    files = found if found == [url] else [each for each in found if _may_be_transcript(_name(each)) and not _is_hidden(url, each)]
    yield from files
    if not files:
        yield wrong(url, "no transcripts at this URL", "hidden files, pictures, sound and programs are skipped")


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _is_hidden(url: str, found: str) -> bool:
    below = found.removeprefix(url.rstrip("/") + "/")
    return any(part.startswith(".") for part in below.split("/"))


def _matching(pattern: str) -> Iterator[str | InputError]:
    found = sorted({*_expanded(pattern)})
    files = [path for path in found if _may_be_transcript(Path(path).name) and not os.path.isdir(path) and not _is_pipe(path)]  # noqa: PTH112
    yield from files
    if not files:
        yield wrong(pattern, "no file matches this pattern", "quote it, and use ** for folders in folders")


def _expanded(pattern: str) -> Iterator[str]:
    """As glob has it, but `**` follows no links to folders: one to a folder above has no end, and two never return."""
    parts = _IN_FOLDERS.fullmatch(pattern)
    if parts is None:
        yield from glob(pattern)  # noqa: PTH207 - Path.glob takes no absolute pattern
        return
    above = parts["above"]
    for top in glob(above) if has_magic(above) else [above]:  # noqa: PTH207
        for here, folders, _ in os.walk(top or os.curdir):
            folders[:] = [name for name in folders if not name.startswith(".")]
            shown = here if top else here[2:]  # without the "./" that nobody wrote
            yield from _expanded(os.path.join(escape(shown), parts["below"] or "*"))  # noqa: PTH118


def _is_pipe(path: str) -> bool:
    """Whether it is no file with an end: a pipe, a socket or a device."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - unlike Path, it takes whatever a folder holds
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _may_be_transcript(name: str) -> bool:
    low = name.lower()
    return not (
        name.startswith(".")
        or Path(low).suffix in NOT_TRANSCRIPTS
        or low in NOT_TRANSCRIPT_NAMES
    )


def _did_you_mean(path: str) -> str:
    from difflib import get_close_matches  # late: only for a mistake

    wanted = Path(path)
    try:
        names = sorted(entry.name for entry in wanted.parent.iterdir())
    except OSError:
        return "check the spelling of the path"
    close = get_close_matches(wanted.name, names, n=1)
    return f"did you mean {wanted.parent / close[0]}?" if close else "check the spelling of the path"
