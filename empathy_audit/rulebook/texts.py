"""Files of rules as text, or what is wrong with them before anybody reads YAML."""

from __future__ import annotations

from pathlib import Path

from empathy_audit.errors import Problem

MAX_BYTES = 2_000_000  # a rule file is written by hand


def read_text(path: Path) -> str | Problem:
    """The text of a rule file, or what is wrong with the file as such."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(str(path), f"cannot be read: {error.strerror}", "check the path and its permissions")
    if len(data) > MAX_BYTES:
        return Problem(str(path), f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it into several packs")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(str(path), "the file is UTF-16 text", "save it as UTF-8; in Notepad: Save as, Encoding")
    if b"\0" in data:
        return Problem(str(path), "this is no text file", "name a YAML file, saved as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _undecodable(path, error.object, error.start)


def _undecodable(path: Path, data: bytes, at: int) -> Problem:
    """The place of the first byte that is not UTF-8; its line is shown as an old Windows file would be meant."""
    begun = data[:at].decode("utf-8-sig", "replace").splitlines(keepends=True) or [""]
    if begun[-1].endswith(("\n", "\r")):
        begun.append("")
    line = begun[-1] + data[at : at + 200].decode("cp1252", "replace").splitlines()[0]
    return Problem(str(path), "the file is not UTF-8 text", "save it as UTF-8", len(begun), len(begun[-1]) + 1, line)
