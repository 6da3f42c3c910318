"""URLs of object stores and other file systems: the only door to fsspec. Nothing in here happens unless a user names a URL."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from glob import has_magic
from typing import Any, BinaryIO

URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)  # of two letters at least: one is a drive
CHUNK = 1 << 20  # bytes asked for at once
LONGEST = 200  # characters of what a library says
INSTALL = "pip install 'empathy-audit[remote]'"


class RemoteError(OSError):
    """What went wrong, in words, and what to do about it."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.strerror = message
        self.fix = fix


def is_url(path: str) -> bool:
    """Whether `path` is meant as a URL, such as s3://bucket/calls."""
    return "://" in path and URL.match(path) is not None


def check(url: str) -> None:
    """Raises RemoteError where the URL cannot be used with the libraries that are installed."""
    _at(url)


def files(url: str) -> list[str] | None:
    """The files at a URL, which is one, a folder or a pattern; None where there is nothing. Folders come after their files."""
    store, path = _at(url)
    with _telling():
        if has_magic(path):
            found = [each for each, info in store.glob(path, detail=True).items() if info["type"] == "file"]
            return [str(store.unstrip_protocol(each)) for each in sorted(found, key=_order)]
        if store.isfile(path):
            return [url]
        if not store.isdir(path):
            return None
        below = sorted((each[len(path) :].strip("/") for each in store.find(path)), key=_order)
        return [f"{url.rstrip('/')}/{each}" for each in below]


def size(url: str) -> int:
    """How many bytes there are at a URL, 0 where nobody knows."""
    store, path = _at(url)
    with _telling():
        return int(store.info(path).get("size") or 0)


@contextmanager
def opened(url: str) -> Iterator[BinaryIO]:
    """The bytes at a URL. Whatever goes wrong on the way is an OSError."""
    store, path = _at(url)
    with _telling():
        stream = store.open(path, "rb", block_size=CHUNK)
    with stream:
        yield io.BufferedReader(_Telling(stream))


def contents(url: str, start: int, length: int) -> bytes:
    """So many bytes from `start`."""
    store, path = _at(url)
    with _telling():
        return bytes(store.cat_file(path, start=start, end=start + length))


def put(file: str, url: str) -> None:
    """Copies a local file to a URL: where the store can do so, it appears whole or not at all."""
    store, path = _at(url)
    with _telling():
        store.put_file(file, path)


def in_threads() -> bool:
    """Whether a store is spoken to by a thread of its own, which a fork would cut in two."""
    loops = sys.modules.get("fsspec.asyn")
    return loops is not None and loops.iothread[0] is not None


def _at(url: str) -> tuple[Any, str]:
    """The file system and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise RemoteError("URLs need libraries that are not installed", INSTALL) from None
    try:
        store, path = url_to_fs(url)
    except ImportError as error:
        raise RemoteError(f"this kind of URL needs a library that is not installed: {_first_line(error)}", INSTALL) from None
    except Exception as error:
        raise RemoteError(_first_line(error), "is the URL right?") from None
    return store, str(path)


def _order(path: str) -> list[tuple[bool, str]]:
    """As a folder is listed: its files by name, then what is in its folders."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


@contextmanager
def _telling() -> Iterator[None]:
    """Makes one kind of error of all that clouds know."""
    try:
        yield
    except (RemoteError, FileNotFoundError):
        raise
    except PermissionError as error:
        raise RemoteError(f"no permission: {_first_line(error)}", "are these the right credentials?") from None
    except Exception as error:
        raise RemoteError(_first_line(error)) from None


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:LONGEST]


class _Telling(io.RawIOBase):
    """A stream whose errors are all OSErrors."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        with _telling():
            return int(self._stream.seek(offset, whence))

    def readinto(self, buffer: Any, /) -> int:
        with _telling():
            found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)
