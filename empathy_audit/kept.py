"""What takes long to work out and never changes, kept between runs: compiled rules and tables of the libraries. No transcripts.

A thing is kept under a name made from everything it was made from, so that it is never stale; it may be deleted at any
time. `EMPATHY_AUDIT_CACHE` names another folder, or is `off`.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

VARIABLE = "EMPATHY_AUDIT_CACHE"
MOST = 8  # things of one kind that are kept; the oldest go first


def name_of(kind: str, parts: Iterable[str], files: Iterable[Path] = ()) -> str:
    """The name under which a `kind` of thing is kept that is made from `parts`, and by the code or data in `files`."""
    name = hashlib.sha256(sys.implementation.cache_tag.encode())
    for part in (*map(_trace, files), *parts):
        raw = part.encode("utf-8", "surrogateescape")
        name.update(b"%d\n" % len(raw))
        name.update(raw)
    return f"{kind}-{name.hexdigest()[:32]}"


def _trace(file: Path) -> str:
    """What changes when `file` does."""
    status = file.stat()
    return f"{file} {status.st_size} {status.st_mtime_ns}"


def find(name: str) -> bytes | None:
    """What is kept as `name`; None where there is nothing that can be used."""
    folder = _folder()
    if folder is None:
        return None
    try:
        with (folder / name).open("rb") as file:
            return file.read() if _ours(os.fstat(file.fileno())) else None
    except OSError:
        return None


def keep(name: str, thing: bytes) -> None:
    """Keeps `thing` as `name` if that can be done; whole or not at all, also when two runs keep it at once."""
    folder = _folder()
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(folder.stat()):
            return
        handle, written = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(thing)
            Path(written).replace(folder / name)
        except BaseException:
            Path(written).unlink(missing_ok=True)
            raise
        alike = folder.glob(f"{name.partition('-')[0]}-*")
        for old in sorted(alike, key=lambda path: path.stat().st_mtime, reverse=True)[MOST:]:
            old.unlink(missing_ok=True)


def keeping() -> bool:
    """Whether anything is kept at all."""
    return _folder() is not None


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE, "")
    if named == "off":
        return None
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or ""
    try:
        return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "empathy-audit"  # noqa: PTH117
    except RuntimeError:  # there is no home
        return None


def _ours(status: os.stat_result) -> bool:
    """Whether nobody else could have written it: compiled rules from a stranger might run anything."""
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
