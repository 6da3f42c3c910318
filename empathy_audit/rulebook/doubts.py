"""What is no mistake in a pack, and may still not be meant: rules that replace others, words that nobody listens for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from empathy_audit.errors import Problem
from empathy_audit.matchers.values import suggestion
from empathy_audit.model import Rulebook
from empathy_audit.rulebook.lists import mentioned
from empathy_audit.rulebook.packs import files, shown
from empathy_audit.rulebook.sheet import Sheet
from empathy_audit.rulebook.texts import read_text


def doubts(book: Rulebook, packs: Sequence[str]) -> list[Problem]:
    """Warnings about `packs`, names or paths that were read without a mistake into `book`; in the order of their places."""
    paths = dict.fromkeys(path for pack in packs for path in files(pack, []))
    sheets = [Sheet(shown(path), text) for path in paths if isinstance(text := read_text(path), str)]
    everything = (read_text(path) for pack in book.packs for path in files(pack, []))
    named = {name for text in everything if isinstance(text, str) for name in mentioned(text)}
    ways = (_replacing, _overlapping, _unheard, _unreported, _twice)
    found = [doubt for sheet in sheets for way in ways for doubt in way(sheet, book, named)]
    return sorted(found, key=lambda doubt: (doubt.path, doubt.line or 0, doubt.column or 0))


def _doubt(sheet: Sheet, node: yaml.Node, message: str, fix: str) -> Problem:
    mark = node.start_mark
    return Problem(sheet.path, message, fix, mark.line + 1, mark.column + 1, sheet.lines[mark.line])


def _replacing(sheet: Sheet, book: Rulebook, _named: set[str]) -> Iterator[Problem]:
    earlier = {rule.id: rule.place for rule in book.replaced}
    for rule in _entries(sheet, "rules"):
        for key, value in rule.value if isinstance(rule, yaml.MappingNode) else ():
            place = earlier.get(str(value.value)) if key.value == "id" else None
            if place is not None and place.path != sheet.path:
                message = f"'{value.value}' takes the place of the rule at {place.path}:{place.line}"
                yield _doubt(sheet, value, message, "give it an id of its own, if both are meant")


def _overlapping(sheet: Sheet, book: Rulebook, _named: set[str]) -> Iterator[Problem]:
    ids = {rule.id for rule in book.rules}
    for rule in _entries(sheet, "rules"):
        for key, value in rule.value if isinstance(rule, yaml.MappingNode) else ():
            for item in sheet.items(value, "overlaps") if key.value == "overlaps" else ():
                if item.value not in ids:
                    yield _doubt(sheet, item, f"there is no rule '{item.value}' to overlap with", suggestion(item.value, ids))


def _unheard(sheet: Sheet, _book: Rulebook, named: set[str]) -> Iterator[Problem]:
    for name in _entries(sheet, "lists"):
        if name.value not in named:
            yield _doubt(sheet, name, f"no rule listens for the list '{name.value}'", f"write '{{{name.value}}}' in a phrase")


def _unreported(sheet: Sheet, book: Rulebook, _named: set[str]) -> Iterator[Problem]:
    reported = {rule.target for rule in book.rules}
    for section in ("types", "behaviours", "antipatterns"):
        for name in _entries(sheet, section):
            if name.value not in reported:
                yield _doubt(sheet, name, f"no rule reports '{name.value}'", "add a rule for it, or leave it out")


def _entries(sheet: Sheet, section: str) -> Sequence[yaml.Node]:
    """The entries of a list, or the keys of a map."""
    for key, value in sheet.root.value if sheet.root is not None else ():
        if key.value == section:
            return [name for name, _ in value.value] if isinstance(value, yaml.MappingNode) else list(value.value)
    return ()


def _twice(sheet: Sheet, _book: Rulebook, _named: set[str]) -> Iterator[Problem]:
    """Phrases that stand twice in one list."""
    for node in _lists_of_phrases(sheet.root) if sheet.root is not None else ():
        seen: dict[str, int] = {}
        for item in node.value:
            text = " ".join(str(item.value).casefold().split())
            if text in seen:
                yield _doubt(sheet, item, f"this phrase stands at line {seen[text]} already", "remove one of them")
            seen.setdefault(text, item.start_mark.line + 1)


def _lists_of_phrases(node: yaml.Node) -> Iterator[yaml.SequenceNode]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "phrases" and isinstance(value, yaml.SequenceNode):
                yield value
            elif key.value != "examples":
                yield from _lists_of_phrases(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _lists_of_phrases(item)
