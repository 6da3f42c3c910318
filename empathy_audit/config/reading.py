"""A config file and what it extends, as one `Style`: every setting still at its place, none of them checked against rules.

What a file extends comes first, so that the file itself has the last word. Names of files in a config are relative to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from empathy_audit.config.finding import Found, nearby
from empathy_audit.config.paths import is_pattern
from empathy_audit.config.sheets import opened
from empathy_audit.errors import Problem
from empathy_audit.matchers.values import suggestion
from empathy_audit.model import Place
from empathy_audit.rulebook import DEFAULT, LONGEST_PATH, is_named, names
from empathy_audit.rulebook.sheet import Sheet

KEYS = ("extends", "packs", "rules", "scoring", "lists", "gate", "paths", "speakers", "teams", "reuse", "cache", "redact")
PATH_KEYS = ("rules", "scoring", "gate")
SIDES = ("agent", "customer")
SWITCHES = {"true": True, "on": True, "yes": True, "false": False, "off": False, "no": False}
_PACK_KEYS = ("kind", "examples")  # a map with one of these in `rules:` is a rule, not an override

_NO_PACK, _ITS_PLACE = "rules of your own do not stand in a house style", "put them in a file and name it under 'packs'"


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it stands in a config file."""

    sheet: Sheet
    node: yaml.Node

    @property
    def place(self) -> Place:
        return self.sheet.place(self.node)


Named = tuple[str, Given]  # a text, and where it stands


@dataclass(slots=True)
class Style:
    """Everything the config files say, the extended ones first. Filled while files are read, and never after."""

    found: Found | None = None
    extends: list[Named] = field(default_factory=list)  # files; shipped packs are among the packs
    packs: list[Named] = field(default_factory=list)
    lists: list[Given] = field(default_factory=list)
    rules: list[Given] = field(default_factory=list)
    scoring: list[Given] = field(default_factory=list)
    gate: list[Given] = field(default_factory=list)
    paths: list[tuple[Named, dict[str, yaml.Node]]] = field(default_factory=list)
    speakers: dict[str, list[Named]] = field(default_factory=lambda: {side: [] for side in SIDES})
    redact: list[tuple[bool, Given]] = field(default_factory=list)  # the last one holds
    teams: dict[str, list[Named]] = field(default_factory=dict)  # labels of agents, by the name of their team
    reuse: Named | None = None  # "on" or "off"
    cache: Named | None = None  # the folder of what came out of earlier runs
    sheets: dict[Path, Sheet] = field(default_factory=dict)  # in the order of their opening, by resolved path
    problems: list[Problem] = field(default_factory=list)  # of files that are no sheets


def read(found: Found | None) -> Style:
    """What the config files say. Mistakes are in the sheets' problems, and in `problems`."""
    style = Style(found)
    if found is not None:
        _read(found.path, style, ())
    return style


def _read(path: Path, style: Style, chain: tuple[Path, ...]) -> None:
    real = path.resolve()
    if real in style.sheets:
        return  # two files extend the same third: once is enough
    sheet = opened(path)
    if isinstance(sheet, Problem):
        style.problems.append(sheet)
        return
    style.sheets[real] = sheet
    if sheet.root is None:
        return
    fields = sheet.fields(sheet.root, KEYS, "a house style")
    if "extends" in fields and not _is_nothing(fields["extends"]):
        for item in sheet.items(fields["extends"], "extends"):
            _extend(sheet, item, path, style, (*chain, real))
    for key, node in fields.items():
        if key in _PARTS and not _is_nothing(node):
            _PARTS[key](sheet, node, path.parent, style)


