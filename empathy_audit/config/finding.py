"""Which house style is in force: the one named, the one in the environment, or the nearest upward. One, never several."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from empathy_audit.errors import ConfigError, Problem
from empathy_audit.matchers.values import suggestion

NAMES = ("empathy-audit.yaml", "empathy-audit.yml")
PYPROJECT = "pyproject.toml"
VARIABLE = "EMPATHY_AUDIT_CONFIG"
TABLE = ("tool", "empathy-audit")  # where in pyproject.toml a house style stands


class Found(NamedTuple):
    """A config file, and how it came to be the one in force."""

    path: Path
    how: str


def find(named: str | None, variable: str | None, start: Path) -> Found | None:
    """The config file in force, None where there is none.

    `named` is the value of --config, `variable` that of EMPATHY_AUDIT_CONFIG, `start` the folder in which the search upward
    begins. Raises ConfigError where a named file is not there, or where one folder holds two.
    """
    if named:
        return Found(_there(named, "--config"), "named by --config")
    if variable:
        return Found(_there(variable, VARIABLE), f"named by {VARIABLE}")
    for folder in (start, *start.parents):
        here = in_folder(folder)
        if len(here) > 1:
            names = " and ".join(path.name for path in here)
            raise ConfigError(Problem(shown(folder), f"there are two house styles in this folder: {names}", "keep one of them"))
        if here:
            return Found(Path(shown(here[0])), "the nearest, from the current folder upward")
    return None


def in_folder(folder: Path) -> list[Path]:
    """The config files in `folder`."""
    found = [path for name in NAMES if (path := folder / name).is_file()]
    pyproject = folder / PYPROJECT
    return [*found, pyproject] if _holds_a_table(pyproject) else found


def _holds_a_table(path: Path) -> bool:
    """Whether this pyproject.toml speaks to us. A broken one does where it names our table: that cannot be left unsaid."""
    try:
        raw = path.read_bytes()
    except OSError:
        return False
    if TABLE[-1].encode() not in raw:
        return False
    import tomllib  # late: few have such a file

    try:
        tools = tomllib.loads(raw.decode("utf-8-sig")).get(TABLE[0])
        return isinstance(tools, dict) and TABLE[-1] in tools
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return f"[{'.'.join(TABLE)}".encode() in raw


def _there(name: str, source: str) -> Path:
    path = Path(name)
    if path.is_file():
        return path
    if path.is_dir():
        raise ConfigError(Problem(name, f"{source} names a folder", f"name the file in it, such as {path / NAMES[0]}"))
    raise ConfigError(Problem(name, f"{source} names a file that is not there", nearby(path) or "check the path"))


def nearby(path: Path) -> str:
    """A did-you-mean among the files beside `path`."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return ""
    hint = suggestion(path.name, names)
    return hint if hint.startswith("did") else ""


def shown(path: Path) -> str:
    """The path as seen from the current folder."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
