"""Packs of rules in, one checked `Rulebook` out, or every mistake at once. Knows YAML and where rules lie, no conversations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from empathy_audit.errors import Problem, RuleError
from empathy_audit.matchers import MATCHERS
from empathy_audit.matchers.anchors import anchors_of
from empathy_audit.matchers.phrases import Phrases
from empathy_audit.model import Clause, Rule, Rulebook, Scoring, Taxonomy
from empathy_audit.rulebook import compiled
from empathy_audit.rulebook import lists as words
from empathy_audit.rulebook import taxonomy as tables
from empathy_audit.rulebook.doubts import doubts
from empathy_audit.rulebook.packs import DEFAULT, files, home, is_named, label, names, offers, shipped, shown
from empathy_audit.rulebook.rules import read_rule
from empathy_audit.rulebook.sheet import Sheet, plain, read_text

__all__ = ["DEFAULT", "SECTIONS", "doubts", "home", "is_named", "label", "load", "names", "offers", "shipped"]

SECTIONS = ("pack", "lists", "rules", "scoring", *tables.SECTIONS)


def load(packs: Sequence[str] = (), *, proving: bool = False, house: Sequence[words.Section] = ()) -> Rulebook:
    """The default pack and then `packs`, each a name (shipped, or offered by an installed package) or a path.

    `house` are word lists of a house style, added to those of the packs; what is wrong in them goes to their own sheets.
    Shipped files are read without their examples, and their phrases taken as sound, unless they are to be proven: it
    halves the time to start, and the tests prove them.
    A rule of a later pack replaces the earlier one with the same id. Raises RuleError with every mistake of every file.
    """
    problems: list[Problem] = []
    texts: list[tuple[str, Path, str]] = []
    seen: set[Path] = set()
    for pack in dict.fromkeys((DEFAULT, *packs)):
        for path in files(pack, problems):
            if path.resolve() in seen:
                continue  # one file under two names
            seen.add(path.resolve())
            text = read_text(path)
            if isinstance(text, Problem):
                problems.append(text)
            else:
                texts.append((pack, path, text))
    named = tuple(dict.fromkeys((DEFAULT, *packs)))
    name = compiled.name_of(_made_from(named, texts, house))
    book = None if problems or proving else compiled.find(name)
    if book is not None:
        return book
    sheets = [
        (label(pack), Sheet(shown(path), text, trusted=not proving and path.is_relative_to(home())))
        for pack, path, text in texts
    ]
    digest = hashlib.sha256("".join(text for _, _, text in texts).encode()).hexdigest()[:16]
    book = _assemble(sheets, named, digest, house)
    problems += [problem for _, sheet in sheets for problem in sheet.problems]
    if problems or book is None:
        raise RuleError(problems or Problem(DEFAULT, "no pack gives the numbers of the score", "add a 'scoring' section"))
    if any(sheet.problems for sheet, _ in house):
        return book  # whoever gave the lists will refuse them
    book = book._replace(anchors=anchors_of(_phrases_in(book.rules)))
    if not proving:
        compiled.keep(name, book)
    return book


def _made_from(
    named: Sequence[str], texts: Sequence[tuple[str, Path, str]], house: Sequence[words.Section]
) -> Iterator[str]:
    """Everything that a rulebook is made from, as texts."""
    yield from named
    for pack, path, text in texts:
        yield from (pack, str(path), text)
    for _, node in house:
        yield repr(plain(node))


def _phrases_in(rules: Iterable[Rule]) -> Iterator[Phrases]:
    """Every phrase that a rule looks for."""
    for rule in rules:
        for clause in (rule.match, rule.then, rule.limit.ratio_to if rule.limit else None):
            if clause is not None:
                yield from _phrases_of(clause)


def _phrases_of(clause: Clause) -> Iterator[Phrases]:
    for name, value in clause.tests:
        if isinstance(value, Phrases):
            yield value
        elif hasattr(MATCHERS[name], "phrases_in"):
            yield from MATCHERS[name].phrases_in(value)
    after = () if clause.after is None else (clause.after,)
    for part in (*clause.all, *clause.any, *clause.none, *(signal for _, signal in clause.signals), *after):
        yield from _phrases_of(part)


def _assemble(
    sheets: Sequence[tuple[str, Sheet]], packs: tuple[str, ...], digest: str, house: Sequence[words.Section]
) -> Rulebook | None:
    """All sheets as one rulebook. Lists and taxonomy are read first, for rules of every file may use them."""
    taxonomy: Taxonomy = tables.empty()
    scoring: Scoring | None = None
    parts = [
        (pack, sheet, sheet.fields(sheet.root, SECTIONS, "a pack")) for pack, sheet in sheets if sheet.root is not None
    ]
    for _, sheet, fields in parts:
        for section in tables.SECTIONS:
            if section in fields:
                tables.read_taxonomy(sheet, section, fields[section], taxonomy)
        if "scoring" in fields:
            scoring = tables.read_scoring(sheet, fields["scoring"])
    own = [(sheet, fields["lists"]) for _, sheet, fields in parts if "lists" in fields]
    lists = words.gather(own, house, [sheet for _, sheet in sheets])
    rules: dict[str, Rule] = {}
    replaced: list[Rule] = []
    for pack, sheet, fields in parts:
        if "rules" in fields:
            for rule, node in _rules(sheet, fields["rules"], lists, taxonomy, pack):
                earlier = rules.get(rule.id)
                if earlier is not None and earlier.pack == pack:
                    taken = f"{earlier.place.path}:{earlier.place.line}"
                    sheet.error(node, f"the id '{rule.id}' is taken by {taken}", "give it a new id")
                elif earlier is not None:
                    replaced.append(earlier)
                rules[rule.id] = rule
    if scoring is None:
        return None
    return Rulebook(tuple(rules.values()), taxonomy, scoring, lists, packs, digest, replaced=tuple(replaced))


def _rules(
    sheet: Sheet, node: yaml.Node, lists: dict[str, tuple[str, ...]], taxonomy: Taxonomy, pack: str
) -> Iterator[tuple[Rule, yaml.Node]]:
    for item in sheet.items(node, "rules"):
        rule = read_rule(sheet, item, lists, taxonomy, pack)
        if rule is not None:
            yield rule, item
