"""The texts of all packs as one checked rulebook, or every mistake at once. Knows YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import yaml

from empathy_audit.errors import Problem, RuleError
from empathy_audit.matchers import MATCHERS
from empathy_audit.matchers.anchors import Anchors, anchors_of
from empathy_audit.matchers.phrases import Phrases, names_in
from empathy_audit.model import Clause, Rule, Rulebook, Scoring, Taxonomy
from empathy_audit.rulebook import lists as words
from empathy_audit.rulebook import taxonomy as tables
from empathy_audit.rulebook.packs import DEFAULT, home, label, shown
from empathy_audit.rulebook.rules import read_rule
from empathy_audit.rulebook.sheet import Sheet
from empathy_audit.rulebook.together import Shadows, known_mentions

SECTIONS = ("pack", "lists", "rules", "scoring", *tables.SECTIONS)
ADDING = {"pack", "rules"}  # sections that leave the rules of other packs as they are

Text = tuple[str, Path, str]  # of a pack, its path, what it says


def assemble(
    texts: Sequence[Text],
    packs: tuple[str, ...],
    house: Sequence[words.Section] = (),
    problems: Sequence[Problem] = (),
    *,
    proving: Collection[Path] | None = None,
    known: Rulebook | None = None,
) -> Rulebook:
    """All `texts` as one rulebook. `problems` are those met so far. Raises RuleError with every mistake of every file.

    `packs` are their names in order, the default first. Where `proving` is not None, examples are read, and shipped files at
    those resolved paths are checked like any other. `known` is what the default pack alone makes: its phrases need not be
    understood again, nor its files read where the other packs only add rules. What is wrong in the `house`'s lists goes to
    their own sheets; the rulebook then has no anchors and cannot be used.
    """
    try:
        return _assembled(texts, packs, house, problems, proving, known)
    except RuleError:
        raise
    except Exception:
        # A shipped file, taken as sound, is not: somebody is at work on it. Checked in full, it says what is wrong.
        _assembled(texts, packs, house, problems, {path.resolve() for _, path, _ in texts}, known)
        raise


def _assembled(
    texts: Sequence[Text],
    packs: tuple[str, ...],
    house: Sequence[words.Section],
    problems: Sequence[Problem],
    proving: Collection[Path] | None,
    known: Rulebook | None,
) -> Rulebook:
    sheets = [_sheet(*text, proving) for text in texts if text[0] != DEFAULT]
    base = known if proving is None and not house and all(_only_adds(sheet) for _, sheet in sheets) else None
    if base is None:
        sheets = [*(_sheet(*text, proving) for text in texts if text[0] == DEFAULT), *sheets]
    digest = hashlib.sha256("".join(text for _, _, text in texts).encode()).hexdigest()[:16]
    book = _together(sheets, tuple(dict.fromkeys(packs)), digest, house, base)
    found = [*problems, *(problem for _, sheet in sheets for problem in sorted(sheet.problems, key=_where))]
    if found or book is None:
        raise RuleError(found or Problem(DEFAULT, "no pack gives the numbers of the score", "add a 'scoring' section"))
    if any(sheet.problems for sheet, _ in house):
        return book
    warnings = tuple(warning for _, sheet in sheets for warning in sheet.warnings)
    return book._replace(anchors=_anchors(book, known), warnings=warnings)


def _sheet(pack: str, path: Path, text: str, proving: Collection[Path] | None) -> tuple[str, Sheet]:
    shipped = path.is_relative_to(home())
    trusted = shipped and path.resolve() not in (proving or ())
    sheet = Sheet(shown(path), text, trusted=trusted, examples=proving is not None or not shipped)
    if shipped and sheet.root is None:
        raise RuleError(sheet.problems)  # all else rests on it, and would be told of what follows from this
    return pack, sheet


def _only_adds(sheet: Sheet) -> bool:
    """Whether what `sheet` says changes nothing for the rules of other packs."""
    return isinstance(sheet.root, yaml.MappingNode) and {key.value for key, _ in sheet.root.value} <= ADDING


def _anchors(book: Rulebook, known: Rulebook | None) -> Anchors:
    """The anchors of `book`; what is `known` of phrases holds where their lists mean the same in both."""
    phrases = _phrases_in(book.rules)
    if known is None or known.anchors is None:
        return anchors_of(phrases)
    changed = {name for name, entries in book.lists.items() if known.lists.get(name) != entries}
    naming = {name: {*chain.from_iterable(map(names_in, entries))} for name, entries in book.lists.items()}
    while more := {name for name, named in naming.items() if not named.isdisjoint(changed)} - changed:
        changed |= more
    return anchors_of(phrases, known.anchors, changed)


def _where(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


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


def _together(
    sheets: Sequence[tuple[str, Sheet]],
    packs: tuple[str, ...],
    digest: str,
    house: Sequence[words.Section],
    base: Rulebook | None,
) -> Rulebook | None:
    """All sheets as one rulebook. Lists and taxonomy are read first, for rules of every file may use them.

    Where there is a `base`, they add rules to it and nothing else.
    """
    taxonomy: Taxonomy = base.taxonomy if base else tables.empty()
    scoring: Scoring | None = base.scoring if base else None
    parts = [
        (pack, sheet, sheet.fields(sheet.root, SECTIONS, "a pack")) for pack, sheet in sheets if sheet.root is not None
    ]
    for _, sheet, fields in parts:
        for section in tables.SECTIONS:
            if section in fields:
                tables.read_taxonomy(sheet, section, fields[section], taxonomy)
        if "scoring" in fields:
            scoring = tables.read_scoring(sheet, fields["scoring"])
        if "pack" in fields:
            sheet.text(fields["pack"], "the name of the pack")
        if not fields and sheet.root is not None and not sheet.problems:
            sheet.error(sheet.root, "there is nothing in this pack", "write 'rules:' and at least one rule below it")
    own = [(pack, (sheet, fields["lists"])) for pack, sheet, fields in parts if "lists" in fields]
    lists = base.lists if base else words.gather(own, house, [sheet for _, sheet in sheets])
    rules: dict[str, Rule] = {rule.id: rule for rule in base.rules} if base else {}
    ids: set[str] = set(rules)
    replaced: list[Rule] = []
    shadows = Shadows(rules.values())
    for pack, sheet, fields in parts:
        if "rules" in fields:
            for rule, node in _rules(sheet, fields["rules"], lists, taxonomy, label(pack)):
                if not sheet.trusted:
                    shadows.warn(sheet, node, rule, rules)
                shadows.add(rule)
                earlier = rules.get(rule.id)
                if earlier is not None and earlier.pack == rule.pack:
                    taken = f"{earlier.place.path}:{earlier.place.line}"
                    sheet.error(node, f"the id '{rule.id}' is taken by {taken}", "give it a new id")
                elif earlier is not None:
                    replaced.append(earlier)
                rules[rule.id] = rule
        ids.update(sheet.ids)
    for _, sheet, _ in parts:
        known_mentions(sheet, taxonomy, ids)
    if scoring is None:
        return None
    return Rulebook(tuple(rules.values()), taxonomy, scoring, lists, packs, digest, replaced=tuple(replaced))


def _rules(
    sheet: Sheet, node: yaml.Node, lists: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy, pack: str
) -> Iterator[tuple[Rule, yaml.Node]]:
    for item in sheet.items(node, "'rules'"):
        rule = read_rule(sheet, item, lists, taxonomy, pack)
        if rule is not None:
            yield rule, item
