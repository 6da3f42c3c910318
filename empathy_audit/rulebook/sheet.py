"""One rule file as a tree in which every key and value has a place, and the list of what is wrong in it.

The tree is PyYAML's own node tree, not the constructed values: `- no` stays "no", 12:30 stays "12:30", and duplicate keys can
be seen. What is no plain tree of maps, lists and texts is refused before it is built, see `yamltext`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from empathy_audit.errors import Problem
from empathy_audit.matchers.values import Range, close, decimal, quoted, suggestion
from empathy_audit.model import Place
from empathy_audit.rulebook.yamltext import LOADER, slips

if TYPE_CHECKING:
    from empathy_audit.rulebook.spoken import Sizes

MAX_PROBLEMS = 50  # mistakes of one file that are told at once; a file with more is another kind of file


class Sheet:
    """A rule file being read. `problems` grows; nothing is raised until all files were read."""

    what = "a pack"

    def __init__(self, path: str, text: str, *, trusted: bool = False, examples: bool = True) -> None:
        self.path = path
        self.trusted = trusted  # a shipped file: it is taken as sound, for the tests prove it
        if not examples:
            text = without_examples(text)
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.mentions: list[tuple[str, yaml.Node]] = []  # keys and the ids below them, which must exist once all is read
        self.ids: set[str] = set()  # of its rules, also of those with mistakes
        self.patterns: list[tuple[str, yaml.Node]] = []  # regular expressions, to be tried on examples
        self.spoken = 0.0  # words that the phrases stand for so far
        self.sizes: Sizes | None = None  # of all word lists, once they are known
        self.root: yaml.MappingNode | None = None
        self._compose(text)

    def _compose(self, text: str) -> None:
        if not self.trusted:
            for slip in slips(text, self.lines):
                self._add(slip.line, slip.column, slip.message, slip.fix)
        if not self.problems:
            self._take(_composed(text) if self.trusted else yaml.compose(text, Loader=LOADER))

    def _take(self, root: yaml.Node | None) -> None:
        """Keeps the tree of a pack; other kinds of file override this."""
        if root is None:
            self._add(0, 0, "the file is empty", "write 'rules:' and at least one rule below it")
        elif not isinstance(root, yaml.MappingNode):
            message = f"a rule file holds keys such as 'rules:', and this is {kind_of(root)}"
            self.error(root, message, "write 'rules:' above, and indent the rest")
        else:
            self.root = root

    @property
    def full(self) -> bool:
        """Whether so many mistakes were found that nobody would read more."""
        return len(self.problems) > MAX_PROBLEMS

    def error(self, node: yaml.Node, message: str, fix: str = "", part: str = "") -> None:
        """Notes that something is wrong at `node`, or at the `part` of its text that can be seen on its line."""
        line, column = node.start_mark.line, node.start_mark.column
        self._add(line, max(column, self._line(line).find(part, column)), message, fix)

    def warn(self, node: yaml.Node, message: str, fix: str = "") -> None:
        """Notes something at `node` that works, and hardly can be meant."""
        line = node.start_mark.line
        self.warnings.append(Problem(self.path, message, fix, line + 1, node.start_mark.column + 1, self._line(line)))

    def _add(self, line: int, column: int, message: str, fix: str) -> None:
        if len(self.problems) == MAX_PROBLEMS:
            message, fix = "there are more mistakes than these", f"correct the first {MAX_PROBLEMS}, and look again"
        problem = Problem(self.path, message, fix, line + 1, column + 1, self._line(line))
        if not self.full and problem not in self.problems:  # a house style's sheet is read twice where a shipped file is broken
            self.problems.append(problem)

    def _line(self, line: int) -> str:
        return self.lines[line] if line < len(self.lines) else ""

    def place(self, node: yaml.Node) -> Place:
        """Where `node` stands."""
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def fields(self, node: yaml.Node, known: Collection[str], what: str) -> dict[str, yaml.Node]:
        """The map at `node` by key. Unknown and duplicate keys are errors; a slip of the pen is then read as what was meant."""
        if not isinstance(node, yaml.MappingNode):
            example = f"{next(iter(known))}: ..." if known else "name: ..."
            self.error(node, f"expected keys and values for {what}", f"write '{example}' below it")
            return {}
        found: dict[str, yaml.Node] = {}
        written = {key.value for key, _ in node.value}
        for key, value in node.value:
            name = key.value
            if self.full:
                break
            if known and name not in known:
                self.error(key, f"unknown key {quoted(name)} in {what}", suggestion(name, known, few=100))
                meant = close(name, known)
                if meant and meant not in written:
                    found.setdefault(meant, value)
            elif not known and not name.strip():
                self.error(key, f"there is a value without a name in {what}", "write its name before the ':'")
            elif name in found:
                self.error(key, f"{quoted(name)} stands twice in {what}", "remove one of them")
            else:
                found[name] = value
        return found

    def items(self, node: yaml.Node, what: str) -> Sequence[yaml.Node]:
        """The list at `node`, never an empty one; a single text counts as a list of one."""
        if self.full:
            return []
        if isinstance(node, yaml.ScalarNode):
            if not node.value.strip():
                self.error(node, f"{what} is empty", "write at least one entry")
                return []
            if not node.style and node.value.startswith("-"):
                self.error(node, f"{what} is a list, and its '-' needs a space", "begin each entry with '- '")
                return []
            return [node]
        if not isinstance(node, yaml.SequenceNode):
            self.error(node, f"expected a list of entries for {what}, not keys and values", "begin each entry with '- '")
            return []
        if not node.value:
            self.error(node, f"{what} is an empty list", "write at least one entry")
        return list(node.value)

    def text(self, node: yaml.Node, what: str) -> str:
        """The text at `node`, "" and an error where there is none."""
        if not isinstance(node, yaml.ScalarNode):
            if isinstance(node, yaml.MappingNode):
                self.error(node, f"{what} is one text, and here are keys and values", "put it in quotes, for it has a ':'")
            else:
                self.error(node, f"{what} is one text, and here is a list", "write it without [ ] or '- ', or put it in quotes")
        elif node.value.strip():
            return str(node.value).strip()
        else:
            self.error(node, f"{what} is empty", "write a text, in quotes if it begins with #")
        return ""

    def texts(self, node: yaml.Node, what: str) -> tuple[str, ...]:
        """The texts at `node`."""
        return tuple(self.text(item, f"an entry of {what}") for item in self.items(node, what))

    def choice(self, node: yaml.Node, known: Collection[str], what: str) -> str:
        """The text at `node`, one of `known`."""
        value = self.text(node, what)
        if value and value not in known:
            self.error(node, f"unknown {what} {quoted(value)}", suggestion(value, known, few=100))
            return ""
        return value

    def number(self, node: yaml.Node, what: str, allowed: Range | None = None) -> float | None:
        """The number at `node`, one that is `allowed`; None and an error where it is not."""
        allowed = allowed or Range()
        written = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        value = decimal(written)
        if value is None or not allowed.allows(value):
            self.error(node, f"{what} is {allowed}" + (f", not {quoted(written)}" if written else ""), allowed.remedy(written))
            return None
        return int(value) if allowed.whole else value


def kind_of(node: yaml.Node) -> str:
    """What stands at `node`, in plain words."""
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "a text" if isinstance(node, yaml.ScalarNode) else "keys and values"


@lru_cache(maxsize=24)  # as many as there are shipped files; a process that reads rules again and again reads these once
def _composed(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=LOADER)


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
