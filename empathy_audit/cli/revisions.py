"""Two git revisions as the sides of a comparison, or one and the files as they are now."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from glob import has_magic
from pathlib import Path, PurePath
from typing import NamedTuple

from empathy_audit import git
from empathy_audit.cli.inputs import Laid
from empathy_audit.cli.sides import Audit, Side, keyed
from empathy_audit.errors import Problem, UsageError

COMMAND = "compare"
NOW = "the files as they are now"


class Asked(NamedTuple):
    """What is compared: `new` None is the working tree. `paths` as the user named them, and from the top of the repository."""

    old: git.Revision
    new: git.Revision | None
    paths: dict[str, str]
    top: str


def sides(named: Sequence[str], audit: Audit) -> tuple[Side, Side]:
    """The sides that `OLD..NEW PATH...`, `OLD NEW PATH...` or `OLD PATH...` name. Raises UsageError."""
    asked = _asked(named)
    moved = git.renamed(asked.old, asked.new, COMMAND)
    there: set[str] = set()
    old = _at(asked.old, asked, audit, moved, there)
    new = _at(asked.new, asked, audit, {}, there) if asked.new else _now(asked, audit, there)
    for path in asked.paths:
        if path not in there:
            ends = f"neither at {asked.old.name} nor {f'at {asked.new.name}' if asked.new else 'now'}"
            raise _wrong(f"there is no '{path}', {ends}", "check the spelling of the path")
    return old, new


def _asked(named: Sequence[str]) -> Asked:
    first, *rest = named
    dots = "..." if "..." in first else ".." if ".." in first and not os.path.lexists(first) else ""
    if not dots and os.path.lexists(first):
        what = f"there is no '{rest[0]}'" if rest else f"'{first}' is one side only"
        raise _wrong(what, "name two folders or reports, or a git revision: compare main..HEAD -- scripts/")
    if not dots and not any(map(os.path.lexists, rest)) and not _is_revision(first):
        names = " or ".join(f"'{name}'" for name in named)
        raise _wrong(f"there is no file or folder {names}, and no git revision '{first}'", "check the spelling")
    top = git.top(COMMAND, f"run it inside of one to compare revisions; there is no file or folder '{first}' either")
    ends = [end or "HEAD" for end in first.split(dots, 1)] if dots else [first]
    if not dots and rest and not os.path.lexists(rest[0]) and git.commit(rest[0], COMMAND):
        ends.append(rest.pop(0))
    old, *news = (git.the_commit(end, COMMAND) for end in ends)
    if dots == "...":
        old = git.fork(old, news[0], COMMAND)
    if not rest:
        raise _wrong("which files?", f"name them after the revisions: compare {first} -- scripts/")
    paths = {}
    for path in rest:
        inside = git.from_top(path, top)
        if inside is None:
            raise _wrong(f"'{path}' lies outside of the git repository", f"name files in {top}")
        paths[path] = inside
    return Asked(old, news[0] if news else None, paths, top)


def _is_revision(name: str) -> bool:
    try:
        return git.commit(name, COMMAND) is not None
    except UsageError:  # there is no git
        return False


def _at(revision: git.Revision, asked: Asked, audit: Audit, moved: dict[str, str], there: set[str]) -> Side:
    """The files at a revision are laid into a folder of their own for as long as they are read, for readers read files."""
    listed = git.files(revision, [_fixed(inside) for inside in asked.paths.values()], COMMAND)
    with tempfile.TemporaryDirectory(prefix="empathy-audit-") as folder:
        wanted = []
        for path, inside in asked.paths.items():
            if has_magic(path) or any(not inside or f.path == inside or f.path.startswith(f"{inside}/") for f in listed):
                there.add(path)
                wanted.append(str(Path(folder, inside)))
        for file, content in git.contents(listed, COMMAND):
            target = Path(folder, file.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

        def inside_of(path: str) -> str:
            return PurePath(os.path.relpath(path, folder)).as_posix()

        def shown(path: str) -> str:
            return PurePath(os.path.relpath(Path(asked.top, inside_of(path)))).as_posix()

        found = audit.of(wanted, Laid(shown, lambda path: f"{revision.name}:{inside_of(path)}")) if wanted else []
    tops = {each.path: git.from_top(each.path, asked.top) or each.path for each in found}
    return Side(revision.name, keyed(found, lambda path: moved.get(tops[path], tops[path])), audit.house.rulebook.digest)


def _now(asked: Asked, audit: Audit, there: set[str]) -> Side:
    paths = [path for path in asked.paths if os.path.lexists(path) or has_magic(path)]
    there.update(paths)
    found = audit.of(paths) if paths else []
    return Side(NOW, keyed(found, lambda path: git.from_top(path, asked.top) or path), audit.house.rulebook.digest)


def _fixed(inside: str) -> str:
    """The part of a pattern before its first wildcard, as a folder."""
    parts = list(_until_magic(inside.split("/")))
    return "/".join(parts)


def _until_magic(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        if has_magic(part):
            return
        yield part


def _wrong(message: str, fix: str) -> UsageError:
    return UsageError(Problem("compare", message, fix))
