"""Opening a file: bytes from a path or standard input, and what kind of container they are. Memory stays bounded.

JSON Lines are told apart by their first two lines and then streamed; everything else is held whole, up to `MAX_WHOLE`.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from xml.etree.ElementTree import ParseError

from empathy_audit import remote
from empathy_audit.errors import InputError
from empathy_audit.readers.decoding import decode
from empathy_audit.readers.source import Source, wrong
from empathy_audit.readers.suppressions import past_notes

MAX_WHOLE = 64 * 2**20  # bytes: ten times the wordiest export of a day-long call
MAX_TEXT_LINE = 2**20  # characters of one line of text, which is no JSON and no markup: hours of speech
MAX_LINES = 2_000_000  # lines of text: each takes memory of its own
MAX_LINE = 16 * 2**20  # bytes of one line of JSON Lines
MAX_UNPACKED = 256 * 2**20  # bytes of all members of an archive
MAX_MEMBERS = 20_000  # files in an archive
PEEKED = 100  # lines in which the first two that are not blank are looked for
BLANK = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"

HTML = re.compile(r"<(?:!doctype html|html|head|body|div|p|span|table|cite|ul|ol|h[1-6]|section|article)\b", re.I)
JSON_START = re.compile(r"\s*(?:\{\s*(?:[\"}]|//|/\*)|\[\s*[\[{\"\]])")
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as .docx, .xlsx or text"),
    (b"{\\rtf", "Rich Text", "save it as .docx or plain text"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (b"BZh", "compressed with bzip2", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"ID3", "a sound recording", "transcribe it first"),
    (b"RIFF", "a sound recording", "transcribe it first"),
    (b"OggS", "a sound recording", "transcribe it first"),
    (b"fLaC", "a sound recording", "transcribe it first"),
    (b"\x89PNG", "an image", "give the transcript as text"),
    (b"\xff\xd8\xff", "an image", "give the transcript as text"),
)


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP file: its members' names, and a way to unpack one (raises `InputError`)."""

    names: tuple[str, ...]
    read: Callable[[str], bytes]


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file's bytes, `-` for standard input. Raises `InputError` for what cannot be read."""
    if path == "-":
        yield sys.stdin.buffer
        return
    far = remote.is_url(path)
    if not far and Path(path).is_dir():
        raise wrong(path, "is a folder, not a file")
    try:
        with remote.opened(path) if far else Path(path).open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise wrong(path, "no such file", "check the spelling of the path") from None
    except remote.RemoteError as problem:
        raise wrong(path, f"cannot be read: {problem}", problem.fix) from None
    except PermissionError:
        raise wrong(path, "no permission to read this file", "ask its owner, or change its permissions") from None
    except OSError as problem:
        raise wrong(path, f"cannot be read: {problem.strerror or 'input/output error'}") from None


def contents(path: str, start: int = 0, length: int = -1) -> bytes:
    """The bytes of a file, or so many of them from `start`; at most one more than can be read whole. Raises `InputError`."""
    with opened(path) as stream:
        if start and remote.is_url(path):
            return remote.contents(path, start, length)
        if start:
            stream.seek(start)
        return stream.read(MAX_WHOLE + 1 if length < 0 else length)


def stem(path: str) -> str:
    """The name by which a conversation goes that has none of its own: the file's, without endings."""
    return "stdin" if path == "-" else Path(path).name.split(".")[0] or Path(path).name


def sources(stream: BinaryIO, path: str) -> Iterator[Source]:
    """The opened file as one source; JSON Lines as one of kind "jsonl", whose data are (line, record) pairs."""
    seen, streamed = _peek(stream)
    if streamed:
        yield Source(path, stem(path), "jsonl", data=_rows(_lines(seen, stream), path))
        return
    raw = b"".join(seen)
    raw += stream.read(max(0, MAX_WHOLE + 1 - len(raw)))
    if len(raw) > MAX_WHOLE:
        advice = "split it, or convert it to JSON Lines, which is read a line at a time"
        raise wrong(path, f"is larger than {MAX_WHOLE >> 20} MiB", advice)
    yield _whole(raw, path)


