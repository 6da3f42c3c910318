"""What came out for files that have not changed since: kept between runs, in a folder that the user named.

An entry is named by everything that it was made from: the bytes of the file, its path, the rules, the options, the code of this
tool and the versions of its libraries. So it is never stale, and only what is in a file decides, never its date. Entries are data
that can run nothing; they hold the words of transcripts, so nobody but the owner may read them. Each appears whole or not at all,
and any of them, or the folder, may be deleted at any time. What was made under other rules goes when nobody has asked for it in
`UNUSED_DAYS`.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from empathy_audit import __version__
from empathy_audit.errors import Problem, UsageError
from empathy_audit.model import Rulebook
from empathy_audit.readers import Slice

LIBRARIES = (
    "nltk", "textblob", "regex", "charset-normalizer", "pypdf", "defusedxml", "pyyaml", "phonenumberslite", "python-stdnum",
)  # fmt: skip
UNUSED_DAYS = 30
OTHERS = 0o077  # the rights of everybody but the owner
SIGNATURE = 16  # bytes that tell an entry that is damaged, or under another's name
NOTES = (  # what other tools want to know of such a folder
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Results of empathy-audit; may be deleted at any time.\n"),
    (".gitignore", "*\n"),
)


class Cache:
    """A folder of entries for one set of rules, options and code."""

    def __init__(self, folder: str, books: Sequence[Rulebook]) -> None:
        self.folder = folder
        self._books = books

    def name(self, raw: bytes, path: str, slice: Slice | None, book: Rulebook) -> str:
        """The name for what comes out of these bytes."""
        name = blake2b(raw, digest_size=30)
        which = next(n for n, each in enumerate(self._books) if each is book)
        name.update(repr((path, slice, which)).encode("utf-8", "surrogatepass"))
        return name.hexdigest()

    def find(self, name: str) -> tuple[bytes, str] | None:
        """What was kept, and the note to it; None where there is nothing that can be used."""
        try:
            handle = os.open(self._place(name), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as file:
                if not _only_ours(os.fstat(handle)):
                    return None
                entry = file.read()
            signature, rest = entry[:SIGNATURE], entry[SIGNATURE:]
            if _signature(name, rest) != signature:
                return None
            note, _, packed = zlib.decompress(rest).partition(b"\n")
        except (OSError, zlib.error):
            return None
        return packed, note.decode()

    def keep(self, name: str, packed: bytes, note: str) -> str:
        """Keeps it with a note of one line, whole or not at all, also when several do so at once.

        Gives why it cannot be kept, "" if it can.
        """
        place = self._place(name)
        draft = f"{place}.{os.getpid()}-{os.urandom(4).hex()}"
        rest = zlib.compress(note.encode() + b"\n" + packed, 1)
        try:
            try:
                handle = _new(draft)
            except FileNotFoundError:
                _folders(Path(place).parent)
                handle = _new(draft)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_signature(name, rest) + rest)
                os.replace(draft, place)  # noqa: PTH105 - as fast as can be, once for each file
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def _place(self, name: str) -> str:
        return f"{self.folder}/{name[:2]}/{name[2:]}"


def opened(folder: str, books: Sequence[Rulebook], options: object) -> Cache:
    """The cache in `folder`, made if need be, for these rules and options. Raises UsageError where it cannot be used.

    `books` are all those of one house, whose digest says how they differ, in an order that the digest decides.
    """
    top = Path(folder).absolute()
    try:
        _prepared(top)
        own = sha256("\n".join(_made_by(books[0].digest, options)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        _folders(top / own)
        os.utime(top / own)
        _forget(top, own)
    except OSError as error:
        raise _wrong(folder, f"the cache cannot be used: {error.strerror or error}", "name another folder with --cache") from None
    return Cache(str(top / own), books)


def _prepared(top: Path) -> None:
    """Makes the folder, for its owner alone. One that was there is taken if it is ours, or empty."""
    if not top.exists():
        _folders(top)
    status = top.stat()
    if not _only_ours(status, writing=False):
        mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        if not mine or any(top.iterdir()):
            why = "others can read it" if mine else "it is somebody else's"
            raise _wrong(str(top), f"the cache cannot be used: {why}", "chmod 700 it, or name another folder with --cache")
        top.chmod(0o700)
    for name, text in NOTES:
        if not (top / name).exists():
            (top / name).write_text(text, encoding="utf-8")


def _made_by(digest: str, options: object) -> Iterator[str]:
    """All that decides what comes out, but for the files."""
    yield from (__version__, sys.implementation.cache_tag, platform.python_version(), digest, repr(options))
    for library in LIBRARIES:
        try:
            yield f"{library} {version(library)}"
        except PackageNotFoundError:
            yield library
    package = Path(__file__).parent.parent
    for file in sorted(package.rglob("*.py")):
        yield f"{file.relative_to(package)} {sha256(file.read_bytes()).hexdigest()}"


def _forget(top: Path, own: str) -> None:
    """Removes what was made under rules, or by code, that nobody has asked for in a long time."""
    oldest = time.time() - UNUSED_DAYS * 86_400
    for entry in list(os.scandir(top)):
        if entry.name != own and len(entry.name) == len(own) and entry.is_dir(follow_symlinks=False):
            with suppress(OSError):
                if entry.stat().st_mtime < oldest:
                    shutil.rmtree(entry.path, ignore_errors=True)


def _folders(folder: Path) -> None:
    """Makes a folder and those it lies in; only its owner may look into the new ones."""
    if not folder.parent.exists():
        _folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def _signature(name: str, rest: bytes) -> bytes:
    return blake2b(rest, digest_size=SIGNATURE, key=name.encode()).digest()


def _new(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def _only_ours(status: os.stat_result, *, writing: bool = True) -> bool:
    """Whether nobody else could have written it, or, without `writing`, could even look into it."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (0o022 if writing else OTHERS)


def _wrong(folder: str, message: str, fix: str) -> UsageError:
    return UsageError(Problem(folder, message, fix))