def _is_nothing(node: yaml.Node) -> bool:
    """Whether nothing but comments stands below a key."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def _extend(sheet: Sheet, item: yaml.Node, path: Path, style: Style, chain: tuple[Path, ...]) -> None:
    name = _name(sheet, item, "what is extended")
    other = path.parent / name
    if not name or name == DEFAULT:
        return  # the default pack is always in force
    if is_named(name):
        style.packs.append((name, Given(sheet, item)))
    elif other.is_file() and other.resolve() in chain:
        circle = [*chain[chain.index(other.resolve()) :], other.resolve()]
        sheet.error(item, f"this goes in a circle: {' -> '.join(step.name for step in circle)}", "remove one 'extends' of them")
    elif other.is_file():
        style.extends.append((name, Given(sheet, item)))
        _read(other, style, chain)
    elif other.is_dir():
        sheet.error(item, f"'{name}' is a folder", "name a file in it, or list it under 'packs' if it holds rules")
    else:
        fix = _close(name, other, names())
        sheet.error(item, f"there is no '{name}' to extend", fix or "name a shipped pack, or a file beside this one")


def _packs(sheet: Sheet, node: yaml.Node, folder: Path, style: Style) -> None:
    for item in sheet.items(node, "packs"):
        name = _name(sheet, item, "a pack")
        if not name:
            continue
        if not is_named(name) and not (folder / name).exists():
            fix = _close(name, folder / name, names())
            sheet.error(item, f"there is no pack '{name}'", fix or "name a shipped pack, or a path from this file")
        elif name != DEFAULT:
            style.packs.append((name if is_named(name) else str(folder / name), Given(sheet, item)))


def _name(sheet: Sheet, item: yaml.Node, what: str) -> str:
    """The name of a pack or a file at `item`, "" and an error where it can be none."""
    name = sheet.text(item, what)
    if "\0" in name or len(name) > LONGEST_PATH:
        sheet.error(item, f"{what} is named by a path, and this is none", "name a shipped pack, or a path from this file")
        return ""
    return name


def _close(name: str, path: Path, known: Sequence[str]) -> str:
    """A did-you-mean among names, then among files; the names themselves where nothing comes close and they are few."""
    hint = suggestion(name.removesuffix(".yaml"), known)
    return hint if hint.startswith("did") else nearby(path) or hint


def _rules(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    if is_overrides(sheet, node):
        style.rules.append(Given(sheet, node))


def is_overrides(sheet: Sheet, node: yaml.Node) -> bool:
    """Whether `node` is a map from rule ids to what changes. Whole rules are at home in a pack."""
    if isinstance(node, yaml.SequenceNode):
        sheet.error(node, _NO_PACK, _ITS_PLACE)
    elif not isinstance(node, yaml.MappingNode):
        sheet.error(node, "rules is a map from rule ids to what changes", "write 'EMP201: off' lines below it")
    else:
        for key, value in node.value:
            keys = [str(one.value) for one, _ in value.value] if isinstance(value, yaml.MappingNode) else []
            if set(keys) & set(_PACK_KEYS):
                sheet.error(key, _NO_PACK, _ITS_PLACE)
                return False
        return True
    return False


def _scoring(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    style.scoring.append(Given(sheet, node))


def _gate(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    style.gate.append(Given(sheet, node))


def _lists(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    style.lists.append(Given(sheet, node))


def _paths(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    keys = {key.value: key for key, _ in node.value} if isinstance(node, yaml.MappingNode) else {}
    for pattern, entry in sheet.fields(node, (), "paths").items():
        fields = sheet.fields(entry, PATH_KEYS, f"the settings of '{pattern}'")
        if not is_pattern(pattern):
            sheet.error(keys[pattern], f"'{pattern}' is no pattern of paths", "write one such as 'chats/**' or '*.vtt'")
        elif fields and ("rules" not in fields or is_overrides(sheet, fields["rules"])):
            style.paths.append(((pattern, Given(sheet, keys[pattern])), fields))
        elif not fields and isinstance(entry, yaml.MappingNode) and not entry.value:
            sheet.error(entry, f"nothing is set for '{pattern}'", "add 'rules', 'scoring' or 'gate', or remove it")


def _speakers(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    for side, labels in sheet.fields(node, SIDES, "speakers").items():
        for item in sheet.items(labels, side):
            label = sheet.text(item, "a label")
            other = SIDES[1 - SIDES.index(side)]
            taken = [given for one, given in style.speakers[other] if one.casefold() == label.casefold()]
            if taken:
                where = f"line {taken[0].place.line}" if taken[0].sheet is sheet else taken[0].place.path
                sheet.error(item, f"'{label}' is said to be the {other} too ({where})", "keep one of them")
            elif label:
                style.speakers[side].append((label, Given(sheet, item)))


def _teams(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    for team, labels in sheet.fields(node, (), "teams").items():
        members = style.teams.setdefault(team, [])
        members += [(sheet.text(item, "a label"), Given(sheet, item)) for item in sheet.items(labels, team)]


def _reuse(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    word = sheet.text(node, "reuse")
    if word in ("on", "off"):
        style.reuse = (word, Given(sheet, node))
    elif word:
        hint = suggestion(word, ("on", "off"))
        sheet.error(node, f"reuse is 'on' or 'off', not '{word}'", hint if hint.startswith("did") else "write 'reuse: off'")


def _cache(sheet: Sheet, node: yaml.Node, folder: Path, style: Style) -> None:
    name = _name(sheet, node, "the cache")
    if name:
        style.cache = (str(folder / name), Given(sheet, node))


def _redact(sheet: Sheet, node: yaml.Node, _folder: Path, style: Style) -> None:
    word = sheet.text(node, "redact")
    if word and word not in SWITCHES:
        sheet.error(node, f"redact is true or false, not '{word}'", "write true to mask what is personal")
    elif word:
        style.redact.append((SWITCHES[word], Given(sheet, node)))


_PARTS: dict[str, Callable[[Sheet, yaml.Node, Path, Style], None]] = {
    "packs": _packs,
    "rules": _rules,
    "scoring": _scoring,
    "lists": _lists,
    "gate": _gate,
    "paths": _paths,
    "speakers": _speakers,
    "teams": _teams,
    "reuse": _reuse,
    "cache": _cache,
    "redact": _redact,
}
