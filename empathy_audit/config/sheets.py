"""A config file as a tree in which every value has a place: YAML as it is, and TOML turned into the same tree."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from empathy_audit.config.finding import TABLE
from empathy_audit.errors import Problem
from empathy_audit.rulebook.sheet import Sheet, kind_of
from empathy_audit.rulebook.texts import read_text

_STR, _MAP, _SEQ = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))
_WHERE = re.compile(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_HEADER = re.compile(r"^\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

Keys = tuple[str, ...]


class ConfigSheet(Sheet):
    """A config in YAML. An empty one is no mistake: it says that everything stays as it is."""

    def _take(self, root: yaml.Node | None) -> None:
        if root is None:
            self.root = _empty()
        elif not isinstance(root, yaml.MappingNode):
            message = f"a house style holds keys such as 'rules:' and 'scoring:', and this is {kind_of(root)}"
            self.error(root, message, "write a key above, and indent the rest")
        else:
            self.root = root


class TomlSheet(Sheet):
    """A config in TOML: the table [tool.empathy-audit]. Places are those of the keys, as near as a search finds them."""

    def _compose(self, text: str) -> None:
        try:
            data: Any = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            found = _WHERE.match(str(error))
            what, line, column = found.groups() if found else (str(error), None, None)
            fix = "put texts in quotes, and close every quote and bracket"
            self._add(max(int(line or len(self.lines)) - 1, 0), int(column or 1) - 1, f"this is not TOML: {what}", fix)
            return
        except RecursionError:
            self._add(0, 0, "tables and lists are nested too deep", "no house style needs that: write it flatter")
            return
        for key in TABLE:
            data = data.get(key, {}) if isinstance(data, Mapping) else {}
        lines = dict(_key_lines(self.lines))
        node = self._node(data, TABLE, lines)
        if isinstance(node, yaml.MappingNode):
            self.root = node
        else:
            self.error(node, "a house style is a table with keys such as 'rules'", "write [tool.empathy-audit.rules]")

    def _node(self, data: Any, path: Keys, lines: Mapping[Keys, int]) -> yaml.Node:
        mark = self._mark(path, lines, data)
        if isinstance(data, Mapping):
            pairs = [
                (yaml.ScalarNode(_STR, key, at, at), self._node(value, (*path, key), lines))
                for key, value in data.items()
                for at in (self._mark((*path, key), lines, None),)
            ]
            return yaml.MappingNode(_MAP, pairs, mark, mark)
        if isinstance(data, list):
            return yaml.SequenceNode(_SEQ, [self._node(item, path, lines) for item in data], mark, mark)
        word = str(data).lower() if isinstance(data, bool) else str(data)
        return yaml.ScalarNode(_STR, word, mark, mark)

    def _mark(self, path: Keys, lines: Mapping[Keys, int], value: object) -> yaml.Mark:
        """Where the key at the end of `path` stands; for a text, where that text stands at or below the key."""
        known = path
        while known and known not in lines:
            known = known[:-1]
        line = lines.get(known, 0)
        column = max(self._line(line).find(path[-1]), 0)
        if value is not None and not isinstance(value, Mapping | list):
            end = min((n for n in lines.values() if n > line), default=len(self.lines))
            word = str(value).lower() if isinstance(value, bool) else str(value)
            for number in range(line, end):
                at = self._line(number).find(word, column + len(path[-1]) if number == line else 0)
                if at >= 0:
                    return _mark(number, at)
        return _mark(line, column)


def opened(path: Path) -> Sheet | Problem:
    """The sheet of a config file, or what is wrong with the file as such. Places in it show `path` as given."""
    text = read_text(path)
    if isinstance(text, Problem):
        return replace(text, fix="a house style is a short text") if "larger" in text.message else text
    return TomlSheet(str(path), text) if path.suffix == ".toml" else ConfigSheet(str(path), text)


def _key_lines(lines: list[str]) -> Iterator[tuple[Keys, int]]:
    """The keys of a TOML file with their lines, counted from 0; each table and key at its first place."""
    seen: set[Keys] = set()
    table: Keys = ()
    for number, line in enumerate(lines):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = _parts(header[1])
        path = table if header else (*table, *_parts(key[1])) if key else ()
        for size in range(1, len(path) + 1):
            if path[:size] not in seen:
                seen.add(path[:size])
                yield path[:size], number


def _parts(dotted: str) -> Keys:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _mark(line: int, column: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, column, None, 0)


def _empty() -> yaml.MappingNode:
    return yaml.MappingNode(_MAP, [], _mark(0, 0), _mark(0, 0))
