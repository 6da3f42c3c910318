"""Where the parts of a rule stand in its file. Rules in daily use do not carry it: it is looked up when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from empathy_audit.model import Place, Rule
from empathy_audit.rulebook.sheet import Sheet, at
from empathy_audit.rulebook.texts import read_text

Step = str | int
Trail = tuple[Step, ...]  # from the rule: keys, and the numbers of entries; `none` numbers those of none and unless as one
_REMARK = re.compile(r"^[\s{-]*weight:\s*[-+.\d]+,?\s+#\s*(.*\S)")


class Places:
    """Where the parts of one rule stand; the rule's own place where its file is gone or has changed."""

    def __init__(self, rule: Rule, node: yaml.Node | None, lines: Sequence[str]) -> None:
        self._rule = rule
        self._node = node
        self._lines = lines

    def place(self, trail: Trail) -> Place:
        """Of the part to which `trail` leads, as far as it leads."""
        if self._node is None:
            return self._rule.place
        mark = _follow(self._node, trail).start_mark
        return Place(self._rule.place.path, mark.line + 1, mark.column + 1)

    def remark(self, trail: Trail) -> str:
        """What the rule's author says beside the weight of a signal; "" where nothing stands there."""
        found = None if self._node is None else _REMARK.match(self._lines[self.place(trail).line - 1])
        return found[1] if found else ""


def places(rule: Rule, home: Path) -> Places:
    """The places of the parts of `rule`; `home` is where the shipped packs lie."""
    for path in (home.parent / rule.place.path, Path(rule.place.path)):
        rules, lines = _rules(str(path))
        node = rules.get(rule.id)
        if node is not None and node.start_mark.line + 1 == rule.place.line:
            return Places(rule, node, lines)
    return Places(rule, None, ())


@lru_cache(maxsize=64)
def _rules(path: str) -> tuple[dict[str, yaml.Node], Sequence[str]]:
    """The rules in the file at `path`, by id, and its lines."""
    text = read_text(Path(path)) if Path(path).is_file() else ""
    sheet = Sheet(path, text if isinstance(text, str) else "", trusted=True)
    rules = sheet.fields(sheet.root, (), "a pack").get("rules") if sheet.root is not None else None
    found: dict[str, yaml.Node] = {}
    for node in rules.value if isinstance(rules, yaml.SequenceNode) else ():
        own = at(node, ("id",))
        if isinstance(own, yaml.ScalarNode):
            found[str(own.value)] = node
    return found, sheet.lines


def _follow(node: yaml.Node, trail: Trail) -> yaml.Node:
    """The node to which `trail` leads, as far as it leads."""
    for number, step in enumerate(trail):
        if isinstance(step, int) and number and trail[number - 1] in ("none", "any", "all"):
            continue  # taken with the step before
        if step in ("none", "any", "all") and number + 1 < len(trail):
            entries = list(_entries(node, str(step)))
            index = trail[number + 1]
            if not isinstance(index, int) or index >= len(entries):
                return node
            node = entries[index]
        else:
            node = at(node, (step,))
    return node


def _entries(node: yaml.Node, key: str) -> Iterator[yaml.Node]:
    for name in (key, "unless") if key == "none" else (key,):
        below = at(node, (name,))
        if below is node:
            continue
        yield from below.value if isinstance(below, yaml.SequenceNode) else (below,)
