"""One rule file as a tree in which every key and value has a place, and the list of what is wrong in it.

The tree is PyYAML's own node tree, not the constructed values: `- no` stays "no", and duplicate keys can be seen. Anchors,
aliases and tags are refused: rules need none, and a few lines of them can make a document that fills any memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from empathy_audit.errors import Problem
from empathy_audit.matchers.values import suggestion
from empathy_audit.model import Place

MAX_BYTES = 2_000_000  # a rule file is written by hand
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in "str int float bool null timestamp map seq merge value".split())


class Sheet:
    """A rule file being read. `problems` grows; nothing is raised until all files were read."""

    def __init__(self, path: str, text: str, *, trusted: bool = False) -> None:
        self.path = path
        self.trusted = trusted  # a shipped file in daily use: its examples are left out and its phrases taken as sound
        if trusted:
            text = without_examples(text)
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.root: yaml.MappingNode | None = None
        self._compose(text)

    def _compose(self, text: str) -> None:
        try:
            root = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line if mark else 0
            column = mark.column if mark else 0
            tabs = "\t" in self._line(line)
            fix = "YAML indents with spaces, never with tabs" if tabs else "quote a text that holds : # { or ["
            self._add(line, column, f"this is not YAML: {error.problem}", fix)
            return
        except yaml.YAMLError as error:
            self._add(0, 0, f"this is not YAML: {str(error).splitlines()[0]}", "save the file as plain UTF-8 text")
            return
        self._take(root)

    def _take(self, root: yaml.Node | None) -> None:
        """Keeps the tree of a pack; other kinds of file override this."""
        if root is None:
            self._add(0, 0, "the file is empty", "a pack needs at least a list of rules")
        elif not isinstance(root, yaml.MappingNode):
            self.error(root, "a pack is a map with keys such as 'rules'", "begin with 'rules:'")
        elif self.trusted or self._is_sound(root, set()):
            self.root = root

    def _is_sound(self, node: yaml.Node, seen: set[int]) -> bool:
        """Whether the tree below `node` is free of aliases, tags, and keys that are not texts."""
        if id(node) in seen:
            self.error(node, "anchors and aliases (& and *) are not allowed", "write it out, or use a list under 'lists:'")
            return False
        seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.error(node, f"the tag '{node.tag}' is not allowed in rules", "remove it")
            return False
        if isinstance(node, yaml.MappingNode):
            return all(self._is_sound(part, seen) for pair in node.value for part in pair)
        if isinstance(node, yaml.SequenceNode):
            return all(self._is_sound(part, seen) for part in node.value)
        return True

    def error(self, node: yaml.Node, message: str, fix: str = "") -> None:
        """Notes that something is wrong at `node`."""
        self._add(node.start_mark.line, node.start_mark.column, message, fix)

    def _add(self, line: int, column: int, message: str, fix: str) -> None:
        self.problems.append(Problem(self.path, message, fix, line + 1, column + 1, self._line(line)))

    def _line(self, line: int) -> str:
        return self.lines[line] if line < len(self.lines) else ""

    def place(self, node: yaml.Node) -> Place:
        """Where `node` stands."""
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def fields(self, node: yaml.Node, known: Collection[str], what: str) -> dict[str, yaml.Node]:
        """The map at `node` by key; unknown and duplicate keys are errors and left out."""
        if not isinstance(node, yaml.MappingNode):
            self.error(node, f"{what} is a map", "write 'key: value' lines below it")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.error(key, "a key is a plain word")
            elif known and key.value not in known:
                self.error(key, f"unknown key '{key.value}' in {what}", suggestion(key.value, known))
            elif key.value in found:
                self.error(key, f"'{key.value}' stands twice in {what}", "remove one of them")
            else:
                found[key.value] = value
        return found

    def items(self, node: yaml.Node, what: str) -> Sequence[yaml.Node]:
        """The list at `node`; a single text counts as a list of one."""
        if isinstance(node, yaml.ScalarNode):
            return [node]
        if not isinstance(node, yaml.SequenceNode):
            self.error(node, f"{what} is a list", "begin each entry with '- '")
            return []
        return list(node.value)

    def text(self, node: yaml.Node, what: str) -> str:
        """The text at `node`, "" and an error where there is none."""
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return str(node.value).strip()
        self.error(node, f"{what} is a text")
        return ""

    def texts(self, node: yaml.Node, what: str) -> tuple[str, ...]:
        """The texts at `node`."""
        return tuple(self.text(item, what) for item in self.items(node, what))

    def choice(self, node: yaml.Node, known: Collection[str], what: str) -> str:
        """The text at `node`, one of `known`."""
        value = self.text(node, what)
        if value and value not in known:
            self.error(node, f"unknown {what} '{value}'", suggestion(value, known))
            return ""
        return value

    def number(self, node: yaml.Node, what: str) -> float:
        """The number at `node`."""
        try:
            return float(node.value)
        except (TypeError, ValueError):
            self.error(node, f"{what} is a number")
            return 0.0


def without_examples(text: str) -> str:
    """`text` with the lines below each `examples:` blanked, so that lines keep their numbers. Block style only."""
    lines = text.split("\n")
    indent = -1
    for number, line in enumerate(lines):
        bare = line.lstrip()
        if indent >= 0 and bare and len(line) - len(bare) <= indent:
            indent = -1
        if indent >= 0:
            lines[number] = ""
        elif bare.rstrip() == "examples:":
            indent = len(line) - len(bare)
            lines[number] = ""
    return "\n".join(lines)


def plain(node: yaml.Node) -> Any:
    """The tree below `node` as maps, lists and texts; every scalar is a text."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return str(node.value)


def at(node: yaml.Node, where: Sequence[str | int]) -> yaml.Node:
    """The node that `where`, keys and indexes, leads to from `node`; as far as it leads."""
    for step in where:
        below = list(_below(node, step))
        if not below:
            return node
        node = below[0]
    return node


def _below(node: yaml.Node, step: str | int) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (value for key, value in node.value if key.value == step)
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        yield node.value[step]


def read_text(path: Path) -> str | Problem:
    """The text of a rule file, or what is wrong with the file as such."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return Problem(str(path), f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it into several packs")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return Problem(str(path), "the file is not UTF-8 text", "save it as UTF-8")
    except OSError as error:
        return Problem(str(path), f"cannot be read: {error.strerror}", "check the path and its permissions")
