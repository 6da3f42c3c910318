"""Which settings a transcript's path asks for: patterns such as `chats/**`."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import PurePath

MAX_STARS = 8  # in one pattern: each multiplies the ways in which a long path may fit


def matches(pattern: str, path: str, root: str) -> bool:
    """Whether `path`, as the user named it, fits `pattern`.

    `*` and `?` stay within a folder, `**` crosses folders, `[ab]` is one of several characters. A pattern may begin at any
    folder: `chats/**` is what lies in any folder `chats`; with a `/` in front it begins at `root`, the config's folder.
    Folders above `root` have no say.
    """
    if path == "-":
        return pattern == "-"
    whole = os.path.abspath(path)  # noqa: PTH100 - resolves no links: a path is what the user sees
    below = os.path.relpath(whole, root) if _on_one_drive(whole, root) else whole
    outside = below.startswith(os.pardir + os.sep)
    return _compiled(pattern).fullmatch("/" + PurePath(whole if outside else below).as_posix().lstrip("/")) is not None


def _on_one_drive(path: str, root: str) -> bool:
    return os.path.splitdrive(path)[0] == os.path.splitdrive(root)[0]


def is_pattern(pattern: str) -> bool:
    """Whether `pattern` can be understood."""
    try:
        stars = len(re.findall(r"\*+", pattern))
        return bool(pattern.strip()) and stars <= MAX_STARS and _compiled(pattern) is not None
    except re.error:
        return False


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.replace("\\", "/") + ("**" if pattern.endswith(("/", "\\")) else "")
    at_root = pattern.startswith(("/", "./"))
    parts = re.findall(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|[^*?\[]+|\[", pattern.removeprefix(".").removeprefix("/"))
    return re.compile(("/" if at_root else "(?:/.*)?/") + "".join(map(_piece, parts)), re.DOTALL)


def _piece(part: str) -> str:
    if part in _WILD:
        return _WILD[part]
    if len(part) > 2 and part.startswith("["):
        inside = part[1:-1].replace("\\", r"\\").replace("[", r"\[")
        return f"[{'^' + inside[1:] if inside[0] in '!^' else inside}]" if inside not in ("!", "^") else re.escape(part)
    return re.escape(part)


_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
