"""Where packs lie: shipped with the tool, at a path, or in an installed package that offers them.

A package offers a pack by an entry point of the group `empathy_audit.packs`: the name is the pack's, the value the package
whose folder holds the YAML files. The package's code is not run for it; only the parents of a dotted name are imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from empathy_audit.errors import Problem
from empathy_audit.matchers.values import quoted, suggestion

DEFAULT = "default"
GROUP = "empathy_audit.packs"
LONGEST_PATH = 1000  # characters


class Offer(NamedTuple):
    """A pack that an installed package offers; `folder` is None where the entry point leads nowhere."""

    name: str
    package: str  # its name and version
    value: str
    folder: Path | None


def home() -> Path:
    """Where the shipped packs lie: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def shipped() -> tuple[str, ...]:
    """Names of the packs that come with the tool."""
    return tuple(sorted(path.stem for path in home().iterdir() if path.is_dir() or path.suffix == ".yaml"))


def offers() -> dict[str, Offer]:
    """The packs of installed packages by name. Shipped names are taken; of two packages with one name the first counts."""
    from importlib import metadata  # a tenth of the time to start, and few have such packs

    found: dict[str, Offer] = {}
    for point in sorted(metadata.entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        package = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
        if point.name not in shipped():
            found.setdefault(point.name, Offer(point.name, package, point.value, _folder(point.module)))
    return found


def _folder(module: str) -> Path | None:
    from importlib.util import find_spec

    try:
        spec = find_spec(module)
    except (ImportError, ValueError, AttributeError):
        return None
    places = (spec.submodule_search_locations or ()) if spec is not None else ()  # a plain module has no folder of its own
    return next((Path(place) for place in places if Path(place).is_dir()), None)


def names() -> tuple[str, ...]:
    """All names that a pack can be had by."""
    return (*shipped(), *offers())


def is_named(name: str) -> bool:
    """Whether a pack can be had by this name, with no path."""
    return name in shipped() or (is_a_name(name) and name in offers())


def is_shipped(pack: str) -> bool:
    """Whether a pack, a name or a path, holds files that come with the tool."""
    return any(path.resolve().is_relative_to(home().resolve()) for path in files(pack, []))


def is_a_name(pack: str) -> bool:
    """Whether `pack` may be a name; a path has a slash in it, ends as YAML files do, or is a folder's own sign."""
    return not (pack in (".", "..") or "/" in pack or "\\" in pack or pack.endswith((".yaml", ".yml")))


def files(pack: str, problems: list[Problem]) -> Iterator[Path]:
    """The files of a pack in the order of their names; a pack that is not there is a problem. Names come before paths."""
    if not pack.strip() or "\0" in pack or len(pack) > LONGEST_PATH:
        problems.append(Problem(quoted(pack), "this is no name of a pack", "name a shipped pack or a path"))
        return
    named = home() / pack
    offer = None
    candidates = [Path(pack)]
    if is_a_name(pack):
        candidates = [named, named.with_name(f"{pack}.yaml"), *candidates]
        offer = None if pack in shipped() else offers().get(pack)
    if offer is not None and offer.folder is None:
        message = f"{offer.package} offers this pack in '{offer.value}', and there is no such package"
        problems.append(Problem(pack, message, "install it again, or tell its authors"))
        return
    for path in [offer.folder] if offer is not None and offer.folder else candidates:
        if path.is_dir():
            yield from _inside(path, pack, problems)
            return
        if path.is_file():
            yield path
            return
    if is_a_name(pack):
        problems.append(Problem(pack, "there is no such pack", suggestion(pack, names()) or "name a shipped pack or a path"))
    else:
        problems.append(Problem(pack, "there is no such file or folder", "check the spelling of the path"))


def _inside(folder: Path, pack: str, problems: list[Problem]) -> Iterator[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and not path.name.startswith("."))
    except OSError as error:
        problems.append(Problem(pack, f"cannot be listed: {error.strerror}", "check its permissions"))
        return
    yield from found
    if not found:
        problems.append(Problem(pack, "there is no rule file in this folder", "put a file there that ends in .yaml"))


def label(pack: str) -> str:
    """What a pack is called in lists: its name, or that of its file or folder."""
    return pack if is_a_name(pack) else Path(os.path.abspath(pack)).stem  # noqa: PTH100 - as it is written: no links resolved


def shown(path: Path) -> str:
    """The path as the user would write it: shipped rules as rules/..., others as given."""
    try:
        return (Path("rules") / path.resolve().relative_to(home().resolve())).as_posix()
    except ValueError:
        return str(path)