# -- JSON Lines -------------------------------------------------------------------------------------------------------


def _peek(stream: BinaryIO) -> tuple[list[bytes], bool]:
    """The lines read so far, and whether they are JSON Lines: two objects, or one object and something broken."""
    seen: list[bytes] = []
    filled: list[bytes] = []
    while len(seen) < PEEKED and len(filled) < 2:
        line = stream.readline(MAX_LINE + 1)
        if not line:
            return seen, False
        seen.append(line)
        if line.strip(BLANK):
            filled.append(line.lstrip(BLANK))
            if not filled[0].startswith(b"{"):
                return seen, False
    return seen, len(filled) == 2 and any(line.startswith(b"{") and _is_object(line) for line in filled)


def _is_object(line: bytes | str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(seen: list[bytes], stream: BinaryIO) -> Iterator[bytes]:
    """Lines of at most `MAX_LINE` + 1 bytes; what is longer is cut there, and its rest is skipped."""
    cut = False
    for line in chain(seen, iter(lambda: stream.readline(MAX_LINE + 1), b"")):
        if not cut:
            yield line
        cut = not line.endswith(b"\n")


def _rows(lines: Iterator[bytes], path: str, first: int = 1) -> Iterator[tuple[int, Any]]:
    """(line number, record) of every line that is not blank; the record is an `InputError` where it is broken."""
    for number, line in enumerate(lines, first):
        if len(line) > MAX_LINE:
            yield number, wrong(path, f"line is longer than {MAX_LINE >> 20} MiB", "split it", number)
        elif line.strip(BLANK):
            try:
                text = line.decode("utf-8-sig")
            except UnicodeDecodeError as problem:
                yield number, wrong(path, "is not valid UTF-8", "save it as UTF-8", number, problem.start + 1)
                continue
            yield number, _parsed(text, path, number)


def _parsed(text: str, path: str, line: int | None = None) -> Any:
    """The parsed JSON, or the `InputError` that says where it is broken (`line`: of the only line)."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        advice = "is the file cut off, or edited by hand?"
        return wrong(path, f"broken JSON: {problem.msg}", advice, line or problem.lineno, problem.colno)
    except RecursionError:
        return wrong(path, "JSON is nested too deeply to be a transcript", line=line)
    except ValueError:
        return wrong(path, "JSON holds a number that is too long", line=line)


class Slice(NamedTuple):
    """Whole lines of JSON Lines, so that a long file can be read in pieces: where they begin, in bytes, and how long they are."""

    start: int
    length: int
    line: int  # the number of the first
    reader: str = ""  # the reader of the line before, as far as it is known


def slices(stream: BinaryIO, size: int) -> Iterator[Slice]:
    """JSON Lines from the start of `stream` in slices of about `size` bytes."""
    start, line = 0, 1
    while block := stream.read(size):
        length, lines, ended = len(block), block.count(b"\n"), block.endswith(b"\n")
        while not ended and (rest := stream.readline(size)):
            length, ended = length + len(rest), rest.endswith(b"\n")
            lines += ended
        yield Slice(start, length, line)
        start, line = start + length, line + lines


def json_lines(stream: BinaryIO, path: str) -> Source | None:
    """JSON Lines as a source, None for all other kinds; nothing but the first lines is read before its data are."""
    seen, streamed = _peek(stream)
    return Source(path, stem(path), "jsonl", data=_rows(_lines(seen, stream), path)) if streamed else None


def sliced(raw: bytes, slice: Slice, path: str) -> Source:
    """The lines of a slice as a source, numbered as they are in the file."""
    return Source(path, stem(path), "jsonl", data=_rows(_lines([], BytesIO(raw)), path, slice.line))


# -- everything else --------------------------------------------------------------------------------------------------


def _whole(raw: bytes, path: str) -> Source:
    name = stem(path)
    if not raw.strip(BLANK):
        raise wrong(path, "is empty" if not raw else "holds nothing but blanks", "is this the right file?")
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Source(path, name, "zip", data=_archive(raw, path))
    if raw.startswith(b"%PDF"):
        return Source(path, name, "pdf", data=raw)
    for signature, what, advice in SIGNATURES:
        if raw.startswith(signature):
            raise wrong(path, f"is {what}, not a transcript", advice)
    try:
        text, warnings = decode(raw)
    except ValueError:
        raise wrong(path, "is a binary file, not a transcript", "export it as text, JSON or VTT") from None
    return _text(text, path, warnings)


def _text(text: str, path: str, warnings: tuple[str, ...]) -> Source:
    name, start = stem(path), text.lstrip()
    if start.startswith(("{", "[")):
        data = _parsed(text, path)
        if not isinstance(data, InputError):
            return Source(path, name, "json", text, data=data, warnings=warnings)
        if _is_object(start.partition("\n")[0]):
            lines = (line.encode("utf-8", "replace") for line in text.splitlines())
            return Source(path, name, "jsonl", data=_rows(lines, path), warnings=warnings)
        if JSON_START.match(text):
            raise data
    start = past_notes(start)
    if start.startswith("<"):
        data = _xml(start, path, strict=start.startswith("<?xml"))
        if data is not None and data.tag.rpartition("}")[2].lower() not in ("html", "body", "div", "p"):
            return Source(path, name, "xml", text, data=data, warnings=warnings)
        if data is not None or HTML.search(start):
            return Source(path, name, "html", text, warnings=warnings)
    if text.count("\n") > MAX_LINES:
        raise wrong(path, f"has more than {MAX_LINES} lines", "split it")
    split = tuple(text.split("\n"))
    long = next((number for number, line in enumerate(split, 1) if len(line) > MAX_TEXT_LINE), None)
    if long is not None:
        raise wrong(path, f"line is longer than {MAX_TEXT_LINE >> 20} million characters", "is it text at all?", long)
    return Source(path, name, "text", text, split, warnings=warnings)


def _xml(text: str, path: str, strict: bool) -> Any:
    """The root element; None where the text is not XML after all. With `strict`, raises `InputError` instead."""
    from defusedxml import ElementTree  # type: ignore[import-untyped]
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

    try:
        return ElementTree.fromstring(text)
    except DefusedXmlException:
        raise wrong(path, "XML declares entities of its own, which is refused as unsafe") from None
    except ParseError as problem:
        line, column = problem.position
        if strict and not HTML.search(text[:2000]):
            raise wrong(path, "broken XML", "is the file cut off?", line, column + 1) from None
    except (ValueError, RecursionError):
        if strict:
            raise wrong(path, "broken XML") from None
    return None


def parse_xml(text: str, path: str) -> Any:
    """The root element of XML in an archive. Raises `InputError`."""
    return _xml(text, path, strict=True)


def _archive(raw: bytes, path: str) -> Archive:
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise wrong(path, "is a broken ZIP file", "was the download complete?") from None
    members = {member.filename: member for member in archive.infolist()}
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members.values()) > MAX_UNPACKED:
        raise wrong(path, f"unpacks to more than {MAX_UNPACKED >> 20} MiB or {MAX_MEMBERS} files")

    def read(name: str) -> bytes:
        member = members.get(name)
        if member is None or member.file_size > MAX_WHOLE:
            raise wrong(path, f'"{name}" in the archive is missing or too large')
        try:  # zipfile never unpacks more than the size it declares
            return archive.read(member)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
            raise wrong(path, f'"{name}" in the archive is broken or locked with a password') from None

    return Archive(tuple(members), read)
